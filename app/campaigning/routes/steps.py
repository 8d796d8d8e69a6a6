"""The steps in the life of our actions. A page asks before each; sending it twice does it once."""

from collections.abc import Callable
from functools import wraps

from starlette.responses import Response

from app.campaigning.changes import life
from app.campaigning.changes.writing import update_of
from app.campaigning.describing import public_counts
from app.campaigning.forms.steps import (
    AfterwardsForm,
    ApproveForm,
    CloseForm,
    ProposeForm,
    SendBackForm,
    StopForm,
    UpdateForm,
)
from app.campaigning.models import Action
from app.campaigning.queries.behind import AsOf
from app.campaigning.queries.details import counts_of
from app.campaigning.queries.visible import workable_action
from app.campaigning.routes.one import action_screen
from app.campaigning.routes.screens import step_screen, whole
from app.campaigning.rules import NotNow, State, Verb, after, pauses, proposed_outcome
from app.campaigning.vocabulary import OUTCOMES
from app.cases.vocabulary import translated
from app.refusal import Forbidden, NotFound, Refusal
from app.text import _
from app.web.door import Doors
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
Handler = Callable[[Visit, str], Response]
PAGES: dict[str, Verb] = {
    "approve": Verb.APPROVE, "extend": Verb.EXTEND, "propose": Verb.PROPOSE, "publish": Verb.PUBLISH,
    "send-back": Verb.SEND_BACK,
    "update": Verb.UPDATE, "close": Verb.CLOSE, "stop": Verb.STOP,
}  # fmt: skip


def _own(visit: Visit, ref: str) -> Action:
    """One of ours, for somebody who may change it; a reported action has no life."""
    action = workable_action(visit.session, visit.me, ref)
    if not action.ours:
        raise NotFound
    return action


def _as_of(visit: Visit) -> AsOf:
    return AsOf(visit.today(), visit.settings.today)


@doors.get("/actions/{ref}/{step}", who=signed_in)
def step_page(visit: Visit, ref: str, step: str) -> Response:
    """Ask before a step; a step that does not begin here is refused with a sentence."""
    action = _own(visit, ref)
    if step == "afterwards":
        return _screen(visit, ref, step, _went(visit, ref))
    if step not in PAGES:
        raise NotFound
    after(State(action.state), PAGES[step])
    return _screen(visit, ref, step, blank())


def _went(visit: Visit, ref: str) -> FormState:
    """What is written down of a gathering so far."""
    part = whole(visit, ref).part
    told = {name: getattr(part, name, None) for name in AfterwardsForm.model_fields}
    return blank(**{name: str(value) for name, value in told.items() if value is not None})


def _screen(visit: Visit, ref: str, step: str, form: FormState) -> Response:
    named: dict[str, object] = {}
    if step == "close":
        action = whole(visit, ref)
        form = form if form.values else blank(outcome=proposed_outcome(pauses(action.behind)) or None)
        named = {
            "outcomes": translated(OUTCOMES),
            "counted": public_counts(counts_of(visit.session, action.row.id)),
        }
    return step_screen(visit, ref, step, form, **named)


def asking(step: str) -> Callable[[Handler], Handler]:
    """Show a refusal where it was asked: on the page of the step, or on the action's where it no longer begins."""

    def around(handler: Handler) -> Handler:
        @wraps(handler)
        def taken(visit: Visit, ref: str) -> Response:
            try:
                return handler(visit, ref)
            except (NotFound, Forbidden):
                raise
            except Refusal as refusal:
                visit.session.rollback()
                values = {name: given[0] for name, given in visit.submitted.values.items() if given}
                form = FormState(values=values, errors={"": refusal.sentence})
                answer = (
                    action_screen(visit, ref, form)
                    if isinstance(refusal, NotNow) or not step
                    else _screen(visit, ref, step, form)
                )
                answer.status_code = refusal.status
                return answer

        return taken

    return around


def _done(action: Action, sentence: str) -> Response:
    return see_other(f"/actions/{action.reference}", sentence)


@doors.post("/actions/{ref}/submit", who=signed_in)
@asking("")
def submit(visit: Visit, ref: str) -> Response:
    """Hand the draft to a second person."""
    action = _own(visit, ref)
    life.submit(visit.session, action)
    return _done(action, _("Handed over. Somebody else has to read it and say yes."))


@doors.post("/actions/{ref}/approve", who=signed_in)
@asking("approve")
def approve(visit: Visit, ref: str) -> Response:
    """The second person's yes."""
    action, form = _own(visit, ref), read_form(ApproveForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, ref, "approve", form)
    life.approve(visit.session, action, form, _as_of(visit))
    return _done(action, _("Approved: it is live."))


@doors.post("/actions/{ref}/send-back", who=signed_in)
@asking("send-back")
def send_back(visit: Visit, ref: str) -> Response:
    """The second person's no."""
    action, form = _own(visit, ref), read_form(SendBackForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, ref, "send-back", form)
    life.send_back(visit.session, action, form.reason)
    return _done(action, _("Sent back: it is a draft again."))


@doors.post("/actions/{ref}/publish", who=signed_in)
@asking("publish")
def publish(visit: Visit, ref: str) -> Response:
    """Give it a public page."""
    action = _own(visit, ref)
    life.publish(visit.session, action, _as_of(visit))
    return _done(action, _("It has a public page now."))


@doors.post("/actions/{ref}/propose", who=signed_in)
@asking("propose")
def propose(visit: Visit, ref: str) -> Response:
    """Ask for a later end."""
    action, form = _own(visit, ref), read_form(ProposeForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, ref, "propose", form)
    life.propose(visit.session, action, form, visit.today())
    return _done(action, _("Proposed. Somebody else has to agree."))


@doors.post("/actions/{ref}/extend", who=signed_in)
@asking("extend")
def extend(visit: Visit, ref: str) -> Response:
    """Agree to a later end."""
    action, form = _own(visit, ref), read_form(ApproveForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, ref, "extend", form)
    life.extend(visit.session, action, form.reason)
    return _done(action, _("Extended."))


@doors.post("/actions/{ref}/decline", who=signed_in)
@asking("extend")
def decline(visit: Visit, ref: str) -> Response:
    """Keep the end as it is."""
    action, form = _own(visit, ref), read_form(ApproveForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, ref, "extend", form)
    life.decline(visit.session, action, form.reason)
    return _done(action, _("Declined: the end stays as it was."))


@doors.post("/actions/{ref}/update", who=signed_in)
@asking("update")
def update(visit: Visit, ref: str) -> Response:
    """Begin the next version."""
    action, form = _own(visit, ref), read_form(UpdateForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, ref, "update", form)
    made = update_of(visit.session, action, form)
    return see_other(
        f"/actions/{made.reference}/edit", _("A draft of the next version. The present one stays live.")
    )


@doors.post("/actions/{ref}/afterwards", who=signed_in)
@asking("afterwards")
def afterwards(visit: Visit, ref: str) -> Response:
    """How a gathering went."""
    action, form = _own(visit, ref), read_form(AfterwardsForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, ref, "afterwards", form)
    life.tell_afterwards(visit.session, action, form, visit.today())
    return _done(action, _("Saved. Close it with an outcome when you know what came of it."))


@doors.post("/actions/{ref}/close", who=signed_in)
@asking("close")
def close(visit: Visit, ref: str) -> Response:
    """End it with an outcome."""
    action, form = _own(visit, ref), read_form(CloseForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, ref, "close", form)
    life.close(visit.session, action, form)
    return _done(action, _("Closed. The outcome stands on every case it was for."))


@doors.post("/actions/{ref}/stop", who=signed_in)
@asking("stop")
def stop(visit: Visit, ref: str) -> Response:
    """End it at once."""
    action, form = _own(visit, ref), read_form(StopForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, ref, "stop", form)
    life.stop(visit.session, action, form.reason)
    return _done(action, _("Stopped. Nothing can be sent for it any more."))
