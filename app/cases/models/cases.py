"""Tables of cases, their minders and, for restricted ones, their named members."""

from datetime import date, datetime
from enum import IntEnum, StrEnum
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS, UtcDateTime, Versioned
from app.history.recorded_columns import Recorded


class Standing(StrEnum):
    """Where a case stands now."""

    THREATENED = "threatened"
    MISSING = "missing"
    DETAINED = "detained"
    CHARGED = "charged"
    ON_TRIAL = "on-trial"
    SENTENCED = "sentenced"
    APPEALING = "appealing"
    FREE_WITH_CONDITIONS = "free-with-conditions"
    RELEASED = "released"
    CLEARED = "cleared"
    DEAD = "dead"
    UNKNOWN = "unknown"


class Visibility(StrEnum):
    """Who may see a case or an entry."""

    TEAM = "team"
    RESTRICTED = "restricted"
    PUBLIC = "public"


class Gravity(IntEnum):
    """The one order by which lists, letters, mails and pages rank: what matters most comes first."""

    DEATH_SENTENCE = -1  # one that stands; numbers are stored, so that those there were keep theirs
    LIFE = 0
    MISSING = 1
    ILL_TREATMENT = 2
    NEAR = 3  # a hearing or a deadline within two weeks
    SENTENCE = 4
    DETENTION = 5
    REST = 6


READ = (
    "standing", "standing_entry_id", "standing_edtf", "standing_first", "standing_last", "carried_until", "news_on",
    "news_last", "dormant_from", "gravity", "entry_count",
)  # fmt: skip
NEXT_DUE = ("next_due", "next_due_last", "next_late_after", "next_paused_until")
GRAVE_DUE = (
    "grave_due",
    "grave_due_last",
    "grave_late_after",
    "grave_paused_until",
)  # what lists print of a case
NEXT_DUES = (*NEXT_DUE, *(f"full_{name}" for name in NEXT_DUE), *GRAVE_DUE)
DERIVED = ("readings_differ", *READ, *(f"full_{name}" for name in READ))


class Case(SQLModel, Versioned, Recorded, table=True):
    """One person's trouble with the authorities, watched by one campaign.

    The columns of DERIVED are derived from the entries and due dates in the same transaction as every change, so
    that lists filter and sort on them; they are no facts and leave no history. They hold two readings: the open one,
    without what is kept to a few, and in the columns with `full_` the whole one, for those named on the case.
    """

    __tablename__ = "case"
    __table_args__ = (
        Index("ix_case_campaign_id_next_due", "campaign_id", "next_due", "id"),
        Index("ix_case_campaign_id_dormant_from", "campaign_id", "dormant_from", "id"),
        Index("ix_case_campaign_id_standing", "campaign_id", "standing", "id"),
        Index("ix_case_campaign_id_news_on", "campaign_id", "news_on", "id"),
    )
    noun: ClassVar[str] = "case"
    told: ClassVar[bool] = True
    unrecorded: ClassVar[frozenset[str]] = frozenset({*DERIVED, *NEXT_DUES})

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=80, unique=True)
    reference: str = Field(max_length=12, unique=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    person_id: int = Field(foreign_key="person.id", index=True)
    title: str = Field(max_length=LINE)
    summary: str | None = Field(default=None, max_length=WORDS)
    public_interest: str | None = Field(default=None, max_length=LONG)
    open_question: str | None = Field(default=None, max_length=WORDS)
    visibility: str = Field(default=Visibility.TEAM, max_length=12)
    opened_edtf: str | None = Field(default=None, max_length=80)
    opened_first: date | None = None
    opened_last: date | None = None
    opened_at: datetime = Field(sa_type=UtcDateTime)
    closed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    closed_reason: str | None = Field(default=None, max_length=WORDS)
    merged_into_id: int | None = Field(default=None, foreign_key="case.id")
    readings_differ: bool = (
        False  # whether something restricted makes the full reading another than the open one
    )
    standing: str = Field(default=Standing.UNKNOWN, max_length=24)
    standing_entry_id: int | None = None
    standing_edtf: str | None = Field(default=None, max_length=80)
    standing_first: date | None = None
    standing_last: date | None = None
    carried_until: date | None = None  # the last day on which the standing is told as so
    news_on: date | None = None  # first possible day of the newest dated fact
    news_last: date | None = None  # its last possible day, from which silence counts
    dormant_from: date | None = None
    gravity: int = Gravity.REST
    next_due: date | None = None
    next_due_last: date | None = None
    next_late_after: date | None = None
    next_paused_until: date | None = None
    grave_due: date | None = None  # the date that matters most now, of the open reading
    grave_due_last: date | None = None
    grave_late_after: date | None = None
    grave_paused_until: date | None = None
    entry_count: int = 0
    full_standing: str = Field(default=Standing.UNKNOWN, max_length=24)
    full_standing_entry_id: int | None = None
    full_standing_edtf: str | None = Field(default=None, max_length=80)
    full_standing_first: date | None = None
    full_standing_last: date | None = None
    full_carried_until: date | None = None
    full_news_on: date | None = None
    full_news_last: date | None = None
    full_dormant_from: date | None = None
    full_gravity: int = Gravity.REST
    full_next_due: date | None = None
    full_next_due_last: date | None = None
    full_next_late_after: date | None = None
    full_next_paused_until: date | None = None
    full_entry_count: int = 0
    version: int | None = Field(default=None, nullable=False)

    def history_case(self) -> int | None:
        """A case belongs to itself."""
        return self.id


class Minder(SQLModel, Recorded, table=True):
    """The volunteer who looks after a case."""

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
        return f"minder {self.volunteer_id}"


class CaseMember(SQLModel, Recorded, table=True):
    """A volunteer who may see a restricted case."""

    __tablename__ = "case_member"
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
        return f"member {self.volunteer_id}"
