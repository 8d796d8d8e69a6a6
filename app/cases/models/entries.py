"""The table of entries: what every kind of entry has in common."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from app.cases.models.cases import Visibility
from app.db import LINE, LONG, WORDS, UtcDateTime, Versioned
from app.history.recorded_columns import Recorded

KEPT = text("visibility = 'restricted'")


class Entry(SQLModel, Versioned, Recorded, table=True):
    """One dated, sourced fact on a case. Its kind's own fields stand in the kind's table under the same number.

    `on` is the date of the fact (for custody: its first day), `as_of` the date for which it was known to be so.
    A removed entry keeps its row, with who removed it and why in its history.
    """

    __table_args__ = (
        Index("ix_entry_case_id_on_first", "case_id", "on_first", "id"),
        Index("ix_entry_kind_on_first", "kind", "on_first"),
        Index("ix_entry_edited_at", "edited_at"),
        Index("ix_entry_restricted", "case_id", sqlite_where=KEPT, postgresql_where=KEPT),
    )
    noun: ClassVar[str] = "entry"
    told: ClassVar[bool] = True
    unrecorded: ClassVar[frozenset[str]] = frozenset({"known_on", "edited_at"})

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=160, unique=True)
    case_id: int = Field(foreign_key="case.id")
    kind: str = Field(max_length=20)
    on_edtf: str | None = Field(default=None, max_length=80)
    on_first: date | None = None
    on_last: date | None = None
    on_note: str | None = Field(default=None, max_length=LONG)
    as_of_edtf: str | None = Field(default=None, max_length=80)
    as_of_first: date | None = None
    as_of_last: date | None = None
    summary: str | None = Field(default=None, max_length=WORDS)
    note: str | None = Field(default=None, max_length=WORDS)
    place_id: int | None = Field(default=None, foreign_key="place.id")
    facility_id: int | None = Field(default=None, foreign_key="facility.id")
    place_text: str | None = Field(default=None, max_length=LINE)
    incident_id: int | None = Field(default=None, foreign_key="incident.id", index=True)
    visibility: str = Field(default=Visibility.TEAM, max_length=12)
    known_on: date | None = None  # earliest day on which a source of it had appeared; for VIGIL_TODAY
    recorded_at: datetime = Field(sa_type=UtcDateTime)
    edited_at: datetime = Field(sa_type=UtcDateTime)
    removed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    removed_reason: str | None = Field(default=None, max_length=LONG)
    version: int | None = Field(default=None, nullable=False)
