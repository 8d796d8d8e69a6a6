"""Dates of other calendars, as sources write them: Iranian, Islamic (only ever about) and Buddhist years.

What is typed is digits or the calendar's own month names: 1391/05/12, 12 Mordad 1391, Ramadan 1433, 2555. Iranian and
Islamic months are other days than ours, so a month or year of theirs is the days between. Where an Islamic month
begins depends on who saw the moon: a day on either side is kept open.
"""

import re
from datetime import date, timedelta
from enum import StrEnum

from app.dates.fuzzy import FuzzyDate
from app.dates.unreadable import UnreadableDate
from app.text import N_, _, marked


class OtherCalendar(StrEnum):
    """Calendars whose years are read besides our own."""

    IRANIAN = "iranian"
    ISLAMIC = "islamic"
    BUDDHIST = "buddhist"


CALENDARS: tuple[tuple[str, str], ...] = (
    (OtherCalendar.IRANIAN, N_("Iranian calendar")),
    (OtherCalendar.ISLAMIC, N_("Islamic calendar (only about)")),
    (OtherCalendar.BUDDHIST, N_("Buddhist years")),
)
_KEPT = {
    OtherCalendar.IRANIAN: N_("%(date)s in the Iranian calendar"),
    OtherCalendar.ISLAMIC: N_("%(date)s in the Islamic calendar"),
    OtherCalendar.BUDDHIST: N_("%(date)s in Buddhist years"),
}
_IRANIAN_MONTHS = (
    "farvardin", "ordibehesht", "khordad", "tir", "mordad", "shahrivar", "mehr", "aban", "azar", "dey",
    "bahman", "esfand",
)  # fmt: skip
_ISLAMIC_MONTHS = (
    "muharram", "safar", "rabi i", "rabi ii", "jumada i", "jumada ii", "rajab", "shaban", "ramadan", "shawwal",
    "dhu al-qada", "dhu al-hijja",
)  # fmt: skip
_BUDDHIST_YEARS = 543
_FORMS = (
    re.compile(r"(?P<year>[0-9]{4})(?:[./ -](?P<month>[0-9]{1,2})(?:[./ -](?P<day>[0-9]{1,2}))?)?"),
    re.compile(r"(?:(?P<day>[0-9]{1,2})[./ -])?(?P<month>[0-9]{1,2})[./ -](?P<year>[0-9]{4})"),
    re.compile(r"(?:(?P<day>[0-9]{1,2}) )?(?P<name>[^0-9]+) (?P<year>[0-9]{4})"),
    re.compile(r"(?P<year>[0-9]{4}) (?P<name>[^0-9]+)(?: (?P<day>[0-9]{1,2}))?"),
)
Parts = tuple[int, int | None, int | None]


def read_in(calendar: OtherCalendar, text: str) -> FuzzyDate:
    """The date that was typed in this calendar, with its words; raises UnreadableDate."""
    if calendar is OtherCalendar.BUDDHIST:
        found = FuzzyDate.parse(_with_our_year(text))
    else:
        first, last = _days(calendar, _parts(calendar, text))
        around = timedelta(days=1 if calendar is OtherCalendar.ISLAMIC else 0)
        edtf = f"{first}" + "~" * bool(around) if first == last else f"[{first - around}..{last + around}]"
        found = FuzzyDate.parse(edtf)
    said = marked(_KEPT[calendar]) % {"date": " ".join(text.split())}
    return FuzzyDate(found.edtf, found.first, found.last, said)


def other_readings(text: str, today: date) -> list[tuple[OtherCalendar, FuzzyDate]]:
    """What a date would be in calendars in which it lies in the lifetime of people, the likeliest first."""
    found = []
    for calendar in OtherCalendar:
        try:
            read = read_in(calendar, text)
        except UnreadableDate:
            continue
        if read.first and read.last and read.first.year >= today.year - _A_LIFETIME and read.first <= today:
            found.append((calendar, read))
    return found


_A_LIFETIME = 100


def _with_our_year(text: str) -> str:
    from app.dates.parse import read_date  # the words of a date are its own affair, whatever its years

    there = read_date(text)
    return re.sub(r"\b[0-9]{4}\b", lambda year: f"{int(year[0]) - _BUDDHIST_YEARS:04}", there.edtf)


def _parts(calendar: OtherCalendar, text: str) -> Parts:
    plain = " ".join(text.casefold().replace("‘", "").replace("’", "").replace("'", "").split())
    for form in _FORMS:
        if match := form.fullmatch(plain):
            named = match.groupdict()
            month = _month_called(calendar, named["name"]) if named.get("name") else named.get("month")
            day = named.get("day")
            return int(named["year"]), int(month) if month else None, int(day) if day else None
    raise _unread(calendar)


def _month_called(calendar: OtherCalendar, name: str) -> int:
    months = _IRANIAN_MONTHS if calendar is OtherCalendar.IRANIAN else _ISLAMIC_MONTHS
    if name.strip() not in months:
        raise _unread(calendar)
    return months.index(name.strip()) + 1


def _days(calendar: OtherCalendar, parts: Parts) -> tuple[date, date]:
    """Its first and its last day in our calendar."""
    from convertdate import islamic, persian  # only where somebody writes such a date

    reckoning = persian if calendar is OtherCalendar.IRANIAN else islamic
    year, month, day = parts
    start, end = (1, 12) if month is None else (month, month)
    if not 1 <= start <= 12:
        raise _unread(calendar)
    try:
        days_in_month = reckoning.month_length(year, end)
        if day is not None and not 1 <= day <= days_in_month:
            raise _unread(calendar)
        first, last = (
            reckoning.to_gregorian(year, *at) for at in ((start, day or 1), (end, day or days_in_month))
        )
        return date(*first), date(*last)
    except (ValueError, IndexError):
        raise _unread(calendar) from None


def _unread(calendar: OtherCalendar) -> UnreadableDate:
    if calendar is OtherCalendar.IRANIAN:
        return UnreadableDate(
            _("Write a date of the Iranian calendar like 1391/05/12, 12 Mordad 1391 or 1391")
        )
    return UnreadableDate(_("Write a date of the Islamic calendar like 1433/09/12, 12 Ramadan 1433 or 1433"))
