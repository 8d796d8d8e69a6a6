"""What the loader reads: rows by key or by what they are part of, the marks, and what else points to a row."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col

from app.campaigning.models import Action
from app.cases.models import Case, Entry, Person, PersonName
from app.cases.queries.visible import CASE_IS_SEEN, PERSON_IS_SEEN, viewer_binds
from app.consent.queries.consents import stopped_people
from app.directory.models import Facility, Place
from app.intake.article import KnownPerson
from app.intake.models import SeedMark
from app.publishing.export_columns import table_of
from app.sources.models import CITED, Citation, Source
from app.web.viewer import Viewer

Row = Mapping[str, Any]
AT_ONCE = 500


def rows_where(
    session: Session, model: type[SQLModel], column: str, values: Collection[Any]
) -> Iterator[Row]:
    """The rows whose column holds one of these values, in the order in which they were made."""
    table = table_of(model)
    number = next(iter(table.primary_key.columns))
    for some in _chunks(values):
        wanted = select(table).where(table.c[column].in_(some)).order_by(number)
        yield from (dict(row) for row in session.connection().execute(wanted).mappings())


def _chunks(values: Collection[Any]) -> Iterator[list[Any]]:
    every = list(values)
    for start in range(0, len(every), AT_ONCE):
        yield every[start : start + AT_ONCE]


def marks(session: Session, origin: str) -> dict[tuple[str, int], dict[str, Any]]:
    """What files of this origin last wrote, by table and row."""
    wanted = select(SeedMark.noun, SeedMark.row_id, SeedMark.wrote).where(col(SeedMark.origin) == origin)  # type: ignore[call-overload]
    return {(noun, number): wrote for noun, number, wrote in session.connection().execute(wanted)}


def references_of_actions(session: Session) -> list[str]:
    """Every reference that an action has."""
    return list(session.connection().execute(select(col(Action.reference))).scalars())


def pointing_to(
    session: Session, model: type[SQLModel], numbers: Collection[int]
) -> Iterator[tuple[str, int, int]]:
    """Every row that points to one of these rows: its table, its number, and the row it points to."""
    target = table_of(model)
    for table in SQLModel.metadata.sorted_tables:
        for key in table.foreign_keys:
            if key.column.table is not target:
                continue
            number = next(iter(table.primary_key.columns))
            for some in _chunks(numbers):
                wanted = select(number, key.parent).where(key.parent.in_(some))
                for own, pointed in session.connection().execute(wanted):
                    yield table.name, own, pointed


def known_days(session: Session, numbers: Iterable[int]) -> Iterator[tuple[int, date | None, date | None]]:
    """For each entry: the day it is said to be known from, and the earliest on which a cited source had appeared."""
    page = aliased(Source)
    appeared = func.min(func.coalesce(col(Source.published_first), col(page.published_first)))
    for some in _chunks(list(numbers)):
        wanted = (
            select(col(Entry.id), col(Entry.known_on), appeared)
            .join(Citation, col(Citation.entry_id) == col(Entry.id))
            .join(Source, col(Source.id) == col(Citation.source_id))
            .outerjoin(page, col(page.id) == col(Source.container_id))
            .where(col(Entry.id).in_(some))
            .group_by(col(Entry.id), col(Entry.known_on))
        )
        yield from (tuple(row) for row in session.connection().execute(wanted))  # type: ignore[misc]


@dataclass(frozen=True)
class Told:
    """A source tells of a row, or of one of its fields."""

    table: str
    number: int
    source_id: int
    field: str | None


def told_by(session: Session, rows: Collection[tuple[str, int]]) -> Iterator[Told]:
    """Which sources tell of these rows, given by table and number."""
    citation = table_of(Citation)
    for key in sorted(citation.foreign_keys, key=lambda key: key.parent.name):
        table = key.column.table.name
        numbers = [number for name, number in rows if name == table]
        if key.parent.name not in CITED or not numbers:
            continue
        for some in _chunks(numbers):
            wanted = select(key.parent, citation.c.source_id, citation.c.field).where(key.parent.in_(some))
            for number, source_id, field in session.connection().execute(wanted):
                yield Told(table, number, source_id, field)


def appeared(session: Session) -> dict[int, date]:
    """The first possible day on which each text appeared: its own, that of the page it is on, or of those citing it."""
    source, citation = table_of(Source), table_of(Citation)
    days: dict[int, date | None] = {}
    pages: dict[int, int | None] = {}
    for number, day, page in session.connection().execute(
        select(source.c.id, source.c.published_first, source.c.container_id)
    ):
        days[number], pages[number] = day, page
    found = {number: day or days.get(pages[number] or 0) for number, day in days.items()}
    citing: dict[int, list[date]] = {}
    wanted = select(citation.c.cited_source_id, citation.c.source_id)
    for number, by in session.connection().execute(wanted.where(citation.c.cited_source_id.is_not(None))):
        if (day := found.get(by)) is not None:
            citing.setdefault(number, []).append(day)
    for number, later in citing.items():
        found[number] = max(found[number] or date.min, min(later))
    return {number: day for number, day in found.items() if day is not None}


def known_people(session: Session, viewer: Viewer | None) -> list[KnownPerson]:
    """Everybody whom this viewer may see, with every spelling and their open cases; None stands for the machine itself.

    Whoever asked to stop is known, so that nobody else is taken for them, and has no case to propose anything to.
    """
    people = select(col(PersonName.person_id), col(PersonName.text)).join(
        Person, col(Person.id) == col(PersonName.person_id)
    )
    cases = select(col(Case.person_id), col(Case.reference)).where(
        col(Case.merged_into_id).is_(None), col(Case.closed_at).is_(None), col(Case.person_id).is_not(None)
    )
    people = people.where(col(Person.merged_into_id).is_(None))
    binds = viewer_binds(viewer) if viewer else {}
    if viewer is not None:
        people, cases = people.where(PERSON_IS_SEEN), cases.where(CASE_IS_SEEN)
    stopped = stopped_people(session)
    spelled: dict[int, list[str]] = {}
    for person, text in session.connection().execute(people.order_by(col(PersonName.id)), binds):
        spelled.setdefault(person, []).append(text)
    watched: dict[int, list[str]] = {}
    for person, reference in session.connection().execute(cases.order_by(col(Case.reference)), binds):
        watched.setdefault(person, []).append(reference)
    return [
        KnownPerson(person, tuple(texts), () if person in stopped else tuple(watched.get(person, ())))
        for person, texts in spelled.items()
    ]


def places_known(session: Session) -> list[str]:
    """The prisons and places of the directory by every spelling, the longest first."""
    found: set[str] = set()
    for table in (Facility, Place):
        for name, also in session.connection().execute(select(col(table.name), col(table.also))):
            found |= {name, *(one.strip() for one in (also or "").split(";"))}
    return sorted((one for one in found if len(one) > 3), key=lambda one: (-len(one), one))
