"""Tables of what hangs on cases and sources: uploaded files, notes in confidence; and of persons being erased."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, UtcDateTime, Versioned
from app.history.recorded_columns import Recorded


class Attachment(SQLModel, Recorded, table=True):
    """An uploaded file on a case or on a source. Its bytes lie beside the database under a random name.

    History keeps that there was one, its fingerprint, and what its words were before; those go when it is deleted.
    """

    __table_args__ = (CheckConstraint("(case_id IS NULL) <> (source_id IS NULL)", name="one_owner"),)
    noun: ClassVar[str] = "file"
    told: ClassVar[bool] = True
    unrecorded: ClassVar[frozenset[str]] = frozenset(
        {"name", "stored", "thumbnail", "sent_sha256", "added_by_id"}
    )
    changes_only: ClassVar[frozenset[str]] = frozenset({"caption", "credit"})

    id: int | None = Field(default=None, primary_key=True)
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    source_id: int | None = Field(default=None, foreign_key="source.id", index=True)
    kind: str = Field(max_length=12)  # photograph, document
    media_type: str = Field(max_length=40)
    name: str = Field(max_length=120)  # as the volunteer's machine called it; only shown
    caption: str = Field(max_length=LONG)
    credit: str | None = Field(default=None, max_length=LINE)  # who made it, or gave it
    stored: str = Field(max_length=32, unique=True)  # the random name of its bytes
    thumbnail: str | None = Field(default=None, max_length=32, unique=True)
    size: int
    width: int | None = None
    height: int | None = None
    sha256: str = Field(max_length=64)  # of the bytes as they are kept
    sent_sha256: str = Field(max_length=64, index=True)  # of the bytes as they came
    added_at: datetime = Field(sa_type=UtcDateTime)
    added_by_id: int | None = Field(default=None, foreign_key="volunteer.id")


class VaultNote(SQLModel, Versioned, Recorded, table=True):
    """Something told in confidence about a case, sealed by the program before the database sees it."""

    __tablename__ = "vault_note"
    noun: ClassVar[str] = "vault note"
    unrecorded: ClassVar[frozenset[str]] = frozenset({"sealed", "token", "key_mark", "written_by_id"})

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    token: str = Field(max_length=32, unique=True)  # what binds the sealed words to this row
    kind: str = Field(max_length=20)  # family, channel, confidence
    sealed: bytes
    key_mark: str = Field(max_length=16)  # which key sealed it
    written_at: datetime = Field(sa_type=UtcDateTime)
    written_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    version: int | None = Field(default=None, nullable=False)


class VaultReader(SQLModel, Recorded, table=True):
    """A volunteer to whom a coordinator has opened the notes in confidence of one case."""

    __tablename__ = "vault_reader"
    __table_args__ = (UniqueConstraint("case_id", "volunteer_id"),)
    noun: ClassVar[str] = "case"

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    volunteer_id: int = Field(foreign_key="volunteer.id", index=True)

    def history_key(self) -> tuple[str, int]:
        """Part of the case."""
        return ("case", self.case_id)

    def history_part(self) -> str | None:
        """Named by the volunteer."""
        return f"opened to {self.volunteer_id}"


class Erasure(SQLModel, Recorded, table=True):
    """A person to be erased, or erased: who asked, who agreed, and how much went; never what it said."""

    noun: ClassVar[str] = "person"

    id: int | None = Field(default=None, primary_key=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    ground: str = Field(max_length=20)  # person, family, danger, mistake
    asked_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    asked_at: datetime = Field(sa_type=UtcDateTime)
    decided_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    decided_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    decision: str | None = Field(default=None, max_length=12)  # approved, by-one, refused
    went: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))

    def history_key(self) -> tuple[str, int]:
        """It happens to the person."""
        return ("person", self.person_id)

    def history_part(self) -> str | None:
        """One of the person's erasures."""
        return f"erasure {self.id}"
