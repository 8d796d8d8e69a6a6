"""The only place that looks at the system clock."""

from collections.abc import Callable
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

Clock = Callable[
    [], datetime
]  # whoever runs a process hands it in: the system's there, a test's own in a test


def utc_now() -> datetime:
    """The present moment, aware and in UTC."""
    return datetime.now(UTC)


def civil_date(now: datetime, zone: str, pinned: date | None = None) -> date:
    """The calendar day in a zone, or the pinned one (VIGIL_TODAY) where a demonstration or test sets it."""
    return pinned if pinned is not None else now.astimezone(ZoneInfo(zone)).date()
