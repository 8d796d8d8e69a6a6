"""What an edition says of a date, in which order, and of a case that sleeps."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from app.cases.models.cases import Gravity
from app.digest.edition import compose
from app.digest.edition_mail import as_text
from app.digest.news_items import Moved, Why, WriteTo
from tests.digest.needs import TODAY, case, need, news

VERDICTS: list[tuple[str, dict[str, Any], str, bool]] = [
    ("loose", {"due": "2013-01-01", "last": "2013-06-01"},
     "between 1 January 2013 and 1 June 2013 · may be due already, until 1 June 2013", False),
    ("loose, past", {"due": "2012-01-01", "last": "2012-12-31"},
     "some time in 2012 · 133 days late, long overdue", True),
    ("60 days late", {"due": "2013-03-14"}, "Thu 14 March 2013 · 60 days late", False),
    ("61 days late", {"due": "2013-03-13"}, "Wed 13 March 2013 · 61 days late, long overdue", True),
    ("learnt late", {"due": "2012-08-10", "learnt": "2013-04-25"},
     "Fri 10 August 2012 · past when it was learnt: known since 25 April 2013", False),
    ("at an hour", {"due": "2013-05-20", "time": "10:00"}, "Mon 20 May 2013, 10:00 (Asia/Aqtau) · in 7 days", False),
    ("asleep", {"due": "2013-05-01", "rule": "dormant", "counts_from": "2011-05-01"},
     "last heard of 2 years ago", True),
]  # fmt: skip


@pytest.mark.parametrize(("name", "given", "words", "is_long"), VERDICTS, ids=[row[0] for row in VERDICTS])
def test_a_mail_gives_the_one_verdict(name: str, given: dict[str, Any], words: str, *, is_long: bool) -> None:
    """The page, the list and the mail never differ: not by the first day against the last, nor by a 14 against a 60."""
    more: dict[str, Any] = {
        key: date.fromisoformat(value) if value[:2] == "20" else value for key, value in given.items()
    }
    one = need(case(), more.pop("rule", "hearing"), more.pop("due"), **more)
    (section,) = compose(news(needs=(one,))).sections

    assert section.items[0].below == f"{words}: because you look after the case"
    assert (section.title == "Late for more than two months") is is_long


def test_a_hard_date_of_wide_span_is_urgent_from_its_first_possible_day_until_it_is_long_overdue() -> None:
    def told(first: str, last: str) -> bool:
        one = need(
            case(), "hearing", date.fromisoformat(first), hard=True, last=date.fromisoformat(last), urgency=2
        )
        return compose(news(frequency="urgent", needs=(one,))).says_something

    assert told("2012-01-01", "2013-12-31")
    assert told("2013-05-13", "2013-12-31")
    assert told("2012-01-01", "2013-03-14")
    assert not told("2012-01-01", "2013-03-13")


def test_of_two_equally_urgent_things_the_graver_case_comes_first() -> None:
    """Urgency of the task, then gravity of the case, then the day."""
    of_a_case_at_rest = need(case(1), "hearing", TODAY - timedelta(days=3), urgency=2)
    life_in_danger = need(case(2), "hearing", TODAY, urgency=2, gravity=Gravity.LIFE)
    less_urgent = need(case(3), "silence", TODAY - timedelta(days=9), urgency=5, gravity=Gravity.LIFE)
    moved = tuple(
        Moved(case(n), "note", "added", TODAY, None, None, None, Why.CAMPAIGN, gravity)
        for n, gravity in ((4, Gravity.REST), (5, Gravity.SENTENCE), (6, Gravity.LIFE))
    )
    told = compose(news(needs=(less_urgent, of_a_case_at_rest, life_in_danger), moved=moved))

    assert [item.path[-1] for section in told.sections for item in section.items] == list("213654")


def test_a_case_that_sleeps_is_one_line_of_the_mail() -> None:
    asleep = need(
        case(1), "dormant", TODAY - timedelta(days=900), counts_from=TODAY - timedelta(days=13 * 365 + 9)
    )
    own = need(case(1), "by-hand", TODAY - timedelta(days=4000))
    (section,) = compose(news(needs=(own, asleep))).sections

    assert [(item.words, item.below) for item in section.items] == [
        (
            "Find out what became of the person, K-001",
            "last heard of 13 years ago: because you look after the case",
        )
    ]


def test_a_standing_is_told_with_its_age_only_where_the_mail_may_say_it() -> None:
    open_to_say = replace(case(1), name="Roza", stands="Sentenced, as of 24 April 2013, 19 days ago")
    told = compose(
        news(
            needs=(need(case(), "silence", TODAY),),
            moved=(Moved(open_to_say, "note", "added", TODAY, None, None, None, Why.CAMPAIGN),),
            write_to=(WriteTo(open_to_say, 1, Why.CAMPAIGN),),
        )
    )
    below = [item.below for section in told.sections[1:] for item in section.items]

    assert below == [
        "Sentenced, as of 24 April 2013, 19 days ago; because it is in your campaign",
        "Sentenced, as of 24 April 2013, 19 days ago; 1 letter so far: because it is in your campaign",
    ]
    assert "Sentenced" not in as_text(compose(news(write_to=(WriteTo(case(), 1, Why.CAMPAIGN),))))
