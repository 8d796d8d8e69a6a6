"""Hearings, orders that end and deadlines of appeals, each reckoned by hand."""

from typing import Any

import pytest

from app.directory.periods import Periods
from app.reviews.due import Urgency
from tests.reviews.facts import day, dues, fact, law

HEARINGS: list[tuple[str, dict[str, Any], list[Any], str, tuple[str, str] | None]] = [
    ("ahead", {"on": "2013-05-10"}, [], "2013-04-30", ("2013-05-10", "2013-05-10")),
    ("today", {"on": "2013-04-30"}, [], "2013-04-30", ("2013-04-30", "2013-04-30")),
    ("passed without a result", {"on": "2013-04-12"}, [], "2013-04-30", ("2013-04-12", "2013-04-12")),
    ("with a result", {"on": "2013-04-12", "result": "Adjourned."}, [], "2013-04-30", None),
    ("some day in May", {"on": "2013-05"}, [], "2013-04-30", ("2013-05-01", "2013-05-31")),
    ("about May", {"on": "2013-05~"}, [], "2013-04-30", ("2013-04-01", "2013-06-30")),
    ("February of a leap year", {"on": "2012-02"}, [], "2012-01-30", ("2012-02-01", "2012-02-29")),
    ("one of two days", {"on": "[2013-05-18,2013-05-19]"}, [], "2013-04-30", ("2013-05-18", "2013-05-19")),
    (
        "over several days",
        {"on": "2013-05-10", "until": "2013-05-14"},
        [],
        "2013-04-30",
        ("2013-05-10", "2013-05-14"),
    ),
    ("before a day that is told", {"on": "../2013-05-10"}, [], "2013-04-30", ("2013-05-10", "2013-05-10")),
    ("no date", {"on": None}, [], "2013-04-30", None),
    (
        "passed, and a sentence followed",
        {"on": "2013-04-12"},
        [("sentence", "2013-04-20", {})],
        "2013-04-30",
        None,
    ),
    (
        "passed, and a later hearing is on record",
        {"on": "2013-04-12"},
        [("hearing", "2013-04-20", {"result": "x"})],
        "2013-04-30",
        None,
    ),
    (
        "passed, and another of the same day",
        {"on": "2013-04-12"},
        [("hearing", "2013-04-12", {"result": "x"})],
        "2013-04-30",
        ("2013-04-12", "2013-04-12"),
    ),
    (
        "ahead, although a later one is fixed",
        {"on": "2013-05-10"},
        [("hearing", "2013-05-20", {"result": "x"})],
        "2013-04-30",
        ("2013-05-10", "2013-05-10"),
    ),
    ("on the day summer time begins", {"on": "2013-03-31"}, [], "2013-03-30", ("2013-03-31", "2013-03-31")),
    ("on the day summer time ends", {"on": "2013-10-27"}, [], "2013-10-01", ("2013-10-27", "2013-10-27")),
    (
        "passed, and the person was freed",
        {"on": "2013-04-12"},
        [("release", "2013-04-12", {})],
        "2013-04-30",
        None,
    ),
]


@pytest.mark.parametrize(
    ("name", "hearing", "others", "today", "expected"), HEARINGS, ids=[row[0] for row in HEARINGS]
)
def test_a_hearing_without_a_result(
    name: str, hearing: dict[str, Any], others: list[Any], today: str, expected: Any
) -> None:
    on = hearing.pop("on") if "on" in hearing else None
    facts = [
        fact(1, "hearing", on, **hearing),
        *(fact(n, kind, when, **more) for n, (kind, when, more) in enumerate(others, 2)),
    ]
    hearing["on"] = on

    found = dues("hearing", *facts, today=day(today))

    assert [(due.due.isoformat(), due.last.isoformat()) for due in found] == ([expected] if expected else [])


def test_a_hearing_is_a_hard_date_and_says_what_was_counted() -> None:
    (due,) = dues("hearing", fact(7, "hearing", "2013-05", stage="trial", court="Aktau city court"))

    assert (due.hard, due.urgency, due.rests_on, due.subject) == (True, Urgency.LAW, (7,), "entry-7")
    assert due.title == "Hearing: Trial, Aktau city court"
    assert due.arithmetic == (
        "May 2013 (day not known): counted from 1 May 2013, the earliest plausible day",
    )


DETENTIONS: list[tuple[str, dict[str, Any], tuple[str, str] | None]] = [
    ("ten days", {"on": "2013-04-21", "length": "P10D"}, ("2013-04-30", "2013-04-30")),
    ("one day", {"on": "2013-04-30", "length": "P1D"}, ("2013-04-30", "2013-04-30")),
    ("over the end of February", {"on": "2013-02-25", "length": "P8D"}, ("2013-03-04", "2013-03-04")),
    ("over a leap day", {"on": "2012-02-25", "length": "P8D"}, ("2012-03-03", "2012-03-03")),
    ("fifteen days over new year", {"on": "2012-12-20", "length": "P15D"}, ("2013-01-03", "2013-01-03")),
    ("two weeks", {"on": "2013-04-01", "length": "P2W"}, ("2013-04-14", "2013-04-14")),
    (
        "seven to fifteen days",
        {"on": "2013-04-20", "length_min": "P7D", "length_max": "P15D"},
        ("2013-04-26", "2013-05-04"),
    ),
    ("from some day in April", {"on": "2013-04", "length": "P10D"}, ("2013-04-10", "2013-05-09")),
    ("as ordered", {"on": "2013-04-20", "ordered_until": "2013-05-02"}, ("2013-05-02", "2013-05-02")),
    ("ended as recorded", {"on": "2013-04-01", "until": "2013-04-10"}, None),
    ("nothing is known of its length", {"on": "2013-04-01"}, None),
    ("over the change to summer time", {"on": "2013-03-29", "length": "P5D"}, ("2013-04-02", "2013-04-02")),
    ("over the change to winter time", {"on": "2012-10-26", "length": "P5D"}, ("2012-10-30", "2012-10-30")),
]


@pytest.mark.parametrize(("name", "fields", "expected"), DETENTIONS, ids=[row[0] for row in DETENTIONS])
def test_administrative_detention_ends(name: str, fields: dict[str, Any], expected: Any) -> None:
    on = fields["on"]
    more = {key: value for key, value in fields.items() if key != "on"}

    found = dues("detention-end", fact(1, "custody", on, form="administrative-detention", **more))

    assert [(due.due.isoformat(), due.last.isoformat()) for due in found] == ([expected] if expected else [])


def test_administrative_detention_given_as_a_sentence_ends_too() -> None:
    (due,) = dues(
        "detention-end", fact(1, "sentence", "2013-04-26", form="administrative-detention", length="P8D")
    )

    assert due.due == day("2013-05-03")


ORDER = {"form": "remand", "ordered_until": "2013-06-01"}
REMANDS: list[tuple[str, dict[str, Any], list[Any], str | None]] = [
    ("as ordered", ORDER, [], "2013-06-01"),
    ("two months", {"form": "remand", "length": "P2M"}, [], "2013-06-19"),
    ("from an arrest", {"form": "arrest", "ordered_until": "2013-04-22"}, [], "2013-04-22"),
    ("under house arrest", {"form": "house-arrest", "ordered_until": "2013-06-20"}, [], "2013-06-20"),
    ("a prison term is no order", {"form": "prison", "ordered_until": "2013-06-01"}, [], None),
    ("without an end", {"form": "remand"}, [], None),
    ("some day in June", {"form": "remand", "ordered_until": "2013-06"}, [], "2013-06-01"),
    ("sentenced since", ORDER, [("sentence", "2013-04-25", {"form": "prison"})], None),
    ("freed since", ORDER, [("release", "2013-04-25", {})], None),
    ("freed before", ORDER, [("release", "2013-01-25", {})], "2013-06-01"),
    (
        "prolonged: the newer order counts",
        ORDER,
        [("custody", "2013-05-30", {"form": "remand", "ordered_until": "2013-08-01"})],
        "2013-08-01",
    ),
]


@pytest.mark.parametrize(("name", "fields", "others", "expected"), REMANDS, ids=[row[0] for row in REMANDS])
def test_an_order_to_hold_before_trial_ends(
    name: str, fields: dict[str, Any], others: list[Any], expected: str | None
) -> None:
    facts = [
        fact(1, "custody", "2013-04-20", **fields),
        *(fact(n, kind, on, **more) for n, (kind, on, more) in enumerate(others, 2)),
    ]

    found = [due.due.isoformat() for due in dues("remand-end", *facts)]

    assert found == ([expected] if expected else [])


def test_an_order_that_ran_out_without_news_asks_whether_the_person_is_free() -> None:
    (due,) = dues("remand-end", fact(1, "custody", "2013-01-20", form="remand", ordered_until="2013-03-20"))

    assert (
        due.reason
        == "The order to hold before trial ran out and nothing is recorded since: is the person free?"
    )


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
