"""Where the gate is wrong: a name in the words is somebody else's, or a case was linked by mistake."""

from starlette.responses import Response

from app.campaigning.changes.namesakes import decide_doubt, say_linked_by_mistake
from app.campaigning.forms.lifecycle import ReasonForm
from app.campaigning.models import Action
from app.campaigning.queries.linked_cases import AsOf, gates
from app.campaigning.queries.visible import workable_action
from app.campaigning.routes.action_page import action_screen
from app.consent.forms import DecisionForm, SomebodyElseForm
from app.consent.namesakes import say_somebody_else
from app.db import number_of
from app.refusal import NotFound, Unacceptable
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, read_form
from app.web.pages import see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


def _own(visit: Visit, ref: str) -> Action:
    action = workable_action(visit.session, visit.me, ref)
    if not action.ours:
        raise NotFound
    return action


@doors.post("/actions/{ref}/namesakes", who=signed_in)
def somebody_else(visit: Visit, ref: str) -> Response:
    """Say that the words mean somebody else of that name, and why."""
    action, form = _own(visit, ref), read_form(SomebodyElseForm, visit.submitted)
    if isinstance(form, Rejected):
        return action_screen(visit, ref, FormState(values={}, errors={"": _("Say why it is somebody else.")}))
    as_of = AsOf(visit.today(), visit.settings.today, visit.me)
    gate = gates(visit.session, [number_of(action)], as_of)[number_of(action)]
    say_somebody_else(visit.session, gate.unread, form.person or 0, form.reason)
    return see_other(f"/actions/{ref}", _("Kept. It counts once a second person has seen it."))


@doors.post("/actions/{ref}/links/{link_id}/wrong", who=signed_in)
def linked_by_mistake(visit: Visit, ref: str, link_id: RowId) -> Response:
    """Say that a case which was taken off was linked by mistake, and why."""
    action, form = _own(visit, ref), read_form(ReasonForm, visit.submitted)
    if isinstance(form, Rejected):
        return action_screen(visit, ref, FormState(values={}, errors={"": _("Say why the link was wrong.")}))
    say_linked_by_mistake(visit.session, action, link_id, form.reason)
    return see_other(
        f"/actions/{ref}#for", _("Kept. Until a second person agrees, its public page goes on asking.")
    )


@doors.post("/actions/{ref}/doubts/{approval_id}", who=signed_in)
def decide(visit: Visit, ref: str, approval_id: RowId) -> Response:
    """A second person's answer to either."""
    action, form = _own(visit, ref), read_form(DecisionForm, visit.submitted)
    if isinstance(form, Rejected):
        return action_screen(visit, ref, form)
    try:
        decide_doubt(visit.session, action, approval_id, form)
    except Unacceptable as refused:
        visit.session.rollback()
        return action_screen(visit, ref, FormState(values={}, errors={"": refused.sentence}))
    return see_other(f"/actions/{ref}", _("Decided."))
