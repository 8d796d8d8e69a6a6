"""Whether somebody's side has asked to stop, and on which day."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from app.cases.models import Person
from app.clock import recorded_day
from app.consent.models import Basis, Consent
from app.history.models import Change

_standing = (col(Consent.basis) == Basis.REFUSED, col(Consent.withdrawn_at).is_(None))
_own = (*_standing, col(Consent.person_id) == col(Person.id))
# For the head of every page of a case.
IS_STOPPED: ColumnElement[bool] = select(col(Consent.id)).where(*_own).correlate(Person).exists()
STOPPED_ON: ColumnElement[Any] = (
    select(func.max(col(Consent.given_on))).where(*_own).correlate(Person).scalar_subquery()
)
# Of requests saved before the day was asked for, only the moment of saving is known.
SAVED_AT: ColumnElement[Any] = (
    select(func.max(col(Change.at)))
    .where(
        col(Change.noun) == Consent.noun,
        col(Change.verb) == "added",
        col(Change.row_id).in_(select(col(Consent.id)).where(*_own).correlate(Person)),
    )
    .correlate(Person)
    .scalar_subquery()
)


class Stop(NamedTuple):
    """A request that stands: about whom, and when it was made, where that is known."""

    name: str
    on: date | None = None


def first_stop(session: Session, people: Collection[int]) -> Stop | None:
    """The request about the first of these persons of whom there is one."""
    wanted = select(col(Person.name), STOPPED_ON, SAVED_AT).where(
        col(Person.id).in_(sorted(people)), IS_STOPPED
    )
    found = session.execute(wanted.order_by(col(Person.id))).first()
    if found is None:
        return None
    name, on, saved_at = found
    return Stop(name, on or (recorded_day(saved_at) if saved_at is not None else None))
