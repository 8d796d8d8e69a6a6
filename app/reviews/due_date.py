"""Due dates as rules give them: a value with its reason and its arithmetic; what a rule may look at."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import IntEnum

from app.cases.models import Standing
from app.cases.queries.timeline import Fact
from app.cases.rules.reading import Reading
from app.dates import FuzzyDate, in_words
from app.directory.periods import Periods
from app.text import _, day_in_words


class Urgency(IntEnum):
    """What comes first when several things are due: life, then law, then freedom, then the house."""

    STRIKE = 0
    CRITICAL = 1
    LAW = 2
    FREEDOM = 3
    HEALTH = 4
    NEWS = 5
    HAND = 6
    HOUSE = 7
    KIND = 8


@dataclass(frozen=True, slots=True)
class Due:
    """One due date. Rule and subject are its identity; `due` is the earliest plausible day, `last` the last one."""

    rule: str
    subject: str
    due: date
    last: date
    title: str
    reason: str
    rests_on: tuple[int, ...] = ()
    arithmetic: tuple[str, ...] = ()
    urgency: Urgency = Urgency.HOUSE
    hard: bool = False
    estimated: bool = False
    recurs: bool = False  # done means: look again later; its moving is no news
    counts_from: date | None = None
    learnt: date | None = None  # the first day on which anybody could know of it
    is_folded: bool = False  # the case sleeps: this date folds under the one that says so
    href: str = ""
    kept_case_id: int | None = None  # only those named on this case may see it
    by_rule: date | None = None  # what the rule said, where a look has moved the day
    time: str | None = None  # on the clock of the place
    time_zone: str | None = None
    place: str | None = None

    @property
    def derived(self) -> date:
        """The day the rule itself gives."""
        return self.by_rule or self.due

    @property
    def late_after(self) -> date:
        """From when lateness counts: its last possible day, or a later one on which it was learnt."""
        return max(self.last, self.learnt or self.last)

    @property
    def identity(self) -> tuple[str, str]:
        """What makes it the same review when it is derived again."""
        return self.rule, self.subject


@dataclass(frozen=True, slots=True)
class Look:
    """When somebody last marked a review done, and what the rule said then."""

    on: date
    derived: date | None


@dataclass(frozen=True, slots=True)
class Held:
    """The place where somebody is held, and when its address and mail rules were last checked."""

    facility_id: int
    name: str
    checked_on: date | None


@dataclass(frozen=True, slots=True)
class Consented:
    """A consent that runs out some day: of the case's own person, or of somebody close to it who has no case."""

    id: int
    given: date
    until: date
    of_other: int | None = None


@dataclass(frozen=True, slots=True)
class Given:
    """Everything a rule may look at. Two equal ones give equal dates."""

    case_id: int
    reading: Reading[Fact]
    facts: Sequence[Fact]
    periods: Periods
    looks: Mapping[tuple[str, str], Look] = field(default_factory=dict)
    decided: frozenset[tuple[int, str]] = frozenset()  # conflicts with a choice, by entry and field
    born: FuzzyDate | None = None
    held: Held | None = None
    consents: tuple[Consented, ...] = ()
    country: str = ""

    @property
    def today(self) -> date:
        """The civil day where the case's campaign is."""
        return self.reading.today

    @property
    def standing(self) -> Standing:
        """Where the case stands, by all its facts."""
        return self.reading.standing

    @property
    def case(self) -> str:
        """The subject of a rule about the case as a whole."""
        return f"case-{self.case_id}"

    def looked(self, rule: str, subject: str) -> date | None:
        """The day somebody last looked."""
        look = self.looks.get((rule, subject))
        return look.on if look else None


def of_entry(fact_id: int) -> str:
    """The subject of a rule about one entry."""
    return f"entry-{fact_id}"


def earliest(on: FuzzyDate) -> date:
    """The day a rule counts with: the earliest plausible one."""
    return on.earliest_plausible


def latest(on: FuzzyDate) -> date:
    """The last possible day; the earliest again where the end is open."""
    return on.last or on.earliest_plausible


def plus(day: date, days: int) -> date:
    """Some days later; the last day of the calendar where there is none so late."""
    return day + timedelta(days=min(days, (date.max - day).days))


def base_line(on: FuzzyDate) -> str:
    """The first line of the arithmetic; says which day was taken where the date is loose."""
    if on.is_exact_day:
        return in_words(on)
    return _("%(date)s: counted from %(day)s, the earliest plausible day") % {
        "date": in_words(on),
        "day": day_in_words(earliest(on)),
    }
