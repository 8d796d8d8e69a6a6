"""One's own unfinished words: kept while they are typed, listed, thrown away."""

from starlette.responses import Response

from app.text import _
from app.web.door import Doors, RowId
from app.web.pages import page, see_other
from app.web.policy import signed_in, unkept
from app.web.unfinished import drop, keep, unfinished
from app.web.visit import Visit

doors = Doors()


@doors.get("/unfinished", who=signed_in)
def list_page(visit: Visit) -> Response:
    """All of them, the newest first."""
    return page(visit, "accounts/unfinished.html", rows=unfinished(visit))


@doors.post("/unfinished", who=unkept(signed_in))
def keep_typed(visit: Visit) -> Response:
    """What a script sends while somebody types."""
    values = visit.submitted.values
    typed = {name.removeprefix("kept."): given for name, given in values.items() if name.startswith("kept.")}
    keep(visit, visit.submitted.one("kept-path"), visit.submitted.one("kept-page"), typed)
    return Response(status_code=204)


@doors.post("/unfinished/{number}/drop", who=unkept(signed_in))
def throw_away(visit: Visit, number: RowId) -> Response:
    """They are wanted no longer."""
    drop(visit, number)
    return see_other("/unfinished", _("Thrown away."))
