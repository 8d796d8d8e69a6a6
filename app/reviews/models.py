"""The table of reviews: dates on which somebody must look at something."""

from datetime import date, datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, Column, Index
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, Versioned
from app.history.recorded import Recorded


class Review(SQLModel, Versioned, Recorded, table=True):
    """A due date: derived by a rule (kept in step with its entries) or set by hand. `due` never moves by snoozing."""

    __table_args__ = (Index("ix_review_case_id_due", "case_id", "due"), Index("ix_review_open_due", "done_at", "due", "id"))
    noun: ClassVar[str] = "review"
    unrecorded: ClassVar[frozenset[str]] = frozenset({"arithmetic"})

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id")
    rule: str = Field(max_length=40)  # sentence-end, health-alert, hearing-ahead, ..., by-hand
    rests_on: str = Field(default="", max_length=200)  # the entries it rests on, "12" or "12+15": with the rule, its identity
    due: date
    reason: str = Field(max_length=400)  # for by-hand: what the person wrote; for a rule: empty, the rule explains itself
    arithmetic: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    detail: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))
    hard: bool = False
    snoozed_until: date | None = None
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    found: str | None = Field(default=None, max_length=2000)
    version: int | None = Field(default=None, nullable=False)
