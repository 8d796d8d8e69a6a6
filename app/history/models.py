"""The table of changes."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, BigInteger, Column, Index, Integer
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class Change(SQLModel, table=True):
    """One change to one thing: who, when, before and after. Append-only by trigger."""

    __tablename__ = "change"
    __table_args__ = (
        Index("ix_change_case_id_id", "case_id", "id"),
        Index("ix_change_noun_row_id", "noun", "row_id"),
    )

    id: int | None = Field(
        default=None,
        sa_column=Column(
            BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
        ),
    )
    at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    actor_id: int | None = Field(default=None, foreign_key="volunteer.id")
    actor: str = Field(max_length=200)
    verb: str = Field(max_length=20)  # added, changed, removed, undone
    noun: str = Field(max_length=40)  # entry, case, person, ...
    row_id: int
    case_id: int | None = Field(default=None, foreign_key="case.id")
    diff: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))  # {"field": [before, after]}
    undoes_id: int | None = Field(default=None)
