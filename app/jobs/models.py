"""Tables of jobs: their heartbeats, and values the installation keeps about itself."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class JobRun(SQLModel, table=True):
    """The last run of one job: when it began, ended, what it said. The unique slot makes two schedulers fire once."""

    __tablename__ = "job_run"

    id: int | None = Field(default=None, primary_key=True)
    job: str = Field(max_length=40, index=True)
    slot: str = Field(max_length=80, unique=True)
    owner: str = Field(max_length=64)
    began_at: datetime = Field(sa_type=UtcDateTime)
    lease_until: datetime = Field(sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    said: str | None = Field(default=None, max_length=400)
    error: str | None = Field(default=None, max_length=400)
