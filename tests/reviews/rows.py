"""Looking at reviews as the database holds them."""

from typing import Any

from sqlalchemy import text

from app.db import Database

OPEN = "SELECT * FROM review WHERE done_at IS NULL AND dropped_at IS NULL ORDER BY id"


def all_of(database: Database, sql: str = OPEN, **given: Any) -> list[Any]:
    """Rows with their columns as attributes; dates as text on both databases."""
    with database.reading() as session:
        return list(session.connection().execute(text(sql), given))


def due_by_rule(database: Database) -> dict[str, str]:
    """The open dates by rule."""
    return {row.rule: str(row.due) for row in all_of(database)}


def the(database: Database, rule: str) -> Any:
    """The one open row of a rule."""
    (row,) = [row for row in all_of(database) if row.rule == rule]
    return row
