"""Giving, withdrawing and stopping; asking for a second person and deciding."""

from sqlmodel import Session

from app.consent.forms import ConsentForm, DecisionForm, StopForm
from app.consent.models import ALL, Approval, Basis, Consent
from app.consent.queries import others_who_may_decide, standing_rows
from app.refusal import Conflict, Forbidden, Unacceptable
from app.text import _

BY_ONE = "by-one"


def give(session: Session, person_id: int, form: ConsentForm) -> None:
    """Keep what was allowed: one row for each group and use."""
    for use in form.uses:
        for group in form.groups:
            session.add(
                Consent(
                    person_id=person_id, field_group=group, use=use, basis=Basis.GIVEN, given_by=form.given_by,
                    given_how=form.given_how, given_on=form.given_on, until=form.until, note=form.note,
                )
            )  # fmt: skip


def withdraw(session: Session, consent: Consent, reason: str | None) -> None:
    """End a consent at once; every way out asks again on its next use."""
    if consent.withdrawn_at is None:
        consent.withdrawn_at, consent.withdrawn_reason = session.info["at"], reason


def stop(session: Session, person_id: int, form: StopForm) -> None:
    """The family, the lawyer or the person asks to stop: one person, no review, everything at once."""
    for consent in standing_rows(session, person_id):
        if consent.basis == Basis.REFUSED:
            return
        withdraw(session, consent, _("asked to stop"))
    session.add(
        Consent(
            person_id=person_id, field_group=ALL, use=ALL, basis=Basis.REFUSED, given_by=form.given_by,
            given_how=form.given_how,
        )
    )  # fmt: skip


def check_second_person(session: Session, approval: Approval, campaign_id: int, decider_id: int) -> bool:
    """Whether somebody may decide; True where the author decides because nobody else could.

    Raises Forbidden to an author who is not alone.
    """
    if approval.decision is not None:
        raise Conflict(_("Somebody has decided this already."))
    if approval.asked_by_id != decider_id:
        return False
    if others_who_may_decide(session, campaign_id, decider_id):
        raise Forbidden(_("You wrote it, so the second person has to be somebody else."))
    return True


def decide(session: Session, approval: Approval, campaign_id: int, form: DecisionForm) -> str:
    """Keep a second person's answer; in a campaign of one the author's own, with a reason. Returns the decision."""
    decider_id: int = session.info["actor_id"]
    alone = check_second_person(session, approval, campaign_id, decider_id)
    if alone and form.decision == "approved" and not form.reason:
        raise Unacceptable(_("You are alone in this campaign, so say what you checked before you approve."))
    approval.decided_by_id, approval.decided_at = decider_id, session.info["at"]
    approval.decision = BY_ONE if alone and form.decision == "approved" else form.decision
    approval.reason = form.reason
    return approval.decision or ""
