"""The table of choices between values that sources report differently."""

from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import LONG
from app.history.recorded_columns import Recorded


class ConflictChoice(SQLModel, Recorded, table=True):
    """Which of the citations of one field was believed, and why; without a row the conflict is unresolved."""

    __tablename__ = "conflict_choice"
    __table_args__ = (UniqueConstraint("entry_id", "person_id", "field"),)
    noun: ClassVar[str] = "conflict"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    entry_id: int | None = Field(default=None, foreign_key="entry.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    incident_id: int | None = Field(default=None, foreign_key="incident.id", index=True)
    fact_id: int | None = Field(default=None, foreign_key="incident_fact.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    field: str = Field(max_length=40)
    citation_id: int | None = Field(default=None, foreign_key="citation.id")
    reason: str = Field(max_length=LONG)

    def history_key(self) -> tuple[str, int]:
        """Part of what it decides on."""
        sides = {
            noun: getattr(self, f"{noun}_id") for noun in ("entry", "person", "incident", "fact", "action")
        }
        return next((noun, number) for noun, number in sides.items() if number is not None)

    def history_part(self) -> str | None:
        """Named by the field."""
        return f"conflict {self.field}"
