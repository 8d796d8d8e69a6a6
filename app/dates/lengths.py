"""Lengths of time as sentences state them: 7 years, 1 year 6 months, 200 hours, 7 to 15 days, up to 12 years.

Stored as ISO 8601: `P7Y`, `P1Y6M`, `PT200H`. A range is written as EDTF writes an interval: `P7D/P15D`,
`../P12Y` (up to), `P5Y/..` (at least).
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Self

from app.dates.column import DURATION_LENGTH
from app.dates.unreadable import UnreadableDuration, no_length
from app.text import _, ngettext

UNITS = ("years", "months", "weeks", "days", "hours")
_ISO = re.compile(
    r"P(?:(?P<years>[1-9][0-9]{0,8})Y)?(?:(?P<months>[1-9][0-9]{0,8})M)?(?:(?P<weeks>[1-9][0-9]{0,8})W)?"
    r"(?:(?P<days>[1-9][0-9]{0,8})D)?(?:T(?P<hours>[1-9][0-9]{0,8})H)?"
)
_LETTERS = {"years": "Y", "months": "M", "weeks": "W", "days": "D", "hours": "H"}
_ROUGH_HOURS = {"years": 8766, "months": 730, "weeks": 168, "days": 24, "hours": 1}
_MOST = 99_999


@dataclass(frozen=True, slots=True)
class Duration:
    """A length in the units it was given in: 12 months is not rewritten as a year."""

    years: int = 0
    months: int = 0
    weeks: int = 0
    days: int = 0
    hours: int = 0

    def __post_init__(self) -> None:
        numbers = self.parts.values()
        if not numbers or min(numbers) < 0:
            raise UnreadableDuration(_("Give a number above zero"))
        if max(numbers) > _MOST:
            raise UnreadableDuration(_("Give a number below 100,000"))
        if len(self.iso) > DURATION_LENGTH:
            raise UnreadableDuration(_("Give the length in fewer units"))

    @classmethod
    def parse(cls, iso: str) -> Self:
        """From ISO 8601 text; raises UnreadableDuration."""
        match = _ISO.fullmatch(iso)
        if match is None or not any(match.groups()):
            raise no_length(iso)
        return cls(**{unit: int(number) for unit, number in match.groupdict().items() if number})

    @property
    def parts(self) -> dict[str, int]:
        """The units that are given, longest first."""
        numbers = (self.years, self.months, self.weeks, self.days, self.hours)
        return {unit: number for unit, number in zip(UNITS, numbers, strict=True) if number}

    @property
    def iso(self) -> str:
        """`PT200H`: a T stands before hours."""
        texts = ("T" * (unit == "hours") + f"{number}{_LETTERS[unit]}" for unit, number in self.parts.items())
        return "P" + "".join(texts)

    @property
    def rough_hours(self) -> int:
        """For comparing two lengths, never for a date."""
        return sum(number * _ROUGH_HOURS[unit] for unit, number in self.parts.items())


@dataclass(frozen=True, slots=True)
class DurationRange:
    """Between two lengths; without a minimum it is "up to", without a maximum "at least"."""

    minimum: Duration | None
    maximum: Duration | None

    def __post_init__(self) -> None:
        if self.minimum is None and self.maximum is None:
            raise UnreadableDuration(_("Give at least one end of the range"))
        if self.minimum and self.maximum and self.minimum.rough_hours >= self.maximum.rough_hours:
            named = {"shorter": length_in_words(self.minimum), "longer": length_in_words(self.maximum)}
            raise UnreadableDuration(_("%(shorter)s is not shorter than %(longer)s") % named)

    @classmethod
    def parse(cls, iso: str) -> Self:
        shortest, slash, longest = iso.partition("/")
        if not slash:
            raise no_length(iso)
        ends = (None if end == ".." else Duration.parse(end) for end in (shortest, longest))
        return cls(*ends)

    @property
    def iso(self) -> str:
        ends = (end.iso if end else ".." for end in (self.minimum, self.maximum))
        return "/".join(ends)


Length = Duration | DurationRange


def parse_length(iso: str) -> Length:
    """A stored length, exact or a range."""
    return DurationRange.parse(iso) if "/" in iso else Duration.parse(iso)


def length_in_words(length: Length) -> str:
    """7 years; 1 year 6 months; 7 to 15 days; up to 12 years."""
    if isinstance(length, Duration):
        return " ".join(
            _COUNTED[unit](number) % {"n": f"{number:,}"} for unit, number in length.parts.items()
        )
    match length.minimum, length.maximum:
        case Duration() as shortest, Duration() as longest:
            named = {"shortest": _without_shared_unit(shortest, longest), "longest": length_in_words(longest)}
            return _("%(shortest)s to %(longest)s") % named
        case Duration() as shortest, None:
            return _("at least %(length)s") % {"length": length_in_words(shortest)}
        case _, longest:
            return _("up to %(length)s") % {"length": length_in_words(longest) if longest else ""}


def _without_shared_unit(shortest: Duration, longest: Duration) -> str:
    if len(shortest.parts) == 1 and shortest.parts.keys() == longest.parts.keys():
        return "".join(f"{number:,}" for number in shortest.parts.values())
    return length_in_words(shortest)


_COUNTED: dict[str, Callable[[int], str]] = {
    "years": lambda n: ngettext("%(n)s year", "%(n)s years", n),
    "months": lambda n: ngettext("%(n)s month", "%(n)s months", n),
    "weeks": lambda n: ngettext("%(n)s week", "%(n)s weeks", n),
    "days": lambda n: ngettext("%(n)s day", "%(n)s days", n),
    "hours": lambda n: ngettext("%(n)s hour", "%(n)s hours", n),
}
