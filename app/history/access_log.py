"""The access log: who signed in, was refused, looked at restricted matter, took an export, gave a role.

It names rows by kind and number only: no address, no name, no words, so that it gives nothing away itself and
nobody can forge a line of it by what they type. Append-only by trigger on both databases, like history.
"""

from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import BigInteger, Column, Index, Integer, insert
from sqlmodel import Field, Session, SQLModel

from app.db import Database, UtcDateTime


class What(StrEnum):
    """What happened."""

    SIGNED_IN = "signed-in"
    SIGN_IN_FAILED = "sign-in-failed"
    DENIED = "denied"
    VIEWED = "viewed"
    EXPORTED = "exported"
    PUBLISHED = "published"
    UNPUBLISHED = "unpublished"
    ERASED = "erased"
    INVITED = "invited"
    ROLE_CHANGED = "role-changed"
    ACCOUNT_CLOSED = "account-closed"
    SIGNED_OUT_BY_ADMIN = "signed-out-by-admin"
    PASSWORD_CHANGED = "password-changed"  # noqa: S105 - the name of an event
    ADDRESS_CHANGED = "address-changed"
    SECOND_FACTOR_CHANGED = "second-factor-changed"


class Access(SQLModel, table=True):
    """One line of the access log."""

    __tablename__ = "access"
    __table_args__ = (
        Index("ix_access_noun_row_id", "noun", "row_id"),
        Index("ix_access_campaign_id_id", "campaign_id", "id"),
    )

    id: int | None = Field(
        default=None,
        sa_column=Column(
            BigInteger().with_variant(Integer(), "sqlite"), primary_key=True, autoincrement=True
        ),
    )
    at: datetime = Field(sa_type=UtcDateTime, nullable=False)
    actor_id: int | None = Field(default=None, foreign_key="volunteer.id")  # None: nobody known
    what: str = Field(max_length=24)
    noun: str | None = Field(default=None, max_length=40)  # case, entry, volunteer, file, campaign, ...
    row_id: int | None = None
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")  # whose coordinators may read it


class Subject(NamedTuple):
    """The thing it happened to, and the campaign whose coordinators may know."""

    noun: str
    row_id: int | None = None
    campaign_id: int | None = None


NOTHING = (None, None, None)


def note(session: Session, what: What, about: Subject | None = None) -> None:
    """Write a line in the transaction of the change itself; who and when are the session's."""
    noun, row_id, campaign_id = about or NOTHING
    row = {
        "at": session.info["at"], "actor_id": session.info["actor_id"], "what": str(what),
        "noun": noun, "row_id": row_id, "campaign_id": campaign_id,
    }  # fmt: skip
    session.connection().execute(insert(Access), [row])


class Actor(NamedTuple):
    """Who, and when."""

    actor_id: int | None
    at: datetime


def note_alone(database: Database, by: Actor, what: What, *about: Subject) -> None:
    """Write a line for each thing in a short transaction of its own: for a GET, whose session cannot write, and
    for refusals.

    Call it before the answer leaves: what cannot be noted is not shown.
    """
    row = {"actor_id": by.actor_id, "at": by.at, "what": str(what)}
    rows = [
        {**row, "noun": noun, "row_id": row_id, "campaign_id": campaign_id}
        for noun, row_id, campaign_id in about or (NOTHING,)
    ]
    with database.marking(durable=True) as connection:
        connection.execute(insert(Access), rows)
