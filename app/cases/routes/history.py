"""The history of a case, and undoing one's own last change."""

from starlette.responses import Response

from app.cases.changes.undo import may_undo, undo
from app.cases.history_words import changes_in_words, heading_of
from app.cases.queries.entries import kinds_of
from app.cases.queries.timeline import timeline
from app.cases.queries.visible import case_for, hidden_entries, workable_case
from app.cases.routes.before_saving import dates_that_move, moves_screen
from app.cases.routes.entry_screens import identity
from app.characters import whole_number
from app.db import number_of
from app.history.models import Change
from app.history.queries import change_by_id, changes_of_case
from app.refusal import NotFound
from app.text import _
from app.web.door import Doors, RowId
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
PAGE = 14


@doors.get("/cases/{ref}/history", who=signed_in)
def case_history(visit: Visit, ref: str) -> Response:
    """Who changed what, when: before and after."""
    case = case_for(visit.session, visit.me, ref)
    before = whole_number(visit.request.query_params.get("before"), 15)
    hidden = hidden_entries(visit.session, number_of(case))
    changes = changes_of_case(visit.session, number_of(case), before, hidden, PAGE)
    shown = changes[:PAGE]
    kinds = kinds_of(visit.session, [c.row_id for c in shown if c.noun == "entry"])
    seen = timeline(visit.session, number_of(case), visit.settings.today)
    rows = [
        (c, heading_of(c, kinds), list(changes_in_words(c, kinds, seen)), may_undo(c, visit.me.id))
        for c in shown
    ]
    older = f"/cases/{ref}/history?before={changes[PAGE - 1].id}" if len(changes) > PAGE else None
    return page(visit, "cases/history.html", identity=identity(visit, case, seen), rows=rows, older=older)


@doors.post("/cases/{ref}/history/{change_id}/undo", who=signed_in)
def undo_change(visit: Visit, ref: str, change_id: RowId) -> Response:
    """Take one's own last change back."""
    case = workable_case(visit.session, visit.me, ref)
    change = change_by_id(visit.session, change_id)
    if change is None or change.case_id != case.id or _is_hidden(visit, change):
        raise NotFound
    undo(visit.session, change, visit.me.id)
    if moved := dates_that_move(visit, case):
        return moves_screen(visit, case, moved)
    return see_other(f"/cases/{ref}", _("Undone. The history keeps both."))


def _is_hidden(visit: Visit, change: Change) -> bool:
    return change.noun == "entry" and change.row_id in hidden_entries(visit.session, change.case_id or 0)
