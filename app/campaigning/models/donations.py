"""The table of money given to funds."""

from datetime import date
from typing import ClassVar

from sqlmodel import Field, SQLModel

from app.db import LINE, LONG
from app.history.recorded_columns import Recorded


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
