"""The directory: offices that letters go to, and prisons with their mail rules."""

from app.directory.routes import address_lists, address_page, edit_address
from app.web.door import Doors

doors = Doors()
for part in (address_lists, edit_address, address_page):  # addresses with words come before those with names
    doors.router.include_router(part.doors.router)
