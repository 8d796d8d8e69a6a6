"""Adding and editing actions, ours and reported ones."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from starlette.responses import Response

from app.accounts.queries import campaigns
from app.campaigning import vocabulary as words
from app.campaigning.anniversaries import Began, Proposed, days_to_come
from app.campaigning.changes.actions import Where, cite_action, edit_own, edit_reported, make_own, report
from app.campaigning.changes.typed_links import Named, look_up, look_up_for_ours
from app.campaigning.forms.own_actions import CALL_ORDER, ORDER, SHOWN_AT_ONCE, form_of
from app.campaigning.forms.reported_actions import ReportedForm
from app.campaigning.lifecycle import State, Verb, after
from app.campaigning.models import Action
from app.campaigning.queries.action_rows import Link, links_of
from app.campaigning.queries.lookups import addressees_offered
from app.campaigning.queries.visible import workable_action
from app.campaigning.routes.form_values import both_versions, typed_own, typed_reported
from app.cases.entry_words import headline
from app.cases.models import EntryKind
from app.cases.queries.timeline import timeline
from app.cases.queries.visible import case_for
from app.cases.vocabulary import slugs
from app.characters import whole_number
from app.db import number_of
from app.refusal import Forbidden, NotFound
from app.sources.citation_form import CitationForm, NeededCitationForm, read_citation
from app.sources.offered_sources import source_options
from app.text import _
from app.web.door import Doors
from app.web.forms import Asked, FormState, Rejected, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
REPORTED = "reported"
BEGINNINGS = frozenset({EntryKind.CUSTODY, EntryKind.SENTENCE, EntryKind.DEATH})


def workplaces(visit: Visit) -> list[tuple[str, str]]:
    """The campaigns in which they may add an action; raise Forbidden where there is none."""
    numbers = visit.me.campaigns_with(Right.WORK)
    if not numbers:
        raise Forbidden(_("Adding an action takes the role of a volunteer; ask a coordinator."))
    return [(str(campaign.id), campaign.name) for campaign in campaigns(visit.session, numbers)]


def in_order(kind: str) -> dict[str, Asked]:
    """The questions of a kind: six at once, the rest under More."""
    questions = asked(form_of(kind))
    found = {}
    for place, name in enumerate(ORDER.get(kind, CALL_ORDER)):
        found[name] = replace(questions[name], more=place >= SHOWN_AT_ONCE)
    return found


@doors.get("/actions/new", who=signed_in)
def choose_kind(visit: Visit) -> Response:
    """Ours, of which kind; or one that a source reports."""
    workplaces(visit)
    case = visit.request.query_params.get("case", "")[:20]
    return page(visit, "actions/choose.html", kinds=words.KINDS, hints=words.KIND_HINTS, case=case)


@doors.get("/actions/new/{kind}", who=signed_in)
def new_action(visit: Visit, kind: str) -> Response:
    """An empty form."""
    case = visit.request.query_params.get("case", "")[:20]
    on = visit.request.query_params.get("on", "")[:20]
    days = _days_for(visit, case) if kind == "gathering" and case else []
    return form_page(visit, kind, blank(cases=case or None, on=on or None), days=days)


def _days_for(visit: Visit, ref: str) -> list[Proposed]:
    """Days that offer themselves for a gathering for this case; none for a case they may not see."""
    try:
        case = case_for(visit.session, visit.me, ref)
    except NotFound:
        return []
    facts = timeline(visit.session, number_of(case), visit.settings.today)
    begun = (Began(headline(fact), fact.on) for fact in facts if fact.kind in BEGINNINGS)
    return days_to_come(begun, visit.today())


@doors.post("/actions/new/{kind}", who=signed_in)
def add_action(visit: Visit, kind: str) -> Response:
    """Keep it, or show what must be mended."""
    if kind == REPORTED:
        return _add_reported(visit)
    known_kind(kind)
    form = read_form(form_of(kind), visit.submitted)
    named = Named() if isinstance(form, Rejected) else look_up_for_ours(visit.session, visit.me, form)
    if isinstance(form, Rejected) or named.errors:
        return form_page(visit, kind, refused(visit, form, named))
    made = make_own(visit.session, Where(_campaign(visit, named), kind, visit.today()), form, named)
    return see_other(
        f"/actions/{made.reference}", _("Saved as a draft. A second person has to read it before it is live.")
    )


def _add_reported(visit: Visit) -> Response:
    form = read_form(ReportedForm, visit.submitted)
    source = read_citation(visit, CitationForm, form)
    named = Named() if isinstance(form, Rejected) else look_up(visit.session, visit.me, form)
    if isinstance(form, Rejected) or isinstance(source, Rejected) or named.errors:
        return form_page(visit, REPORTED, refused(visit, form, named, source))
    made = report(visit.session, Where(_campaign(visit, named), REPORTED, visit.today()), form, named, source)
    return see_other(f"/actions/{made.reference}", _("Saved."))


def known_kind(kind: str) -> None:
    """An unknown kind in an address is no page."""
    if kind not in slugs(words.KINDS) and kind != REPORTED:
        raise NotFound


def _campaign(visit: Visit, named: Named) -> int:
    """The campaign chosen, else that of the first case, else their only one."""
    allowed = [int(number) for number, _name in workplaces(visit)]
    chosen = whole_number(visit.submitted.one("campaign_id"))
    if chosen in allowed:
        return chosen
    own = [case.campaign_id for case in named.cases if case.campaign_id in allowed]
    return own[0] if own else allowed[0]


def refused(visit: Visit, form: Any, named: Named, source: Any = None) -> FormState:
    """One state for the page: everything typed, and every sentence."""
    errors: dict[str, str] = {}
    for half in (form, source):
        if isinstance(half, Rejected):
            errors |= half.errors
    values = visit.submitted.typed
    return FormState(values=values, errors=errors | named.errors)


def form_page(
    visit: Visit, kind: str, form: FormState, action: Action | None = None, days: Sequence[Proposed] = ()
) -> Response:
    """The form of a kind: to add, or to edit what stands."""
    known_kind(kind)
    reported = kind == REPORTED
    return page(
        visit,
        "actions/form.html",
        status=409 if form.stored else 422 if form.is_refused else 200,
        form=form,
        kind=kind,
        action=action,
        address=f"/actions/{action.reference}/edit" if action else f"/actions/new/{kind}",
        asked=asked(ReportedForm) if reported else in_order(kind),
        campaigns=[] if action else workplaces(visit),
        addressees=[] if reported else addressees_offered(visit.session),
        sources=source_options(visit) if reported else [],
        kinds=dict(words.KINDS),
        days=days,
    )


def _links(visit: Visit, action: Action) -> list[Link]:
    number = number_of(action)
    links = links_of(visit.session, visit.me, [number])[number]
    return [link for link in links if link.noun in ("case", "incident") and link.part == "for"]


@doors.get("/actions/{ref}/edit", who=signed_in)
def edit_page(visit: Visit, ref: str) -> Response:
    """The form with what stands now."""
    action = workable_action(visit.session, visit.me, ref)
    links = _links(visit, action)
    if not action.ours:
        return form_page(visit, REPORTED, blank(**typed_reported(action, links)), action)
    after(State(action.state), Verb.EDIT)
    return form_page(visit, action.kind, blank(**typed_own(visit.session, action, links)), action)


@doors.post("/actions/{ref}/edit", who=signed_in)
def save_action(visit: Visit, ref: str) -> Response:
    """Save, show what must be mended, or show both versions when somebody else was faster."""
    action = workable_action(visit.session, visit.me, ref)
    return _save_own(visit, action) if action.ours else _save_reported(visit, action)


def _save_own(visit: Visit, action: Action) -> Response:
    after(State(action.state), Verb.EDIT)
    form = read_form(form_of(action.kind), visit.submitted)
    named = Named() if isinstance(form, Rejected) else look_up_for_ours(visit.session, visit.me, form)
    if isinstance(form, Rejected) or named.errors:
        return form_page(visit, action.kind, refused(visit, form, named), action)
    links = _links(visit, action)
    if form.version != action.version:
        state = both_versions(visit, action, typed_own(visit.session, action, links))
        return form_page(visit, action.kind, state, action)
    edit_own(visit.session, action, form, named, [link.id for link in links])
    return see_other(f"/actions/{action.reference}", _("Saved. What it said before is in the history."))


def _save_reported(visit: Visit, action: Action) -> Response:
    form = read_form(ReportedForm, visit.submitted)
    source = read_citation(visit, CitationForm, form)
    named = Named() if isinstance(form, Rejected) else look_up(visit.session, visit.me, form)
    if isinstance(form, Rejected) or isinstance(source, Rejected) or named.errors:
        return form_page(visit, REPORTED, refused(visit, form, named, source), action)
    links = _links(visit, action)
    if form.version != action.version:
        state = both_versions(visit, action, typed_reported(action, links))
        return form_page(visit, REPORTED, state, action)
    edit_reported(visit.session, action, form, source, (named, [link.id for link in links]))
    return see_other(f"/actions/{action.reference}", _("Saved. What it said before is in the history."))


@doors.get("/actions/{ref}/cite", who=signed_in)
def cite_page(visit: Visit, ref: str) -> Response:
    """Who says so."""
    return _cite_screen(visit, workable_action(visit.session, visit.me, ref), blank())


@doors.post("/actions/{ref}/cite", who=signed_in)
def add_source(visit: Visit, ref: str) -> Response:
    """Keep the source."""
    action = workable_action(visit.session, visit.me, ref)
    form = read_citation(visit, NeededCitationForm)
    if isinstance(form, Rejected):
        return _cite_screen(visit, action, form)
    cite_action(visit.session, action, form)
    return see_other(f"/actions/{ref}#sources", _("Saved."))


def _cite_screen(visit: Visit, action: Action, form: FormState) -> Response:
    status = 422 if form.is_refused else 200
    return page(
        visit, "actions/cite.html", status=status, form=form, action=action, sources=source_options(visit)
    )
