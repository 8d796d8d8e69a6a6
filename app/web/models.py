"""The table of forms that were sent."""

from datetime import datetime

from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class Submission(SQLModel, table=True):
    """A form that was sent: its hidden key, what was sent and where the answer led, so that twice is once."""

    id: int | None = Field(default=None, primary_key=True)
    key_hash: str = Field(max_length=64, unique=True)
    body_hash: str = Field(max_length=64)
    volunteer_id: int | None = Field(default=None, foreign_key="volunteer.id")
    location: str = Field(max_length=500)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
