"""Birthdays, anniversaries, consents and addresses, each reckoned by hand."""

from datetime import timedelta

import pytest

from app.directory.periods import Period, Periods
from app.reviews.due_date import Consented, Held, Look
from tests.reviews.facts import day, dues, fact, fuzzy

HELD = fact(1, "custody", "2011-12-16", form="prison")
BIRTHDAYS: list[tuple[str, str, str, str | None, str | None]] = [
    ("still to come this year", "1970-05-09", "2013-04-30", None, "2013-05-09"),
    ("today", "1970-04-30", "2013-04-30", None, "2013-04-30"),
    ("just past: next year", "1970-04-29", "2013-04-30", None, "2014-04-29"),
    ("new year's eve", "1970-12-31", "2013-04-30", None, "2013-12-31"),
    ("new year", "1970-01-01", "2013-12-31", None, "2014-01-01"),
    ("29 February in a common year", "1972-02-29", "2013-01-30", None, "2013-02-28"),
    ("29 February in a leap year", "1972-02-29", "2016-01-30", None, "2016-02-29"),
    ("seen to ahead of the day", "1970-05-09", "2013-05-02", "2013-05-01", "2014-05-09"),
    ("seen to last year", "1970-05-09", "2013-04-30", "2012-05-09", "2013-05-09"),
    ("only the year is known", "1970", "2013-04-30", None, None),
    ("only about the day", "1970-05-09~", "2013-04-30", None, None),
]


@pytest.mark.parametrize(
    ("name", "born", "today", "looked", "expected"), BIRTHDAYS, ids=[row[0] for row in BIRTHDAYS]
)
def test_a_birthday_in_prison(
    name: str, born: str, today: str, looked: str | None, expected: str | None
) -> None:
    looks = {("birthday", "case-1"): Look(day(looked), None)} if looked else {}

    found = dues("birthday", HELD, born=fuzzy(born), today=day(today), looks=looks)

    assert [due.due.isoformat() for due in found] == ([expected] if expected else [])


def test_nobody_reminds_of_the_birthday_of_somebody_at_large() -> None:
    assert dues("birthday", HELD, fact(2, "release", "2013-01-01"), born=fuzzy("1970-05-09")) == []


A_YEAR = Periods((Period("", "carry", "prison", "P366D"), Period("", "dormant", "", "P9999D")))
ANNIVERSARIES: list[tuple[str, str, str, str | None]] = [
    ("this year", "2011-12-16", "2013-04-30", "2013-12-16"),
    ("today", "2011-12-16", "2013-12-16", "2013-12-16"),
    ("the day after", "2011-12-16", "2013-12-17", "2014-12-16"),
    ("not before the first year is over", "2013-04-20", "2013-04-30", "2014-04-20"),
    ("29 February", "2012-02-29", "2012-12-01", "2013-02-28"),
    ("29 February, four years on", "2012-02-29", "2015-12-01", "2016-02-29"),
    ("one of two days: the first", "[2011-12-18,2011-12-19]", "2013-04-30", "2013-12-18"),
    ("some day in May: its first", "2012-05", "2013-04-30", "2013-05-01"),
    ("half a year is too loose", "[2011-12-16..2012-06-04]", "2013-04-30", None),
    ("a year is too loose", "2011", "2013-04-30", None),
]


@pytest.mark.parametrize(
    ("name", "on", "today", "expected"), ANNIVERSARIES, ids=[row[0] for row in ANNIVERSARIES]
)
def test_the_anniversary_of_an_arrest(name: str, on: str, today: str, expected: str | None) -> None:
    news = fact(2, "custody", on, form="prison", as_of=(day(today) - timedelta(days=1)).isoformat())

    found = dues("anniversary", fact(1, "custody", on, form="arrest"), news, today=day(today), periods=A_YEAR)

    assert [due.due.isoformat() for due in found] == ([expected] if expected else [])


def test_an_anniversary_says_how_many_years() -> None:
    news = fact(2, "custody", "2011-12-16", form="prison", as_of="2013-04-29")

    (due,) = dues("anniversary", HELD, news, today=day("2013-04-30"), periods=A_YEAR)

    assert due.title == "2 years in custody"


def test_no_anniversary_beyond_what_the_last_news_carries() -> None:
    arrest = fact(1, "custody", "2011-12-16", form="arrest")
    for heard, expected in (("2013-06-18", []), ("2013-06-19", ["2013-12-16"])):
        news = fact(2, "custody", "2011-12-16", form="prison", as_of=heard)
        found = dues("anniversary", arrest, news, today=day("2013-06-20"))
        assert [due.due.isoformat() for due in found] == expected


@pytest.mark.parametrize(
    ("until", "given", "expected"),
    [
        ("2013-06-30", "2013-01-01", "2013-06-16"),
        ("2013-03-10", "2013-01-01", "2013-02-24"),
        ("2012-03-10", "2012-01-01", "2012-02-25"),
        ("2013-01-05", "2013-01-01", "2013-01-01"),
        ("2013-01-14", "2013-01-01", "2013-01-01"),
        ("2013-03-01", "2013-01-01", "2013-02-15"),
        ("2012-03-01", "2012-01-01", "2012-02-16"),
        ("2013-01-10", "2012-06-01", "2012-12-27"),
        ("2013-04-14", "2013-01-01", "2013-03-31"),
        ("2012-11-11", "2012-01-01", "2012-10-28"),
        ("2016-02-29", "2015-01-01", "2016-02-15"),
    ],
)
def test_a_consent_is_asked_for_again_in_time(until: str, given: str, expected: str) -> None:
    (due,) = dues("consent-end", consents=(Consented(5, day(given), day(until)),))

    assert (due.due.isoformat(), due.subject, due.hard) == (expected, "consent-5", True)


@pytest.mark.parametrize(
    ("checked", "looked", "expected"),
    [
        (None, None, "2012-06-13"),
        ("2013-01-01", None, "2013-06-30"),
        ("2012-01-01", None, "2012-06-29"),
        ("2013-01-01", "2013-02-01", "2013-07-31"),
        ("2013-02-01", "2013-01-01", "2013-07-31"),
        ("2012-02-29", None, "2012-08-27"),
        ("2012-08-31", None, "2013-02-27"),
        ("2013-03-31", None, "2013-09-27"),
        ("2012-10-28", None, "2013-04-26"),
        ("2012-10-31", None, "2013-04-29"),
        (None, "2012-10-31", "2013-04-29"),
    ],
)
def test_an_address_is_checked_once_in_half_a_year(
    checked: str | None, looked: str | None, expected: str
) -> None:
    held = Held(1, "Women's colony", day(checked) if checked else None)
    looks = {("place-check", "case-1"): Look(day(looked), None)} if looked else {}

    (due,) = dues("place-check", HELD, held=held, looks=looks)

    assert due.due.isoformat() == expected
