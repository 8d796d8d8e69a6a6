"""Reading whole tables for an export; what may not leave is taken out of the documents made from them."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlmodel import Session, SQLModel

from app.publishing.columns import table_of

Row = Mapping[str, Any]


def rows_of(session: Session, model: type[SQLModel]) -> list[Row]:
    """Every row of a table, in the order in which the rows were made."""
    table = table_of(model)
    number = next(iter(table.primary_key.columns))
    return [dict(row) for row in session.connection().execute(select(table).order_by(number)).mappings()]
