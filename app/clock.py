"""The only place that looks at the system clock."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Self
from zoneinfo import ZoneInfo

Clock = Callable[
    [], datetime
]  # whoever runs a process hands it in: the system's there, a test's own in a test


def utc_now() -> datetime:
    """The present moment, aware and in UTC."""
    return datetime.now(UTC)


class Zone(str):
    """The time zone of whoever lives by it, and the day of its own that a demonstration campaign carries.

    Whoever asks for today hands the zone in, so the day of a case is its campaign's everywhere.
    """

    __slots__ = ("own_day",)

    own_day: date | None

    def __new__(cls, name: str, own_day: date | None = None) -> Self:
        made = super().__new__(cls, name)
        made.own_day = own_day
        return made


def civil_date(now: datetime, zone: str, pinned: date | None = None) -> date:
    """Today: the pinned day (VIGIL_TODAY) where there is one, else the zone's own, else the calendar's there."""
    own_day = zone.own_day if isinstance(zone, Zone) else None
    return pinned or own_day or now.astimezone(ZoneInfo(zone)).date()


@dataclass(frozen=True)
class Calendar:
    """By which days an installation lives: its zone, and the pinned day where one is set (VIGIL_TODAY)."""

    zone: str = "UTC"
    pinned: date | None = None

    def day_of(self, moment: datetime) -> date:
        """The civil day on which something counts as written."""
        return civil_date(moment, self.zone, self.pinned)

    def days_at(self, moment: datetime) -> dict[str, date | None]:
        """What a session keeps of it while it writes."""
        return {"pinned": self.pinned, "civil_day": self.day_of(moment)}


REAL_DAYS = Calendar()

_lived: ContextVar[date | None] = ContextVar("lived", default=None)
_newest: ContextVar[date | None] = ContextVar("newest", default=None)


@contextmanager
def living(calendar: Calendar, at: datetime | None = None) -> Iterator[None]:
    """Within it, what was recorded is dated by this calendar; and, where it is told the moment, no day is newer."""
    before, newest_before = _lived.get(), _newest.get()
    _lived.set(calendar.pinned)
    if at is not None:
        _newest.set(calendar.pinned or _newest_at(at))
    try:
        yield
    finally:
        _lived.set(before)
        _newest.set(newest_before)


def newest_day() -> date:
    """The newest day that it is anywhere on earth: nothing can have happened after it."""
    return _newest.get() or _newest_at(utc_now())


def _newest_at(moment: datetime) -> date:
    return moment.astimezone(ZoneInfo("Etc/GMT-14")).date()


def recorded_day(moment: datetime) -> date:
    """The day to show for something recorded: what was recorded after a pinned day counts as of that day.

    Every page that shows such a day asks here. History, sign-ins, mails and backups keep real time.
    """
    pinned = _lived.get()
    return moment.date() if pinned is None else min(moment.date(), pinned)


def as_on(own_day: date | None, moment: datetime) -> datetime:
    """When something was recorded, for whoever reads by a day of their own: then, or on that day if it came later."""
    if own_day is None or moment.date() <= own_day:
        return moment
    return datetime.combine(own_day, moment.timetz())


def recorded_moment(moment: datetime) -> datetime:
    """The same with its hour, for feeds and calendar files, which say when something changed."""
    return datetime.combine(recorded_day(moment), moment.timetz())
