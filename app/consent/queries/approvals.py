"""Reading what waits for a second person, and who could be one."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from app.accounts.models import Membership, Volunteer
from app.accounts.queries import gives
from app.cases.models import Case, Entry, Person
from app.cases.queries.visible import entry_is_not_kept, visible_cases
from app.consent.models import Approval, Consent
from app.web.viewer import Right, Viewer


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that waits for a second person, or has had one."""

    id: int
    subject: str
    entry_id: int | None
    letter_id: int | None
    snapshot_id: int | None
    case_id: int
    campaign_id: int
    reference: str
    name: str
    entry_kind: str | None
    asked_by_id: int | None
    asked_by: str | None
    asked_at: datetime
    decision: str | None
    plea_id: int | None


_waiting = (
    select(
        col(Approval.id),
        col(Approval.subject),
        col(Approval.entry_id),
        col(Approval.letter_id),
        col(Approval.snapshot_id),
        col(Case.id),
        col(Case.campaign_id),
        col(Case.reference),
        col(Person.name),
        col(Entry.kind),
        col(Approval.asked_by_id),
        col(Volunteer.name).label("asked_by"),
        col(Approval.asked_at),
        col(Approval.decision),
        col(Approval.plea_id),
    )
    .join(Case, col(Case.id) == col(Approval.case_id))
    .join(Person, col(Person.id) == col(Case.person_id))
    .outerjoin(Entry, col(Entry.id) == col(Approval.entry_id))
    .outerjoin(Volunteer, col(Volunteer.id) == col(Approval.asked_by_id))
    .where(or_(col(Approval.entry_id).is_(None), col(Entry.removed_at).is_(None)))
)


def waiting_for(session: Session, viewer: Viewer) -> list[Waiting]:
    """What waits for a second person, oldest first, on cases this viewer may see; actions are asked for elsewhere."""
    wanted = _waiting.where(
        col(Approval.decision).is_(None),
        col(Approval.action_id).is_(None),
        visible_cases(viewer),
        or_(col(Approval.entry_id).is_(None), entry_is_not_kept(viewer.id)),
    )
    return [
        Waiting(*row) for row in session.execute(wanted.order_by(col(Approval.asked_at), col(Approval.id)))
    ]


def approval_for(session: Session, viewer: Viewer, approval_id: int) -> Waiting | None:
    """One of them, also when it was decided."""
    row = session.execute(
        _waiting.where(
            col(Approval.id) == approval_id,
            visible_cases(viewer),
            or_(col(Approval.entry_id).is_(None), entry_is_not_kept(viewer.id)),
        )
    ).first()
    return Waiting(*row) if row is not None else None


def approval_row(session: Session, approval_id: int) -> Approval | None:
    """The row, to be decided."""
    return session.get(Approval, approval_id)


def open_approval_of_letter(session: Session, letter_id: int) -> Approval | None:
    """What this letter waits for."""
    wanted = select(Approval).where(col(Approval.letter_id) == letter_id, col(Approval.decision).is_(None))
    return session.scalars(wanted.order_by(col(Approval.id).desc())).first()


def open_approval_of_snapshot(session: Session, snapshot_id: int) -> Approval | None:
    """What this proposal for a public page waits for."""
    wanted = select(Approval).where(
        col(Approval.snapshot_id) == snapshot_id, col(Approval.decision).is_(None)
    )
    return session.scalars(wanted).first()


def approvals_of_plea(session: Session, plea_id: int) -> list[Approval]:
    """What was asked about this plea, the oldest first."""
    wanted = select(Approval).where(col(Approval.plea_id) == plea_id)
    return list(session.scalars(wanted.order_by(col(Approval.id))))


_lifting = select(Approval).join(Consent, col(Consent.id) == col(Approval.consent_id))


def open_lifting(session: Session, person_id: int) -> Approval | None:
    """The question whether the request to stop about this person may be lifted."""
    mine = _lifting.where(col(Consent.person_id) == person_id, col(Approval.decision).is_(None))
    return session.scalars(mine).first()


def open_liftings(session: Session) -> list[tuple[Approval, int]]:
    """All such questions with the number of the person, oldest first."""
    waiting = _lifting.add_columns(col(Consent.person_id)).where(col(Approval.decision).is_(None))
    return [(row[0], row[1]) for row in session.execute(waiting.order_by(col(Approval.id)))]


def lifted_by_one(session: Session, person_id: int) -> set[int | None]:
    """The requests to stop that were lifted by the one who asked, because nobody else could."""
    mine = _lifting.where(col(Consent.person_id) == person_id, col(Approval.decision) == "by-one")
    return {one.consent_id for one in session.scalars(mine)}


def unconfirmed_entries(session: Session, case_id: int) -> dict[int, str]:
    """Entries of a case that no second person has confirmed: number to "waiting" or "refused"."""
    wanted = select(col(Approval.entry_id), col(Approval.decision)).where(
        col(Approval.case_id) == case_id,
        col(Approval.entry_id).is_not(None),
        or_(col(Approval.decision).is_(None), col(Approval.decision) == "refused"),
    )
    return {
        number: decision or "waiting"
        for number, decision in session.execute(wanted.order_by(col(Approval.id)))
    }


def others_who_may_decide(session: Session, campaigns: int | Collection[int], author_id: int | None) -> int:
    """How many other members of this campaign, or of these, could be the second person."""
    among = [campaigns] if isinstance(campaigns, int) else list(campaigns)
    wanted: Any = (
        select(func.count())
        .select_from(Membership)
        .join(Volunteer, col(Volunteer.id) == col(Membership.volunteer_id))
        .where(
            col(Membership.campaign_id).in_(among),
            gives(Right.WORK),
            col(Volunteer.disabled_at).is_(None),
        )
    )
    if author_id is not None:
        wanted = wanted.where(col(Membership.volunteer_id) != author_id)
    return session.scalar(wanted) or 0
