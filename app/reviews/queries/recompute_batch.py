"""What recomputing needs of many cases at once, in a fixed number of statements."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, Row, Select, bindparam, literal, or_, select, union
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.accounts.campaign_days import CAMPAIGN_ZONE
from app.accounts.models import Campaign
from app.cases.models import Case, ConflictChoice, Entry, Person, PersonLink, Standing, Visibility
from app.cases.models.cases import DERIVED, NEXT_DUES
from app.cases.queries.timeline import Fact
from app.consent.models import Consent
from app.dates import FuzzyDate
from app.directory.models import Facility, Place
from app.reviews.due_date import Consented, Held, Look
from app.reviews.models import Review

IDS: BindParameter[int] = bindparam("case_ids", expanding=True)


@dataclass(frozen=True, slots=True)
class Head:
    """A case as far as recomputing must know it."""

    case_id: int
    campaign_id: int
    zone: str
    standing: Standing
    is_over: bool  # closed or merged into another: nothing falls due any more
    next_dues: tuple[date | None, ...]
    born: FuzzyDate | None
    settled: Mapping[str, object] = field(default_factory=dict)  # what its row keeps of its facts


@dataclass(frozen=True, slots=True)
class Around:
    """What lies around the facts of many cases, each by case."""

    held: Mapping[int, Held]
    countries: Mapping[int, str]
    decided: Mapping[int, frozenset[tuple[int, str]]]
    consents: Mapping[int, tuple[Consented, ...]]
    openly_held: Mapping[int, Held]  # without what is kept to a few
    open_countries: Mapping[int, str]


_heads = (
    select(
        col(Case.id),
        col(Case.campaign_id),
        CAMPAIGN_ZONE,
        col(Case.standing),
        col(Case.closed_at),
        col(Case.merged_into_id),
        *(col(getattr(Case, name)) for name in NEXT_DUES),
        col(Person.born_edtf),
        col(Person.born_first),
        col(Person.born_last),
        *(col(getattr(Case, name)) for name in DERIVED),
    )
    .join(Campaign, col(Campaign.id) == col(Case.campaign_id))
    .join(Person, col(Person.id) == col(Case.person_id))
    .where(col(Case.id).in_(IDS))
    .order_by(col(Case.id))
)

_held_heads = _heads.with_for_update(of=Case, key_share=True)


def heads(session: Session, case_ids: Sequence[int]) -> list[Head]:
    """These cases. Whoever may write holds them until the commit: two who add to one case both count, for what is read
    after this holds what others committed before. SQLite's one writer holds everything anyway.
    """
    wanted = _held_heads if "actor" in session.info else _heads
    rows: Any = session.connection().execute(wanted, {"case_ids": list(case_ids)})
    return [
        Head(
            row[0],
            row[1],
            row[2],
            Standing(row[3]),
            row[4] is not None or row[5] is not None,
            tuple(row[6:_AFTER_DUES]),
            _born(row),
            dict(zip(DERIVED, row[_AFTER_DUES + 3 :], strict=True)),
        )
        for row in rows
    ]


_AFTER_DUES = 6 + len(NEXT_DUES)


def _born(row: Any) -> FuzzyDate | None:
    edtf, first, last = row[_AFTER_DUES : _AFTER_DUES + 3]
    return FuzzyDate.stored(edtf, first, last) if edtf else None


_reviews = select(*Review.__table__.columns).where(col(Review.case_id).in_(IDS))  # type: ignore[attr-defined]
_campaign_reviews = select(*Review.__table__.columns).where(  # type: ignore[attr-defined]
    col(Review.campaign_id) == bindparam("campaign_id"), col(Review.case_id).is_(None)
)


def reviews_of_cases(session: Session, case_ids: Sequence[int]) -> dict[int, list[Row[Any]]]:
    """Every review of these cases, also done and dropped ones, oldest first."""
    found: dict[int, list[Row[Any]]] = {case_id: [] for case_id in case_ids}
    rows: Any = session.connection().execute(_reviews.order_by(col(Review.id)), {"case_ids": list(case_ids)})
    for row in rows:
        found[row.case_id].append(row)
    return found


def reviews_of_campaign(session: Session, campaign_id: int) -> list[Row[Any]]:
    """Every review of a campaign that belongs to no case."""
    wanted = _campaign_reviews.order_by(col(Review.id))
    return list(session.connection().execute(wanted, {"campaign_id": campaign_id}))


def looks_in(rows: Iterable[Any]) -> dict[tuple[str, str], Look]:
    """The last look at each identity."""
    return {
        (row.rule, row.subject): Look(row.done_on, row.derived) for row in rows if row.done_on is not None
    }


_place, _site_place = aliased(Place), aliased(Place)
_places = (
    select(
        col(Entry.case_id),
        col(Entry.kind),
        col(_place.country),
        col(_site_place.country),
        col(Facility.id),
        col(Facility.name),
        col(Facility.checked_on),
        col(Entry.visibility) == Visibility.RESTRICTED,
    )
    .outerjoin(_place, col(_place.id) == col(Entry.place_id))
    .outerjoin(Facility, col(Facility.id) == col(Entry.facility_id))
    .outerjoin(_site_place, col(_site_place.id) == col(Facility.place_id))
    .where(
        col(Entry.case_id).in_(IDS),
        col(Entry.removed_at).is_(None),
        or_(col(Entry.place_id).is_not(None), col(Entry.facility_id).is_not(None)),
        or_(col(Entry.known_on).is_(None), col(Entry.known_on) <= bindparam("known_by")),
    )
    .order_by(col(Entry.on_first), col(Entry.id))
)
_choices = (
    select(
        col(Entry.case_id),
        col(ConflictChoice.entry_id),
        col(ConflictChoice.field),
        col(ConflictChoice.citation_id),
    )
    .join(Entry, col(Entry.id) == col(ConflictChoice.entry_id))
    .where(col(Entry.case_id).in_(IDS))
)


_Theirs: Any = aliased(Case)


def _ending(of: Any, near: Any = None) -> Select[Any]:
    """Consents that end: of the case's own person, or of somebody near who has no case to be asked in."""
    whose = literal(0) if near is None else of
    columns: list[Any] = [Case.id, col(Consent.id).label("number"), Consent.given_on, Consent.until]
    wanted: Any = select(*columns, whose.label("of"))
    if near is not None:
        tied = near == col(Case.person_id)
        wanted = wanted.join(PersonLink, tied).where(of.not_in(select(_Theirs.person_id)))
    ending: Select[Any] = wanted.join(Consent, col(Consent.person_id) == of).where(
        col(Case.id).in_(IDS), col(Consent.until).is_not(None), col(Consent.withdrawn_at).is_(None)
    )
    return ending


_one, _other = col(PersonLink.person_id), col(PersonLink.other_id)
_consents: Any = union(
    _ending(col(Case.person_id)), _ending(_one, near=_other), _ending(_other, near=_one)
).order_by("number", "of")


def around(session: Session, facts: Mapping[int, Sequence[Fact]], known_by: date | None) -> Around:
    """Places, decided conflicts and consents of these cases; what none of their facts could have is not asked for."""
    connection, ids = session.connection(), list(facts)
    placed = [number for number in ids if any(fact.place or fact.facility for fact in facts[number])]
    given = {"case_ids": placed, "known_by": known_by or date.max}
    places: Any = connection.execute(_places, given).all() if placed else ()
    held, countries = _whereabouts(places)
    openly_held, open_countries = _whereabouts(row for row in places if not row[-1])
    decided: dict[int, set[tuple[int, str]]] = {}
    disputed = [number for number in ids if any(fact.disagreements for fact in facts[number])]
    chosen: Any = connection.execute(_choices, {"case_ids": disputed}) if disputed else ()
    for case_id, entry_id, name, citation_id in chosen:
        if citation_id is not None:
            decided.setdefault(case_id, set()).add((entry_id, name))
    consents: dict[int, list[Consented]] = {}
    given_ones: Any = connection.execute(_consents, {"case_ids": ids})
    for case_id, number, given, until, of in given_ones:
        consents.setdefault(case_id, []).append(Consented(number, given or date.min, until, of or None))
    return Around(
        held,
        countries,
        {case_id: frozenset(found) for case_id, found in decided.items()},
        {case_id: tuple(found) for case_id, found in consents.items()},
        openly_held,
        open_countries,
    )


def _whereabouts(rows: Iterable[Any]) -> tuple[dict[int, Held], dict[int, str]]:
    """Where the newest entries have each of the cases held, and in which country."""
    held: dict[int, Held] = {}
    countries: dict[int, str] = {}
    for case_id, kind, country, site_country, facility_id, place, checked_on, _kept in rows:
        if country or site_country:
            countries[case_id] = country or site_country
        if kind == "custody" and facility_id is not None:
            held[case_id] = Held(facility_id, place, checked_on)
    return held, countries
