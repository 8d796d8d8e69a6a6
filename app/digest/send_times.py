"""When an edition is due: one moment per reader and ISO week, whatever zones and clocks do. Pure."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

WEEK = timedelta(days=7)
NAME = re.compile("([0-9]{4})-W([0-9]{2})")


@dataclass(frozen=True, slots=True)
class Slot:
    """One reader's edition: its ISO week (by the reader's own calendar) and the moment from which it
    is due.
    """

    week: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Rhythm:
    """The day of the week (Monday is 1), the hour and the zone a reader chose."""

    day: int
    hour: int
    zone: str


def slot_in(rhythm: Rhythm, year: int, week: int) -> Slot:
    """The slot of one ISO week. An hour that the clock skips is taken when the clock goes on;
    a doubled one, first.
    """
    day = date.fromisocalendar(year, week, rhythm.day)
    return Slot(week_name(year, week), _first_moment(day, rhythm.hour, ZoneInfo(rhythm.zone)))


def latest_slot(rhythm: Rhythm, now: datetime) -> Slot:
    """The newest slot that is not after now.

    After a pause of any length there is just one to catch up with.
    """
    here = now.astimezone(ZoneInfo(rhythm.zone)).date()
    for ahead in (1, 0, -1, -2):  # a week ahead, for zones whose clock may stand a day off the calendar
        year, week, _day = (here + ahead * WEEK).isocalendar()
        slot = slot_in(rhythm, year, week)
        if slot.at <= now:
            return slot
    raise AssertionError("one of four weeks is always over")


def following_slot(rhythm: Rhythm, week: str) -> Slot:
    """The slot of the week after."""
    year, number = week_of(week)
    after = date.fromisocalendar(year, number, 1) + WEEK
    return slot_in(rhythm, *after.isocalendar()[:2])


def week_name(year: int, week: int) -> str:
    """2026-W47."""
    return f"{year:04d}-W{week:02d}"


def week_of(name: str) -> tuple[int, int]:
    """Year and week of `2026-W47`; ValueError when it names none."""
    found = NAME.fullmatch(name)
    if not found:
        raise ValueError("a week is written like 2026-W47")
    year, week = int(found[1]), int(found[2])
    date.fromisocalendar(year, week, 1)
    return year, week


def _first_moment(day: date, hour: int, zone: ZoneInfo) -> datetime:
    """The first real moment on or after this local time."""
    wanted = datetime.combine(day, time(hour), zone)  # fold=0: the first of two
    moment = wanted.astimezone(UTC)
    if moment.astimezone(zone).replace(tzinfo=None) == wanted.replace(tzinfo=None):
        return moment
    return _end_of_gap(wanted, zone)


def _end_of_gap(wanted: datetime, zone: ZoneInfo) -> datetime:
    """The minute at which a skipped stretch of local time ends:
    by halving, between before it and after it.
    """
    # In a gap the offset before it (fold=0) lands after the gap in UTC, the one after it (fold=1) before it.
    low = int(wanted.replace(fold=1).astimezone(UTC).timestamp()) // 60
    high = int(wanted.replace(fold=0).astimezone(UTC).timestamp()) // 60
    naive = wanted.replace(tzinfo=None)
    while low < high:
        middle = (low + high) // 2
        local = datetime.fromtimestamp(middle * 60, UTC).astimezone(zone).replace(tzinfo=None)
        if local >= naive:
            high = middle
        else:
            low = middle + 1
    return datetime.fromtimestamp(high * 60, UTC)
