"""Dates, lengths and numbers in English."""

from app.dates import Duration, DurationRange, Precision
from app.dates.single import Single
from app.letters.sentences.dates import DateWords
from app.text import MONTHS

SEASONS = ("spring", "summer", "autumn", "winter")
NUMBERS = (
    "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen",
    "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
UNITS = {"years": "year", "months": "month", "weeks": "week", "days": "day", "hours": "hour"}


def plain(one: Single) -> str:
    """A date after "between", "by", "since"."""
    match one.precision:
        case Precision.DAY:
            return f"{one.day} {MONTHS[one.month - 1]} {one.year}"
        case Precision.MONTH:
            return f"{MONTHS[one.month - 1]} {one.year}"
        case Precision.SEASON:
            return f"{SEASONS[one.month - 21]} {one.year}"
        case Precision.YEAR:
            return str(one.year)
        case _:
            return f"the {one.year}s"


def at(one: Single) -> str:
    """A date as an adverbial."""
    return f"on {plain(one)}" if one.precision is Precision.DAY else f"in {plain(one)}"


DATES = DateWords(
    at=at, plain=plain, about="around %(a)s", perhaps="probably %(a)s", by="no later than %(a)s", since="since %(a)s",
    between="between %(a)s and %(b)s", from_to="from %(a)s to %(b)s", earliest="%(a)s or later",
    either="%(a)s or %(b)s", both="%(a)s and %(b)s",
)  # fmt: skip


def number(count: int) -> str:
    """Words up to twenty, figures beyond."""
    return NUMBERS[count] if 0 < count < len(NUMBERS) else f"{count:,}"


def length(given: Duration | DurationRange) -> str:
    """One year and six months; seven to fifteen days; up to twelve years."""
    if isinstance(given, Duration):
        parts = [f"{number(n)} {UNITS[unit]}{'' if n == 1 else 's'}" for unit, n in given.parts.items()]
        return " and ".join(parts) if len(parts) < 3 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    if given.minimum and given.maximum:
        return f"between {length(given.minimum)} and {length(given.maximum)}"
    if given.minimum:
        return f"at least {length(given.minimum)}"
    return f"up to {length(given.maximum)}" if given.maximum else ""
