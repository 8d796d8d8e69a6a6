"""What one reader could be told: plain facts, already limited to what this reader may see. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.cases.models.cases import Gravity
from app.digest.all_news import DueRow
from app.reviews.review_words import DORMANT, is_long_overdue

URGENT = 1  # reviews of this urgency or a smaller one are about life: a hunger strike, a critical illness


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
    """What an item is about: a neutral code and the page behind it; name and standing only where they may leave.

    The entry or the review it tells of is asked about once more before the mail goes out.
    """

    code: str
    path: str
    name: str | None = None
    entry_id: int | None = None
    review_id: int | None = None
    stands: str = ""  # with its age


@dataclass(frozen=True, slots=True)
class Need:
    """Something that waits for this reader. How late it is says the one verdict, on the day of the row's own zone."""

    about: About
    row: DueRow  # of a review; of what waits for a second person its rule is "approval"
    why: Why
    today: date
    detail: str | None = None  # what the person wrote; only where it may leave
    gravity: int = Gravity.REST

    @property
    def is_urgent(self) -> bool:
        """About life or a legal date, and not so long ago that a mail would cry wolf every week."""
        return (self.row.hard or self.row.urgency <= URGENT) and not self.is_long_overdue

    @property
    def is_long_overdue(self) -> bool:
        """It stays on the reader's page, but what happens now comes first."""
        return is_long_overdue(self.row, self.today)

    @property
    def rank(self) -> tuple[int, int, date, bool, str]:
        """What comes first: the more urgent task, then the graver case, then the earlier date."""
        row = self.row
        return row.urgency, self.gravity, row.due, not row.hard, self.about.code


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
    gravity: int = Gravity.REST


@dataclass(frozen=True, slots=True)
class Ahead:
    """A date to come."""

    about: About
    kind: str  # hearing, gathering, ...
    on: date
    words: str  # the date as well as it is known, with its hour
    why: Why
    gravity: int = Gravity.REST


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
        return tuple(need for need in self.needs if not need.is_long_overdue)

    @property
    def needs_long(self) -> tuple[Need, ...]:
        """What is long overdue, one line for each case, as on the reader's page: that it sleeps, else the oldest."""
        one: dict[str, Need] = {}
        for need in sorted(self.needs, key=_oldest):
            if need.is_long_overdue:
                one.setdefault(need.about.path, need)
        return tuple(sorted(one.values(), key=lambda need: (need.row.due, need.about.code)))


def _oldest(need: Need) -> tuple[bool, date, str]:
    return need.row.rule != DORMANT, need.row.due, need.about.code
