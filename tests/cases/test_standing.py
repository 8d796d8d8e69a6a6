"""Where a case stands: the rule, entry by entry."""

from datetime import date

import pytest

from app.cases.rules.custody import overlapping
from app.cases.rules.reading import read_case
from app.cases.rules.sentences import operative, term_of
from app.dates import in_words
from tests.cases.told import Told, told

TODAY = date(2013, 4, 30)


ROZA = [
    told(1, "custody", "2011-12", form="arrest"),
    told(2, "charge", "../2012-06-05"),
    told(3, "sentence", "2012-06-04?", form="prison", length="P7Y", credited_days=None),
    told(4, "appeal", "2012-08-02", outcome="reduced"),
    told(5, "sentence", "2012-08-02", form="prison", length="P5Y", supersedes_id=3, credited_days=None),
    told(6, "threat", "../2012-08-09", target="her children"),
    told(7, "health-alert", "2013-04-22", severity="hunger-strike"),
]


def test_a_reduced_sentence_stands_and_its_age_is_that_of_the_newest_news() -> None:
    now = read_case(ROZA, TODAY)
    assert now.standing == "sentenced"
    assert now.as_of is not None
    assert in_words(now.as_of) == "22 April 2013"


def test_the_superseded_sentence_does_not_count() -> None:
    assert [fact.id for fact in operative(ROZA)] == [5]


def test_an_end_without_a_start_is_a_range_over_every_start_that_is_open() -> None:
    term = term_of(operative(ROZA)[0], ROZA)
    assert term is not None
    assert (term.first, term.last) == (date(2016, 11, 30), date(2017, 8, 1))
    assert term.rests_on == (5, 1)
    assert term.arithmetic[:2] == (
        "No text says from when the term counts. It may count:",
        "From the custody that began December 2011 (day not known).",
    )


def test_days_in_custody_say_at_least_where_the_day_is_not_known() -> None:
    reading = read_case(ROZA, TODAY)
    assert reading.custody is not None
    assert reading.custody.count.at_least
    assert reading.custody.count.days == (date(2013, 4, 22) - date(2011, 12, 31)).days + 1
    assert reading.is_held


@pytest.mark.parametrize(
    ("entries", "standing"),
    [
        ([], "unknown"),
        ([told(1, "note", "2012-01-01")], "unknown"),
        ([told(1, "threat", "2011-09")], "threatened"),
        ([told(1, "threat", "2011-09", target="his family")], "unknown"),
        ([told(1, "custody", "2011-06-01")], "detained"),
        ([told(1, "custody", "2011-06-01", {"until": "2011-06-08"})], "released"),
        ([told(1, "custody", "2011-06-01"), told(2, "charge", "2011-07")], "charged"),
        ([told(1, "charge", "2011-07"), told(2, "custody", "2011-08-01")], "charged"),
        ([told(1, "charge", "2011-07"), told(2, "hearing", "2012-03-27", stage="trial")], "on-trial"),
        ([told(1, "charge", "2011-07"), told(2, "hearing", "2013-05-27", stage="trial")], "charged"),
        ([told(1, "charge", "2011-07"), told(2, "hearing", "2012-03-27", stage="remand")], "charged"),
        ([told(1, "charge", "2011-07", {"outcome_on": "2012-06-04"}, outcome="acquitted")], "cleared"),
        ([told(1, "charge", "2011-07", outcome="acquitted")], "cleared"),
        ([told(1, "sentence", "2011-08", form="suspended")], "free-with-conditions"),
        (
            [
                told(1, "sentence", "2011-08", form="suspended"),
                told(2, "charge", "2012-08", outcome="pending"),
            ],
            "charged",
        ),
        ([told(1, "sentence", "2012-05", form="released-at-verdict")], "released"),
        ([told(1, "sentence", "2011-08-16", form="administrative-detention")], "detained"),
        ([told(1, "sentence", "2011-08-16", form="administrative-detention", length="P10D")], "unknown"),
        ([told(1, "sentence", "2013-04-28", form="administrative-detention", length="P10D")], "detained"),
        ([told(1, "sentence", "2013-04-21", form="administrative-detention", length="P10D")], "detained"),
        ([told(1, "sentence", "2013-04-20", form="administrative-detention", length="P10D")], "unknown"),
        (
            [
                told(1, "sentence", "2011-08-16", form="administrative-detention", length="P10D"),
                told(2, "charge", "2011-08-20"),
            ],
            "charged",
        ),
        (
            [told(1, "sentence", "2012-06", form="prison"), told(2, "appeal", "2012-07", outcome="pending")],
            "appealing",
        ),
        (
            [
                told(1, "sentence", "2012-06", form="prison"),
                told(2, "appeal", "2012-07", outcome="pending"),
                told(3, "appeal", "2012-08-02", outcome="rejected"),
            ],
            "sentenced",
        ),
        ([told(1, "sentence", "2011-08-08", form="prison"), told(2, "release", "2012-03")], "released"),
        (
            [
                told(1, "sentence", "2011-08-08", form="prison"),
                told(2, "release", "2012-03", conditions="reports"),
            ],
            "free-with-conditions",
        ),
        ([told(1, "custody", "2011-12"), told(2, "death", "2011-12")], "dead"),
        ([told(1, "sentence", "2012-06", form="prison"), told(2, "threat", "2012-08")], "sentenced"),
        ([told(1, "release", "2012-03"), told(2, "threat", "2012-08")], "threatened"),
    ],
)
def test_the_table_of_standings(entries: list[Told], standing: str) -> None:
    assert read_case(entries, TODAY).standing == standing


def test_a_threat_is_as_old_as_itself() -> None:
    now = read_case([told(1, "threat", "2011-09"), told(2, "note", "2012-08")], TODAY)
    assert now.as_of is not None
    assert now.as_of.edtf == "2011-09"


def test_two_places_at_once_are_pointed_out() -> None:
    here = told(1, "custody", "2012-01-01", {"until": "2012-03-01"})
    there = told(2, "custody", "2012-02-01", {"until": "2012-04-01"})
    after = told(3, "custody", "2012-04-01", {"until": "2012-05-01"})
    assert overlapping([here, there, after]) == [(1, 2)]


def test_release_freezes_the_days_in_custody() -> None:
    facts = [told(1, "custody", "2011-06-01"), told(2, "release", "2012-03-08")]
    reading = read_case(facts, TODAY)
    assert reading.custody is not None
    assert reading.custody.count.days == (date(2012, 3, 8) - date(2011, 6, 1)).days + 1
    assert not reading.was_held_last


@pytest.mark.parametrize(("until", "goes_on"), [("2013-04-30", True), ("2013-04-29", False)])
def test_somebody_is_held_on_the_last_day_and_not_on_the_day_after(until: str, *, goes_on: bool) -> None:
    custody = read_case([told(1, "custody", "2013-04-01", {"until": until}, form="remand")], TODAY).custody
    assert custody is not None
    assert custody.goes_on is goes_on
