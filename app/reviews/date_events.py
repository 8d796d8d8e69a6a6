"""A due date as one event: the hour, place and certainty that lists, pages and every feed tell alike; pure."""

from dataclasses import dataclass
from datetime import time
from typing import Any

from app.dates import span_in_words
from app.reviews.ics import CalendarEvent, Status, discreet_title, known_zone, span_of, uid_of
from app.reviews.vocabulary import rule_in_words
from app.text import _, at_hour, weekday_in_words

NEVER_NAMED = frozenset({"health"})  # an illness stays a task, whatever the reader asked for


@dataclass(frozen=True, slots=True)
class Telling:
    """What an event needs besides its row: our name and address, and how much its reader asked to be told."""

    installation: str
    base_url: str
    says_what: bool = False


def hour_of(row: Any) -> str | None:
    """The hour on the clock of the place; None where none is known, or where the day is not the entry's own."""
    if not row.time or row.derived not in (None, row.due):
        return None
    try:
        return time.fromisoformat(row.time).strftime("%H:%M")
    except ValueError:
        return None


def zone_of(row: Any) -> str:
    """The clock that counts: that of the place, else of the campaign."""
    return known_zone(row.time_zone, row.zone)


def is_loose(row: Any) -> bool:
    """Whether it is known only that it will be one day of several."""
    return bool(row.due_last > row.due) and hour_of(row) is None


def when_in_words(row: Any) -> str:
    """Day and hour: Fri 10 May 2013, 10:00 (Asia/Aqtau); the span of a loose date in words."""
    day = span_in_words(row.due, row.due_last) if is_loose(row) else weekday_in_words(row.due)
    return at_hour(day, hour_of(row), zone_of(row))


def event_of(row: Any, telling: Telling) -> CalendarEvent:
    """The event of a review. A discreet one keeps its hour; only one that says its kind also says its place."""
    what = rule_in_words(row.rule) if telling.says_what and row.rule not in NEVER_NAMED else ""
    hour = hour_of(row)
    begins, ends = span_of((row.due, row.due if hour else row.due_last), (hour, None), zone_of(row))
    status, says = _certainty(row)
    return CalendarEvent(
        uid=uid_of(f"review-{row.id}", telling.installation),
        begins=begins,
        ends=ends,
        title=discreet_title(row.reference, what),
        sequence=row.sequence,
        changed_at=row.moved_at or row.done_at or row.dropped_at or row.made_at,
        status=status,
        place=(row.place or "") if what else "",
        says=says,
        url=f"{telling.base_url}/reviews/{row.id}",
    )


def _certainty(row: Any) -> tuple[Status, str]:
    """How sure the date is, and why it is not."""
    if row.done_at is not None or row.dropped_at is not None:
        return Status.CANCELLED, ""
    if is_loose(row):
        span = {"span": span_in_words(row.due, row.due_last)}
        return Status.TENTATIVE, _("Known only loosely: %(span)s.") % span
    if row.estimated and row.confirmed_by_id is None:
        return Status.TENTATIVE, _("Worked out, and not confirmed by a person.")
    return Status.CONFIRMED, ""
