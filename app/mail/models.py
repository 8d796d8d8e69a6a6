"""The outbox: mails that wait, are on their way, or went."""

from datetime import datetime

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class OutgoingMail(SQLModel, table=True):
    """One mail to one address. `dedupe_key` makes queueing twice once; the Message-ID is fixed before the first try."""

    __tablename__ = "outgoing_mail"
    __table_args__ = (Index("ix_outgoing_mail_state_next_try_at", "state", "next_try_at"),)

    id: int | None = Field(default=None, primary_key=True)
    dedupe_key: str = Field(max_length=200, unique=True)
    kind: str = Field(max_length=30)
    volunteer_id: int | None = Field(default=None, foreign_key="volunteer.id", index=True)
    to_address: str = Field(max_length=254)
    message_id: str = Field(max_length=120)
    message: bytes | None = None  # the bytes as they go out; emptied after the server took them
    digest_of_message: str = Field(max_length=64)
    state: str = Field(default="queued", max_length=12)  # queued, sending, committing, sent, uncertain, failed, cancelled
    tries: int = 0
    unsure_count: int = 0
    queued_at: datetime = Field(sa_type=UtcDateTime)
    next_try_at: datetime = Field(sa_type=UtcDateTime)
    owner: str | None = Field(default=None, max_length=64)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_error: str | None = Field(default=None, max_length=400)
