"""Giving, withdrawing and stopping; asking for a second person and deciding."""

from collections.abc import Collection
from datetime import date

from sqlmodel import Session

from app.consent.forms import ConsentForm, DecisionForm, ReadForm, StopForm
from app.consent.models import ALL, Approval, Basis, Consent
from app.consent.queries.approvals import open_lifting, others_who_may_decide
from app.consent.queries.consents import standing_rows
from app.consent.second_reader import ReadThrough
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


def stop(session: Session, person_id: int, form: StopForm, today: date) -> None:
    """The family, the lawyer or the person asks to stop: one person, no review, everything at once.

    Whoever asks again ends the question whether it may be lifted.
    """
    if (waiting := open_lifting(session, person_id)) is not None:
        waiting.decision, waiting.decided_at = "replaced", session.info["at"]
        waiting.decided_by_id = session.info["actor_id"]
    for consent in standing_rows(session, person_id):
        if consent.basis == Basis.REFUSED:
            return
        withdraw(session, consent, _("asked to stop"))
    session.add(
        Consent(
            person_id=person_id, field_group=ALL, use=ALL, basis=Basis.REFUSED, given_by=form.given_by,
            given_how=form.given_how, given_on=form.given_on or today,
        )
    )  # fmt: skip


def ask_to_lift(session: Session, person_id: int, why: str) -> None:
    """One person wants a request to stop lifted; until a second one agrees everything stays silent."""
    stopped = [one for one in standing_rows(session, person_id) if one.basis == Basis.REFUSED]
    if not stopped or open_lifting(session, person_id) is not None:
        raise Conflict(_("Nothing is stopped here, or somebody has asked already to lift it."))
    session.add(
        Approval(
            subject="lifting", consent_id=stopped[0].id, why=why,
            asked_by_id=session.info["actor_id"], asked_at=session.info["at"],
        )
    )  # fmt: skip


def decide_lifting(
    session: Session, approval: Approval, campaigns: Collection[int], form: DecisionForm
) -> str:
    """A second person's answer; with a yes the request to stop holds no longer, and consents count as they stand."""
    decision = decide(session, approval, campaigns, form)
    if decision != "refused":
        withdraw(session, session.get_one(Consent, approval.consent_id), approval.why)
    return decision


def check_second_person(
    session: Session, approval: Approval, campaigns: int | Collection[int], decider_id: int
) -> bool:
    """Whether somebody may decide; True where the author decides because nobody else in the campaigns could.

    Raises Forbidden to an author who is not alone.
    """
    if approval.decision is not None:
        raise Conflict(_("Somebody has decided this already."))
    if approval.asked_by_id != decider_id:
        return False
    if others_who_may_decide(session, campaigns, decider_id):
        raise Forbidden(_("You wrote it, so the second person has to be somebody else."))
    return True


def decide(session: Session, approval: Approval, campaigns: int | Collection[int], form: DecisionForm) -> str:
    """Keep a second person's answer; in a campaign of one the author's own, with a reason. Returns the decision."""
    decider_id: int = session.info["actor_id"]
    alone = check_second_person(session, approval, campaigns, decider_id)
    if alone and form.decision == "approved" and not form.reason:
        raise Unacceptable(_("You are alone in this campaign, so say what you checked before you approve."))
    approval.decided_by_id, approval.decided_at = decider_id, session.info["at"]
    approval.decision = BY_ONE if alone and form.decision == "approved" else form.decision
    approval.reason = form.reason
    return approval.decision or ""


def read_and_decide(
    session: Session,
    approval: Approval,
    campaigns: int | Collection[int],
    form: ReadForm,
    reading: ReadThrough,
) -> str:
    """The same for free words that leave: a yes needs a tick at every sentence, and keeps how many of which words.

    Raises NotRead where a tick is missing or the words are not those that were read.
    """
    check_second_person(session, approval, campaigns, session.info["actor_id"])
    if form.decision == "approved":
        reading.check(form)
        approval.read_sentences, approval.read_digest = reading.sentences, reading.digest
    return decide(session, approval, campaigns, form)
