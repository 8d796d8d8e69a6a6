"""The table of counts: how many letters and signatures, never whose."""

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel


class Tally(SQLModel, table=True):
    """So many letters or signatures by one channel from one country in one month.

    It leaves no history on purpose: a row of history would say who counted one, and when to the second.
    """

    __table_args__ = (
        UniqueConstraint("action_id", "what", "channel", "country", "month"),
        CheckConstraint("count >= 0", name="not_negative"),
    )

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    what: str = Field(max_length=12)  # letters, signatures
    channel: str = Field(max_length=12)  # email, post, embassy, paper, web
    country: str = Field(default="", max_length=2)  # "" where it was not said
    month: str = Field(max_length=7)  # 2026-11
    count: int = 0
