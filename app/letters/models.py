"""Tables of letters, their cases and sendings, a campaign's own kinds and its bar, and many letters at once."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS, UtcDateTime, Versioned
from app.history.recorded_columns import Recorded


class Letter(SQLModel, Versioned, Recorded, table=True):
    """One text to one addressee, or to the prison where somebody is held. Who signed it is never kept.

    `paragraphs` are pieces of text with the number of the sentence each comes from; `sentences` are what the
    letter states, with what each rests on; `basis` holds the versions of those facts when it was drafted.
    """

    noun: ClassVar[str] = "letter"
    unrecorded: ClassVar[frozenset[str]] = frozenset({"sentences", "paragraphs", "left_out", "basis"})

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    case_id: int | None = Field(
        default=None, foreign_key="case.id", index=True
    )  # the case whose history it stands in
    kind: str = Field(max_length=30)
    language: str = Field(default="en", max_length=12)
    addressee_id: int | None = Field(default=None, foreign_key="addressee.id", index=True)
    facility_id: int | None = Field(default=None, foreign_key="facility.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    corrects_id: int | None = Field(default=None, index=True)  # a sent letter that told something untrue
    state: str = Field(default="draft", max_length=20)
    subject: str = Field(max_length=LONG)
    body: str = Field(max_length=20000)
    own_line: str | None = Field(default=None, max_length=LONG)
    variant: int = 0
    sentences: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))
    paragraphs: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    left_out: list[Any] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    basis: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    made_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    confirmed_on: date | None = None  # a person has looked again: what it says still holds
    answered_on: date | None = None
    answer: str | None = Field(default=None, max_length=WORDS)
    look_again: date | None = None
    withdrawn_reason: str | None = Field(default=None, max_length=LONG)
    version: int | None = Field(default=None, nullable=False)


class LetterCase(SQLModel, Recorded, table=True):
    """A case the letter is about."""

    __tablename__ = "letter_case"
    __table_args__ = (UniqueConstraint("letter_id", "case_id"),)
    noun: ClassVar[str] = "letter"

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letter.id", index=True)
    case_id: int = Field(foreign_key="case.id", index=True)

    def history_key(self) -> tuple[str, int]:
        """Part of the letter."""
        return ("letter", self.letter_id)

    def history_part(self) -> str | None:
        """Named by the case."""
        return f"about case {self.case_id}"


class LetterSending(SQLModel, table=True):
    """How often a letter went out, by channel, country and month: no day, no name, and no history of who said so."""

    __tablename__ = "letter_sending"
    __table_args__ = (UniqueConstraint("letter_id", "channel", "country", "month"),)

    id: int | None = Field(default=None, primary_key=True)
    letter_id: int = Field(foreign_key="letter.id", index=True)
    channel: str = Field(max_length=10)  # post, email, hand, fax
    country: str = Field(default="", max_length=2)
    month: str = Field(max_length=7)  # 2013-04
    count: int = 1


class KindWords(SQLModel, Recorded, table=True):
    """The words of a kind of letter as a campaign has edited them. Every save is a new row; the newest counts."""

    __tablename__ = "kind_words"
    noun: ClassVar[str] = "kind of letter"

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    slug: str = Field(max_length=30, index=True)
    language: str = Field(max_length=12)
    title: str = Field(max_length=LINE)
    words: str = Field(max_length=20000)
    made_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    made_at: datetime = Field(sa_type=UtcDateTime)


class LetterBar(SQLModel, Recorded, table=True):
    """The least reliable source whose word a campaign lets into letters: a to e, a the best."""

    __tablename__ = "letter_bar"
    noun: ClassVar[str] = "campaign"

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", unique=True)
    worst: str = Field(max_length=1)

    def history_key(self) -> tuple[str, int]:
        """Part of the campaign."""
        return ("campaign", self.campaign_id)

    def history_part(self) -> str | None:
        """What of the campaign it is."""
        return "bar of letters"


class LetterBatch(SQLModel, table=True):
    """Many letters asked for at once; the job drafts them one after another."""

    __tablename__ = "letter_batch"

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    kind: str = Field(max_length=30)
    language: str = Field(default="", max_length=12)
    own_line: str | None = Field(default=None, max_length=LONG)
    made_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime, index=True)


class LetterBatchItem(SQLModel, table=True):
    """One case and one office of many; afterwards its letter, or why there is none."""

    __tablename__ = "letter_batch_item"

    id: int | None = Field(default=None, primary_key=True)
    batch_id: int = Field(foreign_key="letter_batch.id", index=True)
    case_id: int = Field(foreign_key="case.id")
    office: str = Field(max_length=90)
    letter_id: int | None = Field(default=None, foreign_key="letter.id")
    why_not: str | None = Field(default=None, max_length=LONG)
