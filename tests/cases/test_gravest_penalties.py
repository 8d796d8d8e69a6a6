"""Penalties that hold nobody, that have no end, or that are the gravest there are; and how people leave."""

from datetime import date

import pytest

from app.cases.models.cases import Gravity
from app.cases.rules.reading import Reading, read_case
from tests.cases.told import Told, told

ARREST = told(1, "custody", "2012-03-01", form="arrest")
LATER = date(2019, 3, 3)


def now(*facts: Told, today: date = date(2013, 4, 30)) -> Reading[Told]:
    return read_case(facts, today)


def sentence(number: int = 2, form: str = "prison", on: str = "2012-06-01", **more: object) -> Told:
    return told(number, "sentence", on, form=form, **more)  # type: ignore[arg-type]


def test_a_death_sentence_ranks_first_and_its_case_never_sleeps() -> None:
    reading = now(ARREST, sentence(form="death"), told(3, "appeal", "2012-07-01"), today=LATER)
    assert reading.standing == "appealing"
    assert reading.gravity == min(Gravity)
    assert not reading.is_dormant
    assert reading.term is None


@pytest.mark.parametrize(
    "after",
    [
        sentence(3, "life", "2012-08-01", supersedes_id=2, relation="instead-of"),
        told(3, "appeal", "2012-08-01", outcome="quashed"),
        told(3, "release", "2012-08-01", form="pardon"),
    ],
    ids=["commuted", "quashed", "pardoned"],
)
def test_a_death_sentence_that_no_longer_stands_ranks_nothing_first(after: Told) -> None:
    assert now(ARREST, sentence(form="death"), after).gravity > Gravity.LIFE


@pytest.mark.parametrize("form", ["life", "life-without-parole", "death"])
def test_a_sentence_without_an_end_takes_the_end_from_those_beside_it(form: str) -> None:
    beside = sentence(3, length="P3Y", supersedes_id=2, relation="served-beside")
    reading = now(ARREST, sentence(form=form), beside)
    assert reading.is_thought_held
    assert reading.term is None


def test_only_the_part_to_be_served_counts_for_the_end() -> None:
    reading = now(sentence(length="P8Y", enforceable="P5Y", dates={"starts": "2012-06-01"}))
    assert reading.term is not None
    assert reading.term.last == date(2017, 5, 31)


def test_the_end_that_a_court_named_is_taken_as_it_is() -> None:
    reading = now(ARREST, sentence(length="P8Y", dates={"ends": "2019-12-31"}))
    assert reading.term is not None
    assert reading.term.first == reading.term.last == date(2019, 12, 31)


@pytest.mark.parametrize("form", ["corporal", "travel-ban", "exile", "fine", "ban", "supervision"])
def test_a_further_penalty_frees_nobody(form: str) -> None:
    reading = now(ARREST, sentence(length="P3Y"), sentence(3, form, part="further"))
    assert reading.standing == "sentenced"
    assert reading.was_held_last


def test_nobody_is_said_to_be_held_by_a_verdict_in_absence() -> None:
    reading = now(
        ARREST, sentence(length="P6Y", in_absentia="yes"), told(3, "contact", "2012-08-01", form="at-large")
    )
    assert reading.standing == "sentenced"
    assert not reading.is_thought_held
    assert reading.term is None
    assert reading.doubts == ()


def test_who_is_sentenced_to_exile_alone_is_neither_held_nor_free() -> None:
    reading = now(ARREST, sentence(form="exile", length="P2Y"))
    assert reading.standing == "sentenced"
    assert not reading.is_thought_held


def test_exile_after_prison_is_never_freedom_with_conditions() -> None:
    exile = sentence(3, "exile", length="P2Y", part="further", relation="added-to", supersedes_id=2)
    left = told(4, "release", "2013-01-01", form="end-of-term", conditions="to live in Zabol")
    reading = now(ARREST, sentence(length="P5Y", dates={"starts": "2012-06-01"}), exile, left)
    assert reading.standing == "sentenced"
    assert not reading.is_thought_held
    assert [one.is_history for one in reading.penalties] == [True, False]
    over = told(5, "release", "2013-03-01", form="end-of-term")
    assert now(ARREST, sentence(length="P5Y"), exile, left, over).standing == "released"


@pytest.mark.parametrize(
    ("form", "conditions", "standing"),
    [
        ("bail", None, "free-with-conditions"),
        ("amnesty", "reports every week", "free-with-conditions"),
        ("pardon", None, "released"),
        ("exchange", "never to return", "released"),
        ("expulsion", "never to return", "released"),
        ("escape", None, "sentenced"),
    ],
)
def test_how_somebody_leaves_decides_where_they_stand(
    form: str, conditions: str | None, standing: str
) -> None:
    left = told(3, "release", "2013-01-01", form=form, conditions=conditions)
    reading = now(ARREST, sentence(length="P5Y"), left)
    assert reading.standing == standing
    assert not reading.was_held_last
