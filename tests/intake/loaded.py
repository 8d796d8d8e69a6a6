"""What tests of loading do again and again: load the small seed, and look at what the database then holds."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select, text
from sqlmodel import SQLModel

from app.db import Database
from app.intake.loading import load_seed
from app.intake.report import Report

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


def load(database: Database, seed: Path) -> Report:
    """Load the folder, on a day long after."""
    return load_seed(database, seed, at=AT)


def rows(database: Database, sql: str) -> list[tuple[Any, ...]]:
    """What a query finds."""
    with database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def everything(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table."""
    with database.reading() as session:
        return {
            table.name: sorted((tuple(row) for row in session.connection().execute(select(table))), key=repr)
            for table in SQLModel.metadata.sorted_tables
        }
