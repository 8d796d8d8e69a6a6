"""Tables of what the world may see of a case, as it was approved, and of requests to correct or remove it."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS, UtcDateTime
from app.history.recorded_columns import Recorded


class PublicSnapshot(SQLModel, table=True):
    """What was proposed for the public page of a case, word for word; never changed afterwards, but for what was said
    of a photograph whose file is deleted.

    Its content is data (app.publishing.page_content says which); `digest` is the SHA-256 of it.
    """

    __tablename__ = "public_snapshot"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    content: dict[str, Any] = Field(sa_column=Column(JSON, nullable=False))
    digest: str = Field(max_length=64)
    proposed_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    proposed_at: datetime = Field(sa_type=UtcDateTime)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decision: str | None = Field(default=None, max_length=12)  # approved, by-one, refused, replaced


class PublicPage(SQLModel, Recorded, table=True):
    """A public address of a case and the snapshot it shows. An address once given is never given to another case."""

    __tablename__ = "public_page"
    noun: ClassVar[str] = "public page"
    unrecorded: ClassVar[frozenset[str]] = frozenset({"slug"})  # it may hold a name, which erasing must reach

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    slug: str = Field(max_length=80, unique=True)
    named: bool = False  # the address holds the name, so it ends with the consent to be named
    snapshot_id: int = Field(foreign_key="public_snapshot.id")
    published_at: datetime = Field(sa_type=UtcDateTime)
    approved_at: datetime = Field(sa_type=UtcDateTime)
    by_one: bool = False
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_reason: str | None = Field(default=None, max_length=LONG)


class OpenData(SQLModel, Recorded, table=True):
    """A coordinator asks to give tables of what is public to the world; it holds once a second person agrees."""

    __tablename__ = "open_data"
    noun: ClassVar[str] = "campaign"

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    licence: str = Field(max_length=LINE)
    asked_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    asked_at: datetime = Field(sa_type=UtcDateTime)
    decided_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)

    def history_key(self) -> tuple[str, int]:
        """Part of its campaign."""
        return ("campaign", self.campaign_id)

    def history_part(self) -> str | None:
        """Named by its number."""
        return f"open data {self.id}"


class Correction(SQLModel, Recorded, table=True):
    """Somebody outside asks to correct or remove something. Of them nothing is kept but what they wrote.

    The address for an answer is deleted with the answer.
    """

    noun: ClassVar[str] = "request to correct"
    unrecorded: ClassVar[frozenset[str]] = frozenset({"words", "reply_to", "path", "answer"})

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int | None = Field(
        default=None, foreign_key="campaign.id", index=True
    )  # None: all campaigns
    page_id: int | None = Field(default=None, foreign_key="public_page.id", index=True)
    path: str = Field(max_length=200)
    words: str = Field(max_length=WORDS)
    reply_to: str | None = Field(default=None, max_length=LINE)
    received_at: datetime = Field(sa_type=UtcDateTime, index=True)
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decided_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    decision: str | None = Field(default=None, max_length=12)  # corrected, removed, refused
    answer: str | None = Field(default=None, max_length=LONG)
