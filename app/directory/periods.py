"""The lengths of time that rules count with: what the house sets, what a law says, and what is not set."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from app.dates import Duration
from app.text import N_

HOUSE_DAYS: dict[str, dict[str, int]] = {
    "health": {"hunger-strike": 2, "critical": 1, "serious": 7, "watch": 30},
    "silence": {
        "hunger-strike": 2,
        "threatened": 30,
        "missing": 7,
        "detained": 14,
        "charged": 14,
        "on-trial": 14,
        "sentenced": 60,
        "appealing": 14,
        "free-with-conditions": 90,
    },
    "place-check": {"": 180},
    "addressee-check": {"": 180},
    # How long something is awaited before somebody asks again.
    "awaited": {"condition": 14, "condition-open": 90, "complaint": 30, "submission": 180, "adoption": 90},
    "conflict": {"": 30},
    "unsourced": {"": 7},
    "release-overdue": {"": 14},
    "death-sentence": {"": 30, "date-set": 1},
    # How long after the last news of it something is still told as so ("is", not "was when last heard of").
    "carry": {
        "hunger-strike": 2,
        "critical": 2,
        "serious": 30,
        "watch": 90,
        "arrest": 3,
        "police-custody": 3,
        "administrative-detention": 30,
        "remand": 90,
        "house-arrest": 90,
        "punishment-cell": 90,
        "psychiatric": 90,
        "immigration": 90,
        "military": 90,
        "prison": 180,
        "threatened": 90,
        "detained": 30,
        "sentenced": 180,
        "charged": 180,
        "on-trial": 90,
        "appealing": 180,
        "free-with-conditions": 365,
        "role": 365,
    },
    "dormant": {"": 730},  # a case without news for longer is one line: find out what became of the person
    "dormant-again": {"": 365},
}
NOT_SET = N_("not set: check with a lawyer")


@dataclass(frozen=True, slots=True)
class Period:
    """One length of time as data: of a country's law, or of the house where `country` is empty."""

    country: str
    rule: str
    label: str
    value: str | None
    counting: str = "calendar"
    rolls: bool = False
    since: date | None = None
    until: date | None = None
    source: str | None = None
    article: str | None = None

    @property
    def days(self) -> int | None:
        """A length in days; None when not set."""
        if self.value is None or "/" in self.value:
            return None
        length = Duration.parse(self.value)
        return length.days + 7 * length.weeks

    @property
    def days_or_about(self) -> int | None:
        """A length of the house, which may be said in months or years: about so many days."""
        if self.value is None or "/" in self.value:
            return None
        length = Duration.parse(self.value)
        return length.days + 7 * length.weeks + 30 * length.months + 365 * length.years

    @property
    def fraction(self) -> Fraction | None:
        """A fraction of a term; None when not set."""
        return Fraction(self.value) if self.value and "/" in self.value else None

    @property
    def named(self) -> str:
        """The law, for the arithmetic."""
        return ", ".join(part for part in (self.source, self.article) if part)

    def in_force(self, day: date) -> bool:
        """Whether the law was in force on a day."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


@dataclass(frozen=True, slots=True)
class Periods:
    """All periods of the installation."""

    rows: Sequence[Period] = ()

    def house(self, rule: str, label: str = "") -> int | None:
        """Days that this house sets: edited on the page, else as shipped."""
        for row in self.rows:
            if not row.country and row.rule == rule and row.label == label and row.value is not None:
                return row.days_or_about
        return HOUSE_DAYS.get(rule, {}).get(label)

    def of_law(self, country: str, rule: str, day: date) -> list[Period]:
        """What a country's law says on a day, also where the length itself is not set."""
        return [row for row in self.rows if row.country == country and row.rule == rule and row.in_force(day)]
