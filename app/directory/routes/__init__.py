"""The directory: offices that letters go to, and prisons with their mail rules."""

from app.directory.routes import lists, making, one
from app.web.door import Doors

doors = Doors()
for part in (lists, making, one):  # addresses with words come before those with names
    doors.router.include_router(part.doors.router)
