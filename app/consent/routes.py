"""What may be used of a person: listed, given, withdrawn, stopped; and a second person's yes to a release or death."""

from collections.abc import Mapping
from typing import Any

from starlette.responses import Response

from app.cases.identity import identity_of
from app.cases.models import Case
from app.cases.queries.heads import head_of
from app.cases.queries.timeline import timeline
from app.cases.queries.visible import case_for, workable_case
from app.consent import changes
from app.consent.forms import ConsentForm, DecisionForm, StopForm, WithdrawalForm
from app.consent.models import ALL, Basis
from app.consent.queries import approval_for, approval_row, consent_row, consents_of
from app.consent.rules import GROUPS, USES, Consented, basis_in_words, is_stopped, state_in_words
from app.db import number_of
from app.refusal import Forbidden, NotFound, Unacceptable
from app.text import _, day_in_words
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/{ref}/consent", who=signed_in)
def consent_page(visit: Visit, ref: str) -> Response:
    """Everything that was said about what may be used, and the form to add to it."""
    return _screen(visit, case_for(visit.session, visit.me, ref), blank())


@doors.post("/cases/{ref}/consent", who=signed_in)
def give_consent(visit: Visit, ref: str) -> Response:
    """Keep what was allowed."""
    case = workable_case(visit.session, visit.me, ref)
    form = read_form(ConsentForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, case, form)
    changes.give(visit.session, case.person_id, form)
    return see_other(f"/cases/{ref}/consent", _("Saved. It counts from now on."))


@doors.post("/cases/{ref}/consent/{consent_id}/withdraw", who=signed_in)
def withdraw_consent(visit: Visit, ref: str, consent_id: RowId) -> Response:
    """End one consent at once."""
    case = workable_case(visit.session, visit.me, ref)
    consent = consent_row(visit.session, case.person_id, consent_id)
    if consent is None:
        raise NotFound
    form = read_form(WithdrawalForm, visit.submitted)
    changes.withdraw(visit.session, consent, None if isinstance(form, Rejected) else form.reason)
    return see_other(f"/cases/{ref}/consent", _("Withdrawn. From now on nothing leaves on it."))


@doors.post("/cases/{ref}/consent/stop", who=signed_in)
def stop_everything(visit: Visit, ref: str) -> Response:
    """The family, a lawyer or the person asks to stop."""
    case = workable_case(visit.session, visit.me, ref)
    form = read_form(StopForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, case, blank(), form)
    changes.stop(visit.session, case.person_id, form)
    return see_other(f"/cases/{ref}/consent", _("Stopped. Nothing about this person leaves any more."))


def _screen(visit: Visit, case: Case, form: FormState, stopping: FormState | None = None) -> Response:
    session, base = visit.session, f"/cases/{case.reference}/consent"
    head = head_of(session, case)
    today = visit.today(head.zone)
    known = consents_of(session, case.person_id, visit.settings.today)
    facts = timeline(session, number_of(case), visit.settings.today)
    refused = form.is_refused or (stopping is not None and stopping.is_refused)
    return page(
        visit,
        "consent/consent.html",
        status=422 if refused else 200,
        identity=identity_of(head, facts, today),
        rows=[_row(one, base, state_in_words(one, today)) for one in known],
        stopped=is_stopped(known),
        groups=[(group.value, _(label)) for group, label in GROUPS.items()],
        uses=[(use.value, _(label)) for use, label in USES.items()],
        may_work=visit.me.may_work_in(case.campaign_id),
        form=form,
        stopping=stopping or blank(),
        action=base,
    )


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
        "withdraw": "" if one.withdrawn_at else f"{base}/{one.id}/withdraw",
    }


def _word(words: Mapping[Any, str], slug: str) -> str:
    return next((_(label) for one, label in words.items() if one == slug), slug)


@doors.post("/approvals/{approval_id}/decide", who=signed_in)
def decide_entry(visit: Visit, approval_id: RowId) -> Response:
    """A second person's yes or no to a reported release or death."""
    waiting = approval_for(visit.session, visit.me, approval_id)
    approval = approval_row(visit.session, approval_id)
    if waiting is None or approval is None or waiting.entry_id is None:
        raise NotFound
    if not visit.me.may_work_in(waiting.campaign_id):
        raise Forbidden(_("Deciding takes the role of a volunteer; ask a coordinator."))
    form = read_form(DecisionForm, visit.submitted)
    if isinstance(form, Rejected):
        raise Unacceptable(" ".join(form.errors.values()))
    decision = changes.decide(visit.session, approval, waiting.campaign_id, form)
    told = _("Kept as not confirmed, with your reason.") if decision == "refused" else _("Confirmed.")
    return see_other("/approvals", told)
