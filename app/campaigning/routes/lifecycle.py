"""The steps in the life of our actions. A page asks before each; sending it twice does it once."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from app.campaigning.action_words import public_counts
from app.campaigning.changes import lifecycle
from app.campaigning.changes.actions import update_of
from app.campaigning.changes.second_reading import to_read
from app.campaigning.changes.second_yes import confirm_words, leave_out
from app.campaigning.forms import lifecycle as forms
from app.campaigning.lifecycle import NotNow, State, Verb, after, pauses, proposed_outcome
from app.campaigning.models import Action, Gathering, Petition
from app.campaigning.police_notice import CHECKLIST, not_known, notice_in
from app.campaigning.queries.action_page import counts_of
from app.campaigning.queries.linked_cases import AsOf
from app.campaigning.queries.visible import workable_action
from app.campaigning.routes.action_page import action_screen
from app.campaigning.routes.action_screens import step_screen, whole
from app.campaigning.vocabulary import OUTCOMES
from app.cases.vocabulary import translated
from app.consent.second_reader import NotRead
from app.refusal import Forbidden, NotFound, Refusal
from app.text import N_, day_in_words, marked
from app.web.door import Doors
from app.web.forms import Form, FormState, Rejected, blank, read_form
from app.web.pages import see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
Taken = Callable[[Visit, Action, Any], Action | None]
"""Takes the step with what was typed; the action that it made, where it makes one."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: what it asks, what it does, what is said afterwards. `page` is the one that asks; else its own."""

    form: type[Form]
    take: Taken
    said: str
    verb: Verb | None = None
    page: str | None = None
    part: type[Any] | None = None  # of which kind of action it is a step


def _as_of(visit: Visit) -> AsOf:
    return AsOf(visit.today(), visit.settings.today, visit.me)


STEPS: dict[str, Step] = {
    "submit": Step(
        forms.NothingForm, lambda visit, action, _form: lifecycle.submit(visit.session, action),
        N_("Handed over. Somebody else has to read it and say yes."), Verb.SUBMIT, page="",
    ),
    "approve": Step(
        forms.ApproveForm, lambda visit, action, form: lifecycle.approve(visit.session, action, form, _as_of(visit)),
        N_("Approved: it is live."), Verb.APPROVE,
    ),
    "send-back": Step(
        forms.ReasonForm, lambda visit, action, form: lifecycle.send_back(visit.session, action, form.reason),
        N_("Sent back: it is a draft again."), Verb.SEND_BACK,
    ),
    "publish": Step(
        forms.YesForm, lambda visit, action, form: lifecycle.publish(visit.session, action, form, _as_of(visit)),
        N_("It has a public page now."), Verb.PUBLISH,
    ),
    "propose": Step(
        forms.ProposeForm, lambda visit, action, form: lifecycle.propose(visit.session, action, form, visit.today()),
        N_("Proposed. Somebody else has to agree."), Verb.PROPOSE,
    ),
    "extend": Step(
        forms.YesForm, lambda visit, action, form: lifecycle.extend(visit.session, action, form, _as_of(visit)),
        N_("Extended."), Verb.EXTEND,
    ),
    "decline": Step(
        forms.DeclineForm, lambda visit, action, form: lifecycle.decline(visit.session, action, form.reason),
        N_("Declined: the end stays as it was."), Verb.DECLINE, page="extend",
    ),
    "update": Step(
        forms.UpdateForm, lambda visit, action, form: update_of(visit.session, action, form),
        N_("A draft of the next version. What was approved before stands until a second person has read it."),
        Verb.UPDATE,
    ),
    "pause": Step(
        forms.ReasonForm, lambda visit, action, form: lifecycle.pause(visit.session, action, form.reason),
        N_("Paused: nothing is sent for it until a second person says that its facts hold."), Verb.PAUSE,
    ),
    "resume": Step(
        forms.YesForm, lambda visit, action, form: lifecycle.resume(visit.session, action, form, _as_of(visit)),
        N_("It goes on."), Verb.RESUME,
    ),
    "words": Step(
        forms.YesForm, lambda visit, action, form: confirm_words(visit.session, action, form, _as_of(visit)),
        N_("The world can read it now."),
    ),
    "leave-out": Step(
        forms.ReasonForm, lambda visit, action, form: leave_out(visit.session, action, form.reason),
        N_("It stays with the team."), page="words",
    ),
    "notice": Step(
        forms.NoticeForm, lambda visit, action, form: lifecycle.give_notice(visit.session, action, form, visit.today()),
        N_("Saved."), part=Gathering,
    ),
    "afterwards": Step(
        forms.AfterwardsForm,
        lambda visit, action, form: lifecycle.tell_afterwards(visit.session, action, form, visit.today()),
        N_("Saved. Close it with an outcome when you know what came of it."), part=Gathering,
    ),
    "handed-in": Step(
        forms.HandedInForm, lambda visit, action, form: lifecycle.hand_in(visit.session, action, form, visit.today()),
        N_("Saved. Close it with an outcome when you know what came of it."), part=Petition,
    ),
    "close": Step(
        forms.CloseForm, lambda visit, action, form: lifecycle.close(visit.session, action, form),
        N_("Closed. The outcome stands on every case it was for."), Verb.CLOSE,
    ),
    "stop": Step(
        forms.ReasonForm, lambda visit, action, form: lifecycle.stop(visit.session, action, form.reason),
        N_("Stopped. Nothing can be sent for it any more."), Verb.STOP,
    ),
}  # fmt: skip


def _own(visit: Visit, ref: str, slug: str) -> tuple[Action, Step]:
    """One of ours, for somebody who may change it, and the step; a reported action has no life."""
    action, step = workable_action(visit.session, visit.me, ref), STEPS.get(slug)
    if step is None or not action.ours:
        raise NotFound
    return action, step


@doors.get("/actions/{ref}/{slug}", who=signed_in)
def step_page(visit: Visit, ref: str, slug: str) -> Response:
    """Ask before a step; a step that does not begin here is refused with a sentence."""
    action, step = _own(visit, ref, slug)
    if step.page is not None:
        raise NotFound
    if step.verb is not None:
        after(State(action.state), step.verb)
    return _screen(visit, ref, slug, _stored(visit, ref, step))


@doors.post("/actions/{ref}/{slug}", who=signed_in)
def take_step(visit: Visit, ref: str, slug: str) -> Response:
    """Take it, or show where it was asked why it cannot be taken."""
    action, step = _own(visit, ref, slug)
    form = read_form(step.form, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, ref, slug, form)
    try:
        made = step.take(visit, action, form)
    except (NotFound, Forbidden):
        raise
    except Refusal as refusal:
        return _refused(visit, ref, slug, refusal)
    home = f"/actions/{action.reference}" if made is None else f"/actions/{made.reference}/edit"
    return see_other(home, marked(step.said))


def _refused(visit: Visit, ref: str, slug: str, refusal: Refusal) -> Response:
    """On the page of the step, or on the action's where it no longer begins."""
    visit.session.rollback()
    values: dict[str, Any] = visit.submitted.typed
    values["read"] = visit.submitted.values.get("read", [])
    form = FormState(values, {"read" if isinstance(refusal, NotRead) else "": refusal.sentence})
    at_home = isinstance(refusal, NotNow) or STEPS[slug].page == ""
    answer = action_screen(visit, ref, form) if at_home else _screen(visit, ref, slug, form)
    answer.status_code = refusal.status
    return answer


def _stored(visit: Visit, ref: str, step: Step) -> FormState:
    """What is written down so far, where the step is to write down more."""
    if step.part is None:
        return blank()
    part = whole(visit, ref).part
    if not isinstance(part, step.part):
        raise NotFound
    told = {name: getattr(part, name) for name in step.form.model_fields}
    return blank(**{name: _typed(value) for name, value in told.items() if value is not None})


def _typed(value: Any) -> str:
    return str(value) if isinstance(value, int | str) else day_in_words(value)


def _screen(visit: Visit, ref: str, slug: str, form: FormState) -> Response:
    named: dict[str, object] = {}
    if slug == "close":
        action = whole(visit, ref)
        form = form if form.values else blank(outcome=proposed_outcome(pauses(action.known)) or None)
        named = {
            "outcomes": translated(OUTCOMES),
            "counted": public_counts(counts_of(visit.session, action.row.id)),
        }
    asks = STEPS[slug].page or slug
    if issubclass(STEPS[asks].form, forms.YesForm):
        number = whole(visit, ref).row.id
        named["reading"] = to_read(visit.session, number, _as_of(visit), new_only=asks == "words")
    if slug == "notice":
        country = whole(visit, ref).row.country
        named = {"rule": notice_in(country), "no_rule": not_known(country), "checklist": CHECKLIST}
    return step_screen(visit, ref, asks, form, **named)
