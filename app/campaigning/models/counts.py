"""Tables of counts: how many letters and signatures, never whose; and how fast they come in."""

from datetime import date

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


class CountingPace(SQLModel, table=True):
    """How many strangers' posts one address sent on one day.

    The address itself is not here: `mark` is its hash under the installation's secret and the day, so two days
    cannot be joined, and a day's rows go when the next day begins.
    """

    __tablename__ = "counting_pace"

    day: date = Field(primary_key=True)
    mark: str = Field(primary_key=True, max_length=64)
    number: int = 0
