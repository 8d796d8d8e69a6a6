"""Tables of actions, of what they are for, and of what a second person has read of a public one."""

from datetime import date, datetime
from typing import ClassVar

from sqlalchemy import Index, UniqueConstraint, text
from sqlmodel import Field, SQLModel

from app.db import LINE, LONG, WORDS, UtcDateTime, Versioned
from app.history.recorded_columns import Recorded

FOR = text("part = 'for'")
GATED = ("for", "was-for")  # what a public page asks: what the action is for, and what it was approved for


class Action(SQLModel, Versioned, Recorded, table=True):
    """Something supporters do. A reported one comes from a source and has no life cycle; ours has one."""

    __table_args__ = (
        Index("ix_action_campaign_id_on_last", "campaign_id", "on_last", "id"),
        Index("ix_action_campaign_id_state", "campaign_id", "state", "id"),
    )
    noun: ClassVar[str] = "action"
    told: ClassVar[bool] = True
    unrecorded: ClassVar[frozenset[str]] = frozenset({"edited_at"})

    id: int | None = Field(default=None, primary_key=True)
    key: str | None = Field(default=None, max_length=120, unique=True)
    reference: str = Field(max_length=20, unique=True)  # 2026-014 for ours, R-012 for reported ones
    campaign_id: int = Field(foreign_key="campaign.id", index=True)
    ours: bool = False
    kind: str = Field(max_length=20)
    form: str | None = Field(default=None, max_length=LINE)  # of a reported one: boycott, speech, film
    state: str = Field(
        max_length=20
    )  # reported: done, called-for, planned, refused; ours: draft, live, closed, ...
    title: str = Field(max_length=LINE)
    summary: str | None = Field(default=None, max_length=WORDS)
    asks: str | None = Field(default=None, max_length=LONG)  # one to three, a line each
    on_edtf: str | None = Field(default=None, max_length=80)
    on_first: date | None = None
    on_last: date | None = None
    on_note: str | None = Field(default=None, max_length=LONG)
    ended_edtf: str | None = Field(default=None, max_length=80)
    ended_first: date | None = None
    ended_last: date | None = None
    time: str | None = Field(default=None, max_length=5)
    until: date | None = None  # ours: the last day on which to send
    proposed_until: date | None = None  # an extension that waits for a second person
    place_id: int | None = Field(default=None, foreign_key="place.id")
    facility_id: int | None = Field(default=None, foreign_key="facility.id")
    place_text: str | None = Field(default=None, max_length=LONG)
    target: str | None = Field(default=None, max_length=LONG)
    addressee_id: int | None = Field(default=None, foreign_key="addressee.id")
    organiser: str | None = Field(default=None, max_length=LONG)
    languages: str | None = Field(default=None, max_length=LINE)
    asked_for_by: str | None = Field(default=None, max_length=LONG)  # consent to act: who asked us to
    updates_id: int | None = Field(
        default=None, foreign_key="action.id", index=True
    )  # 2026-014.2 updates 2026-014
    what_changed: str | None = Field(default=None, max_length=LONG)  # in an update: up to three lines
    suggested_message: bool = False  # the source offers a text to send
    note: str | None = Field(default=None, max_length=WORDS)
    outcome: str | None = Field(default=None, max_length=20)
    report: str | None = Field(default=None, max_length=WORDS)
    live_at: datetime | None = Field(default=None, sa_type=UtcDateTime)
    ended_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # closed or stopped
    stopped_reason: str | None = Field(default=None, max_length=LONG)
    paused_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # by a person: its facts no longer hold
    paused_reason: str | None = Field(default=None, max_length=LONG)
    published_at: datetime | None = Field(default=None, sa_type=UtcDateTime)  # has had a public page since
    made_by_id: int | None = Field(default=None, foreign_key="volunteer.id")
    made_at: datetime = Field(sa_type=UtcDateTime)
    edited_at: datetime | None = Field(
        default=None, sa_type=UtcDateTime
    )  # also when only a part of it changed
    version: int | None = Field(default=None, nullable=False)


class ActionLink(SQLModel, Recorded, table=True):
    """What an action is for, a case or an incident; or who and where: `part` says as what."""

    __tablename__ = "action_link"
    __table_args__ = (
        UniqueConstraint("action_id", "case_id", "incident_id"),
        Index("uq_action_link_for_case", "action_id", "case_id", unique=True, sqlite_where=FOR, postgresql_where=FOR),
        Index(
            "uq_action_link_for_incident", "action_id", "incident_id", unique=True,
            sqlite_where=FOR, postgresql_where=FOR,
        ),
    )  # fmt: skip
    noun: ClassVar[str] = "action"
    told: ClassVar[bool] = True

    id: int | None = Field(default=None, primary_key=True)
    action_id: int = Field(foreign_key="action.id", index=True)
    case_id: int | None = Field(default=None, foreign_key="case.id", index=True)
    incident_id: int | None = Field(default=None, foreign_key="incident.id", index=True)
    place_id: int | None = Field(default=None, foreign_key="place.id")
    facility_id: int | None = Field(default=None, foreign_key="facility.id")
    addressee_id: int | None = Field(default=None, foreign_key="addressee.id")
    person_id: int | None = Field(default=None, foreign_key="person.id")
    organisation_id: int | None = Field(default=None, foreign_key="organisation.id")
    part: str = Field(default="for", max_length=20)  # for, was-for, place, addressee, organiser, ...

    def history_key(self) -> tuple[str, int]:
        """Part of the action."""
        return ("action", self.action_id)

    def history_part(self) -> str | None:
        """Named by what it is for."""
        nouns = ("case", "incident", "place", "facility", "addressee", "person", "organisation")
        noun = next(noun for noun in nouns if getattr(self, f"{noun}_id") is not None)
        return f"{self.part} {noun} {getattr(self, f'{noun}_id')}"


class ActionShown(SQLModel, table=True):
    """One part of a public action as the world may read it: a field, a source, a case, a count.

    Of words only their digest is kept, so that they stand in one place: what differs from it, or has none, was
    written since and is held until a second person has read it. Of a count it is the number.
    """

    __tablename__ = "action_shown"

    action_id: int = Field(foreign_key="action.id", primary_key=True)
    part: str = Field(primary_key=True, max_length=60)  # report, source 12, case 5, letters
    digest: str = Field(max_length=64)
