"""What changes about public pages and about requests to correct them."""
