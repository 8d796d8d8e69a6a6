"""Deadlines of appeals, each reckoned by hand."""

from typing import Any

import pytest

from app.directory.periods import Periods
from app.reviews.due_date import Urgency
from tests.reviews.facts import day, dues, fact, law

FIFTEEN = Periods((law("appeal-deadline", "P15D"),))
ROLLING = Periods((law("appeal-deadline", "P15D", rolls=True),))
WORKING = Periods((law("appeal-deadline", "P10D", counting="working"),))
NOT_SET = Periods((law("appeal-deadline", None),))
OLD_AND_NEW = Periods(
    (
        law("appeal-deadline", "P10D", until=day("2012-12-31")),
        law("appeal-deadline", "P15D", since=day("2013-01-01")),
    )
)
APPEALS: list[tuple[str, str, Periods, tuple[str, str, bool]]] = [
    ("fifteen days", "2013-04-15", FIFTEEN, ("2013-04-30", "2013-04-30", True)),
    ("over the end of a month", "2013-01-31", FIFTEEN, ("2013-02-15", "2013-02-15", True)),
    ("over a leap day", "2012-02-20", FIFTEEN, ("2012-03-06", "2012-03-06", True)),
    ("over new year", "2012-12-31", FIFTEEN, ("2013-01-15", "2013-01-15", True)),
    ("a Saturday stays where nothing rolls", "2013-04-12", FIFTEEN, ("2013-04-27", "2013-04-27", True)),
    ("a Saturday moves to Monday where it rolls", "2013-04-12", ROLLING, ("2013-04-29", "2013-04-29", True)),
    ("over the victory holidays", "2013-04-24", ROLLING, ("2013-05-13", "2013-05-13", True)),
    ("ten working days with Nowruz left out", "2013-03-15", WORKING, ("2013-04-03", "2013-04-03", True)),
    ("some day in March", "2013-03", FIFTEEN, ("2013-03-16", "2013-04-15", True)),
    (
        "the law of the day of the sentence, old",
        "2012-12-20",
        OLD_AND_NEW,
        ("2012-12-30", "2012-12-30", True),
    ),
    (
        "the law of the day of the sentence, new",
        "2013-01-02",
        OLD_AND_NEW,
        ("2013-01-17", "2013-01-17", True),
    ),
    ("not set", "2013-04-15", NOT_SET, ("2013-04-16", "2013-04-16", False)),
    ("no law is kept", "2013-04-15", Periods(), ("2013-04-16", "2013-04-16", False)),
    ("over the change to summer time", "2013-03-30", FIFTEEN, ("2013-04-14", "2013-04-14", True)),
    ("over the change to winter time", "2012-10-20", FIFTEEN, ("2012-11-04", "2012-11-04", True)),
]


@pytest.mark.parametrize(("name", "on", "periods", "expected"), APPEALS, ids=[row[0] for row in APPEALS])
def test_the_deadline_of_an_appeal(
    name: str, on: str, periods: Periods, expected: tuple[str, str, bool]
) -> None:
    found = dues(
        "appeal-deadline", fact(1, "sentence", on, form="prison", length="P5Y"), periods=periods, country="KZ"
    )

    assert [(due.due.isoformat(), due.last.isoformat(), due.hard) for due in found] == [expected]
    assert all(due.estimated == due.hard for due in found)


@pytest.mark.parametrize(
    ("on", "urgency"),
    [("2013-02-14", Urgency.LAW), ("2013-02-13", Urgency.HOUSE)],
    ids=["60 days past", "61 days past"],
)
def test_a_deadline_long_past_stands_behind_what_can_still_be_done(on: str, urgency: Urgency) -> None:
    """Fifteen days after 14 February are 1 March, and that was 60 days ago."""
    sentence = fact(1, "sentence", on, form="prison")
    (reckoned,) = dues("appeal-deadline", sentence, periods=FIFTEEN, country="KZ")

    assert reckoned.urgency is urgency


@pytest.mark.parametrize(
    ("on", "urgency"),
    [("2013-02-28", Urgency.LAW), ("2013-02-27", Urgency.HOUSE)],
    ids=["60 days past", "61 days past"],
)
def test_a_deadline_to_be_found_out_ages_alike(on: str, urgency: Urgency) -> None:
    (to_find_out,) = dues("appeal-deadline", fact(1, "sentence", on, form="prison"))

    assert to_find_out.urgency is urgency


@pytest.mark.parametrize(
    ("kind", "on", "is_left"),
    [
        ("release", "2013-04-14", True),
        ("release", "2013-04-15", False),
        ("death", "2013-04-15", False),
        ("appeal", "2013-04-14", True),
        ("appeal", "2013-04-15", False),
    ],
    ids=["freed before", "freed on the day", "died on the day", "appealed before", "appealed on the day"],
)
def test_what_happened_on_the_day_of_the_sentence_settles_its_deadline(
    kind: str, on: str, *, is_left: bool
) -> None:
    found = dues(
        "appeal-deadline", fact(1, "sentence", "2013-04-15", form="prison"), fact(2, kind, on),
        periods=FIFTEEN, country="KZ",
    )  # fmt: skip

    assert bool(found) is is_left


def test_a_reckoned_deadline_shows_every_day_it_left_out_and_the_law() -> None:
    (due,) = dues(
        "appeal-deadline", fact(1, "sentence", "2013-03-15", form="prison"), periods=WORKING, country="KZ"
    )

    assert due.arithmetic == (
        "15 March 2013",
        "plus 10 working days = 3 April 2013",
        (
            "left out: 21 March 2013 (Nowruz Holiday); 22 March 2013 (Nowruz Holiday); "
            "25 March 2013 (Nowruz Holiday (observed))"
        ),
        "Code, article 1",
    )


def test_a_recorded_deadline_counts_until_the_appeal_is_lodged() -> None:
    appeal = fact(2, "appeal", "2013-04-20", deadline="2013-05-06", outcome="pending")
    lodged = fact(2, "appeal", "2013-04-20", deadline="2013-05-06", lodged="2013-04-28")
    sentence = fact(1, "sentence", "2013-04-20", form="prison")

    (due,) = dues("appeal-deadline", sentence, appeal, periods=FIFTEEN, country="KZ")

    assert (due.subject, due.due, due.hard, due.estimated) == ("entry-2", day("2013-05-06"), True, False)
    assert dues("appeal-deadline", sentence, lodged, periods=FIFTEEN, country="KZ") == []


@pytest.mark.parametrize(
    "other",
    [
        fact(2, "appeal", "2013-04-25", outcome="pending"),
        fact(2, "release", "2013-04-25"),
        fact(2, "death", "2013-04-25"),
        fact(2, "sentence", "2013-04-25", form="amnesty", supersedes_id=1),
    ],
    ids=["appealed", "freed", "dead", "superseded"],
)
def test_no_deadline_is_left_once_something_followed(other: Any) -> None:
    assert (
        dues(
            "appeal-deadline",
            fact(1, "sentence", "2013-04-15", form="prison"),
            other,
            periods=FIFTEEN,
            country="KZ",
        )
        == []
    )
