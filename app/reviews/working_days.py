"""Counting days as laws count them: calendar or working days, and a last day without work that moves on."""

from datetime import date, timedelta
from functools import lru_cache

from app.text import _, day_in_words, ngettext, weekday_in_words

WEEKEND = (5, 6)
LATEST = date(9900, 1, 1)


@lru_cache(maxsize=512)
def holidays_of(country: str, year: int) -> dict[date, str]:
    """Public holidays of a country in a year; empty where the library knows no such country."""
    import holidays  # takes most of a second to load, and few rules need it

    try:
        return dict(holidays.country_holidays(country, years=year, language="en_US"))
    except NotImplementedError:
        return {}


def is_working(day: date, country: str) -> bool:
    """Neither weekend nor public holiday."""
    return day.weekday() not in WEEKEND and day not in holidays_of(country, day.year)


def count(
    base: date, days: int, country: str, *, working: bool = False, rolls: bool = False
) -> tuple[date, list[str]]:
    """The last day of a period that begins the day after its base, and how it was reckoned."""
    if base > LATEST:
        return date.max, [_("beyond the calendar")]
    last, skipped = _working_days(base, days, country) if working else (base + timedelta(days=days), [])
    lines = [_plus(days, last, working=working)]
    if skipped:
        lines.append(_("left out: %(days)s") % {"days": "; ".join(skipped)})
    if rolls and not is_working(last, country):
        was, moved = last, last
        while not is_working(moved, country):
            moved += timedelta(days=1)
        last = moved
        lines.append(
            _("%(day)s is no working day (%(why)s), so the next one: %(next)s")
            % {"day": day_in_words(was), "why": _why(was, country), "next": weekday_in_words(last)}
        )
    return last, lines


def _working_days(base: date, days: int, country: str) -> tuple[date, list[str]]:
    day, left, skipped = base, days, []
    while left:
        day += timedelta(days=1)
        if is_working(day, country):
            left -= 1
        elif day.weekday() not in WEEKEND:
            skipped.append(f"{day_in_words(day)} ({_why(day, country)})")
    return day, skipped


def _plus(days: int, last: date, *, working: bool) -> str:
    words = (
        ngettext("plus %(n)s working day = %(day)s", "plus %(n)s working days = %(day)s", days)
        if working
        else ngettext("plus %(n)s day = %(day)s", "plus %(n)s days = %(day)s", days)
    )
    return words % {"n": days, "day": day_in_words(last)}


def _why(day: date, country: str) -> str:
    return holidays_of(country, day.year).get(day) or _("weekend")
