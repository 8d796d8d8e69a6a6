"""Reading the directory: addressees, facilities, places, and the periods that everything derived counts with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from app.directory.models import Addressee, AddresseeWords, Facility, LegalPeriod, Place
from app.directory.periods import Period, Periods
from app.refusal import NotFound

PAGE = 50
PERIODS = "periods"


@dataclass(frozen=True, slots=True)
class Sought:
    """Which ones: words in their texts; checked since a day, or not; after which name and number."""

    q: str | None = None
    checked: bool | None = None
    since: date | None = None
    after: tuple[str, int] | None = None


def _clauses(sought: Sought, table: Any, texts: tuple[Any, ...]) -> list[Any]:
    found: list[Any] = [
        or_(*(text.icontains(word, autoescape=True) for text in texts))
        for word in (sought.q or "").split()[:6]
    ]
    if sought.checked is True:
        found.append(col(table.checked_on) >= sought.since)
    if sought.checked is False:
        found.append(or_(col(table.checked_on).is_(None), col(table.checked_on) < sought.since))
    return found


def _beyond(sought: Sought, name: Any, number: Any) -> list[Any]:
    if sought.after is None:
        return []
    text, last = sought.after
    return [or_(name > text, (name == text) & (number > last))]


_of_addressees = (col(Addressee.office), col(Addressee.name_line), col(Addressee.city), col(Addressee.email))
_of_facilities = (col(Facility.name), col(Facility.also), col(Place.name))


def addressees_page(session: Session, sought: Sought) -> tuple[list[Addressee], bool]:
    """One page by office, and whether there are more."""
    clauses = _clauses(sought, Addressee, _of_addressees) + _beyond(
        sought, col(Addressee.office), col(Addressee.id)
    )
    wanted = (
        select(Addressee).where(*clauses).order_by(col(Addressee.office), col(Addressee.id)).limit(PAGE + 1)
    )
    found = list(session.scalars(wanted))
    return found[:PAGE], len(found) > PAGE


def addressees_count(session: Session, sought: Sought) -> int:
    """How many there are."""
    wanted = select(func.count(col(Addressee.id))).where(*_clauses(sought, Addressee, _of_addressees))
    count: int = session.execute(wanted).scalar_one()
    return count


def facilities_page(session: Session, sought: Sought) -> tuple[list[tuple[Facility, str | None]], bool]:
    """One page by name, each with its place, and whether there are more."""
    clauses = _clauses(sought, Facility, _of_facilities) + _beyond(
        sought, col(Facility.name), col(Facility.id)
    )
    wanted = (
        select(Facility, col(Place.name))
        .outerjoin(Place, col(Place.id) == col(Facility.place_id))
        .where(*clauses)
        .order_by(col(Facility.name), col(Facility.id))
        .limit(PAGE + 1)
    )
    found = [(row[0], row[1]) for row in session.execute(wanted)]
    return found[:PAGE], len(found) > PAGE


def facilities_count(session: Session, sought: Sought) -> int:
    """How many there are."""
    wanted = (
        select(func.count(col(Facility.id)))
        .select_from(Facility)
        .outerjoin(Place, col(Place.id) == col(Facility.place_id))
        .where(*_clauses(sought, Facility, _of_facilities))
    )
    count: int = session.execute(wanted).scalar_one()
    return count


def addressee_by_slug(session: Session, slug: str) -> Addressee | None:
    """The addressee with this slug."""
    return session.scalars(select(Addressee).where(col(Addressee.slug) == slug)).first()


def addressee_for(session: Session, slug: str) -> Addressee:
    """The addressee with this slug; raise NotFound when there is none."""
    found = addressee_by_slug(session, slug)
    if found is None:
        raise NotFound
    return found


def facility_for(session: Session, facility_id: int) -> Facility:
    """The facility with this number; raise NotFound when there is none."""
    found = session.get(Facility, facility_id)
    if found is None:
        raise NotFound
    return found


def facilities_called(session: Session, name: str) -> list[int]:
    """The facilities of exactly this name."""
    return list(session.scalars(select(col(Facility.id)).where(col(Facility.name) == name).limit(2)))


def facility_by_key(session: Session, key: str) -> Facility | None:
    """The facility with this key."""
    return session.scalars(select(Facility).where(col(Facility.key) == key)).first()


def place_names(session: Session, most: int = 300) -> list[tuple[str, str]]:
    """Places for a form: number and name."""
    wanted = select(col(Place.id), col(Place.name)).order_by(col(Place.name), col(Place.id)).limit(most)
    return [(str(row[0]), row[1]) for row in session.execute(wanted)]


def words_of(session: Session, addressee_id: int) -> list[AddresseeWords]:
    """How an office is addressed in further languages."""
    wanted = select(AddresseeWords).where(col(AddresseeWords.addressee_id) == addressee_id)
    return list(session.scalars(wanted.order_by(col(AddresseeWords.language))))


def words_in(session: Session, addressee_id: int, language: str) -> AddresseeWords | None:
    """How an office is addressed in one language."""
    wanted = select(AddresseeWords).where(
        col(AddresseeWords.addressee_id) == addressee_id, col(AddresseeWords.language) == language
    )
    return session.scalars(wanted).first()


def addressees_by_slug(session: Session, slugs: Sequence[str]) -> dict[str, Addressee]:
    """Offices by their slugs; those that do not exist are missing."""
    if not slugs:
        return {}
    rows = session.scalars(select(Addressee).where(col(Addressee.slug).in_(slugs)))
    return {row.slug: row for row in rows}


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


_periods = select(
    col(LegalPeriod.country),
    col(LegalPeriod.rule),
    col(LegalPeriod.label),
    col(LegalPeriod.value),
    col(LegalPeriod.counting),
    col(LegalPeriod.rolls),
    col(LegalPeriod.since),
    col(LegalPeriod.until),
    col(LegalPeriod.source),
    col(LegalPeriod.article),
).order_by(col(LegalPeriod.id))


def periods_of(session: Session) -> Periods:
    """Every period as it stands; read once for all that one session derives."""
    if PERIODS not in session.info:
        rows: Any = session.connection().execute(_periods)
        session.info[PERIODS] = Periods(tuple(Period(*row) for row in rows))
    found: Periods = session.info[PERIODS]
    return found
