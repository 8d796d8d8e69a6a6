"""Tables of the digest: what each reader asked for and follows, the editions that were made, and chats."""

from datetime import datetime
from typing import Any, ClassVar

from sqlalchemy import JSON, CheckConstraint, Column, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import LINE, UtcDateTime
from app.history.recorded_columns import Recorded


class Subscription(SQLModel, table=True):
    """What one reader asked for. A volunteer without a row gets their own campaigns every Monday morning."""

    __tablename__ = "digest_subscription"

    volunteer_id: int = Field(primary_key=True, foreign_key="volunteer.id")
    frequency: str = Field(default="weekly", max_length=10)  # weekly, urgent, none
    day: int = 1  # of the ISO week: Monday is 1
    hour: int = 8
    zone: str | None = Field(default=None, max_length=60)  # None: the volunteer's own
    detailed: bool = False  # asked for; names appear only where the case's campaign allows it
    chosen: bool = False  # only the campaigns and cases they follow; else everything in their campaigns
    serial: int = 0  # raising it makes earlier preference links useless
    confirmed_address: str | None = Field(default=None, max_length=254)
    changed_at: datetime = Field(sa_type=UtcDateTime)


class Follow(SQLModel, table=True):
    """One thing a reader follows: a campaign, a case, or news of one kind (of no kind named: of all)."""

    __tablename__ = "digest_follow"
    __table_args__ = (
        CheckConstraint(
            "campaign_id IS NOT NULL OR case_id IS NOT NULL OR kind IS NOT NULL",
            name="something",
        ),
        UniqueConstraint("volunteer_id", "campaign_id", "case_id", "kind"),
    )

    id: int | None = Field(default=None, primary_key=True)
    volunteer_id: int = Field(foreign_key="volunteer.id", index=True)
    campaign_id: int | None = Field(default=None, foreign_key="campaign.id")
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    kind: str | None = Field(default=None, max_length=20)  # only news of these kinds of entries


class DetailAllowed(SQLModel, table=True):
    """A campaign whose coordinator allows names in the mails of readers who ask for them."""

    __tablename__ = "digest_detail_allowed"

    campaign_id: int = Field(primary_key=True, foreign_key="campaign.id")
    allowed_by_id: int = Field(foreign_key="volunteer.id")
    allowed_at: datetime = Field(sa_type=UtcDateTime)


class Issue(SQLModel, table=True):
    """One reader's edition of one week, also when there was nothing to send. The key makes it one."""

    __tablename__ = "digest_issue"

    id: int | None = Field(default=None, primary_key=True)
    key: str = Field(max_length=60, unique=True)  # 2026-W47:user42
    volunteer_id: int = Field(foreign_key="volunteer.id", index=True)
    week: str = Field(max_length=10)
    state: str = Field(max_length=12)  # queued, nothing (to say), note (of a quiet month)
    since: datetime = Field(sa_type=UtcDateTime)
    until: datetime = Field(sa_type=UtcDateTime)
    need_count: int = 0
    moved_count: int = 0
    rests_on: dict[str, Any] = Field(default_factory=dict, sa_column=Column(JSON, nullable=False))


class Chat(SQLModel, Recorded, table=True):
    """A room of a chat that a campaign tells of what is urgent. Its address is a key to the room, kept sealed."""

    noun: ClassVar[str] = "chat"
    unrecorded: ClassVar[frozenset[str]] = frozenset({"sealed_address"})

    id: int | None = Field(default=None, primary_key=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    label: str = Field(max_length=LINE)
    host: str = Field(max_length=253)  # shown instead of the whole address
    sealed_address: str = Field(max_length=1200)
    tells_urgent: bool = True
    tells_outcomes: bool = True
    detailed: bool = False  # names where campaign and person allow it; codes otherwise
    added_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    added_at: datetime = Field(sa_type=UtcDateTime)


class UrgentTold(SQLModel, table=True):
    """One thing that one reader was told at once, so that it is told once, and by which mail."""

    __tablename__ = "urgent_told"

    item: str = Field(primary_key=True, max_length=60)  # alert:12:user5, approval:7:user5
    mail: str = Field(max_length=200, index=True)  # the key of the mail
    at: datetime = Field(sa_type=UtcDateTime)


class ChatTold(SQLModel, table=True):
    """One thing a chat was told, so that it is told once."""

    __tablename__ = "chat_told"

    item: str = Field(primary_key=True, max_length=100)  # chat:3/review:12:2013-05-10, chat:3/outcome:7
    chat_id: int = Field(foreign_key="chat.id", index=True)
    at: datetime = Field(sa_type=UtcDateTime)
