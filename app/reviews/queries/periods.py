"""Reading the periods for their pages."""

from sqlalchemy import select
from sqlmodel import Session, col

from app.refusal import NotFound
from app.reviews.models import LegalPeriod


def all_periods(session: Session) -> list[LegalPeriod]:
    """By country, rule and time."""
    order = (
        col(LegalPeriod.country),
        col(LegalPeriod.rule),
        col(LegalPeriod.since),
        col(LegalPeriod.label),
        col(LegalPeriod.id),
    )
    return list(session.scalars(select(LegalPeriod).order_by(*order)))


def period_by_id(session: Session, period_id: int) -> LegalPeriod:
    """One of them."""
    found = session.get(LegalPeriod, period_id)
    if found is None:
        raise NotFound
    return found


def known_keys(session: Session) -> frozenset[str]:
    """The keys there are."""
    return frozenset(session.scalars(select(col(LegalPeriod.key))))


def house_period(session: Session, rule: str, label: str) -> LegalPeriod | None:
    """What somebody set in place of the shipped number of days."""
    wanted = select(LegalPeriod).where(
        col(LegalPeriod.country) == "", col(LegalPeriod.rule) == rule, col(LegalPeriod.label) == label
    )
    return session.scalars(wanted).first()
