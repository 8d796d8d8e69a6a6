"""The list of cases: one statement per combination of filters, built once, paged by key."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, or_, select
from sqlmodel import Session, col

from app.accounts.models import Campaign, Membership, Volunteer
from app.cases.models import Case, CaseMember, Entry, Minder, Person, Visibility
from app.cases.models.cases import GRAVE_DUE, NEXT_DUE
from app.cases.queries.looked_after import CASE_IS_LOOKED_AFTER
from app.cases.queries.visible import (
    CASE_IS_SEEN,
    STANDING_SEEN,
    STOOD_SEEN,
    seen_of,
    viewer_binds,
)
from app.cases.stored_standing import Stood
from app.directory.models import Facility, Place
from app.web.viewer import Viewer

PAGE = 50
MOST_COUNTED = 1000


class CaseRow(NamedTuple):
    """A case as a list shows it."""

    id: int
    reference: str
    name: str
    title: str
    stood: Stood
    news_on: date | None  # of the open reading, by which the list is sorted for everybody
    next_due: date | None
    next_due_last: date | None
    next_late_after: date | None
    next_paused_until: date | None
    dormant_from: date | None
    heard: date | None  # the last possible day of the newest news
    closed: bool
    campaign_id: int
    grave_due: date | None = None
    grave_due_last: date | None = None
    grave_late_after: date | None = None
    grave_paused_until: date | None = None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which cases, by the names of the filters in use with their values."""

    filters: dict[str, Any] = field(default_factory=dict)
    sort: str = "due"
    after: tuple[Any, int] | None = None
    before: tuple[Any, int] | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One page, and whether there are cases on either side of it."""

    rows: list[CaseRow]
    has_previous: bool
    has_next: bool


_DORMANT_FROM = seen_of("dormant_from")
_minding = select(col(Minder.case_id)).where(col(Minder.case_id) == col(Case.id)).correlate(Case)
FILTERS: dict[str, ColumnElement[bool]] = {
    "standing": STANDING_SEEN.in_(bindparam("standing", expanding=True)),
    "campaign": col(Case.campaign_id) == bindparam("campaign"),
    "minder": _minding.where(col(Minder.volunteer_id) == bindparam("minder")).exists(),
    "nobody": ~CASE_IS_LOOKED_AFTER,
    "due_by": col(Case.next_due) <= bindparam("due_by"),
    "late": and_(
        col(Case.next_due) <= bindparam("late_by"),
        func.coalesce(col(Case.next_due_last), col(Case.next_due)) <= bindparam("late_by"),
        or_(col(Case.next_paused_until).is_(None), col(Case.next_paused_until) <= bindparam("late_on")),
        or_(
            _DORMANT_FROM.is_(None),
            bindparam("late_on") < _DORMANT_FROM,
            func.coalesce(col(Case.next_late_after), col(Case.next_due)) >= bindparam("long_before"),
        ),
    ),
    "nothing_due": col(Case.next_due).is_(None),
    "silent_since": or_(col(Case.news_on).is_(None), col(Case.news_on) <= bindparam("silent_since")),
    "open": col(Case.closed_at).is_(None),
    "closed": col(Case.closed_at).is_not(None),
    "reference": col(Case.reference) == bindparam("reference"),
    "people": col(Case.person_id).in_(bindparam("people", expanding=True)),
}
_not_merged = col(Case.merged_into_id).is_(None)
_number = (func.length(col(Case.reference)), col(Case.reference))
_rows = (
    select(
        col(Case.id), col(Case.reference), col(Person.name), col(Case.title), STOOD_SEEN,
        col(Case.news_on), *(col(getattr(Case, name)) for name in NEXT_DUE), seen_of("dormant_from"),
        seen_of("news_last"), col(Case.closed_at).is_not(None), col(Case.campaign_id),
        *(col(getattr(Case, name)) for name in GRAVE_DUE),
    )
    .join(Person, col(Person.id) == col(Case.person_id))
    .where(CASE_IS_SEEN, _not_merged)
    .limit(PAGE + 1)
)  # fmt: skip


def cases_page(session: Session, viewer: Viewer, wanted: Wanted) -> Page:
    """One page of cases. Paging back reads the rows before the key in reverse order."""
    back, key = wanted.before is not None, wanted.before or wanted.after
    statement = _listing(frozenset(wanted.filters), wanted.sort, _side(key), back=back)
    values = {**viewer_binds(viewer), **_binds(wanted.filters)}
    if key is not None:
        values |= {"key_id": key[1]} | ({} if key[0] is None else {"key": key[0]})
    found = [CaseRow(*row) for row in session.connection().execute(statement, values)]
    more, rows = len(found) > PAGE, found[:PAGE]
    return Page(rows[::-1], more, has_next=True) if back else Page(rows, key is not None, has_next=more)


def _binds(filters: dict[str, Any]) -> dict[str, Any]:
    """The values of the filters in use; one that asks for several days has them by name."""
    found: dict[str, Any] = {}
    for name, value in filters.items():
        found |= value if isinstance(value, dict) else {name: value}
    return found


def _side(key: tuple[Any, int] | None) -> str:
    return "start" if key is None else "empty" if key[0] is None else "key"


@lru_cache(maxsize=256)
def _listing(filters: frozenset[str], sort: str, side: str, *, back: bool) -> Select[*tuple[Any, ...]]:
    column: Any = SORTED[sort]
    falls = (sort == "news") != back
    number: Any = col(Case.id)
    order: tuple[Any, ...] = (number.desc() if falls else number.asc(),)
    if sort == "reference":
        order = tuple(part.desc() if back else part.asc() for part in _number) + order
    else:
        directed = column.desc() if falls else column.asc()
        order = (directed.nulls_first() if back else directed.nulls_last(), *order)
    clauses = [FILTERS[name] for name in sorted(filters)]
    if side != "start":
        clauses.append(_beyond(sort, side, falls=falls, back=back))
    listing: Select[*tuple[Any, ...]] = _rows.where(*clauses).order_by(*order)
    return listing


SORTED: dict[str, Any] = {
    "due": col(Case.next_due),
    "news": col(Case.news_on),
    "name": col(Person.name),
    "reference": col(Case.reference),
}


def _beyond(sort: str, side: str, *, falls: bool, back: bool) -> ColumnElement[bool]:
    """What comes after the key in the order of the page; empty values stand at the end of the list."""
    key: Any = bindparam("key")
    number: Any = bindparam("key_id")
    by_id = col(Case.id) < number if falls else col(Case.id) > number
    column: Any = SORTED[sort]
    if side == "empty":
        same = and_(column.is_(None), by_id)
        return or_(column.is_not(None), same) if back else same
    if sort == "reference":
        long, same_length = func.length(column), func.length(column) == func.length(key)
        if back:
            return or_(long < func.length(key), and_(same_length, column < key))
        return or_(long > func.length(key), and_(same_length, column > key))
    past = column < key if falls else column > key
    reached = or_(past, and_(column == key, by_id))
    return reached if back or sort == "name" else or_(reached, column.is_(None))


def cases_count(session: Session, viewer: Viewer, filters: dict[str, Any]) -> int:
    """How many there are; counting stops one above MOST_COUNTED, so that it costs the same at any size."""
    values = {**viewer_binds(viewer), **_binds(filters)}
    count: int = session.connection().execute(_count(frozenset(filters)), values).scalar_one()
    return count


@lru_cache(maxsize=128)
def _count(filters: frozenset[str]) -> Select[*tuple[Any, ...]]:
    found = select(col(Case.id)).where(
        CASE_IS_SEEN, _not_merged, *(FILTERS[name] for name in sorted(filters))
    )
    return select(func.count()).select_from(found.limit(MOST_COUNTED + 1).subquery())


_places = (
    select(col(Entry.case_id), col(Entry.place_text), col(Facility.name), col(Place.name))
    .outerjoin(Place, col(Place.id) == col(Entry.place_id))
    .outerjoin(Facility, col(Facility.id) == col(Entry.facility_id))
    .where(
        col(Entry.case_id).in_(bindparam("case_ids", expanding=True)),
        col(Entry.removed_at).is_(None),
        col(Entry.visibility) != Visibility.RESTRICTED,
        or_(
            *(
                place.is_not(None)
                for place in (col(Entry.place_text), col(Entry.place_id), col(Entry.facility_id))
            )
        ),
        or_(col(Entry.known_on).is_(None), col(Entry.known_on) <= bindparam("known_by")),
    )
    .order_by(col(Entry.on_first).asc().nulls_first(), col(Entry.id))
)


def places_of(session: Session, case_ids: Sequence[int], known_by: date | None) -> dict[int, str]:
    """Where each of these cases was last heard of: the place of its newest entry that names one."""
    values = {"case_ids": list(case_ids), "known_by": known_by or date.max}
    rows: Any = session.connection().execute(_places, values)
    return {case_id: text or facility or place for case_id, text, facility, place in rows}


_minders = (
    select(col(Minder.case_id), col(Volunteer.name))
    .join(Volunteer, col(Volunteer.id) == col(Minder.volunteer_id))
    .where(col(Minder.case_id).in_(bindparam("case_ids", expanding=True)))
    .order_by(col(Volunteer.name), col(Minder.id))
)


def minders_of(session: Session, case_ids: Sequence[int]) -> dict[int, list[str]]:
    """The names of those who look after each of these cases."""
    found: dict[int, list[str]] = {}
    for case_id, name in session.connection().execute(_minders, {"case_ids": list(case_ids)}):
        found.setdefault(case_id, []).append(name)
    return found


_team = (
    select(
        col(Campaign.id), col(Campaign.slug), col(Campaign.name), col(Volunteer.id), col(Volunteer.name)
    )
    .outerjoin(Membership, col(Membership.campaign_id) == col(Campaign.id))
    .outerjoin(Volunteer, and_(col(Volunteer.id) == col(Membership.volunteer_id), col(Volunteer.disabled_at).is_(None)))
    .where(col(Campaign.id).in_(bindparam("viewer_campaigns", expanding=True)))
    .order_by(col(Campaign.name), col(Campaign.id), col(Volunteer.name), col(Volunteer.id))
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Teams:
    """The viewer's campaigns and their members, for filters and forms."""

    campaigns: dict[int, tuple[str, str]]  # number: slug, name
    members: dict[int, dict[int, str]]  # campaign: volunteer: name

    @property
    def everybody(self) -> dict[int, str]:
        """All members by name."""
        return {number: name for team in self.members.values() for number, name in team.items()}


def teams_of(session: Session, viewer: Viewer) -> Teams:
    """One statement for the campaigns and everybody in them."""
    campaigns: dict[int, tuple[str, str]] = {}
    members: dict[int, dict[int, str]] = {}
    rows: Any = session.connection().execute(_team, {"viewer_campaigns": viewer.campaigns})
    for campaign_id, slug, name, volunteer_id, volunteer in rows:
        campaigns[campaign_id] = (slug, name)
        if volunteer_id is not None:
            members.setdefault(campaign_id, {})[volunteer_id] = volunteer
    return Teams(campaigns, members)


def minder_of(session: Session, case_id: int, volunteer_id: int) -> Minder | None:
    """The row that says this volunteer looks after this case."""
    wanted = select(Minder).where(col(Minder.case_id) == case_id, col(Minder.volunteer_id) == volunteer_id)
    return session.scalars(wanted).first()


def member_of(session: Session, case_id: int, volunteer_id: int) -> CaseMember | None:
    """The row that names this volunteer on this case."""
    wanted = select(CaseMember).where(
        col(CaseMember.case_id) == case_id, col(CaseMember.volunteer_id) == volunteer_id
    )
    return session.scalars(wanted).first()


def members_of(session: Session, case_id: int) -> list[tuple[int, str]]:
    """Those named on the case, by name."""
    wanted = (
        select(col(Volunteer.id), col(Volunteer.name))
        .join(CaseMember, col(CaseMember.volunteer_id) == col(Volunteer.id))
        .where(col(CaseMember.case_id) == case_id)
        .order_by(col(Volunteer.name), col(Volunteer.id))
    )
    return [(row[0] or 0, row[1]) for row in session.execute(wanted)]
