"""The clocks that a calendar file brings along go as those of the place do."""

import io
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from dateutil.tz import resolve_imaginary, tzical  # type: ignore[import-untyped]

from app.reviews.ics import CalendarEvent, calendar_file, span_of

ZONES = (
    "Europe/London", "Europe/Berlin", "Europe/Dublin", "America/New_York", "America/Sao_Paulo", "Australia/Sydney",
    "Australia/Lord_Howe", "Africa/Casablanca", "Asia/Tehran", "Asia/Aqtau", "Asia/Almaty", "Pacific/Apia",
)  # fmt: skip


def file_of(zone: str, year: int) -> str:
    day = date(year, 1, 16)
    days = span_of((day, day), ("12:00", None), zone)
    return calendar_file(
        "x", [CalendarEvent("a@b", *days, "Picket", 1, datetime(2013, 4, 30, tzinfo=UTC))]
    ).decode()


@pytest.mark.parametrize("year", [2012, 2027])
@pytest.mark.parametrize("zone", ZONES)
def test_every_hour_of_a_year_is_the_same_on_the_clocks_of_the_file(zone: str, year: int) -> None:
    told, true = tzical(io.StringIO(file_of(zone, year))).get(zone), ZoneInfo(zone)
    assert told is not None
    hour = datetime(year, 1, 1)  # noqa: DTZ001 - what a clock on a wall shows
    while hour.year == year:
        shown = hour.replace(tzinfo=true)
        if resolve_imaginary(shown) == shown:  # an hour that is left out is on no clock
            assert hour.replace(tzinfo=told).utcoffset() == shown.utcoffset(), hour
        hour += timedelta(minutes=30)


def test_clocks_in_london_go_forward_at_one() -> None:
    text = file_of("Europe/London", 2027)
    assert "DTSTART:20260329T010000" in text
    assert "RDATE:20270328T010000,20280326T010000" in text
