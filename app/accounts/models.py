"""Tables of volunteers, campaigns, memberships, sign-ins and invitations."""

from datetime import date, datetime
from enum import StrEnum
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.accounts.rights import Role
from app.clock import Zone
from app.db import LINE, WORDS, UtcDateTime
from app.history.recorded_columns import Recorded


class Campaign(SQLModel, Recorded, table=True):
    """The group that works together and owns cases."""

    noun: ClassVar[str] = "campaign"

    id: int | None = Field(default=None, primary_key=True)
    slug: str = Field(max_length=60, unique=True)
    name: str = Field(max_length=LINE)
    summary: str | None = Field(default=None, max_length=WORDS)
    zone: str = Field(default="UTC", max_length=60)
    country: str | None = Field(default=None, max_length=2)
    language: str | None = Field(default=None, max_length=8)
    is_demonstration: bool = False  # nothing of it leaves
    own_day: date | None = None  # by which the cases of a demonstration are read; None: by today
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # taken away; nobody is in it

    @property
    def days(self) -> Zone:
        """By which days it lives."""
        return Zone(self.zone, self.own_day)


class Volunteer(SQLModel, Recorded, table=True):
    """Anybody with an account."""

    noun: ClassVar[str] = "volunteer"
    unrecorded: ClassVar[frozenset[str]] = frozenset({"password_hash", "email", "looked_at"})

    id: int | None = Field(default=None, primary_key=True)
    email: str = Field(max_length=254, unique=True)
    name: str = Field(max_length=LINE)
    password_hash: str | None = Field(default=None, max_length=300)
    is_admin: bool = False
    zone: str = Field(default="UTC", max_length=60)
    created_at: datetime = Field(sa_type=UtcDateTime)
    disabled_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    looked_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # on a browser that has signed out since


class Membership(SQLModel, Recorded, table=True):
    """A volunteer's role in one campaign."""

    __table_args__ = (UniqueConstraint("volunteer_id", "campaign_id"),)

    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int = Field(foreign_key="volunteer.id", index=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    role: str = Field(max_length=20)

    def history_key(self) -> tuple[str, int]:
        """Part of the volunteer."""
        return ("volunteer", self.volunteer_id)

    def history_part(self) -> str | None:
        """Named by its campaign."""
        return f"membership {self.campaign_id}"


class SignIn(SQLModel, table=True):
    """One signed-in browser. Only the SHA-256 of its random token is kept, so a stolen copy opens nothing."""

    __tablename__ = "sign_in"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    volunteer_id: int = Field(foreign_key="volunteer.id", index=True)
    created_at: datetime = Field(sa_type=UtcDateTime)
    seen_at: datetime = Field(sa_type=UtcDateTime)
    proved_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # when the passphrase was typed last
    looked_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # when they last opened their day here
    news_since: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # from when on things were new to them then
    browser: str | None = Field(default=None, max_length=60)  # "Firefox, Linux": for the list of one's own


class SecondFactor(SQLModel, table=True):
    """The key of somebody's authenticator, sealed; without `confirmed_at` it is still being set up."""

    __tablename__ = "second_factor"

    volunteer_id: int = Field(
        primary_key=True, foreign_key="volunteer.id", sa_column_kwargs={"autoincrement": False}
    )
    sealed_key: str = Field(max_length=LINE)
    created_at: datetime = Field(sa_type=UtcDateTime)
    confirmed_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    last_step: int | None = None  # the time step whose code was used last: a code works once


class RecoveryCode(SQLModel, table=True):
    """A code that stands in for a lost authenticator, once. Only its hash is kept."""

    __tablename__ = "recovery_code"
    __table_args__ = (UniqueConstraint("volunteer_id", "code_hash"),)

    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int = Field(foreign_key="volunteer.id")
    code_hash: str = Field(max_length=64)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class Purpose(StrEnum):
    """What a link sent by mail is good for."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a purpose
    ADDRESS = "address"


class MailedLink(SQLModel, table=True):
    """A single-use link sent by mail: to choose a new passphrase, or to confirm a new address."""

    __tablename__ = "mailed_link"

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    purpose: str = Field(max_length=20)
    volunteer_id: int = Field(foreign_key="volunteer.id", index=True)
    email: str | None = Field(default=None, max_length=254)
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)


class SignInAttempt(SQLModel, table=True):
    """A wrong passphrase, counted per account and per address so that guessing is slowed across processes."""

    __tablename__ = "sign_in_attempt"

    id: int | None = Field(default=None, primary_key=True)
    at: datetime = Field(sa_type=UtcDateTime, index=True)
    subject: str = Field(max_length=64, index=True)  # keyed hash of "account:..." or "address:..."


class Invitation(SQLModel, table=True):
    """A single-use way in. The first one, made on an empty installation, makes the first admin."""

    id: int | None = Field(default=None, primary_key=True)
    token_hash: str = Field(max_length=64, unique=True)
    email: str | None = Field(default=None, max_length=254)
    role: str = Field(default=Role.VOLUNTEER.value, max_length=20)
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    makes_admin: bool = False
    invited_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    created_at: datetime = Field(sa_type=UtcDateTime)
    expires_at: datetime = Field(sa_type=UtcDateTime)
    used_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
