"""Tables of demands and of what they are about."""

from datetime import date
from typing import ClassVar

from sqlmodel import Field, SQLModel

from app.db import LONG
from app.history.recorded_columns import Recorded


class Demand(SQLModel, Recorded, table=True):
    """What somebody asks for; it belongs to whoever asks."""

    noun: ClassVar[str] = "demand"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=120, unique=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    by: str = Field(max_length=LONG)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    by_kind: str = Field(max_length=20)  # campaign, strikers, ngo, union, lawyers
    ours: bool = False
    text: str = Field(max_length=LONG)
    on_edtf: str | None = Field(default=None, max_length=80)
    on_first: date | None = None
    on_last: date | None = None
    on_note: str | None = Field(default=None, max_length=LONG)
    note: str | None = Field(default=None, max_length=LONG)


class DemandLink(SQLModel, Recorded, table=True):
    """The case or incident a demand is about."""

    __tablename__ = "demand_link"
    noun: ClassVar[str] = "demand"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    demand_id: int = Field(foreign_key="demand.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    incident_id: int | None = Field(default=None, foreign_key="incident.id", index=True)

    def history_key(self) -> tuple[str, int]:
        """Part of the demand."""
        return ("demand", self.demand_id)

    def history_part(self) -> str | None:
        """Named by what it is about."""
        return f"about case {self.case_id}" if self.case_id else f"about incident {self.incident_id}"
