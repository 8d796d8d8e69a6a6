"""What one reader could be told: plain facts, already limited to what this reader may see. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

URGENT = 1  # reviews of this urgency or a smaller one are about life: a hunger strike, a critical illness
LONG_OVERDUE = timedelta(days=60)


class Why(StrEnum):
    """Why this reader gets an item."""

    MINDER = "minder"
    HOLDER = "holder"
    COORDINATES = "coordinates"
    NOBODY_MINDS = "nobody-minds"
    SECOND_PERSON = "second-person"
    FOLLOWS = "follows"
    CAMPAIGN = "campaign"


@dataclass(frozen=True, slots=True)
class About:
    """What an item is about: a neutral code and the page behind it; the name only where it may leave.

    The entry or the review it tells of is asked about once more before the mail goes out.
    """

    code: str
    path: str
    name: str | None = None
    entry_id: int | None = None
    review_id: int | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for this reader."""

    about: About
    rule: str  # the review's rule, or "approval"
    due: date
    why: Why
    hard: bool = False
    detail: str | None = None  # what the person wrote; only where it may leave
    urgency: int = 5

    def is_urgent(self, today: date) -> bool:
        """About life or a legal date, and not so long ago that a mail would cry wolf every week."""
        return (self.hard or self.urgency <= URGENT) and not self.is_long_overdue(today)

    def is_long_overdue(self, today: date) -> bool:
        """It stays on the reader's page, but what happens now comes first."""
        return self.due < today - LONG_OVERDUE


@dataclass(frozen=True, slots=True)
class Call:
    """A letter call that runs now."""

    about: About
    until: date | None
    sent: int
    sent_lately: int
    why: Why


@dataclass(frozen=True, slots=True)
class Moved:
    """A case that changed, by its newest change: before and after, and who says so."""

    about: About
    kind: str  # the entry's kind, or "" where even that may not leave
    verb: str  # added, changed, removed
    on: date
    before: str | None
    after: str | None
    source: str | None
    why: Why


@dataclass(frozen=True, slots=True)
class Ahead:
    """A date to come."""

    about: About
    kind: str  # hearing, gathering, ...
    on: date
    words: str  # the date as well as it is known
    why: Why


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of an action."""

    about: About
    outcome: str
    why: Why


@dataclass(frozen=True, slots=True)
class WriteTo:
    """Somebody in prison who has had few letters."""

    about: About
    letters: int
    why: Why


@dataclass(frozen=True, slots=True)
class News:
    """Everything one edition may say."""

    today: date
    next_on: date
    preferences: str  # the whole address of the reader's page of preferences
    base_url: str
    frequency: str = "weekly"
    day: int = 1
    needs: tuple[Need, ...] = ()
    calls: tuple[Call, ...] = ()
    moved: tuple[Moved, ...] = ()
    ahead: tuple[Ahead, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    write_to: tuple[WriteTo, ...] = ()
    last_week: tuple[int, int] | None = None  # needs and cases moved, in the edition before
    quiet_weeks: int = 0  # editions without anything to say, just before this one
    quiet_since: date | None = None

    @property
    def needs_now(self) -> tuple[Need, ...]:
        """What the reader's page lists as needing them now or soon."""
        return tuple(need for need in self.needs if not need.is_long_overdue(self.today))

    @property
    def needs_long(self) -> tuple[Need, ...]:
        """What is long overdue, the oldest of each case, as on the reader's page."""
        oldest: dict[str, Need] = {}
        for need in sorted(self.needs, key=lambda need: (need.due, need.about.code)):
            if need.is_long_overdue(self.today):
                oldest.setdefault(need.about.path, need)
        return tuple(oldest.values())
