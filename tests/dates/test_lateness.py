"""Lateness: one verdict for a date, whoever asks."""

from datetime import date

import pytest

from app.dates import lateness, span_in_words

D = date.fromisoformat
TODAY = D("2013-04-30")
VERDICTS: list[tuple[str, str, str, str, int]] = [
    ("2013-05-08", "2013-05-08", "waiting", "in 8 days", 0),
    ("2013-05-07", "2013-05-07", "soon", "in 7 days", 0),
    ("2013-05-01", "2013-05-01", "soon", "in 1 day", 0),
    ("2013-04-30", "2013-04-30", "today", "due today", 0),
    ("2013-04-29", "2013-04-29", "late", "1 day late", 1),
    ("2013-03-01", "2013-03-01", "late", "60 days late", 60),
    ("2013-02-28", "2013-02-28", "long", "61 days late, long overdue", 61),
    # a loose date is urgent from its first possible day and late after its last
    ("2013-01-01", "2013-06-01", "today", "may be due already, until 1 June 2013", 0),
    ("2013-01-01", "2013-04-30", "today", "may be due already, until 30 April 2013", 0),
    ("2013-04-30", "2013-06-01", "today", "may be due already, until 1 June 2013", 0),
    ("2013-05-01", "2013-06-01", "soon", "in 1 day at the earliest", 0),
    ("2013-01-01", "2013-04-29", "late", "1 day late", 1),
    ("2012-01-01", "2012-12-31", "long", "120 days late, long overdue", 120),
]


@pytest.mark.parametrize(("first", "last", "state", "words", "days"), VERDICTS)
def test_a_date_has_one_verdict(first: str, last: str, state: str, words: str, days: int) -> None:
    late = lateness(D(first), D(last), TODAY)
    assert (late.state, late.words, late.days) == (state, words, days)
    assert late.needs_now == (state in ("today", "late"))


def test_what_was_past_when_it_became_known_counts_from_then() -> None:
    known = lateness(D("2012-08-10"), D("2012-08-10"), TODAY, learnt=D("2013-04-25"))
    assert (known.state, known.words, known.days) == (
        "late",
        "past when it was learnt: known since 25 April 2013",
        5,
    )
    long = lateness(D("2012-08-10"), D("2012-08-10"), TODAY, learnt=D("2013-02-28"))
    assert (long.state, long.words, long.days) == ("long", "long overdue", 61)
    before = lateness(D("2013-04-20"), D("2013-04-20"), TODAY, learnt=D("2013-04-01"))
    assert before.words == "10 days late"


def test_a_pause_ends_on_its_day() -> None:
    first = D("2013-04-20")
    assert lateness(first, first, TODAY, paused_until=D("2013-05-01")).words == (
        "paused until Wed 1 May 2013; 10 days late"
    )
    assert lateness(first, first, TODAY, paused_until=TODAY).state == "late"


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        ("2012-08-10", "2012-08-10", "Fri 10 August 2012"),
        ("2012-01-01", "2012-12-31", "some time in 2012"),
        ("2011-01-01", "2012-12-31", "some time from 2011 to 2012"),
        ("2012-02-01", "2012-02-29", "some day in February 2012"),
        ("2012-02-01", "2012-02-28", "between 1 February 2012 and 28 February 2012"),
        ("2013-01-01", "2013-06-01", "between 1 January 2013 and 1 June 2013"),
    ],
)
def test_a_loose_date_is_said_as_loosely_as_it_is_known(first: str, last: str, words: str) -> None:
    assert span_in_words(D(first), D(last)) == words
