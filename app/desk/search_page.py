"""The search of every page: one box over cases, people, sources and incidents."""

from starlette.responses import Response

from app.cases.forms.incidents import IncidentFilters
from app.cases.routes.incident_screens import lines_of
from app.desk.queries.search import Found, search
from app.desk.source_lists import source_line
from app.text import ngettext
from app.web.door import Doors
from app.web.forms import Rejected, blank, read_form
from app.web.pages import page
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
NOTHING = Found([], [], [], [])


@doors.get("/search", who=signed_in)
def search_page(visit: Visit) -> Response:
    """Whatever is typed, the answer is a page."""
    read = read_form(IncidentFilters, {"q": visit.query.get("q", [])})
    text = None if isinstance(read, Rejected) else read.q
    found = search(visit.session, visit.me, text, visit.settings.today) if text else NOTHING
    return page(
        visit,
        "desk/search.html",
        form=blank(q=text),
        text=text or "",
        count=ngettext("%(n)s result", "%(n)s results", found.count) % {"n": found.count},
        cases=[(row, row.stood.on(visit.today())) for row in found.cases],
        people=found.people,
        incidents=lines_of(found.incidents, IncidentFilters(), more=False)["rows"],
        sources=[source_line(row) for row in found.sources],
    )
