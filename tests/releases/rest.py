"""The rest of a kept release: what a single week leaves empty gets a value, so that no column is without one."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Integer,
    LargeBinary,
    Table,
    func,
    select,
)
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from app.db import Database

DAY, MOMENT = date(2026, 11, 20), datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
# A row of its own where the one that is there already means something else.
ROWS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("action_link", {"action_id": 1, "facility_id": 1, "part": "place"}),
    ("conflict_choice", {"action_id": 1, "field": "on", "reason": "As the organisers say"}),
    ("digest_follow", {"volunteer_id": 1, "campaign_id": 1}),
    ("digest_follow", {"volunteer_id": 1, "case_id": 1}),
    (
        "public_page",
        {
            "case_id": 2,
            "slug": "a-page-that-ended",
            "snapshot_id": 1,
            "named": False,
            "by_one": False,
            "published_at": MOMENT,
            "approved_at": MOMENT,
            "ended_at": MOMENT,
            "ended_reason": "They asked",
        },
    ),
)
WORDS = {
    "resolution": "recovered", "edtf": "2026-11-20", "month": "2026-11", "language": "en", "email": "x@example.org",
    "address": "gone@example.org", "country": "KZ", "state": "queued",
}  # fmt: skip


def fill_what_is_empty(database: Database) -> None:
    """Rows for tables without any, then values for columns without any, in the row that came last."""
    tables = {one.name: one for one in SQLModel.metadata.sorted_tables}
    with database.engine.begin() as connection:
        for name, row in ROWS:
            connection.execute(tables[name].insert().values(**row))
        for own in tables.values():
            _fill(connection, own)


def _fill(connection: Connection, own: Table) -> None:
    key = next(iter(own.primary_key.columns))
    if not connection.scalar(select(func.count()).select_from(own)):
        first = {one.name: _value(connection, one) for one in own.columns if one.name != "id"}
        connection.execute(own.insert().values(**first))
        return
    last = connection.scalar(select(func.max(key)))
    for empty in _empty(connection, own):
        value = _value(connection, empty)
        connection.execute(own.update().where(key == last).values({empty.name: value}))


def _empty(connection: Connection, own: Table) -> Iterator[Column[Any]]:
    for one in own.columns:
        if not connection.scalar(select(func.count(one))):
            yield one


def _value(connection: Connection, empty: Column[Any]) -> Any:
    for foreign in empty.foreign_keys:
        # The first of a kind, but of actions the last: only ours have letters and days, and reported ones come first.
        which = func.max if foreign.column.table.name == "action" else func.min
        return connection.scalar(select(which(foreign.column)))
    sort = empty.type.impl_instance if isinstance(empty.type, TypeDecorator) else empty.type
    known: tuple[tuple[type[Any], Any], ...] = (
        (JSON, {}), (DateTime, MOMENT), (Date, DAY), (Boolean, False), (Integer, 1), (LargeBinary, b"kept"),
    )  # fmt: skip
    plain = next((value for kind, value in known if isinstance(sort, kind)), None)
    words = WORDS.get(empty.name, WORDS.get(empty.name.rpartition("_")[2], "kept"))
    return plain if plain is not None else words
