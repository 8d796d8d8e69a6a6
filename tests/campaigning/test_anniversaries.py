"""Days that offer themselves for a gathering follow from days that are known, and from nothing looser."""

from datetime import date, timedelta
from html import unescape

import pytest

from app.campaigning.anniversaries import Began, days_to_come
from app.dates import FuzzyDate, read_date
from tests import clock, story
from tests.story import Cast


@pytest.mark.parametrize(
    ("began", "today", "days"),
    [
        (date(2011, 12, 16), date(2011, 12, 20), ["2012-01-15", "2012-03-25", "2012-12-15", "2012-12-16"]),
        (date(2011, 12, 16), date(2013, 4, 25), ["2013-12-16"]),
        (date(2012, 2, 29), date(2012, 12, 1), ["2013-02-28"]),
        (date(2011, 12, 16), date(2013, 12, 16), ["2014-12-16"]),
        (date(2026, 1, 1), date(2025, 1, 1), ["2026-01-31"]),
    ],
)
def test_thirty_a_hundred_days_and_each_year_after_a_known_day(
    began: date, today: date, days: list[str]
) -> None:
    found = days_to_come([Began("Arrest", FuzzyDate.on(began))], today)
    assert [one.day.isoformat() for one in found] == days
    assert all("Arrest" in one.why for one in found)


@pytest.mark.parametrize("typed", ["2011", "December 2011", "about 16 12 2011", "16 or 17 12 2011"])
def test_a_date_that_is_not_known_to_the_day_offers_none(typed: str) -> None:
    assert days_to_come([Began("Arrest", read_date(typed)), Began("Arrest", None)], date(2011, 12, 20)) == []


def test_the_form_of_a_gathering_offers_them_and_takes_one(cast: Cast) -> None:
    day = clock.now().date() - timedelta(days=20)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        story.entry(session, cast.case, "custody", day.isoformat())
    lee = cast.client(cast.lee)
    page = unescape(lee.get("/actions/new/gathering?case=K-001").text)
    assert "30 days after" in page
    to_come = day + timedelta(days=30)
    typed = f"{to_come.day} {to_come.month} {to_come.year}"
    assert f'value="{typed}"' in lee.get("/actions/new/gathering", params={"case": "K-001", "on": typed}).text
    assert "days after" not in cast.client(cast.ana).get("/actions/new/gathering?case=K-999").text
