"""From which day on something could be known: the table, and what keeps it in step with what people write.

A pinned installation (VIGIL_TODAY) leaves out whatever was known only later; see `app.history.pinned`. What texts
carry is known since the first of them appeared, what volunteers write since the civil day on which they wrote it.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache
from typing import Any, cast

from sqlalchemy import Column, String, Table, event, inspect
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Field, Session, SQLModel

from app.history.recorded_columns import Recorded

WHOLE = ""  # the field that stands for the whole row
UNTOLD = frozenset({"id", "key", "reference", "kind", "visibility", "version", "position", "known_on"})
PARTS = ("_edtf", "_first", "_last")  # the columns of one fuzzy date
Since = tuple[str, int, str]


class KnownSince(SQLModel, table=True):
    """The first day on which a row, or one of its fields, could be known. Derived, so it leaves no history."""

    __tablename__ = "known_since"

    table_name: str = Field(primary_key=True, max_length=40)
    row_id: int = Field(primary_key=True)
    field: str = Field(default=WHOLE, primary_key=True, max_length=40)
    known_on: date


def install() -> None:
    """Listen to every session; called once when the application is put together."""
    if not event.contains(Session, "after_flush", _collect):
        event.listen(Session, "after_flush", _collect)
        event.listen(Session, "before_commit", _write)
        event.listen(Session, "after_rollback", _forget)


@cache
def told_models() -> tuple[type[Recorded], ...]:
    """Every table whose rows say something that could once not be known."""
    mappers = SQLModel._sa_registry.mappers  # noqa: SLF001 - the list of all tables is kept nowhere else
    return tuple(mapper.class_ for mapper in mappers if getattr(mapper.class_, "told", False))


def number_column(table: Table) -> Column[Any]:
    """The column that tells the rows of a table apart."""
    return next(iter(table.primary_key.columns))


def field_of(column: Column[Any]) -> str | None:
    """What a column says a part of; None where it says nothing that could once be unknown."""
    name = column.name
    if name in UNTOLD or column.primary_key or column.foreign_keys or name.endswith("_at"):
        return None
    return next((name.removesuffix(part) for part in PARTS if name.endswith(part)), name)


def can_be_blank(column: Column[Any]) -> bool:
    """Whether something else can stand where a field was not yet known: nothing at all, or other words."""
    kept = getattr(column.type, "impl", column.type)  # SQLModel wraps its texts
    return bool(column.nullable) or isinstance(kept, String)


def know(session: Session, days: Mapping[Since, date], *, anew: bool = True) -> None:
    """Keep from when on these are known; a day kept before gives way, or stays unless asked `anew`."""
    if days:
        rows = [
            {"table_name": table, "row_id": number, "field": field, "known_on": day}
            for (table, number, field), day in days.items()
        ]
        added = insert(KnownSince)
        kept = ["table_name", "row_id", "field"]
        newest = {"known_on": added.excluded.known_on}
        once = added.on_conflict_do_nothing(index_elements=kept)
        wanted = added.on_conflict_do_update(index_elements=kept, set_=newest) if anew else once
        session.connection().execute(wanted, rows)


def _collect(session: Session, _context: UOWTransaction) -> None:
    written: set[Since] = session.info.setdefault("written", set())
    written.update((_table(row).name, _number(row), WHOLE) for row in _told(session.new))
    for row in _told(session.dirty):
        written.update((_table(row).name, _number(row), field) for field in _changed(row))


def _told(rows: Iterable[object]) -> Iterator[Recorded]:
    return (row for row in rows if isinstance(row, Recorded) and row.told)


def _table(row: Recorded) -> Table:
    return cast("Table", inspect(cast("Any", row)).mapper.local_table)


def _number(row: Recorded) -> int:
    return cast(
        "int", getattr(row, number_column(_table(row)).name)
    )  # a new row has no identity before its flush ends


def _changed(row: Recorded) -> Iterator[str]:
    attributes = inspect(cast("Any", row)).attrs
    for column in _table(row).columns:
        field = field_of(column)
        if field is not None and column.name not in row.unrecorded:
            past = attributes[column.name].history
            if past.has_changes() and (past.deleted or past.added != [None]):
                yield field


def _write(session: Session) -> None:
    session.flush()
    day: date | None = session.info.get("civil_day")
    written: set[Since] = session.info.pop("written", set())
    if day is not None:
        know(session, dict.fromkeys(written, day))


def _forget(session: Session) -> None:
    session.info.pop("written", None)
