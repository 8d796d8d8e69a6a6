"""Tables of what is asked for somebody, and of what a case is about."""

from enum import StrEnum
from typing import ClassVar

from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS
from app.history.recorded_columns import Recorded


class Asks(StrEnum):
    """What letters may ask for somebody. NONE: nothing, as for those who acted for the authorities."""

    RELEASE = "release"
    REVIEW = "review"
    INQUIRY = "inquiry"
    CARE = "care"
    CONTACT = "contact"
    NONE = "none"


class PleaState(StrEnum):
    """What a second person has said of a plea. What files bring in counts as agreed."""

    PROPOSED = "proposed"
    AGREED = "agreed"
    REFUSED = "refused"


class Plea(SQLModel, Recorded, table=True):
    """What is asked for somebody, by whom; proposed by one person and agreed by a second."""

    noun: ClassVar[str] = "case"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    asks: str = Field(max_length=20)  # see Asks
    asked_by: str | None = Field(default=None, max_length=LINE)
    note: str | None = Field(default=None, max_length=LONG)
    state: str = Field(default=PleaState.AGREED, max_length=12)  # see PleaState
    key: str | None = Field(default=None, max_length=160, unique=True)

    def history_key(self) -> tuple[str, int]:
        """Part of its case."""
        return ("case", self.case_id)

    def history_case(self) -> int | None:
        """The case it is about."""
        return self.case_id

    def history_part(self) -> str | None:
        """One of the case's pleas."""
        return f"plea {self.id}"


class Theme(SQLModel, Recorded, table=True):
    """What a case is about, as a source says; or a category of arbitrary detention, with its argument."""

    noun: ClassVar[str] = "case"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    case_id: int = Field(foreign_key="case.id", index=True)
    theme: str = Field(max_length=40)
    category: str | None = Field(default=None, max_length=3)  # of arbitrary detention: I to V
    argument: str | None = Field(default=None, max_length=WORDS)
    key: str | None = Field(default=None, max_length=160, unique=True)

    def history_key(self) -> tuple[str, int]:
        """Part of its case."""
        return ("case", self.case_id)

    def history_case(self) -> int | None:
        """The case it is about."""
        return self.case_id

    def history_part(self) -> str | None:
        """One of the case's themes."""
        return f"theme {self.id}"
