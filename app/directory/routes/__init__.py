"""The directory: offices that letters go to, and prisons with their mail rules."""

from app.directory.routes import address_lists, address_page, edit_address
from app.web.door import Doors

# Addresses with words come before those with names.
doors = Doors(address_lists.doors, edit_address.doors, address_page.doors)
