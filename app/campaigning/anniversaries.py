"""Days that offer themselves for a gathering: so many days and years after something began; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.dates import FuzzyDate
from app.text import _, day_in_words, ngettext

AFTER = (30, 100, 365)
MOST, WITHIN = 4, timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Began:
    """Something that began on a day: an arrest, an incident."""

    what: str
    on: FuzzyDate | None


@dataclass(frozen=True, slots=True)
class Proposed:
    """A day, why it offers itself, and how the field takes it."""

    day: date
    why: str

    @property
    def typed(self) -> str:
        """As a person would type it."""
        return f"{self.day.day} {self.day.month} {self.day.year}"


def days_to_come(begun: Iterable[Began], today: date) -> list[Proposed]:
    """The next ones; from a date that is not known to the day none follows."""
    found: dict[date, Proposed] = {}
    for one in begun:
        if one.on is None or not one.on.is_exact_day or one.on.first is None:
            continue
        first = one.on.first
        told = {"what": one.what, "day": day_in_words(first)}
        for days in AFTER:
            day = first + timedelta(days=days)
            found.setdefault(
                day, Proposed(day, _("%(n)s days after: %(what)s, %(day)s") % (told | {"n": days}))
            )
        for years in range(max(today.year - first.year, 1), today.year - first.year + 2):
            day = _in_years(first, years)
            words = ngettext(
                "%(n)s year after: %(what)s, %(day)s", "%(n)s years after: %(what)s, %(day)s", years
            )
            found.setdefault(day, Proposed(day, words % (told | {"n": years})))
    return [found[day] for day in sorted(found) if today < day <= today + WITHIN][:MOST]


def _in_years(first: date, years: int) -> date:
    try:
        return first.replace(year=first.year + years)
    except ValueError:  # 29 February
        return first.replace(year=first.year + years, day=28)
