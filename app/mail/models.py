"""The outbox: mails that wait, are on their way, or went; addresses that refused; the state of the line."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime


class MailState(StrEnum):
    """Where a mail is. `committing` begins before the final dot, so that nothing else can be in doubt."""

    QUEUED = "queued"
    SENDING = "sending"
    COMMITTING = "committing"
    SENT = "sent"
    UNCERTAIN = "uncertain"
    FAILED = "failed"
    CANCELLED = "cancelled"


class OutgoingMail(SQLModel, table=True):
    """One mail to one address. `dedupe_key` makes queueing twice once;
    the Message-ID is fixed before the first try.
    """

    __tablename__ = "outgoing_mail"
    __table_args__ = (Index("ix_outgoing_mail_state_next_try_at", "state", "next_try_at"),)

    id: int | None = Field(default=None, primary_key=True)
    dedupe_key: str = Field(max_length=200, unique=True)
    kind: str = Field(max_length=30)
    volunteer_id: int | None = Field(default=None, foreign_key="volunteer.id", index=True)
    to_address: str = Field(max_length=254)
    envelope_from: str = Field(max_length=254)
    message_id: str = Field(max_length=120)
    message: bytes | None = None  # the bytes as they go out; emptied after the server took them
    digest_of_message: str = Field(max_length=64)
    state: str = Field(default=MailState.QUEUED, max_length=12)
    tries: int = 0
    unsure_count: int = 0  # how often nobody could know whether it arrived; at two it is left to a person
    queued_at: datetime = Field(sa_type=UtcDateTime)
    next_try_at: datetime = Field(sa_type=UtcDateTime)
    owner: str | None = Field(default=None, max_length=80, index=True)
    lease_until: datetime | None = Field(default=None, sa_type=UtcDateTime)
    sent_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_error: str | None = Field(default=None, max_length=400)


class MailAddress(SQLModel, table=True):
    """An address that refused mail for good.

    After two refusals in a row its mails wait until a person looks.
    """

    __tablename__ = "mail_address"

    address: str = Field(primary_key=True, max_length=254)
    refusals: int = 0
    paused_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_error: str | None = Field(default=None, max_length=400)


class MailLine(SQLModel, table=True):
    """The one row about the way to the mail server: whether it is tried, and what went wrong last."""

    __tablename__ = "mail_line"

    id: int = Field(default=1, primary_key=True)
    stopped: bool = False  # by a person, for maintenance
    failures: int = 0  # in a row
    next_try_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    refuses_us: bool = (
        False  # the server refuses the sender, not a recipient: somebody must change the settings
    )
    last_error: str | None = Field(default=None, max_length=400)
    failed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
