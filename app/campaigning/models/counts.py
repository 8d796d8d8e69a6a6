"""Tables of what comes in: how many letters and signatures, never whose, and how fast; and money given to funds."""

from datetime import date
from typing import ClassVar

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import LINE, LONG
from app.history.recorded_columns import Recorded


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


class Donation(SQLModel, Recorded, table=True):
    """Money given to a fund: an exact decimal as text, and its currency; sums are never mixed."""

    noun: ClassVar[str] = "action"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=160, unique=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    donor: str | None = Field(default=None, max_length=LINE)
    amount: str | None = Field(default=None, max_length=30)
    qualifier: str = Field(default="exactly", max_length=20)
    words: str | None = Field(default=None, max_length=LINE)  # "thousands", where no sum was given
    currency: str | None = Field(default=None, max_length=3)
    on_edtf: str | None = Field(default=None, max_length=80)
    on_first: date | None = None
    on_last: date | None = None
    note: str | None = Field(default=None, max_length=LONG)

    def history_key(self) -> tuple[str, int]:
        """Part of the action."""
        return ("action", self.action_id)

    def history_part(self) -> str | None:
        """One of its donations."""
        return f"donation {self.id}"
