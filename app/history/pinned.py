"""Reading as on a pinned day (VIGIL_TODAY): what was known only later is absent, whoever asks and however.

This is the one home of it. Each statement that reads tables with knowledge in them is narrowed on its way to the
database: rows known only later are left out wherever their table is joined, counted or searched, and a field known
only later reads as if nothing had been written there. A connection with the option `whole` reads all there is: the
loader of the seed, the numbering, and whoever must not take a hidden row for a missing one. Statements on bare
tables (backups, moves, history) are not narrowed either. An installation without a pinned day pays nothing.
"""

from collections.abc import Callable
from datetime import date
from functools import cache
from typing import Any
from weakref import WeakKeyDictionary

from sqlalchemy import (
    Column,
    Engine,
    Select,
    Table,
    bindparam,
    case,
    event,
    literal,
    null,
    or_,
    select,
    type_coerce,
)
from sqlalchemy.engine import Connection
from sqlalchemy.orm import with_loader_criteria
from sqlalchemy.sql.selectable import CompoundSelect, FromClause
from sqlmodel import SQLModel

from app.history.known_since import WHOLE, KnownSince, can_be_blank, field_of, number_column, told_models

WHOLE_PICTURE = {"whole": True}  # execution options of a connection or statement that sees everything
Extra = Callable[[Any, Any], Any]  # a table's own clause: (class or alias, pinned day)
_own_clauses: dict[Any, Extra] = {}


def known_by_its_own(model: type[SQLModel], clause: Extra) -> None:
    """Let a table say by itself which of its rows were known; asked besides what the table of days says."""
    _own_clauses[model] = clause


def see_as_of(engine: Engine, pinned: date) -> None:
    """Let every statement on this engine read as on the pinned day."""
    narrowed: WeakKeyDictionary[Any, Any] = (
        WeakKeyDictionary()
    )  # most statements are made once and asked often

    @event.listens_for(engine, "before_execute", retval=True)
    def narrow(
        _connection: Connection, statement: Any, multi: Any, params: Any, options: Any
    ) -> tuple[Any, Any, Any]:
        if isinstance(statement, Select | CompoundSelect) and not options.get("whole"):
            if statement not in narrowed:
                words = (
                    _without_later_words(statement, pinned) if isinstance(statement, Select) else statement
                )
                narrowed[statement] = words.options(*_criteria(pinned))
            statement = narrowed[statement]
        return statement, multi, params


@cache
def _criteria(pinned: date) -> tuple[Any, ...]:
    models = dict.fromkeys((*told_models(), *_own_clauses))
    return tuple(_criterion(model, pinned) for model in models)


def _criterion(model: Any, pinned: date) -> Any:
    table: Table = model.__table__
    own = _own_clauses.get(model)

    def clause_of(asked: Any) -> Any:
        """Of the table itself, or of an alias of it."""
        clause = getattr(asked, number_column(table).name).not_in(known_later(table, WHOLE, pinned))
        return clause if own is None else clause & own(asked, pinned)

    # SQLAlchemy looks into a function's variables and tells functions apart by their code.
    known: Any = lambda asked, clause_of=clause_of: clause_of(asked)  # noqa: E731
    known.__code__ = known.__code__.replace(co_name=f"{table.name} known by {pinned}")
    return with_loader_criteria(model, known, include_aliases=True, track_closure_variables=False)


def known_later(table: Table, field: str, pinned: date) -> Any:
    """The numbers of the rows that were known, or whose field was known, only after that day."""
    days: Any = KnownSince.__table__  # type: ignore[attr-defined]
    return select(days.c.row_id).where(
        days.c.table_name == table.name, days.c.field == field, days.c.known_on > bindparam(None, pinned)
    )


@cache
def _told_tables() -> dict[str, Table]:
    return {model.__table__.name: model.__table__ for model in told_models()}  # type: ignore[attr-defined]


def _without_later_words(statement: Select[Any], pinned: date) -> Select[Any]:
    raw = [_blanked(column, pinned) for column in statement._raw_columns]  # noqa: SLF001 - no public list of them
    if all(new is old for new, old in zip(raw, statement._raw_columns, strict=True)):  # noqa: SLF001
        return statement
    return statement.with_only_columns(*raw, maintain_column_froms=True)


def _blanked(column: Any, pinned: date) -> Any:
    if not isinstance(column, Column):
        return column
    asked: FromClause = column.table
    table = getattr(asked, "element", asked)
    if not isinstance(table, Table) or _told_tables().get(table.name) is not table:
        return column
    kept = table.columns[column.name]
    field = field_of(kept)
    if field is None or not can_be_blank(kept):
        return column
    number = asked.columns[number_column(table).name]
    words = case(
        (number.in_(known_later(table, field, pinned)), _nothing(table, column, asked)), else_=column
    )
    return type_coerce(words, column.type).label(column.key)


def _nothing(table: Table, column: Column[Any], asked: FromClause) -> Any:
    """What stands where a field was not yet known: nothing, or where something must stand the reference."""
    if table.columns[column.name].nullable:
        return null()
    return asked.columns["reference"] if "reference" in table.columns else literal("")


def known_or_undated(column: str) -> Extra:
    """A clause for a table that keeps its own day in a column."""
    return lambda model, pinned: or_(
        getattr(model, column).is_(None), getattr(model, column) <= bindparam(None, pinned)
    )


def known_with(column: str, other: type[SQLModel]) -> Extra:
    """A clause for a table whose rows are known with those of another that they point to."""
    table: Table = other.__table__  # type: ignore[attr-defined]
    return lambda model, pinned: getattr(model, column).not_in(known_later(table, WHOLE, pinned))
