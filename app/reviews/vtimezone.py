"""The rules of a time zone as a calendar file carries them (RFC 5545, VTIMEZONE); pure.

The icalendar library finds them by long steps over the clock of the place: it misses a change that is taken back
within two months, as every Ramadan in Morocco, and writes the wrong hour where clocks go forward.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar.cal.timezone import Timezone, TimezoneDaylight, TimezoneStandard

STEP, FINEST = timedelta(days=1), timedelta(seconds=1)


@lru_cache(maxsize=64)
def zone_rules(name: str, first: int, last: int) -> Timezone:
    """How the clocks of a zone go in these years: each change at the hour that they showed before it."""
    zone = ZoneInfo(name)
    begins = datetime(first, 1, 1, tzinfo=UTC)
    found: dict[tuple[timedelta, datetime], list[datetime]] = {}
    rules = Timezone()
    rules.add("tzid", name)
    rules.add_component(_rule(begins.astimezone(zone), _offset(begins, zone), []))
    for moment in _changes(begins, datetime.combine(date(last, 12, 31), time(), UTC), zone):
        before = _offset(moment - FINEST, zone)
        now = moment.astimezone(zone)
        same = next((key for key in found if _alike(key, (before, now))), (before, now))
        found.setdefault(same, []).append(moment.replace(tzinfo=None) + before)
    for (before, now), moments in found.items():
        rules.add_component(_rule(now, before, moments))
    return rules


def _alike(one: tuple[timedelta, datetime], other: tuple[timedelta, datetime]) -> bool:
    (before, now), (other_before, other_now) = one, other
    return (before, now.utcoffset(), now.tzname(), now.dst()) == (
        other_before, other_now.utcoffset(), other_now.tzname(), other_now.dst(),
    )  # fmt: skip


def _rule(now: datetime, before: timedelta, moments: list[datetime]) -> TimezoneStandard | TimezoneDaylight:
    rule = TimezoneDaylight() if now.dst() else TimezoneStandard()
    rule.TZOFFSETFROM, rule.TZOFFSETTO = before, now.utcoffset()
    rule.add("tzname", now.tzname())
    rule.DTSTART = moments[0] if moments else now.replace(tzinfo=None)
    if moments[1:]:
        rule.add("rdate", moments[1:])
    return rule


def _changes(moment: datetime, last: datetime, zone: ZoneInfo) -> Iterator[datetime]:
    """Every moment at which the clocks change, by days, then halved down to the second."""
    while moment < last:
        after = moment + STEP
        if _offset(after, zone) != _offset(moment, zone):
            low, high = moment, after
            while high - low > FINEST:
                middle = low + timedelta(seconds=(high - low) // FINEST // 2)
                low, high = (middle, high) if _offset(middle, zone) == _offset(low, zone) else (low, middle)
            yield high
        moment = after


def _offset(moment: datetime, zone: ZoneInfo) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta()
