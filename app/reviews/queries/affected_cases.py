"""Which cases there are to recompute, and which of them a change to something else reaches."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlmodel import Session, col

from app.accounts.campaign_days import CAMPAIGN_ZONE
from app.accounts.models import Campaign
from app.cases.models import Case, Entry, PersonLink
from app.consent.models import Consent
from app.directory.models import Facility
from app.history.models import Change
from app.reviews.models import Review
from app.sources.models import Citation

_between = select(col(Case.id)).where(
    col(Case.id) > bindparam("after"), col(Case.id) <= bindparam("last")
)  # fmt: skip
_all = select(col(Case.id)).order_by(col(Case.id))


def all_cases(session: Session) -> list[int]:
    """The number of every case, in order."""
    found: Any = session.connection().scalars(_all)
    return list(found)


def mark_of(session: Session, case_ids: Sequence[int]) -> tuple[Any, ...]:
    """What differs as soon as anybody has changed one of these cases or its reviews: how many, and the last."""
    connection, ids = session.connection(), list(case_ids)
    changes = select(func.count(), func.max(col(Change.id))).where(col(Change.case_id).in_(ids))
    reviews = select(func.count(), func.sum(col(Review.version))).where(col(Review.case_id).in_(ids))
    return tuple(connection.execute(changes).one()) + tuple(connection.execute(reviews).one())


def cases_reached(session: Session, noun: str, numbers: Iterable[int], most: int) -> list[int]:
    """The cases that rest on these things, at most so many and one more."""
    reached = REACHES[noun](list(numbers))
    found: Any = session.connection().scalars(reached.distinct().limit(most + 1))
    return list(found)


def campaign_zones(session: Session) -> list[tuple[int, str]]:
    """Every campaign with its time zone."""
    rows: Any = session.connection().execute(
        select(col(Campaign.id), CAMPAIGN_ZONE).order_by(col(Campaign.id))
    )
    return [(row[0], row[1]) for row in rows]


def cases_of_campaigns(session: Session, campaigns: Iterable[int]) -> list[int]:
    """Every case of these campaigns."""
    wanted = _cases(col(Case.campaign_id).in_(list(campaigns))).order_by(col(Case.id))
    found: Any = session.connection().scalars(wanted)
    return list(found)


def _cases(condition: ColumnElement[bool]) -> Select[Any]:
    return select(col(Case.id)).where(condition)


def _of_entries(condition: ColumnElement[bool]) -> Select[Any]:
    return select(col(Entry.case_id)).where(condition, col(Entry.removed_at).is_(None))


def _people(numbers: Any) -> Select[Any]:
    """Their own cases, and those of whom they are tied to."""
    one, other = col(PersonLink.person_id), col(PersonLink.other_id)
    own = col(Case.person_id)
    return _cases(
        or_(
            own.in_(numbers),
            own.in_(select(one).where(other.in_(numbers))),
            own.in_(select(other).where(one.in_(numbers))),
        )
    )


def _consents(numbers: list[int]) -> Select[Any]:
    return _people(select(col(Consent.person_id)).where(col(Consent.id).in_(numbers)))


def _facilities(numbers: list[int]) -> Select[Any]:
    return _of_entries(col(Entry.facility_id).in_(numbers))


def _places(numbers: list[int]) -> Select[Any]:
    there = select(col(Facility.id)).where(col(Facility.place_id).in_(numbers))
    return _of_entries(or_(col(Entry.place_id).in_(numbers), col(Entry.facility_id).in_(there)))


def _sources(numbers: list[int]) -> Select[Any]:
    cited = select(col(Citation.entry_id)).where(col(Citation.source_id).in_(numbers))
    return _of_entries(col(Entry.id).in_(cited))


def _everything(_numbers: list[int]) -> Select[Any]:
    return select(col(Case.id))


REACHES = {
    "person": _people,
    "consent": _consents,
    "facility": _facilities,
    "place": _places,
    "source": _sources,
    "period": _everything,
    "campaign": _everything,
}
