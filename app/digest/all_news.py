"""All that could be news to anybody this week, as plain rows keyed by case. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import Any, NamedTuple, TypeVar

from app.cases.models.cases import Gravity
from app.cases.stored_standing import Stood
from app.dates import FuzzyDate

T = TypeVar("T")


class CaseBrief(NamedTuple):
    """What an edition knows of a case, by the open reading: a mail has no viewer whose name the case could carry."""

    id: int
    reference: str
    campaign_id: int
    restricted: bool
    person_id: int
    name: str
    stood: Stood
    gravity: int = Gravity.REST
    dormant_from: date | None = None


class DueRow(NamedTuple):
    """A review that waits, with all that the one verdict on its lateness asks for."""

    campaign_id: int
    case_id: int | None
    rule: str
    due: date
    due_last: date
    late_after: date
    zone: str
    hard: bool = False
    title: str = ""
    holder_id: int | None = None  # who took it over; else the minders
    href: str = ""
    urgency: int = 5
    kept_case_id: int | None = None  # only for those named on this case
    id: int | None = None
    counts_from: date | None = None
    derived: date | None = None
    time: str | None = None
    time_zone: str | None = None
    snoozed_until: date | None = None
    done_at: datetime | None = None
    done_on: date | None = None


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
    entry_id: int | None = None
    time: str | None = None
    zone: str | None = None


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
    action_id: int | None = None
    kept_case_id: int | None = None  # about a fact that only those named on this case may see
    id: int | None = None


@dataclass(frozen=True)
class World:
    """One picture of the data, from which every reader's news is taken without asking again.

    What many readers are asked about is found by case or by person, not by walking through all of it: with
    ten thousand readers and ten thousand cases that is the difference between a minute and an hour.
    """

    cases: dict[int, CaseBrief] = field(default_factory=dict)
    minders: dict[int, frozenset[int]] = field(default_factory=dict)
    members: dict[int, frozenset[int]] = field(default_factory=dict)  # of restricted cases
    due: tuple[DueRow, ...] = ()
    changes: tuple[ChangeRow, ...] = ()  # newest first
    ahead: tuple[AheadRow, ...] = ()
    actions: tuple[ActionRow, ...] = ()
    action_cases: dict[int, frozenset[int]] = field(default_factory=dict)
    # The restricted cases it is for, closed ones too, each with its campaign.
    action_kept: dict[int, frozenset[tuple[int, int]]] = field(default_factory=dict)
    letters_sent: dict[int, tuple[int, int]] = field(default_factory=dict)  # by action: all, lately
    letters_for: dict[int, int] = field(default_factory=dict)  # by case
    approvals: tuple[ApprovalRow, ...] = ()
    sources: dict[int, str] = field(default_factory=dict)  # by entry: the title of one that supports it
    consents: frozenset[tuple[int, str]] = frozenset()  # person, group of facts: may go into a digest
    quotable: frozenset[tuple[str, int]] = frozenset()  # dates and entries whose free words may be quoted
    detail_allowed: frozenset[int] = frozenset()  # campaigns
    told_to_all: frozenset[int] = (
        frozenset()
    )  # of the entries asked about, those that stand and are not restricted

    @cached_property
    def case_named(self) -> dict[str, CaseBrief]:
        """A case by its reference."""
        return {case.reference: case for case in self.cases.values()}

    @cached_property
    def minded_by(self) -> dict[int, frozenset[int]]:
        """The cases that somebody looks after."""
        found: dict[int, set[int]] = defaultdict(set)
        for case_id, volunteers in self.minders.items():
            for volunteer in volunteers:
                found[volunteer].add(case_id)
        return {volunteer: frozenset(cases) for volunteer, cases in found.items()}

    def due_for(self, reader_id: int, coordinates: Iterable[int]) -> list[DueRow]:
        """What may be this reader's to do, in the order of the dates."""
        places = {*self._due_held.get(reader_id, ())}
        for case_id in self.minded_by.get(reader_id, ()):
            places.update(self._due_by_case.get(case_id, ()))
        for campaign_id in coordinates:
            places.update(self._due_minded_by_nobody.get(campaign_id, ()))
        return [self.due[place] for place in sorted(places)]

    def changes_of(self, cases: Iterable[int] | None) -> Sequence[ChangeRow]:
        """The changes to these cases, newest first; to all when none are named."""
        return self.changes if cases is None else _picked(self.changes, self._changes_by_case, cases)

    def ahead_of(self, cases: Iterable[int] | None) -> Sequence[AheadRow]:
        """What is ahead for these cases; for all when none are named."""
        return self.ahead if cases is None else _picked(self.ahead, self._ahead_by_case, cases)

    @cached_property
    def _due_held(self) -> dict[int, list[int]]:
        return _places((place, row.holder_id) for place, row in enumerate(self.due))

    @cached_property
    def _due_by_case(self) -> dict[int, list[int]]:
        return _places((place, row.case_id) for place, row in enumerate(self.due))

    @cached_property
    def _due_minded_by_nobody(self) -> dict[int, list[int]]:
        """By campaign: what only its coordinators can be asked for."""
        return _places(
            (place, row.campaign_id)
            for place, row in enumerate(self.due)
            if row.holder_id is None and not (row.case_id is not None and self.minders.get(row.case_id))
        )

    @cached_property
    def _changes_by_case(self) -> dict[int, list[int]]:
        return _places((place, row.case_id) for place, row in enumerate(self.changes))

    @cached_property
    def _ahead_by_case(self) -> dict[int, list[int]]:
        return _places((place, row.case_id) for place, row in enumerate(self.ahead))


def _places(pairs: Iterable[tuple[int, int | None]]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = defaultdict(list)
    for place, key in pairs:
        if key is not None:
            found[key].append(place)
    return dict(found)


def _picked(rows: Sequence[T], places: dict[int, list[int]], keys: Iterable[int]) -> list[T]:
    return [rows[place] for place in sorted(place for key in keys for place in places.get(key, ()))]
