"""Tables of what came in: what a file last wrote into a row, what lists of others report, articles with their words."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, Column, Text, UniqueConstraint
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


class ArticleText(SQLModel, table=True):
    """The words of an article that somebody gave to be read. They stay with the team; its source says what it is."""

    __tablename__ = "article_text"
    __table_args__ = (UniqueConstraint("campaign_id", "hash"),)

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    source_id: int = Field(foreign_key="source.id", index=True)
    hash: str = Field(max_length=64)  # of the words as they came, so that a text is kept once
    words: str = Field(sa_type=Text)
    given_at: datetime = Field(sa_type=UtcDateTime)


class LeftProposal(SQLModel, table=True):
    """A proposed entry that somebody looked at and left."""

    __tablename__ = "left_proposal"
    __table_args__ = (UniqueConstraint("text_id", "mark"),)

    id: int | None = Field(default=None, primary_key=True)
    text_id: int = Field(foreign_key="article_text.id")
    mark: str = Field(max_length=16)  # the proposal's key
