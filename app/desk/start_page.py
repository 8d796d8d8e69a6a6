"""The start page and the sign-in landing; the other pages of the desk have modules of their own."""

from starlette.responses import Response

from app.web.door import Doors
from app.web.pages import page, see_other
from app.web.policy import anyone
from app.web.visit import Visit

doors = Doors()


@doors.get("/", who=anyone)
def start(visit: Visit) -> Response:
    """A volunteer goes to their day; the world reads what this is."""
    if visit.viewer is not None:
        return see_other("/my")
    return page(visit, "desk/start.html")
