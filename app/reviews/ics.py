"""Dates as an iCalendar file. One thing is one event under one name, whichever file or feed carries it; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from app.characters import fit
from app.clock import recorded_moment
from app.text import _

if TYPE_CHECKING:
    from icalendar import Event, Timezone

REFRESH = timedelta(hours=12)
HOURS_WHEN_NOT_SAID = 1
FIRST_YEAR, LAST_YEAR = 1900, 9000  # the rules of a zone are written for no others


class Status(StrEnum):
    """How sure an event is, in the words of RFC 5545."""

    CONFIRMED = "CONFIRMED"
    TENTATIVE = "TENTATIVE"
    CANCELLED = "CANCELLED"


@dataclass(frozen=True, slots=True)
class CalendarEvent:
    """One event. `begins` and `ends` are days where no hour is known; a day that ends it is the one after the last.

    The title is what a phone shows on its locked screen: whoever makes the event says how much it may tell.
    `changed_at` and `sequence` move when what is said here changes, and only then.
    """

    uid: str
    begins: date | datetime
    ends: date | datetime
    title: str
    sequence: int
    changed_at: datetime
    status: Status = Status.CONFIRMED
    place: str = ""
    says: str = ""
    url: str = ""
    private: bool = True


def uid_of(thing: str, installation: str) -> str:
    """The name of an event for as long as its installation lives, under whatever address that answers."""
    return f"{thing}@{installation}"


def span_of(days: tuple[date, date], hours: tuple[str | None, str | None], zone: str) -> tuple[date, date]:
    """Begin and end. Whole days end on the day after the last, as calendars count; an unsaid end is an hour later."""
    first, last = days
    begins, ends = hours
    if begins is None:
        return first, last + timedelta(days=1) if last < date.max else last
    there = ZoneInfo(zone)
    start = datetime.combine(first, time.fromisoformat(begins), there)
    if ends is None:
        return start, start + timedelta(hours=HOURS_WHEN_NOT_SAID)
    return start, datetime.combine(last, time.fromisoformat(ends), there)


def known_zone(*names: str | None) -> str:
    """The first of these that is a time zone; an entry's was typed by hand."""
    return next((name for name in names if name in available_timezones()), "UTC")


def calendar_file(name: str, events: Iterable[CalendarEvent]) -> bytes:
    """RFC 5545 bytes with the rules of every zone inside, so that no program has to guess."""
    from icalendar import Calendar  # only who writes a calendar needs it

    found = list(events)
    calendar = Calendar()
    calendar.add("prodid", "-//Vigil//Dates//EN")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("x-wr-calname", name)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT12H")
    for part in (*_zones(found), *map(_component, found)):
        calendar.add_component(part)
    # What was stored before may hold what such a file cannot.
    return "\r\n".join(fit(line) for line in calendar.to_ical().decode().split("\r\n")).encode()


def _component(one: CalendarEvent) -> "Event":
    from icalendar import Event  # as above

    event = Event()
    event.add("uid", one.uid)
    changed_at = recorded_moment(one.changed_at)
    event.add("dtstamp", changed_at)
    event.add("last-modified", changed_at)
    event.add("sequence", one.sequence)
    event.add("dtstart", one.begins)
    event.add("dtend", one.ends)
    event.add("summary", one.title)
    for name, said in (("location", one.place), ("description", one.says), ("url", one.url)):
        if said:
            event.add(name, said)
    event.add("status", str(one.status))
    event.add("transp", "TRANSPARENT")
    event.add("class", "PRIVATE" if one.private else "PUBLIC")
    return event


def _zones(events: Iterable[CalendarEvent]) -> "list[Timezone]":
    """The zones of the events, from a year before the first to a year after the last."""
    from app.reviews.vtimezone import zone_rules  # as above

    years: dict[str, list[int]] = {}
    for one in events:
        if isinstance(one.begins, datetime) and isinstance(one.begins.tzinfo, ZoneInfo):
            years.setdefault(one.begins.tzinfo.key, []).append(one.begins.year)
    return [
        zone_rules(name, max(min(of) - 1, FIRST_YEAR), min(max(of) + 1, LAST_YEAR))
        for name, of in sorted(years.items())
        if name != "UTC"
    ]


def discreet_title(reference: str | None, what: str = "") -> str:
    """A code and nothing else, or with the kind of date where the reader asked for it."""
    if not reference:
        return what or _("Task due")
    return _("%(what)s (%(ref)s)") % {"what": what or _("Task due"), "ref": reference}
