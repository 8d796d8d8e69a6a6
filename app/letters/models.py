"""Tables of letters, the cases they are about and the facts they rest on."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, Versioned
from app.history.recorded import Recorded


class Letter(SQLModel, Versioned, Recorded, table=True):
    """One text to one addressee. Who signed it is never kept."""

    noun: ClassVar[str] = "letter"

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    kind: str = Field(max_length=30)
    language: str = Field(default="en", max_length=12)
    addressee_id: int = Field(foreign_key="addressee.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    state: str = Field(default="draft", max_length=20)
    subject: str = Field(max_length=300)
    body: str = Field(max_length=20000)
    sentences: list[dict[str, Any]] = Field(sa_column=Column(JSON, nullable=False))  # text, facts and their versions
    made_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
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
