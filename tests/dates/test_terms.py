"""When a term ends, and that the reckoning is shown."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.dates import Duration, FuzzyDate, NoExpectedEnd, expected_end


def _end(start: str, length: str, credited_days: int = 0) -> tuple[str, str]:
    end = expected_end(FuzzyDate.parse(start), Duration.parse(length), credited_days)
    return str(end.first), str(end.last)


@pytest.mark.parametrize(
    ("start", "length", "last_day"),
    [
        ("2011-12-15", "P5Y", "2016-12-14"),
        ("2012-01-01", "P1Y", "2012-12-31"),
        ("2012-02-29", "P1Y", "2013-02-28"),
        ("2012-02-29", "P4Y", "2016-02-28"),
        ("2012-03-01", "P1Y", "2013-02-28"),
        ("2011-03-01", "P1Y", "2012-02-29"),
        ("2012-01-31", "P1M", "2012-02-29"),
        ("2013-01-31", "P1M", "2013-02-28"),
        ("2013-01-28", "P1M", "2013-02-27"),
        ("2012-10-15", "P1Y6M", "2014-04-14"),
        ("2012-05-03", "P10D", "2012-05-12"),
        ("2012-05-03", "P1D", "2012-05-03"),
        ("2012-05-03", "P2W", "2012-05-16"),
        ("2013-04-22/..", "P7Y", "2020-04-21"),
        ("2012-05-03?", "P7Y", "2019-05-02"),
    ],
)
def test_the_first_day_counts(start: str, length: str, last_day: str) -> None:
    assert _end(start, length) == (last_day, last_day)


@pytest.mark.parametrize(
    ("start", "length", "credited", "first", "last"),
    [
        ("2011-12", "P5Y", 0, "2016-11-30", "2016-12-30"),
        ("2012", "P1Y", 0, "2012-12-31", "2013-12-30"),
        ("2012-05-03~", "P10D", 0, "2012-05-11", "2012-05-13"),
        ("[2011-12-18,2011-12-19]", "P5Y", 30, "2016-11-17", "2016-11-18"),
        ("2011-12-15", "P5Y", 30, "2016-11-14", "2016-11-14"),
        ("2012-05-03", "P10D", 9, "2012-05-03", "2012-05-03"),
        ("2012-05-03", "P10D", 400, "2012-05-03", "2012-05-03"),
        ("2012-05-03", "P10D", 10**9, "2012-05-03", "2012-05-03"),
    ],
)
def test_ranges_and_credited_days(start: str, length: str, credited: int, first: str, last: str) -> None:
    assert _end(start, length, credited) == (first, last)


def test_shows_its_reckoning() -> None:
    end = expected_end(FuzzyDate.parse("2011-12-15"), Duration.parse("P5Y"), 30)

    assert end.arithmetic == (
        "Start: 15 December 2011",
        "plus 5 years, the first day included = 14 December 2016",
        "minus 30 credited days = 14 November 2016",
    )


def test_shows_the_reckoning_of_a_range() -> None:
    end = expected_end(FuzzyDate.parse("2012-05"), Duration.parse("P10D"), 10)

    assert end.arithmetic == (
        "Start: May 2012 (day not known), so 1 May 2012 to 31 May 2012",
        "plus 10 days, the first day included = 10 May 2012 to 9 June 2012",
        "minus 10 credited days = 30 April 2012 to 30 May 2012",
        "but not before the start = 1 May 2012 to 31 May 2012",
    )


def test_one_credited_day() -> None:
    end = expected_end(FuzzyDate.parse("2012-05-03"), Duration.parse("P10D"), 1)

    assert end.arithmetic[-1] == "minus 1 credited day = 11 May 2012"


@pytest.mark.parametrize(
    ("start", "length", "sentence"),
    [
        ("../2012-02", "P5Y", "The start is open: before March 2012"),
        ("[2012-08-03..]", "P5Y", "The start is open: after 2 August 2012"),
        ("2012-05-03", "PT200H", "Hours of work have no last day"),
        ("2012-05-03", "P99999Y", "The end lies beyond the calendar"),
        ("9999-12-01", "P2M", "The end lies beyond the calendar"),
        ("9999-12-31", "P99999D", "The end lies beyond the calendar"),
    ],
)
def test_no_end_to_expect(start: str, length: str, sentence: str) -> None:
    with pytest.raises(NoExpectedEnd) as caught:
        expected_end(FuzzyDate.parse(start), Duration.parse(length))

    assert caught.value.sentence == str(caught.value) == sentence


def test_credited_days_are_not_negative() -> None:
    with pytest.raises(ValueError, match="-1 credited days"):
        expected_end(FuzzyDate.parse("2012-05-03"), Duration.parse("P10D"), -1)


_days = st.dates(min_value=date(1990, 1, 1), max_value=date(2030, 12, 31))


@settings(deadline=None, max_examples=50)
@given(_days, _days, st.integers(0, 30), st.integers(0, 400))
def test_whoever_starts_later_ends_no_earlier(one: date, other: date, years: int, days: int) -> None:
    length = Duration(years=years, days=days + 1)
    earlier, later = (expected_end(FuzzyDate.on(day), length) for day in sorted((one, other)))

    assert earlier.first == earlier.last <= later.first
    assert earlier.first >= min(one, other)
