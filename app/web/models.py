"""The tables of forms that were sent, and of words that were typed and not saved."""

from datetime import datetime

from sqlalchemy import Text, UniqueConstraint
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


class UnfinishedWords(SQLModel, table=True):
    """What somebody typed into one form and did not save: sealed, for nobody but them, and gone after a month."""

    __tablename__ = "unfinished_words"
    __table_args__ = (UniqueConstraint("volunteer_id", "path"),)

    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int = Field(foreign_key="volunteer.id")
    path: str = Field(max_length=500)  # where the form goes
    page: str = Field(max_length=500)  # where it stands, without a query, which may say a name
    sealed: str = Field(sa_type=Text)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
