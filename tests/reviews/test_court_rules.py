"""Hearings and orders that end, each reckoned by hand."""

from typing import Any

import pytest

from app.reviews.due_date import Urgency
from tests.reviews.facts import day, dues, fact

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


FOUR_MONTHS = [  # of Vadim Kuramshin's kind: one order after the other, each begun where the last ended
    ("2012-09-10", "2013-01-09"), ("2013-01-10", "2013-05-09"),
]  # fmt: skip
EIGHT = [(f"2012-{month:02d}-01", f"2012-{month:02d}-28") for month in range(1, 10)]
RENEWED: list[tuple[str, list[tuple[str, str]], dict[str, str], list[str]]] = [
    ("renewed on the day after", FOUR_MONTHS, {}, ["2013-05-09"]),
    (
        "renewed two days after",
        [FOUR_MONTHS[0], ("2013-01-11", "2013-05-09")],
        {},
        ["2013-01-09", "2013-05-09"],
    ),
    ("renewed on its last day", [FOUR_MONTHS[0], ("2013-01-09", "2013-05-09")], {}, ["2013-05-09"]),
    ("renewed before its end", [FOUR_MONTHS[0], ("2012-12-20", "2013-05-09")], {}, ["2013-05-09"]),
    ("the first one alone", FOUR_MONTHS[:1], {}, ["2013-01-09"]),
    (
        "eight times, with gaps that leave every one open",
        EIGHT,
        {},
        [last for _first, last in EIGHT],
    ),
    (
        "eight times",
        [(f"2012-{month:02d}-01", f"2012-{month + 1:02d}-01") for month in range(1, 10)],
        {},
        ["2012-10-01"],
    ),
]


@pytest.mark.parametrize("rule", ["detention-end", "remand-end"])
@pytest.mark.parametrize(("name", "orders", "more", "expected"), RENEWED, ids=[row[0] for row in RENEWED])
def test_of_a_detention_that_is_renewed_only_the_last_order_is_asked_about(
    name: str, orders: list[tuple[str, str]], more: dict[str, str], expected: list[str], rule: str
) -> None:
    form = "administrative-detention" if rule == "detention-end" else "remand"
    facts = [
        fact(number, "custody", first, form=form, ordered_until=last, **more)
        for number, (first, last) in enumerate(orders, 1)
    ]

    assert [due.due.isoformat() for due in dues(rule, *facts)] == expected


def test_lengths_renewed_leave_only_the_next_date() -> None:
    """Ten days from 1 April end on the 10th; ten more from the 11th continue them."""
    first = fact(1, "custody", "2013-04-01", form="administrative-detention", length="P10D")
    second = fact(2, "custody", "2013-04-11", form="administrative-detention", length="P10D")
    later = fact(2, "custody", "2013-04-12", form="administrative-detention", length="P10D")

    assert [due.due for due in dues("detention-end", first, second)] == [day("2013-04-20")]
    assert [due.due for due in dues("detention-end", first, later)] == [day("2013-04-10"), day("2013-04-21")]


def test_who_is_held_on_the_last_day_is_still_asked_about_that_day() -> None:
    """An order recorded to end today is not over; one that ended yesterday, as recorded, is."""
    today = fact(1, "custody", "2013-04-01", form="administrative-detention", until="2013-04-30")
    yesterday = fact(1, "custody", "2013-04-01", form="administrative-detention", until="2013-04-29")

    assert [due.due for due in dues("detention-end", today)] == [day("2013-04-30")]
    assert dues("detention-end", yesterday) == []


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


@pytest.mark.parametrize(
    ("on", "urgency"),
    [("2013-03-01", Urgency.LAW), ("2013-02-28", Urgency.HOUSE)],
    ids=["60 days past", "61 days past"],
)
def test_a_hearing_long_past_stands_behind_what_can_still_be_done(on: str, urgency: Urgency) -> None:
    (hearing,) = dues("hearing", fact(1, "hearing", on))

    assert hearing.urgency is urgency
