"""Reading absences: who is away, for whom somebody stands in, and what can be handed over."""

from datetime import date, datetime

from sqlalchemy import ColumnElement, or_, select
from sqlmodel import Session, col

from app.accounts.models import Membership, Volunteer
from app.accounts.queries import gives
from app.cases.models import Case, CaseMember, Minder, Visibility
from app.reviews.models import Absence, AbsenceItem, Review
from app.reviews.queries.review_columns import IS_OPEN
from app.reviews.review_words import OFFER_STANDS
from app.web.viewer import Right

_open = (col(Absence.ended_at).is_(None),)


def _stands(now: datetime) -> tuple[ColumnElement[bool], ...]:
    """Accepted, or offered so lately that it may still be."""
    return or_(col(Absence.accepted_at).is_not(None), col(Absence.offered_at) > now - OFFER_STANDS), *_open


def absence_of(session: Session, away_id: int, now: datetime) -> tuple[Absence, str] | None:
    """The one that this volunteer has offered, or that goes on, with the name of the other."""
    wanted = select(Absence, col(Volunteer.name)).join(
        Volunteer, col(Volunteer.id) == col(Absence.stand_in_id)
    )
    row = session.execute(wanted.where(col(Absence.away_id) == away_id, *_stands(now))).first()
    return (row[0], row[1]) if row is not None else None


def absences_offered(session: Session, stand_in_id: int, now: datetime) -> list[tuple[int, str, date]]:
    """What this volunteer is asked to take: its number, who asks, until when."""
    wanted = (
        select(col(Absence.id), col(Volunteer.name), col(Absence.until))
        .join(Volunteer, col(Volunteer.id) == col(Absence.away_id))
        .where(
            col(Absence.stand_in_id) == stand_in_id, col(Absence.accepted_at).is_(None), *_open,
            col(Absence.offered_at) > now - OFFER_STANDS,
        )
        .order_by(col(Absence.id))
    )  # fmt: skip
    return [(row[0], row[1], row[2]) for row in session.execute(wanted)]


def absence_by_id(session: Session, number: int) -> Absence | None:
    """One that goes on or waits."""
    return session.scalars(select(Absence).where(col(Absence.id) == number, *_open)).first()


def absences_accepted(session: Session) -> list[tuple[Absence, str]]:
    """Those that go on, with the zone of whoever is away."""
    wanted = select(Absence, col(Volunteer.zone)).join(Volunteer, col(Volunteer.id) == col(Absence.away_id))
    rows = session.execute(
        wanted.where(col(Absence.accepted_at).is_not(None), *_open).order_by(col(Absence.id))
    )
    return [(row[0], row[1]) for row in rows]


def items_of_absence(session: Session, absence_id: int) -> list[AbsenceItem]:
    """What went over."""
    wanted = select(AbsenceItem).where(col(AbsenceItem.absence_id) == absence_id)
    return list(session.scalars(wanted.order_by(col(AbsenceItem.id))))


def stand_ins(session: Session, away_id: int) -> list[tuple[int, str]]:
    """Who works in a campaign of theirs."""
    mine = select(col(Membership.campaign_id)).where(col(Membership.volunteer_id) == away_id)
    wanted = (
        select(col(Volunteer.id), col(Volunteer.name))
        .join(Membership, col(Membership.volunteer_id) == col(Volunteer.id))
        .where(
            col(Membership.campaign_id).in_(mine), gives(Right.WORK), col(Volunteer.disabled_at).is_(None),
            col(Volunteer.id) != away_id,
        )
        .order_by(col(Volunteer.name), col(Volunteer.id))
        .distinct()
    )  # fmt: skip
    return [(row[0], row[1]) for row in session.execute(wanted)]


def cases_to_hand_over(session: Session, away_id: int, stand_in_id: int | None = None) -> list[int]:
    """The open cases they look after; with a stand-in only those that this one may work on and see."""
    wanted = (
        select(col(Case.id))
        .join(Minder, col(Minder.case_id) == col(Case.id))
        .where(col(Minder.volunteer_id) == away_id, col(Case.closed_at).is_(None))
        .order_by(col(Case.id))
    )
    if stand_in_id is not None:
        works = select(col(Membership.id)).where(
            col(Membership.campaign_id) == col(Case.campaign_id),
            col(Membership.volunteer_id) == stand_in_id,
            gives(Right.WORK),
        )
        wanted = wanted.where(works.correlate(Case).exists(), _is_open_to(stand_in_id))
    return [number or 0 for number in session.scalars(wanted)]


def _is_open_to(volunteer_id: int) -> ColumnElement[bool]:
    named = select(col(CaseMember.case_id)).where(col(CaseMember.volunteer_id) == volunteer_id)
    minding = select(col(Minder.case_id)).where(col(Minder.volunteer_id) == volunteer_id)
    kept = col(Case.visibility) == Visibility.RESTRICTED
    return or_(~kept, col(Case.id).in_(named), col(Case.id).in_(minding))


def dates_to_hand_over(session: Session, away_id: int, case_ids: list[int]) -> list[Review]:
    """The open dates of these cases that they have taken over."""
    wanted = select(Review).where(
        IS_OPEN, col(Review.holder_id) == away_id, col(Review.case_id).in_(case_ids)
    )
    return list(session.scalars(wanted.order_by(col(Review.id))))


def may_work_again(session: Session, volunteer_id: int, case_id: int) -> bool:
    """Whether they are still a member of the case's campaign who may work."""
    wanted = (
        select(col(Membership.id))
        .join(Case, col(Case.campaign_id) == col(Membership.campaign_id))
        .join(Volunteer, col(Volunteer.id) == col(Membership.volunteer_id))
        .where(
            col(Case.id) == case_id, col(Membership.volunteer_id) == volunteer_id, gives(Right.WORK),
            col(Volunteer.disabled_at).is_(None),
        )
    )  # fmt: skip
    return session.scalars(wanted).first() is not None
