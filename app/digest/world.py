"""All that could be news to anybody this week, as plain rows keyed by case. Pure."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple

from app.dates import FuzzyDate


class CaseBrief(NamedTuple):
    """What an edition knows of a case."""

    id: int
    reference: str
    campaign_id: int
    restricted: bool
    person_id: int
    name: str
    standing: str


class DueRow(NamedTuple):
    """A review that waits."""

    campaign_id: int
    case_id: int | None
    rule: str
    due: date
    hard: bool
    title: str
    holder_id: int | None  # who took it over; else the minders
    href: str
    urgency: int = 5


class ChangeRow(NamedTuple):
    """A change to an entry: who made it and what it did."""

    case_id: int
    at: datetime
    actor_id: int | None
    verb: str
    entry_id: int
    kind: str
    diff: dict[str, Any]
    on: FuzzyDate | None


class AheadRow(NamedTuple):
    """A dated entry to come."""

    case_id: int
    kind: str
    on: FuzzyDate


class ActionRow(NamedTuple):
    """One of our actions: running, or with an outcome."""

    id: int
    reference: str
    campaign_id: int
    kind: str
    state: str
    until: date | None
    on: FuzzyDate | None
    outcome: str | None
    outcome_at: datetime | None
    outcome_by: int | None
    time: str | None = None
    runs: bool = False  # live or extended, not paused, no newer version in its place


class ApprovalRow(NamedTuple):
    """Something that waits for a second person."""

    campaign_id: int
    case_id: int | None
    code: str
    asked_by_id: int | None
    asked_at: datetime


@dataclass(frozen=True, slots=True)
class World:
    """One picture of the data, from which every reader's news is taken without asking again."""

    cases: dict[int, CaseBrief] = field(default_factory=dict)
    minders: dict[int, frozenset[int]] = field(default_factory=dict)
    members: dict[int, frozenset[int]] = field(default_factory=dict)  # of restricted cases
    due: tuple[DueRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()  # newest first
    ahead: tuple[AheadRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    action_cases: dict[int, frozenset[int]] = field(default_factory=dict)
    letters_sent: dict[int, tuple[int, int]] = field(default_factory=dict)  # by action: all, lately
    letters_for: dict[int, int] = field(default_factory=dict)  # by case
    approvals: tuple[ApprovalRow, ...] = ()
    sources: dict[int, str] = field(default_factory=dict)  # by entry: the title of one that supports it
    consents: frozenset[tuple[int, str]] = frozenset()  # person, group of facts: may go into a digest
    detail_allowed: frozenset[int] = frozenset()  # campaigns
