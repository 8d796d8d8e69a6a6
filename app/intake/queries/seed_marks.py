"""What the loader reads: rows by key or by what they are part of, the marks, and what else points to a row."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col

from app.campaigning.models import Action
from app.cases.models import Entry
from app.intake.models import SeedMark
from app.publishing.export_columns import table_of
from app.sources.models import CITED, Citation, Source

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
