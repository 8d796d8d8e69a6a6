"""Sources that differ, facts without a source, testimony and verdicts: each date reckoned by hand."""

from datetime import UTC, datetime
from typing import Any

import pytest

from app.directory.periods import Period, Periods
from app.reviews.due_date import Look
from tests.reviews.facts import cited, day, dues, fact

# The day on which the newest of the differing texts appeared, plus 30 days.
CONFLICTS: list[tuple[str, str | None, dict[str, Any], str]] = [
    ("thirty days later", "2012-08-09", {}, "2012-09-08"),
    ("over a leap day", "2012-02-01", {}, "2012-03-02"),
    ("over a common February", "2013-02-01", {}, "2013-03-03"),
    ("over new year", "2012-12-15", {}, "2013-01-14"),
    ("from the end of a month", "2013-01-31", {}, "2013-03-02"),
    ("from the day the clocks go forward", "2013-03-31", {}, "2013-04-30"),
    ("from the day the clocks go back", "2012-10-28", {}, "2012-11-27"),
    ("a text of some day in August: its first", "2012-08", {}, "2012-08-31"),
    ("a text perhaps of that day", "2012-08-09?", {}, "2012-09-08"),
    ("texts without a day: when it was written down", None, {}, "2013-05-24"),
    ("looked at since", "2012-08-09", {"looked": "2013-04-28"}, "2013-05-28"),
    ("looked at before the newest text", "2013-04-20", {"looked": "2013-04-10"}, "2013-05-20"),
    ("the house looks sooner", "2012-08-09", {"days": 10}, "2012-08-19"),
]


@pytest.mark.parametrize(("name", "newest", "more", "expected"), CONFLICTS, ids=[row[0] for row in CONFLICTS])
def test_sources_that_differ(name: str, newest: str | None, more: dict[str, Any], expected: str) -> None:
    older = "2011-12-20" if newest else None
    sides = (
        cited(1, older, field="length", value="P7Y"),
        cited(2, newest, field="length", value="P5Y"),
    )
    looks = {("conflict", "entry-1.length"): Look(day(more["looked"]), None)} if "looked" in more else {}
    house = (Period("", "conflict", "", f"P{more['days']}D"),) if "days" in more else ()

    (due,) = dues(
        "conflict", fact(1, "sentence", "2011-12-01", cites=sides), looks=looks, periods=Periods(house)
    )

    assert due.due.isoformat() == expected


# The day on which the first of them was written down, plus 7 days.
UNSOURCED: list[tuple[str, list[str], dict[str, Any], str | None]] = [
    ("a week later", ["2013-04-20"], {}, "2013-04-27"),
    ("over a leap day", ["2012-02-25"], {}, "2012-03-03"),
    ("over a common February", ["2013-02-25"], {}, "2013-03-04"),
    ("on a leap day", ["2012-02-29"], {}, "2012-03-07"),
    ("over new year", ["2012-12-28"], {}, "2013-01-04"),
    ("from the end of a month", ["2013-01-31"], {}, "2013-02-07"),
    ("over the day the clocks go forward", ["2013-03-28"], {}, "2013-04-04"),
    ("over the day the clocks go back", ["2012-10-25"], {}, "2012-11-01"),
    ("the oldest of several counts", ["2013-04-25", "2013-04-20"], {}, "2013-04-27"),
    ("looked at since", ["2013-04-20"], {"looked": "2013-04-28"}, "2013-05-05"),
    ("the house looks sooner", ["2013-04-20"], {"days": 3}, "2013-04-23"),
    ("nothing is bare", [], {}, None),
]


@pytest.mark.parametrize(
    ("name", "written", "more", "expected"), UNSOURCED, ids=[row[0] for row in UNSOURCED]
)
def test_facts_without_a_source(
    name: str, written: list[str], more: dict[str, Any], expected: str | None
) -> None:
    bare = [
        fact(
            number, "note", "2011-05-01", cites=(), recorded=datetime.fromisoformat(text).replace(tzinfo=UTC)
        )
        for number, text in enumerate(written, start=2)
    ]
    looks = {("unsourced", "case-1"): Look(day(more["looked"]), None)} if "looked" in more else {}
    house = (Period("", "unsourced", "", f"P{more['days']}D"),) if "days" in more else ()

    found = dues(
        "unsourced", fact(1, "note", "2013-04-10"), *bare, looks=looks, periods=Periods(house)
    )  # fmt: skip

    assert [due.due.isoformat() for due in found] == ([expected] if expected else [])


BEFORE, AFTER = (cited(1, "2013-04-01"),), (cited(1, "2013-04-24"),)
CHARGED = {"normalised": "mass-disorder", "outcome": "convicted"}
# A sitting on 10 April, or another day, looked at on 30 April.
SITTINGS: list[tuple[str, tuple[str, str], Any, list[Any], str | None]] = [
    ("testimony ahead", ("testimony", "2013-05-10"), AFTER, [], "a text tells what was said"),
    ("testimony today", ("testimony", "2013-04-30"), BEFORE, [], "a text tells what was said"),
    ("testimony told of since", ("testimony", "2013-04-10"), AFTER, [], None),
    ("testimony told of on its day", ("testimony", "2013-04-24"), AFTER, [], None),
    ("testimony only announced", ("testimony", "2013-04-10"), BEFORE, [], "was to testify"),
    ("testimony without a source", ("testimony", "2013-04-10"), (), [], "was to testify"),
    ("some day in April is not over yet", ("testimony", "2013-04"), AFTER, [], "a text tells what was said"),
    ("verdict ahead", ("verdict", "2013-05-10"), BEFORE, [], "sentence or acquittal is recorded:"),
    ("verdict past, nothing recorded", ("verdict", "2013-04-10"), AFTER, [], "neither sentence nor acquittal"),
    ("verdict, sentenced the same day", ("verdict", "2013-04-10"), AFTER,
     [fact(2, "sentence", "2013-04-10", form="prison")], None),
    ("verdict, the charge is decided", ("verdict", "2013-04-10"), AFTER,
     [fact(2, "charge", "2013-01-10", outcome_on="2013-04-10", **CHARGED)], None),
    ("verdict, another charge was decided before", ("verdict", "2013-04-10"), AFTER,
     [fact(2, "charge", "2012-01-10", outcome_on="2012-05-10", **CHARGED)], "neither sentence nor acquittal"),
    ("a trial asks for its result", ("trial", "2013-04-10"), AFTER, [], "no result is recorded"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "sitting", "cites", "others", "asks"), SITTINGS, ids=[row[0] for row in SITTINGS]
)
def test_a_sitting_asks_for_what_it_can_give(
    name: str, sitting: tuple[str, str], cites: Any, others: list[Any], asks: str | None
) -> None:
    stage, on = sitting
    found = dues("hearing", fact(1, "hearing", on, stage=stage, cites=cites), *others)

    assert [asks in due.reason for due in found if asks] == ([True] if asks else [])
    assert bool(found) is bool(asks)
