"""Dates that sources give in another calendar, by a library that reckons them, with the source's own words kept."""

from datetime import date

import pytest

from app.dates import UnreadableDate
from app.dates.calendars import OtherCalendar, other_readings, read_in

TODAY = date(2026, 12, 1)
READ = {
    ("iranian", "1391/05/12"): "2012-08-02",
    ("iranian", "12 Mordad 1391"): "2012-08-02",
    ("iranian", "Mordad 1391"): "[2012-07-22..2012-08-21]",
    ("iranian", "1391"): "[2012-03-20..2013-03-20]",
    ("islamic", "1433/09/12"): "2012-07-31~",
    ("islamic", "Ramadan 1433"): "[2012-07-19..2012-08-19]",
    ("buddhist", "13 May 2555"): "2012-05-13",
    ("buddhist", "about May 2555"): "2012-05~",
    ("buddhist", "2555"): "2012",
}


@pytest.mark.parametrize(("calendar", "text"), READ)
def test_reads(calendar: str, text: str) -> None:
    read = read_in(OtherCalendar(calendar), text)

    assert read.edtf == READ[calendar, text]
    assert read.said.startswith(f"{text} in")


@pytest.mark.parametrize("text", ["1391/13/01", "1391/12/31", "1391/00/01", "12 May 1391", "spring 1391", ""])
@pytest.mark.parametrize("calendar", [OtherCalendar.IRANIAN, OtherCalendar.ISLAMIC])
def test_refuses_with_an_example_of_that_calendar(calendar: OtherCalendar, text: str) -> None:
    with pytest.raises(UnreadableDate, match=r"calendar like 1[34]\d\d/"):
        read_in(calendar, text)


@pytest.mark.parametrize(
    ("text", "calendars"),
    [
        ("1391/05/12", ["iranian", "islamic"]),
        ("1433", ["islamic"]),
        ("2555", ["buddhist"]),
        ("2702", []),
        ("1800", []),
        ("3012", []),
    ],
)
def test_a_year_is_offered_in_the_calendars_in_which_people_lived_then(
    text: str, calendars: list[str]
) -> None:
    assert [calendar for calendar, _read in other_readings(text, TODAY)] == calendars
