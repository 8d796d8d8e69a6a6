"""The domain-free kit of pages: the door every request passes, forms, pages, guards."""
