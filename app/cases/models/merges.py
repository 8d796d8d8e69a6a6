"""The table of merges: what moved from where to where, so that a merge can be taken back."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from app.db import LONG, UtcDateTime
from app.history.recorded_columns import Recorded


class Merge(SQLModel, Recorded, table=True):
    """Two cases or two persons that were one. `moved` names every row that changed sides."""

    noun: ClassVar[str] = "merge"

    id: int | None = Field(default=None, primary_key=True)
    of: str = Field(max_length=10)  # case or person
    from_id: int = Field(index=True)
    into_id: int = Field(index=True)
    reason: str = Field(max_length=LONG)
    by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    at: datetime = Field(sa_type=UtcDateTime)
    moved: list[Any] = Field(sa_column=Column(JSON, nullable=False))  # [table, column, number] each
    undone_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
