"""Tables of incidents: what happened to many, with figures, groups and members."""

from datetime import date
from typing import ClassVar

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS, Versioned
from app.history.recorded_columns import Recorded


class Incident(SQLModel, Versioned, Recorded, table=True):
    """Something that happened to many: a massacre, a mass trial."""

    noun: ClassVar[str] = "incident"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=80, unique=True)
    reference: str = Field(max_length=12, unique=True)
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    kind: str = Field(max_length=30)
    title: str = Field(max_length=LINE)
    on_edtf: str | None = Field(default=None, max_length=80)
    on_first: date | None = None
    on_last: date | None = None
    on_note: str | None = Field(default=None, max_length=LONG)
    until_edtf: str | None = Field(default=None, max_length=80)
    until_first: date | None = None
    until_last: date | None = None
    until_note: str | None = Field(default=None, max_length=LONG)
    part_of_id: int | None = Field(default=None, foreign_key="incident.id")
    place_id: int | None = Field(default=None, foreign_key="place.id")
    facility_id: int | None = Field(default=None, foreign_key="facility.id")
    summary: str | None = Field(default=None, max_length=WORDS)
    note: str | None = Field(default=None, max_length=WORDS)
    version: int | None = Field(default=None, nullable=False)


class IncidentPart(SQLModel, Recorded):
    """What the rows inside an incident share."""

    told: ClassVar[bool] = True

    def history_key(self) -> tuple[str, int]:
        """Part of the incident."""
        return ("incident", getattr(self, "incident_id", 0))

    def history_part(self) -> str | None:
        """Named by its own noun and number."""
        return f"{self.noun} {getattr(self, 'id', '')}"


class IncidentGroup(IncidentPart, table=True):
    """A sub-group with its number; the numbers of its own sub-groups must add up to it."""

    __tablename__ = "incident_group"
    noun: ClassVar[str] = "group"

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=160, unique=True)
    incident_id: int = Field(foreign_key="incident.id", index=True)
    parent_id: int | None = Field(default=None, foreign_key="incident_group.id")
    label: str = Field(max_length=LONG)
    count: int
    partial: bool = False  # the parts told of do not make up the whole
    told_in_id: int | None = Field(
        default=None, foreign_key="incident.id"
    )  # the incident that tells this group in full
    outcome: str | None = Field(default=None, max_length=LONG)
    note: str | None = Field(default=None, max_length=LONG)
    position: int = 0


class IncidentMember(IncidentPart, table=True):
    """A case, a person, or people a text counts or describes without names, and their part in the incident."""

    __tablename__ = "incident_member"
    noun: ClassVar[str] = "member"

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=200, unique=True)
    incident_id: int = Field(foreign_key="incident.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    person_id: int | None = Field(default=None, foreign_key="person.id", index=True)
    description: str | None = Field(default=None, max_length=LONG)
    count: int | None = None
    count_qualifier: str | None = Field(default=None, max_length=20)
    part: str | None = Field(default=None, max_length=LINE)
    note: str | None = Field(default=None, max_length=LONG)

    def history_case(self) -> int | None:
        """The incident is the thing; the member's case shows it through the incident."""
        return None


class GroupMember(SQLModel, Recorded, table=True):
    """A case that belongs to a sub-group; it may belong to a group and to that group's parent."""

    __tablename__ = "group_member"
    __table_args__ = (UniqueConstraint("group_id", "case_id"),)
    noun: ClassVar[str] = "group"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    group_id: int = Field(foreign_key="incident_group.id", index=True)
    case_id: int = Field(foreign_key="case.id", index=True)

    def history_key(self) -> tuple[str, int]:
        """Part of the group."""
        return ("group", self.group_id)

    def history_case(self) -> int | None:
        """The group is the thing; the member's case shows it through the incident."""
        return None

    def history_part(self) -> str | None:
        """Named by the case."""
        return f"case {self.case_id}"


class IncidentFact(IncidentPart, table=True):
    """Something dated that concerns the incident as a whole; `value` is the answer where texts differ."""

    __tablename__ = "incident_fact"
    noun: ClassVar[str] = "fact"

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=160, unique=True)
    incident_id: int = Field(foreign_key="incident.id", index=True)
    on_edtf: str | None = Field(default=None, max_length=80)
    on_first: date | None = None
    on_last: date | None = None
    on_note: str | None = Field(default=None, max_length=LONG)
    until_edtf: str | None = Field(default=None, max_length=80)
    until_first: date | None = None
    until_last: date | None = None
    as_of_edtf: str | None = Field(default=None, max_length=80)
    as_of_first: date | None = None
    as_of_last: date | None = None
    summary: str = Field(max_length=WORDS)
    value: str | None = Field(default=None, max_length=LONG)
    place_id: int | None = Field(default=None, foreign_key="place.id")
    facility_id: int | None = Field(default=None, foreign_key="facility.id")
    note: str | None = Field(default=None, max_length=LONG)


class Figure(IncidentPart, table=True):
    """A number somebody claims, about an incident or an action: never the number."""

    noun: ClassVar[str] = "figure"

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=160, unique=True)
    incident_id: int | None = Field(default=None, foreign_key="incident.id", index=True)
    action_id: int | None = Field(default=None, foreign_key="action.id", index=True)
    measure: str = Field(max_length=40)
    value_min: int | None = None
    value_max: int | None = None
    qualifier: str = Field(
        default="exactly", max_length=20
    )  # exactly, at-least, about, up-to, more-than, words
    words: str | None = Field(default=None, max_length=LINE)  # "hundreds", where no number was given
    claimant: str | None = Field(default=None, max_length=LONG)
    as_of_edtf: str | None = Field(default=None, max_length=80)
    as_of_first: date | None = None
    as_of_last: date | None = None
    note: str | None = Field(default=None, max_length=LONG)

    def history_key(self) -> tuple[str, int]:
        """Part of the incident or of the action."""
        if self.action_id is not None:
            return ("action", self.action_id)
        return ("incident", self.incident_id or 0)
