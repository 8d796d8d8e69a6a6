"""Whether somebody's side has asked to stop, and on which day."""

from collections.abc import Collection
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, func, select
from sqlmodel import Session, col

from app.cases.models import Person
from app.consent.models import Basis, Consent

_standing = (col(Consent.basis) == Basis.REFUSED, col(Consent.withdrawn_at).is_(None))
_own = (*_standing, col(Consent.person_id) == col(Person.id))
# For the head of every page of a case.
IS_STOPPED: ColumnElement[bool] = select(col(Consent.id)).where(*_own).correlate(Person).exists()
STOPPED_ON: ColumnElement[Any] = (
    select(func.max(col(Consent.given_on))).where(*_own).correlate(Person).scalar_subquery()
)


class Stop(NamedTuple):
    """A request that stands: about whom, and when it was made, where that is known."""

    name: str
    on: date | None


def first_stop(session: Session, people: Collection[int]) -> Stop | None:
    """The request about the first of these persons of whom there is one."""
    wanted = (
        select(col(Person.name), func.max(col(Consent.given_on)))
        .join(Consent, col(Consent.person_id) == col(Person.id))
        .where(*_standing, col(Person.id).in_(sorted(people)))
        .group_by(col(Person.id), col(Person.name))
        .order_by(col(Person.id))
    )
    found = session.execute(wanted).first()
    return Stop(*found) if found is not None else None
