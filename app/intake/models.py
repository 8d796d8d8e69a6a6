"""The table of marks: what a file last wrote into a row, so that a person's later edit is told from the file's own."""

from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel


class SeedMark(SQLModel, table=True):
    """What the seed, or an imported file, last wrote into one row. No fact, so it leaves no history."""

    __tablename__ = "seed_mark"
    __table_args__ = (UniqueConstraint("origin", "noun", "row_id"),)

    id: int | None = Field(default=None, primary_key=True)
    origin: str = Field(max_length=20)  # seed, import
    noun: str = Field(max_length=40)  # the table
    row_id: int
    wrote: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
