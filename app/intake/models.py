"""Tables of what came in by files: what a file last wrote into a row, and what lists of others report."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import LINE, UtcDateTime


class SeedMark(SQLModel, table=True):
    """What the seed, or an imported file, last wrote into one row. No fact, so it leaves no history."""

    __tablename__ = "seed_mark"
    __table_args__ = (UniqueConstraint("origin", "noun", "row_id"),)

    id: int | None = Field(default=None, primary_key=True)
    origin: str = Field(max_length=20)  # seed, import
    noun: str = Field(max_length=40)  # the table
    row_id: int
    wrote: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))


class OutsideList(SQLModel, table=True):
    """A list that somebody else keeps, and how its columns are read here."""

    __tablename__ = "outside_list"

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    name: str = Field(max_length=80)
    columns: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))  # our field: their heading
    source_id: int | None = Field(default=None, foreign_key="source.id", index=True)


class ListImport(SQLModel, table=True):
    """One file of a list, taken in as a whole; its rows are what the list reports, never facts of ours."""

    __tablename__ = "list_import"

    id: int | None = Field(default=None, primary_key=True)
    list_id: int = Field(foreign_key="outside_list.id", index=True)
    sha256: str = Field(max_length=64)
    count: int = 0
    at: datetime = Field(sa_type=UtcDateTime)
    state: str = Field(max_length=10)  # staged, applied, undone
    cited: list[int] = Field(sa_column=Column(JSON, nullable=False))  # the citations it added


class ListRow(SQLModel, table=True):
    """One line of an import, with whom of ours it means and what waits for a person."""

    __tablename__ = "list_row"

    id: int | None = Field(default=None, primary_key=True)
    import_id: int = Field(foreign_key="list_import.id", index=True)
    line: int
    own_id: str = Field(max_length=LINE)  # how the list itself names the row
    name: str = Field(max_length=LINE)
    reported: dict[str, str] = Field(sa_column=Column(JSON, nullable=False))
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    state: str = Field(max_length=10)  # known, proposed, waits
    why: str = Field(default="", max_length=LINE)  # slugs of what a person has to look at


class ErasedName(SQLModel, table=True):
    """A keyed hash of a name of somebody erased, kept for nothing but to leave them out of lists that come in."""

    __tablename__ = "erased_name"

    mark: str = Field(primary_key=True, max_length=64)
