"""Choosing a kind, an office and a language; reading the draft; keeping it."""

from collections.abc import Container
from dataclasses import replace

from starlette.responses import Response

from app.cases.models import Case
from app.cases.queries.visible import case_for, workable_case
from app.consent.refuse_stopped import refuse_stopped
from app.letters.changes import keep_draft, submit
from app.letters.forms import ChooseForm
from app.letters.letter_screens import asked_in, chooser, draft_screen, today_in
from app.letters.liquid_text import BadWords
from app.letters.new_draft import Choice, Drafted, drafted
from app.letters.obstacles import obstacles
from app.letters.queries.letter_actions import letter_calls
from app.letters.queries.letter_kinds import kinds_of
from app.letters.queries.offices import office_by_key
from app.letters.sentences.languages import TONGUES
from app.text import _
from app.web.door import Doors
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/{ref}/letters/new", who=signed_in)
def new_letter(visit: Visit, ref: str) -> Response:
    """The choice; or the draft, once kind and office are chosen. Nothing is kept yet."""
    case = case_for(visit.session, visit.me, ref)
    refuse_stopped(visit.session, [case.person_id])
    form = read_form(ChooseForm, visit.query)
    if isinstance(form, Rejected):
        return chooser(visit, case, form)
    if not form.is_whole:
        return chooser(visit, case, _half_chosen(form, asked=visit.query))
    made = _made(visit, case, form)
    if isinstance(made, FormState):
        return chooser(visit, case, made)
    return draft_screen(visit, case, made[1], form.model_dump(exclude_none=True))


@doors.post("/cases/{ref}/letters/new", who=signed_in)
def keep_letter(visit: Visit, ref: str) -> Response:
    """Keep the draft with the facts it rests on."""
    case = workable_case(visit.session, visit.me, ref, Right.WRITE)
    refuse_stopped(visit.session, [case.person_id])
    form = read_form(ChooseForm, visit.submitted)
    if isinstance(form, Rejected):
        return chooser(visit, case, form)
    made = _made(visit, case, form)
    if isinstance(made, FormState):
        return chooser(visit, case, made)
    letter = keep_draft(visit.session, case, *made)
    if "ask" in visit.submitted.values:
        found = obstacles(visit.session, case, letter, today_in(visit, case), visit.settings.today)
        if found.clear:
            submit(visit.session, letter, case, found)
            return see_other(f"/letters/{letter.id}", _("It waits for a second person now."))
    return see_other(
        f"/letters/{letter.id}", _("Kept. Nothing is sent before somebody else has approved it.")
    )


def _half_chosen(form: ChooseForm, asked: Container[str]) -> FormState:
    """What is chosen so far; a link may name the kind alone, and only what was left empty is missing."""
    values = form.model_dump(exclude_none=True)
    state = blank(**{name: str(value) for name, value in values.items()})
    if form.kind and not form.to and "to" in asked:
        state.errors["to"] = _("Choose whom the letter goes to")
    if form.to and not form.kind:
        state.errors["kind"] = _("Choose a kind of letter")
    return state


def _made(visit: Visit, case: Case, form: ChooseForm) -> tuple[Choice, Drafted] | FormState:
    """The draft with what it was made of; or the form with what must be mended."""
    state = blank(**{name: str(value) for name, value in form.model_dump(exclude_none=True).items()})
    office = office_by_key(visit.session, form.to or "")
    if office is None:
        state.errors["to"] = _("Choose an office from the list")
    if (form.kind or "") not in kinds_of(visit.session, case.campaign_id):
        state.errors["kind"] = _("Choose a kind from the list")
    if form.language and form.language not in TONGUES:
        state.errors["language"] = _("Choose a language from the list")
    action_id = _called_for(visit, case, form.action)
    if form.action and action_id is None:
        state.errors["action"] = _("Choose a call that runs now, or none")
    if state.errors or office is None:
        return state
    choice = Choice(
        form.kind or "", office, form.language or "", form.variant or 0, form.own_line or "", action_id
    )
    try:
        made = drafted(visit.session, case, choice, today_in(visit, case), visit.settings.today)
    except BadWords as fault:
        state.errors["kind"] = _("The words of this kind cannot be used. %(why)s") % {"why": fault}
        return state
    return replace(choice, language=made.language), made


def _called_for(visit: Visit, case: Case, reference: str | None) -> int | None:
    """The number of the call that a letter answers, while it runs."""
    if not reference:
        return None
    calls = letter_calls(visit.session, visit.me, case, asked_in(visit))
    return next((number for number, one, _title in calls if one == reference), None)
