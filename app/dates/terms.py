"""When a sentence ends: start plus length, the first day included, minus the days credited.

Five years from 15 December 2011 end on 14 December 2016, since the first day already counts. Where the last
month lacks that day, its own last day ends the term: one month from 31 January ends on 28 or 29 February, one
year from 29 February on 28 February.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from app.dates.fuzzy import FuzzyDate
from app.dates.lengths import Duration, length_in_words
from app.dates.words import in_words
from app.text import _, day_in_words, ngettext


class NoExpectedEnd(ValueError):
    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


@dataclass(frozen=True, slots=True)
class ExpectedEnd:
    """The first and last possible last day of a term, and how it was reckoned, a sentence a step."""

    first: date
    last: date
    arithmetic: tuple[str, ...]


Days = tuple[date, date]


def expected_end(start: FuzzyDate, length: Duration, credited_days: int = 0) -> ExpectedEnd:
    """A range where the start is one; raises NoExpectedEnd where there is nothing to reckon with."""
    if credited_days < 0:
        raise ValueError(f"{credited_days} credited days")
    starts = _bounds(start)
    ends = (_last_day(starts[0], length), _last_day(starts[1], length))
    lines = [_start_line(start, starts)]
    named = {"length": length_in_words(length), "days": _in_words(ends)}
    lines.append(_("plus %(length)s, the first day included = %(days)s") % named)
    if credited_days:
        ends = (_earlier(ends[0], credited_days), _earlier(ends[1], credited_days))
        lines.append(_credit_line(credited_days, ends))
    if ends[0] < starts[0]:
        ends = (max(ends[0], starts[0]), max(ends[1], starts[1]))
        lines.append(_("but not before the start = %(days)s") % {"days": _in_words(ends)})
    return ExpectedEnd(*ends, tuple(lines))


def _bounds(start: FuzzyDate) -> Days:
    first, last = start.opening
    if first is None or last is None:
        raise NoExpectedEnd(_("The start is open: %(date)s") % {"date": in_words(start)})
    return first, last


def _last_day(start: date, length: Duration) -> date:
    """The day before the same day of a later month; where that month is too short, its last day."""
    if length.hours:
        raise NoExpectedEnd(_("Hours of work have no last day"))
    years, month = divmod(start.month - 1 + length.months, 12)
    try:
        same_day = _day_or_next_month(start.year + length.years + years, month + 1, start.day)
        return same_day + timedelta(weeks=length.weeks, days=length.days - 1)
    except (OverflowError, ValueError):
        raise NoExpectedEnd(_("The end lies beyond the calendar")) from None


def _day_or_next_month(year: int, month: int, day: int) -> date:
    last = monthrange(year, month)[1]
    return date(year, month, day) if day <= last else date(year, month, last) + timedelta(days=1)


def _earlier(day: date, by: int) -> date:
    return day - timedelta(days=min(by, (day - date.min).days))


def _start_line(start: FuzzyDate, days: Days) -> str:
    if days[0] == days[1]:
        return _("Start: %(date)s") % {"date": in_words(start)}
    return _("Start: %(date)s, so %(days)s") % {"date": in_words(start), "days": _in_words(days)}


def _credit_line(credited_days: int, ends: Days) -> str:
    sentence = ngettext(
        "minus %(n)s credited day = %(days)s", "minus %(n)s credited days = %(days)s", credited_days
    )
    return sentence % {"n": credited_days, "days": _in_words(ends)}


def _in_words(days: Days) -> str:
    first, last = (day_in_words(day) for day in days)
    return first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
