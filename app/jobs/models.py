"""The table of jobs: when each ran last, who runs it now, and what it said."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class JobState(SQLModel, table=True):
    """One row per job. Whoever moves its `slot` first runs it; the others find it moved."""

    __tablename__ = "job"

    name: str = Field(primary_key=True, max_length=40)
    slot: str = Field(default="", max_length=40)  # the tick that ran last or runs now; empty before the first
    owner: str | None = Field(default=None, max_length=80)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    began_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    succeeded_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    failures: int = 0  # in a row
    asked: int = 0  # how often somebody asked for a run out of turn
    answered: int = 0  # the last of these that a run has seen
    progress_done: int = 0
    progress_total: int = 0
    said: str | None = Field(default=None, max_length=400)
    error: str | None = Field(default=None, max_length=400)
