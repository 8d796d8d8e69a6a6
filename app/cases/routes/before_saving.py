"""Before a change is saved: the dates it would move, and whether that is meant."""

from starlette.responses import Response

from app.cases.models import Case
from app.cases.routes.entry_screens import identity
from app.web.pages import page
from app.web.visit import Visit

SEEN = "moves"


def dates_that_move(visit: Visit, case: Case) -> list[str]:
    """In words; empty when nothing moves or the person has seen it already. Asked of those who keep due dates."""
    if visit.submitted.one("seen") == SEEN:
        return []
    ask = getattr(visit.request.app.state, "what_moves", None)
    return list(ask(visit.session, case.id)) if ask else []


def moves_screen(visit: Visit, case: Case, moved: list[str]) -> Response:
    """Nothing is saved yet (the status undoes the change); the same form is sent again once it is meant."""
    again = [
        (name, value)
        for name, given in visit.submitted.values.items()
        for value in given
        if name not in ("key", "seen")
    ]
    return page(
        visit,
        "cases/moves.html",
        status=409,
        identity=identity(visit, case),
        moved=moved,
        again=again,
        seen=SEEN,
        action=visit.path,
    )
