"""Counting days of detention. The day of detention is day 1, and the day of release counts too.

    28 February to 1 March 2024                         3 days
    some day in February 2024, still held on 1 March    at least 2 days

Where a day is not known the count takes the last possible day of the start and the first possible day of the
end, and says "at least". A doubted date ("perhaps 4 June") counts as it is said; then the count is doubtful.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from app.dates.fuzzy import FuzzyDate
from app.text import _, ngettext


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of detention; without an end it goes on."""

    start: FuzzyDate
    end: FuzzyDate | None = None


@dataclass(frozen=True, slots=True)
class DayCount:
    days: int
    at_least: bool = False
    doubtful: bool = False


def days_in(first_day: date, last_day: date) -> int:
    """Both days count."""
    if last_day < first_day:
        raise ValueError(f"{last_day} is before {first_day}")
    return (last_day - first_day).days + 1


def sum_periods(periods: Iterable[Period], today: date) -> DayCount:
    """The days held until today; a day in two periods counts once, a period yet to come not at all."""
    begun = [period for period in periods if _first_day(period) <= today]
    days = _days_in_all(sorted(stretch for period in begun if (stretch := _certain(period, today))))
    return DayCount(
        days=max(days, min(len(begun), 1)),
        at_least=any(not _is_exact(period, today) for period in begun),
        doubtful=any(_is_doubted(period) for period in begun),
    )


def days_held(start: FuzzyDate, end: FuzzyDate | None, today: date) -> DayCount:
    """The days of one period until today."""
    return sum_periods([Period(start, end)], today)


def overlaps(
    a_start: FuzzyDate, a_end: FuzzyDate | None, b_start: FuzzyDate, b_end: FuzzyDate | None
) -> bool:
    """Whether two periods certainly share a day, whatever the unknown days turn out to be.

    Ending and beginning on one day is a transfer, not an overlap; nothing is certain about a doubted date.
    """
    if any(day.is_uncertain for day in (a_start, a_end, b_start, b_end) if day):
        return False
    return _surely_begins_before_end(a_start, b_end) and _surely_begins_before_end(b_start, a_end)


def count_in_words(count: DayCount) -> str:
    """412 days; at least 412 days; perhaps 412 days."""
    words = ngettext("%(n)s day", "%(n)s days", count.days) % {"n": f"{count.days:,}"}
    if count.at_least:
        words = _("at least %(length)s") % {"length": words}
    return _("perhaps %(length)s") % {"length": words} if count.doubtful else words


def _first_day(period: Period) -> date:
    first, last = period.start.opening
    return first or last or date.min


def _certain(period: Period, today: date) -> tuple[date, date] | None:
    """The days that were certainly spent in detention, if it is known of any which they are."""
    starts_first, starts_last = period.start.opening
    ends_first, ends_last = period.end.closing if period.end else (today, today)
    if starts_first and ends_last and ends_last < starts_first:
        return None
    first = min(day for day in (starts_last, ends_last, today) if day)
    last = min(max(day for day in (ends_first, starts_first, date.min) if day), today)
    return (first, last) if first <= last else None


def _is_exact(period: Period, today: date) -> bool:
    starts_first, starts_last = period.start.opening
    ends_first, ends_last = period.end.closing if period.end else (today, today)
    ends_exactly = ends_first == ends_last or (ends_first is not None and ends_first >= today)
    return starts_first == starts_last and ends_exactly


def _is_doubted(period: Period) -> bool:
    return period.start.is_uncertain or (period.end is not None and period.end.is_uncertain)


def _days_in_all(stretches: Iterable[tuple[date, date]]) -> int:
    """The days of stretches given in order, each day once."""
    total, counted = 0, date.min
    for first, last in stretches:
        if last > counted:
            total += days_in(max(first, counted + timedelta(days=1)), last)
            counted = last
    return total


def _surely_begins_before_end(start: FuzzyDate, end: FuzzyDate | None) -> bool:
    latest_start = start.opening[1]
    earliest_end = end.closing[0] if end else date.max
    return latest_start is not None and earliest_end is not None and latest_start < earliest_end
