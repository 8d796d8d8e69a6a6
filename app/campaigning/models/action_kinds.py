"""Tables with the columns that only one kind of action has: a gathering, a petition, a fund."""

from datetime import date
from typing import ClassVar

from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS
from app.history.recorded_columns import Recorded


class ActionPart(SQLModel, Recorded):
    """What the one row of a kind's own columns shares: it is keyed by its action and is a part of it."""

    noun: ClassVar[str] = "action"

    action_id: int = Field(foreign_key="action.id", primary_key=True)

    def history_key(self) -> tuple[str, int]:
        """Part of the action."""
        return ("action", self.action_id)

    def history_part(self) -> str | None:
        """Named by the table."""
        return str(self.__tablename__)


class Gathering(ActionPart, table=True):
    """Where people come together, and afterwards how many came. Who came is never kept.

    Its day is the action's `on`, its hour the action's `time`; both are civil time in `zone`.
    """

    zone: str = Field(default="UTC", max_length=60)
    ends_time: str | None = Field(default=None, max_length=5)
    ends_on: date | None = None
    city: str | None = Field(default=None, max_length=LINE)
    country: str | None = Field(default=None, max_length=2, index=True)
    wheelchair: str | None = Field(default=None, max_length=10)  # yes, no; None is not known
    reach: str | None = Field(default=None, max_length=LONG)
    bring: str | None = Field(default=None, max_length=WORDS)
    day_id: int | None = Field(
        default=None, foreign_key="action.id", index=True
    )  # the day of action it belongs to
    notice_to: str | None = Field(default=None, max_length=LONG)  # the police, a town hall
    notice_given_on: date | None = None
    came: int | None = None
    handed_to: str | None = Field(default=None, max_length=LONG)
    captions: str | None = Field(default=None, max_length=WORDS)  # of photographs, a line each
    went: str | None = Field(default=None, max_length=WORDS)


class Petition(ActionPart, table=True):
    """What people put their names to. The names stay on the sheets; here they are counted."""

    wording: str | None = Field(default=None, max_length=WORDS)
    hand_in: date | None = None
    hand_to: str | None = Field(default=None, max_length=LONG)
    handed_in_on: date | None = None


class Fund(ActionPart, table=True):
    """Who holds the money, what it is for and how to give."""

    holder: str | None = Field(default=None, max_length=LINE)
    purpose: str | None = Field(default=None, max_length=LONG)
    how: str | None = Field(default=None, max_length=WORDS)
