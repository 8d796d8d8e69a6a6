"""A gathering as a calendar file; pure."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event

HOURS_WHEN_NOT_SAID = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """When and where: civil time in a zone; without an hour it takes the whole day."""

    uid: str
    title: str
    place: str
    day: date
    begins: str | None
    ends: str | None
    ends_on: date | None
    zone: str
    address: str  # of its page
    stamp: datetime
    sequence: int = 0


def uid_of(reference: str, base_url: str) -> str:
    """A name for all versions of one gathering, so that calendars move it and do not double it."""
    host = base_url.partition("://")[2].partition("/")[0]
    return f"{reference.partition('.')[0]}@{host}"


def sequence_of(reference: str, version: int) -> int:
    """Counts up with every change and every version."""
    return int(reference.partition(".")[2] or 1) * 10_000 + version


def calendar_file(slot: Slot) -> bytes:
    """RFC 5545 bytes with the zone's own rules inside, so that no program has to guess."""
    event = Event()
    event.add("uid", slot.uid)
    event.add("dtstamp", slot.stamp)
    event.add("summary", slot.title)
    if slot.place:
        event.add("location", slot.place)
    event.add("url", slot.address)
    begins, ends = span(slot)
    event.add("dtstart", begins)
    event.add("dtend", ends)
    event.add("sequence", slot.sequence)
    calendar = Calendar()
    calendar.add("prodid", "-//Vigil//Gatherings//EN")
    calendar.add("version", "2.0")
    calendar.add_component(event)
    calendar.add_missing_timezones(date(slot.day.year - 1, 1, 1), date(slot.day.year + 2, 1, 1))
    return bytes(calendar.to_ical())


def span(slot: Slot) -> tuple[date, date]:
    """Begin and end. Whole days end on the day after, as calendars count; an unsaid end is an hour later."""
    last = slot.ends_on or slot.day
    if slot.begins is None:
        return slot.day, last + timedelta(days=1)
    zone = ZoneInfo(slot.zone)
    begins = datetime.combine(slot.day, time.fromisoformat(slot.begins), zone)
    if slot.ends is None:
        return begins, begins + timedelta(hours=HOURS_WHEN_NOT_SAID)
    return begins, datetime.combine(last, time.fromisoformat(slot.ends), zone)
