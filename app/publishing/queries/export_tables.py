"""Reading whole tables for an export; what may not leave is taken out of the documents made from them."""

from collections import defaultdict
from typing import Any

from sqlalchemy import Table, select
from sqlmodel import Session, SQLModel

from app.publishing.export_columns import table_of

Row = dict[str, Any]


def rows_of(session: Session, model: type[SQLModel]) -> list[Row]:
    """Every row of a table, in the order in which the rows were made; on a pinned day those known by then."""
    table = table_of(model)
    number = next(iter(table.primary_key.columns))
    columns = [getattr(model, column.key) for column in table.columns]
    return [dict(row) for row in session.connection().execute(select(*columns).order_by(number)).mappings()]


OWNERS_OF_CHOICES = defaultdict(
    frozenset[str],
    conflict_choice=frozenset({"entry_id", "person_id", "incident_id", "fact_id", "action_id"}),
)
LINKS = frozenset({"citation", "action_link", "demand_link", "incident_member", "person_link", "figure"})


def without_loose_ends(rows: dict[str, list[Row]]) -> dict[str, list[Row]]:
    """The rows without those that a row not known by a pinned day would have to hold; others let go of it."""
    tables = {name: SQLModel.metadata.tables[name] for name in rows}
    while True:
        there = {name: {row[_number(tables[name])] for row in rows[name]} for name in rows}
        kept = {name: [row for row in rows[name] if _holds(tables[name], row, there)] for name in rows}
        if all(len(kept[name]) == len(rows[name]) for name in rows):
            return kept
        rows = kept


def _number(table: Table) -> str:
    return next(iter(table.primary_key.columns)).name


def _holds(table: Table, row: Row, there: dict[str, set[Any]]) -> bool:
    """Whether all is there that the row cannot be without; what it can be without it lets go of."""
    for key in table.foreign_keys:
        name, other = key.parent.name, key.column.table.name
        if row[name] is None or other not in there or row[name] in there[other]:
            continue
        may_go = key.parent.nullable and table.name not in LINKS and name not in OWNERS_OF_CHOICES[table.name]
        if not may_go:
            return False
        row[name] = None
    return True
