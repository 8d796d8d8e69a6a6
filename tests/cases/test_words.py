"""A case in words: how old the news is, and an entry's heading."""

from datetime import date

import pytest

from app.cases.entry_words import headline
from app.cases.reading_words import age_in_words
from app.dates import FuzzyDate
from tests.reviews.facts import fact

AGES = [
    ("2013-04-24", "as of 24 April 2013, 6 days ago"),
    ("2012-07", "as of July 2012 (day not known), 8 months ago"),
    ("../2012-05-17", "as known by 17 May 2012, 11 months ago"),
    ("[2011-12-18,2011-12-19]", "as of 18 or 19 December 2011, 16 months ago"),
    ("[2011-06..2011-08]", "as known between June and August 2011, 19 months ago"),
]


@pytest.mark.parametrize(("edtf", "expected"), AGES)
def test_the_age_of_news_reads_as_a_sentence_does(edtf: str, expected: str) -> None:
    assert age_in_words(FuzzyDate.parse(edtf), date(2013, 4, 30)) == expected


@pytest.mark.parametrize(
    ("condition", "expected"),
    [("Hunger strike, in her cell", "Hunger strike, in her cell"), ("Pain", "Hunger strike: Pain")],
)
def test_a_heading_says_nothing_twice(condition: str, expected: str) -> None:
    assert (
        headline(fact(1, "health-alert", "2013-04-22", severity="hunger-strike", condition=condition))
        == expected
    )
