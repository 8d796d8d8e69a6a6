"""Looking again at health alerts, silence, sources that differ and facts without one."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.directory.periods import Period, Periods
from app.reviews.due_date import Look, Urgency
from tests.reviews.facts import cited, day, dues, fact

ALERTS: list[tuple[str, dict[str, Any], str | None, str | None]] = [
    (
        "hunger strike, every two days",
        {"severity": "hunger-strike", "on": "2013-04-22", "as_of": "2013-04-24"},
        None,
        "2013-04-26",
    ),
    ("critical, daily", {"severity": "critical", "on": "2013-04-22"}, None, "2013-04-23"),
    ("serious, weekly", {"severity": "serious", "on": "2013-04-24"}, None, "2013-05-01"),
    ("to watch, monthly", {"severity": "watch", "on": "2013-04-24"}, None, "2013-05-24"),
    ("how grave is not known: as if to watch", {"on": "2013-04-24"}, None, "2013-05-24"),
    ("after a look", {"severity": "serious", "on": "2013-04-24"}, "2013-04-29", "2013-05-06"),
    (
        "a look before the news does not count",
        {"severity": "serious", "on": "2013-04-24"},
        "2013-04-20",
        "2013-05-01",
    ),
    ("over the end of February", {"severity": "hunger-strike", "on": "2013-02-27"}, None, "2013-03-01"),
    ("over a leap day", {"severity": "hunger-strike", "on": "2012-02-28"}, None, "2012-03-01"),
    ("over new year", {"severity": "hunger-strike", "on": "2012-12-31"}, None, "2013-01-02"),
    ("some day in April", {"severity": "serious", "on": "2013-04"}, None, "2013-04-08"),
    ("known before a day", {"severity": "serious", "on": "../2013-04-24"}, None, "2013-05-01"),
    (
        "a chosen day",
        {"severity": "serious", "on": "2013-04-24", "next_look": day("2013-04-27")},
        None,
        "2013-04-27",
    ),
    (
        "a chosen day that was seen to",
        {"severity": "serious", "on": "2013-04-24", "next_look": day("2013-04-27")},
        "2013-04-27",
        "2013-05-04",
    ),
    (
        "a chosen day before the alert",
        {"severity": "serious", "on": "2013-04-24", "next_look": day("2013-04-01")},
        None,
        "2013-04-24",
    ),
    (
        "without a date: since it was written down",
        {"severity": "hunger-strike", "on": None},
        None,
        "2013-04-26",
    ),
    ("over the change to summer time", {"severity": "hunger-strike", "on": "2013-03-30"}, None, "2013-04-01"),
    ("over the change to winter time", {"severity": "hunger-strike", "on": "2012-10-27"}, None, "2012-10-29"),
    (
        "ended",
        {"severity": "hunger-strike", "on": "2013-04-22", "resolution": "hunger-strike-ended"},
        None,
        None,
    ),
]


@pytest.mark.parametrize(("name", "fields", "looked", "expected"), ALERTS, ids=[row[0] for row in ALERTS])
def test_an_open_alert_is_looked_at_again(
    name: str, fields: dict[str, Any], looked: str | None, expected: str | None
) -> None:
    more = {key: value for key, value in fields.items() if key != "on"}
    looks = {("health", "entry-1"): Look(day(looked), None)} if looked else {}

    found = dues("health", fact(1, "health-alert", fields["on"], **more), looks=looks)

    assert [due.due.isoformat() for due in found] == ([expected] if expected else [])


def test_a_hunger_strike_comes_first_and_counts_its_days() -> None:
    (due,) = dues(
        "health", fact(1, "health-alert", "2013-04-22", severity="hunger-strike", as_of="2013-04-24")
    )

    assert (due.urgency, due.title) == (
        Urgency.STRIKE,
        "Hunger strike, day 3 on 24 April 2013: ask how things are now",
    )
    assert due.arithmetic == ("known as of 24 April 2013", "plus 2 days = 26 April 2013")


def test_the_house_may_look_more_often() -> None:
    periods = Periods((Period("", "health", "serious", "P3D"),))

    (due,) = dues("health", fact(1, "health-alert", "2013-04-24", severity="serious"), periods=periods)

    assert due.due == day("2013-04-27")


CUSTODY = ("custody", {"form": "remand"})
SILENCES: list[tuple[str, list[Any], str | None]] = [
    (
        "on hunger strike: two days",
        [("health-alert", "2013-04-24", {"severity": "hunger-strike"})],
        "2013-04-26",
    ),
    ("detained: fourteen", [("custody", "2013-04-10", {})], "2013-04-24"),
    ("charged: fourteen", [("charge", "2013-04-10", {})], "2013-04-24"),
    ("on trial: fourteen", [("hearing", "2013-04-10", {"stage": "trial"})], "2013-04-24"),
    ("sentenced: sixty", [("sentence", "2013-04-10", {"form": "prison"})], "2013-06-09"),
    (
        "appealing: fourteen",
        [("sentence", "2013-01-10", {"form": "prison"}), ("appeal", "2013-04-10", {"outcome": "pending"})],
        "2013-04-24",
    ),
    ("free with conditions: ninety", [("sentence", "2013-04-10", {"form": "suspended"})], "2013-07-09"),
    ("threatened: thirty", [("threat", "2013-04-10", {})], "2013-05-10"),
    ("released: none", [("release", "2013-04-10", {})], None),
    ("dead: none", [("death", "2013-04-10", {})], None),
    (
        "the newest fact counts",
        [("custody", "2013-04-10", {}), ("contact", "2013-04-20", {"form": "call"})],
        "2013-05-04",
    ),
    (
        "a fact without a source is no news",
        [("custody", "2013-04-10", {}), ("contact", "2013-04-20", {"cites": ()})],
        "2013-04-24",
    ),
    ("for when it is known counts", [("custody", "2012-04-10", {"as_of": "2013-04-12"})], "2013-04-26"),
    ("some day in April: its first", [("custody", "2013-04", {})], "2013-04-15"),
    (
        "what is yet to come is no news",
        [("custody", "2013-04-10", {}), ("hearing", "2013-06-10", {"stage": "trial"})],
        "2013-04-24",
    ),
]


@pytest.mark.parametrize(("name", "told", "expected"), SILENCES, ids=[row[0] for row in SILENCES])
def test_silence_by_standing(name: str, told: list[Any], expected: str | None) -> None:
    facts = [fact(n, kind, on, **more) for n, (kind, on, more) in enumerate(told, 1)]

    found = dues("silence", *facts)

    assert [due.due.isoformat() for due in found] == ([expected] if expected else [])


def test_asking_puts_a_silence_off_but_news_ends_it() -> None:
    asked = {("silence", "case-1"): Look(day("2013-04-28"), None)}

    (due,) = dues("silence", fact(1, "custody", "2013-04-10"), looks=asked)

    assert (due.due, due.counts_from) == (day("2013-05-12"), day("2013-04-10"))


def test_sources_that_differ_wait_for_a_choice() -> None:
    sides = (
        cited(1, "2012-06-05", field="length", value="P7Y"),
        cited(2, "2012-08-09", field="length", value="P5Y"),
    )
    disputed = fact(1, "sentence", "2012-06-04", form="prison", length="P5Y", cites=sides)

    (due,) = dues("conflict", disputed)

    assert (due.subject, due.due) == ("entry-1.length", day("2012-09-08"))
    assert dues("conflict", disputed, decided=frozenset({(1, "length")})) == []


def test_facts_without_a_source_are_one_reminder_for_the_case() -> None:
    bare = [
        fact(n, "note", "2013-04-10", cites=(), recorded=datetime(2013, 4, 20 + n, 9, 0, tzinfo=UTC))
        for n in (1, 2, 3)
    ]

    (due,) = dues("unsourced", *bare, fact(4, "note", "2013-04-10"))

    assert (due.title, due.due, due.rests_on) == ("3 facts have no source", day("2013-04-28"), (1, 2, 3))
