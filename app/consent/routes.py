"""What may be used of a person: listed, given, withdrawn; and a second person's yes to a release or death."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from starlette.responses import Response

from app.accounts.queries import names_of
from app.cases.identity_bar import Identity, identity_of
from app.cases.models import Case, Person
from app.cases.queries.case_heads import head_of
from app.cases.queries.people import campaigns_about, case_campaigns
from app.cases.queries.reading import reading_of
from app.cases.queries.timeline import timeline
from app.cases.queries.visible import case_for, person_for, workable_case
from app.clock import recorded_day
from app.consent import changes
from app.consent.forms import ConsentForm, DecisionForm, WithdrawalForm
from app.consent.models import ALL, Basis
from app.consent.namesakes import NAMESAKE, decide_namesake
from app.consent.propose_plea import PLEA, decide_plea
from app.consent.queries.approvals import (
    approval_for,
    approval_row,
    lifted_by_one,
    open_lifting,
    others_who_may_decide,
)
from app.consent.queries.consents import consent_row, consents_of
from app.consent.rules import GROUPS, USES, Consented, basis_in_words, is_stopped, state_in_words
from app.db import number_of
from app.refusal import Conflict, Forbidden, NotFound, Unacceptable
from app.text import _, day_in_words, marked
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in, worker
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
DECIDE = {NAMESAKE: decide_namesake, PLEA: decide_plea}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whose consents a page is about: somebody with a case, or a relative or witness without one."""

    person_id: int
    base: str  # the address of the page
    back: str
    name: str
    zone: str | None
    may_work: bool
    campaigns: frozenset[int]  # whose members could be the second person
    case: Case | None = None


def of_case(visit: Visit, case: Case) -> Subject:
    """The person of a case, whose campaign decides."""
    head = head_of(visit.session, case)
    may = visit.me.may(Right.WORK, case.campaign_id)
    path = f"/cases/{case.reference}"
    among = frozenset({case.campaign_id})
    return Subject(case.person_id, f"{path}/consent", path, head.name, head.zone, may, among, case)


def of_person(visit: Visit, person: Person) -> Subject:
    """Somebody in the record; whoever works on all their cases, or where they are known, decides."""
    number = number_of(person)
    path = f"/people/{number}"
    own = case_campaigns(visit.session, [number])
    may = visit.me.may_somewhere(Right.WORK) and all(visit.me.may(Right.WORK, number) for number in own)
    among = own or campaigns_about(visit.session, [number]).get(number) or set(visit.me.campaigns)
    return Subject(number, f"{path}/consent", path, person.name, None, may, frozenset(among))


def workable_subject(visit: Visit, person_id: int) -> Subject:
    """Somebody in the record, for whoever may work on every case of theirs."""
    subject = of_person(visit, person_for(visit.session, visit.me, person_id))
    if not subject.may_work:
        raise Forbidden(_("You may read this. Changing it takes the role of a volunteer; ask a coordinator."))
    return subject


@doors.get("/cases/{ref}/consent", who=signed_in)
def consent_page(visit: Visit, ref: str) -> Response:
    """Everything that was said about what may be used, and the form to add to it."""
    case = case_for(visit.session, visit.me, ref)
    return screen(visit, of_case(visit, case), blank())


@doors.get("/people/{person_id}/consent", who=signed_in)
def consent_of_person(visit: Visit, person_id: RowId) -> Response:
    """The same for anybody in the record: a relative, a witness, a lawyer."""
    return screen(visit, of_person(visit, person_for(visit.session, visit.me, person_id)), blank())


@doors.post("/cases/{ref}/consent", who=signed_in)
def give_consent(visit: Visit, ref: str) -> Response:
    """Keep what was allowed."""
    return _give(visit, of_case(visit, workable_case(visit.session, visit.me, ref)))


@doors.post("/people/{person_id}/consent", who=worker)
def person_gives_consent(visit: Visit, person_id: RowId) -> Response:
    """Keep what a relative or a witness has allowed of themselves."""
    return _give(visit, workable_subject(visit, person_id))


def _give(visit: Visit, subject: Subject) -> Response:
    form = read_form(ConsentForm, visit.submitted)
    if isinstance(form, Rejected):
        return screen(visit, subject, form)
    changes.give(visit.session, subject.person_id, form)
    return see_other(subject.base, _("Saved. It counts from now on."))


@doors.post("/cases/{ref}/consent/{consent_id}/withdraw", who=signed_in)
def withdraw_consent(visit: Visit, ref: str, consent_id: RowId) -> Response:
    """End one consent at once."""
    return _withdraw(visit, of_case(visit, workable_case(visit.session, visit.me, ref)), consent_id)


@doors.post("/people/{person_id}/consent/{consent_id}/withdraw", who=worker)
def person_withdraws_consent(visit: Visit, person_id: RowId, consent_id: RowId) -> Response:
    """The same for anybody in the record."""
    return _withdraw(visit, workable_subject(visit, person_id), consent_id)


def _withdraw(visit: Visit, subject: Subject, consent_id: int) -> Response:
    consent = consent_row(visit.session, subject.person_id, consent_id)
    if consent is None:
        raise NotFound
    if consent.basis == Basis.REFUSED:
        raise Conflict(_("A request to stop is lifted by two people: say why on the page about consent."))
    form = read_form(WithdrawalForm, visit.submitted)
    changes.withdraw(visit.session, consent, None if isinstance(form, Rejected) else form.reason)
    return see_other(subject.base, _("Withdrawn. From now on nothing leaves on it."))


def screen(
    visit: Visit,
    subject: Subject,
    form: FormState,
    lifting: FormState | None = None,
) -> Response:
    """Everything that was said, and the forms to add to it; each may come back with its faults."""
    today = visit.today(subject.zone)
    known = consents_of(visit.session, subject.person_id, visit.settings.today)
    refused = form.is_refused or (lifting is not None and lifting.is_refused)
    return page(
        visit,
        "consent/consent.html",
        status=422 if refused else 200,
        subject=subject,
        identity=identity_in(visit, subject),
        rows=_rows(visit, subject, known, today),
        stopped=is_stopped(known),
        groups=[(group.value, marked(label)) for group, label in GROUPS.items()],
        uses=[(use.value, marked(label)) for use, label in USES.items()],
        form=form,
        lifting=lifting or blank(),
        asked=_asked(visit, subject),
    )


def _asked(visit: Visit, subject: Subject) -> dict[str, Any] | None:
    """The question whether to lift a request to stop, as it waits for a second person."""
    waiting = open_lifting(visit.session, subject.person_id)
    if waiting is None:
        return None
    own = waiting.asked_by_id == visit.me.id
    alone = own and not others_who_may_decide(visit.session, subject.campaigns, visit.me.id)
    asked_by = names_of(visit.session, {waiting.asked_by_id}).get(waiting.asked_by_id or 0, _("somebody"))
    told = {"who": asked_by, "day": day_in_words(recorded_day(waiting.asked_at))}
    words = _("%(who)s asked on %(day)s to lift it") % told
    return {"words": words, "why": waiting.why or "", "own": own, "alone": alone}


def _rows(visit: Visit, subject: Subject, known: list[Consented], today: date) -> list[dict[str, Any]]:
    by_one = lifted_by_one(visit.session, subject.person_id)
    rows = [_row(one, subject.base, state_in_words(one, today)) for one in known]
    for one, row in zip(known, rows, strict=True):
        if one.id in by_one:
            row["note"] = " · ".join(filter(None, (row["note"], _("approved by one"))))
    return rows


def identity_in(visit: Visit, subject: Subject) -> Identity | None:
    """The bar of the case, where there is one."""
    if subject.case is None:
        return None
    facts = timeline(visit.session, number_of(subject.case), visit.settings.today)
    reading = reading_of(visit.session, facts, visit.today(subject.zone))
    return identity_of(head_of(visit.session, subject.case), reading)


def _row(one: Consented, base: str, tag: tuple[str, str]) -> dict[str, Any]:
    everything = one.group == ALL
    dates = [day_in_words(one.given_on)] if one.given_on else []
    if one.until:
        dates.append(_("until %(day)s") % {"day": day_in_words(one.until)})
    return {
        "what": _("Everything") if everything else _word(GROUPS, one.group),
        "use": _("Every use") if everything else _word(USES, one.use),
        "basis": _("Called for in public") if one.basis == Basis.PUBLIC_CALL else basis_in_words(one),
        "how": one.given_how or "",
        "when": ", ".join(dates),
        "note": one.withdrawn_reason or one.note or "",
        "cites": one.cites,
        "is_call": one.basis == Basis.PUBLIC_CALL,
        "tag": tag,
        "withdraw": "" if one.withdrawn_at or one.basis == Basis.REFUSED else f"{base}/{one.id}/withdraw",
    }


def _word(words: Mapping[Any, str], slug: str) -> str:
    return next((marked(label) for one, label in words.items() if one == slug), slug)


@doors.post("/approvals/{approval_id}/decide", who=signed_in)
def decide_entry(visit: Visit, approval_id: RowId) -> Response:
    """A second person's yes or no to a reported release or death, a plea, or a name that may be somebody else's."""
    waiting = approval_for(visit.session, visit.me, approval_id)
    approval = approval_row(visit.session, approval_id)
    if waiting is None or approval is None or not (waiting.entry_id or waiting.subject in DECIDE):
        raise NotFound
    if not visit.me.may(Right.WORK, waiting.campaign_id):
        raise Forbidden(_("Deciding takes the role of a volunteer; ask a coordinator."))
    form = read_form(DecisionForm, visit.submitted)
    if isinstance(form, Rejected):
        raise Unacceptable(" ".join(form.errors.values()))
    decide = DECIDE.get(waiting.subject, changes.decide)
    decision = decide(visit.session, approval, waiting.campaign_id, form)
    told = _("Kept as not confirmed, with your reason.") if decision == "refused" else _("Confirmed.")
    return see_other("/approvals", told)
