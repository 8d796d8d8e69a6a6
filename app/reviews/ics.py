"""Dates as an iCalendar file: all-day events with stable names, sequence numbers and cancellations; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from icalendar import Calendar, Event

from app.text import _

REFRESH = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class Dated:
    """One event. The title is what a phone shows on its locked screen, so it names no person and no illness."""

    uid: str
    on: date
    title: str
    sequence: int
    changed_at: datetime
    url: str = ""
    cancelled: bool = False


def calendar_file(name: str, events: Iterable[Dated]) -> bytes:
    """The whole file."""
    calendar = Calendar()
    calendar.add("prodid", "-//Vigil//Dates//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for event in events:
        calendar.add_component(_event(event))
    content: bytes = calendar.to_ical()
    return content


def _event(dated: Dated) -> Event:
    event = Event()
    event.add("uid", dated.uid)
    event.add("dtstamp", dated.changed_at)
    event.add("dtstart", dated.on)
    event.add("dtend", dated.on + timedelta(days=1))
    event.add("summary", dated.title)
    event.add("sequence", dated.sequence)
    event.add("status", "CANCELLED" if dated.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE")
    if dated.url:
        event.add("url", dated.url)
    return event


def discreet_title(reference: str | None, what: str = "") -> str:
    """A code and nothing else, or with the kind of date where the reader asked for it."""
    if not reference:
        return what or _("Task due")
    return _("%(what)s (%(ref)s)") % {"what": what or _("Task due"), "ref": reference}
