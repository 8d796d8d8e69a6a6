"""Tables of reviews and of calendar feeds."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import JSON, Column, Index, text
from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS, UtcDateTime, Versioned
from app.history.recorded_columns import Recorded

BY_HAND = "by-hand"
OPEN = "done_at IS NULL AND dropped_at IS NULL"
LOOSE = f"{OPEN} AND late_after > due"
PAUSED = f"{OPEN} AND snoozed_until IS NOT NULL"
ONE_OPEN = text(f"{OPEN} AND rule <> '{BY_HAND}'")


def _of_whom(*columns: str) -> tuple[Index, ...]:
    """Indexes of the few rows that name somebody: one of all rows would hold little but the many that do not."""
    return tuple(
        Index(
            f"ix_review_{column}", column, sqlite_where=text(f"{column} IS NOT NULL"),
            postgresql_where=text(f"{column} IS NOT NULL"),
        )
        for column in columns
    )  # fmt: skip


class Review(SQLModel, Versioned, Recorded, table=True):
    """A date on which somebody must look at something: derived by a rule, or set by hand.

    Rule and subject are its identity: while it is open there is never a second one. `due` never moves by snoozing.
    What a rule derives is no fact and leaves no history; that a date moved or was dropped does.
    """

    __table_args__ = (
        Index(
            "uq_review_open",
            "campaign_id",
            "rule",
            "subject",
            unique=True,
            sqlite_where=ONE_OPEN,
            postgresql_where=ONE_OPEN,
        ),
        Index("ix_review_case_id_due", "case_id", "due"),
        *_of_whom("holder_id", "offered_to_id", "offered_by_id"),
        Index(
            "ix_review_campaign_id_urgency",
            "campaign_id",
            "urgency",
            "late_after",
            "id",
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
        Index(
            "ix_review_loose",
            "campaign_id",
            "late_after",
            "id",
            sqlite_where=text(LOOSE),
            postgresql_where=text(LOOSE),
        ),
        Index(
            "ix_review_paused",
            "campaign_id",
            "snoozed_until",
            "id",
            sqlite_where=text(PAUSED),
            postgresql_where=text(PAUSED),
        ),
        Index(
            "ix_review_campaign_id_due",
            "campaign_id",
            "due",
            "id",
            sqlite_where=text(OPEN),
            postgresql_where=text(OPEN),
        ),
        Index("ix_review_done_by_id_done_at", "done_by_id", "done_at"),
    )
    noun: ClassVar[str] = "review"
    unrecorded: ClassVar[frozenset[str]] = frozenset(
        {
            "title",
            "reason",
            "arithmetic",
            "rests_on",
            "kept_case_id",
            "derived",
            "urgency",
            "counts_from",
            "late_after",
            "href",
            "time",
            "time_zone",
            "place",
            "done_at",
            "dropped_at",
            "made_at",
            "moved_at",
            "sequence",
        }
    )

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id")
    case_id: int | None = Field(default=None, foreign_key="case.id")
    rule: str = Field(max_length=40)
    subject: str = Field(default="", max_length=40)  # what it is about: entry-12, case-3, action-7
    rests_on: list[int] = Field(
        default_factory=list, sa_column=Column(JSON, nullable=False)
    )  # numbers of entries
    title: str = Field(max_length=LINE)
    reason: str = Field(max_length=LONG)
    arithmetic: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    due: date
    due_last: date  # the last possible day, where the entries tell it loosely
    late_after: date  # from when lateness counts: the last possible day, or the day on which it was learnt
    time: str | None = Field(default=None, max_length=5)  # of a hearing, on the clock of its place
    time_zone: str | None = Field(default=None, max_length=60)  # as the entry has it; else the campaign's
    place: str | None = Field(default=None, max_length=WORDS)
    derived: date | None = (
        None  # what the rule says now; differs from `due` only where somebody confirmed that
    )
    urgency: int = 5
    hard: bool = False
    estimated: bool = False  # to be confirmed by a person
    counts_from: date | None = None
    kept_case_id: int | None = None  # seen only by those named on this case
    href: str = Field(default="", max_length=200)
    made_at: datetime = Field(sa_type=UtcDateTime)
    moved_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # what calendars tell of it changed
    sequence: int = 0  # how often that changed
    made_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    confirmed_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    snoozed_until: date | None = None
    snooze_reason: str | None = Field(default=None, max_length=LONG)
    snoozes: int = 0
    holder_id: int | None = Field(
        default=None, foreign_key="volunteer.id"
    )  # who accepted it; else the minders
    offered_to_id: int | None = Field(default=None, foreign_key="volunteer.id")
    offered_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    offered_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    done_on: date | None = None  # the civil day of looking, from which the next look is counted
    done_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    found: str | None = Field(default=None, max_length=WORDS)
    dropped_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    dropped_why: str | None = Field(default=None, max_length=LINE)
    version: int | None = Field(default=None, nullable=False)

    @property
    def follows_by_itself(self) -> bool:
        """All that rules derive; what somebody set by hand goes where its case goes."""
        return self.rule != BY_HAND


class Absence(SQLModel, table=True):
    """All the cases of one volunteer, handed over for a time: offered, accepted, and given back by itself."""

    id: int | None = Field(default=None, primary_key=True)
    away_id: int = Field(foreign_key="volunteer.id", index=True)
    stand_in_id: int = Field(foreign_key="volunteer.id", index=True)
    until: date  # the last day
    offered_at: datetime = Field(sa_type=UtcDateTime)
    accepted_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # declined, taken back, or over


class AbsenceItem(SQLModel, table=True):
    """A case, or a date that had been taken over, that went to the stand-in and comes back."""

    __tablename__ = "absence_item"

    id: int | None = Field(default=None, primary_key=True)
    absence_id: int = Field(foreign_key="absence.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    review_id: int | None = Field(default=None, foreign_key="review.id", index=True)
    was_theirs: bool = False  # the stand-in looked after it before, and goes on doing so


class Installation(SQLModel, table=True):
    """What this installation is called in the names of its events. One row, written by the migration: the name
    outlives host, port and machine, and goes with the data.
    """

    name: str = Field(primary_key=True, max_length=40)


class CalendarFeed(SQLModel, Recorded, table=True):
    """A private address of dates for a calendar program. Only the SHA-256 of its token is kept."""

    __tablename__ = "calendar_feed"
    noun: ClassVar[str] = "calendar"
    unrecorded: ClassVar[frozenset[str]] = frozenset({"token_hash"})

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    volunteer_id: int = Field(foreign_key="volunteer.id", index=True)
    scope: str = Field(max_length=10)  # mine, case, public
    feed_case_id: int | None = Field(default=None, foreign_key="case.id")
    says_what: bool = False  # name the kind of task; discreet otherwise
    made_at: datetime = Field(sa_type=UtcDateTime)
    revoked_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
