"""The end of a sentence, a release that is overdue and the earliest parole, each reckoned by hand."""

from typing import Any

import pytest

from app.cases.queries.timeline import Fact
from app.directory.periods import Periods
from app.reviews.due_date import Look
from tests.reviews.facts import day, dues, fact, law

PRISON = {"form": "prison", "length": "P5Y"}


def sentence(on: str, **fields: Any) -> Fact:
    """A sentence with number 1."""
    return fact(1, "sentence", on, **(PRISON | fields))


ENDS: list[tuple[str, list[Fact], tuple[str, str] | None]] = [
    ("from a recorded start", [sentence("2012-06-04", starts="2011-12-16")], ("2016-12-15", "2016-12-15")),
    (
        "from the arrest or the sentence",
        [fact(2, "custody", "2011-12-16", form="arrest"), sentence("2012-06-04")],
        ("2016-12-15", "2017-06-03"),
    ),
    ("from the sentence itself", [sentence("2012-06-04")], ("2017-06-03", "2017-06-03")),
    ("three months from 31 January", [sentence("2013-01-31", length="P3M")], ("2013-04-30", "2013-04-30")),
    ("one year from 29 February", [sentence("2012-02-29", length="P1Y6M")], ("2013-08-28", "2013-08-28")),
    ("credited days", [sentence("2012-06-04", credited_days=100)], ("2017-02-23", "2017-02-23")),
    (
        "from a loose start",
        [sentence("2012-08-02", starts="[2011-12-16..2012-06-04]")],
        ("2016-12-15", "2017-06-03"),
    ),
    ("some day in June", [sentence("2012-06")], ("2017-05-31", "2017-06-29")),
    ("suspended", [sentence("2012-06-04", form="suspended", length="P1Y")], ("2013-06-03", "2013-06-03")),
    ("probation", [sentence("2012-06-04", form="probation", length="P2Y")], ("2014-06-03", "2014-06-03")),
    (
        "hours of work have no last day",
        [sentence("2012-06-04", form="community-service", length="PT200H")],
        None,
    ),
    (
        "a range has no end",
        [fact(1, "sentence", "2012-06-04", form="prison", length_min="P5Y", length_max="P7Y")],
        None,
    ),
    ("released since", [sentence("2012-06-04"), fact(3, "release", "2013-01-01")], None),
    (
        "released before",
        [fact(3, "release", "2011-01-01"), sentence("2012-06-04")],
        ("2017-06-03", "2017-06-03"),
    ),
    ("a fine", [fact(1, "sentence", "2012-06-04", form="fine", amount="100", currency="KZT")], None),
]


@pytest.mark.parametrize(("name", "facts", "expected"), ENDS, ids=[row[0] for row in ENDS])
def test_a_sentence_ends(name: str, facts: list[Fact], expected: Any) -> None:
    found = dues("sentence-end", *facts)

    assert [(due.due.isoformat(), due.last.isoformat()) for due in found] == ([expected] if expected else [])


def test_only_the_sentence_that_counts_ends() -> None:
    seven = fact(1, "sentence", "2012-06-04", form="prison", length="P7Y")
    five = fact(
        2, "sentence", "2012-08-02", form="prison", length="P5Y", supersedes_id=1, starts="2011-12-16"
    )

    (due,) = dues("sentence-end", seven, five)

    assert (due.subject, due.due, due.hard) == ("entry-2", day("2016-12-15"), False)
    assert due.arithmetic == (
        "It counts from 16 December 2011, as recorded.",
        "Start: 16 December 2011",
        "plus 5 years, the first day included = 15 December 2016",
    )


OVERDUE: list[tuple[str, str, dict[Any, Any], str | None]] = [
    ("its last day is not overdue", "2016-12-15", {}, None),
    ("the day after it is", "2016-12-16", {}, "2016-12-16"),
    ("ten years on it is still due since then", "2026-11-22", {}, "2016-12-16"),
    (
        "looked at: again in a fortnight",
        "2017-01-20",
        {("release-overdue", "entry-1"): Look(day("2017-01-10"), None)},
        "2017-01-24",
    ),
    (
        "looked at before it was due: as if not",
        "2016-12-20",
        {("release-overdue", "entry-1"): Look(day("2016-12-01"), None)},
        "2016-12-16",
    ),
]


@pytest.mark.parametrize(("name", "today", "looks", "expected"), OVERDUE, ids=[row[0] for row in OVERDUE])
def test_a_release_is_overdue(name: str, today: str, looks: dict[Any, Look], expected: str | None) -> None:
    facts = (sentence("2012-06-04", starts="2011-12-16"),)

    found = dues("release-overdue", *facts, today=day(today), looks=looks)

    assert [due.due.isoformat() for due in found] == ([expected] if expected else [])
    assert bool(dues("sentence-end", *facts, today=day(today), looks=looks)) == (not found)


@pytest.mark.parametrize("kind", ["release", "death"])
def test_nothing_is_overdue_for_somebody_free_or_dead(kind: str) -> None:
    assert dues("release-overdue", sentence("2005-06-04"), fact(2, kind, "2007-01-01")) == []


@pytest.mark.parametrize("form", ["suspended", "conditional", "probation"])
def test_no_release_is_awaited_of_somebody_at_large(form: str) -> None:
    assert dues("release-overdue", sentence("2005-06-04", form=form)) == []
    assert len(dues("sentence-end", sentence("2005-06-04", form=form))) == 1


THIRD = law("parole", "1/3")
HALF = law("parole", "1/2")
SIX_MONTHS = law("parole-least", "P6M")
PAROLES: list[tuple[str, str, str, tuple[Any, ...], str | None]] = [
    # 1 January 2012 plus a third of 1,096 days (the first year is a leap year), rounded up to 366
    ("a third of three years", "2012-01-01", "P3Y", (THIRD,), "2013-01-01"),
    # half of 1,096 days is 548
    ("half of three years", "2012-01-01", "P3Y", (HALF,), "2013-07-02"),
    ("the smallest part counts", "2012-01-01", "P3Y", (HALF, THIRD), "2013-01-01"),
    # a third of 366 days is 122, but no parole before six months
    ("six months at least", "2012-11-01", "P1Y", (THIRD, SIX_MONTHS), "2013-05-01"),
    ("never after the end", "2013-04-01", "P3M", (THIRD, SIX_MONTHS), "2013-06-30"),
    # half of 365 days is 182.5, so 183
    ("half a day is a day", "2013-01-01", "P1Y", (HALF,), "2013-07-03"),
    # half of 731 days, rounded up to 366: the year from February 2012 has them
    ("over a leap day", "2012-02-01", "P2Y", (HALF,), "2013-02-01"),
    ("nothing is set", "2012-01-01", "P3Y", (law("parole", None),), None),
    ("another country", "2012-01-01", "P3Y", (law("parole", "1/3", country="RU"),), None),
    ("a law not yet in force", "2012-01-01", "P3Y", (law("parole", "1/3", since=day("2015-01-01")),), None),
    ("the term is over", "2008-01-01", "P3Y", (THIRD,), None),
]


@pytest.mark.parametrize(
    ("name", "start", "length", "laws", "expected"), PAROLES, ids=[row[0] for row in PAROLES]
)
def test_the_earliest_parole(
    name: str, start: str, length: str, laws: tuple[Any, ...], expected: str | None
) -> None:
    found = dues("parole", sentence(start, length=length, starts=start), periods=Periods(laws), country="KZ")

    assert [due.due.isoformat() for due in found] == ([expected] if expected else [])
    assert all(due.estimated and not due.hard for due in found)
