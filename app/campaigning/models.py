"""Tables of actions, what they are for, donations and demands."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import UtcDateTime, Versioned
from app.history.recorded import Recorded


class Action(SQLModel, Versioned, Recorded, table=True):
    """Something supporters do. A reported action comes from a source and has no life cycle; ours has a reference and one."""

    noun: ClassVar[str] = "action"

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=120, unique=True)
    reference: str = Field(max_length=20, unique=True)  # 2026-014 for ours, R-012 for reported ones
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    ours: bool = False
    kind: str = Field(max_length=20)
    form: str | None = Field(default=None, max_length=200)  # of a reported one: boycott, speech, film
    state: str = Field(max_length=20)  # reported: done, called-for, planned, refused; ours: draft, live, closed, ...
    title: str = Field(max_length=200)
    summary: str | None = Field(default=None, max_length=2000)
    asks: str | None = Field(default=None, max_length=1000)  # one to three, a line each
    on_edtf: str | None = Field(default=None, max_length=80)
    on_first: date | None = None
    on_last: date | None = None
    on_note: str | None = Field(default=None, max_length=1000)
    ended_edtf: str | None = Field(default=None, max_length=80)
    ended_first: date | None = None
    ended_last: date | None = None
    time: str | None = Field(default=None, max_length=5)
    until: date | None = None  # ours: the last day on which to send
    place_id: int | None = Field(default=None, foreign_key="place.id")
    facility_id: int | None = Field(default=None, foreign_key="facility.id")
    place_text: str | None = Field(default=None, max_length=300)
    target: str | None = Field(default=None, max_length=300)
    addressee_id: int | None = Field(default=None, foreign_key="addressee.id")
    organiser: str | None = Field(default=None, max_length=300)
    suggested_message: bool = False  # the source offers a text to send
    note: str | None = Field(default=None, max_length=1000)
    outcome: str | None = Field(default=None, max_length=20)
    report: str | None = Field(default=None, max_length=2000)
    made_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    version: int | None = Field(default=None, nullable=False)


class ActionLink(SQLModel, Recorded, table=True):
    """What an action is for, a case or an incident; or who and where: `part` says as what."""

    __tablename__ = "action_link"
    __table_args__ = (UniqueConstraint("action_id", "case_id", "incident_id"),)
    noun: ClassVar[str] = "action"

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    incident_id: int | None = Field(default=None, foreign_key="incident.id", index=True)
    place_id: int | None = Field(default=None, foreign_key="place.id")
    facility_id: int | None = Field(default=None, foreign_key="facility.id")
    addressee_id: int | None = Field(default=None, foreign_key="addressee.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    part: str = Field(default="for", max_length=20)  # for, place, addressee, organiser, participant

    def history_key(self) -> tuple[str, int]:
        """Part of the action."""
        return ("action", self.action_id)

    def history_part(self) -> str | None:
        """Named by what it is for."""
        nouns = ("case", "incident", "place", "facility", "addressee", "person", "organisation")
        noun = next(noun for noun in nouns if getattr(self, f"{noun}_id") is not None)
        return f"{self.part} {noun} {getattr(self, f'{noun}_id')}"


class Donation(SQLModel, Recorded, table=True):
    """Money given to a fund: an exact decimal as text, and its currency; sums are never mixed."""

    noun: ClassVar[str] = "action"

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=160, unique=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    donor: str | None = Field(default=None, max_length=200)
    amount: str | None = Field(default=None, max_length=30)
    qualifier: str = Field(default="exactly", max_length=20)
    words: str | None = Field(default=None, max_length=80)  # "thousands", where no sum was given
    currency: str | None = Field(default=None, max_length=3)
    on_edtf: str | None = Field(default=None, max_length=80)
    on_first: date | None = None
    on_last: date | None = None
    note: str | None = Field(default=None, max_length=400)

    def history_key(self) -> tuple[str, int]:
        """Part of the action."""
        return ("action", self.action_id)

    def history_part(self) -> str | None:
        """One of its donations."""
        return f"donation {self.id}"


class Demand(SQLModel, Recorded, table=True):
    """What somebody asks for; it belongs to whoever asks."""

    noun: ClassVar[str] = "demand"

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=120, unique=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    by: str = Field(max_length=300)
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    by_kind: str = Field(max_length=20)  # campaign, strikers, ngo, union, lawyers
    ours: bool = False
    text: str = Field(max_length=1000)
    on_edtf: str | None = Field(default=None, max_length=80)
    on_first: date | None = None
    on_last: date | None = None
    on_note: str | None = Field(default=None, max_length=1000)
    note: str | None = Field(default=None, max_length=1000)


class DemandLink(SQLModel, Recorded, table=True):
    """The case or incident a demand is about."""

    __tablename__ = "demand_link"
    noun: ClassVar[str] = "demand"

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
