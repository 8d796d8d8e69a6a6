"""Somebody whom those who hold them deny; and days in a punishment cell, which free nobody when they are over."""

from datetime import date

import pytest

from app.cases.models.cases import Gravity
from app.cases.reading_words import stands
from app.cases.rules.reading import Reading, read_case
from tests.cases.told import Told, told

TAKEN = told(1, "custody", "2013-03-03", form="arrest", whereabouts="denied")
LATER = date(2016, 3, 3)


def now(*facts: Told, today: date = date(2013, 4, 30)) -> Reading[Told]:
    return read_case(facts, today)


def test_whom_nobody_admits_to_holding_is_missing_for_as_long_as_nothing_is_heard() -> None:
    missing = now(TAKEN, today=LATER)
    assert str(stands(missing)) == "Missing, not seen since 3 March 2013, 3 years ago"
    assert not missing.is_dormant
    assert missing.gravity == Gravity.MISSING
    assert not missing.is_thought_held
    assert missing.custody is None


def test_a_second_denial_moves_no_day() -> None:
    still = told(2, "custody", "2013-06-01", whereabouts="unknown")
    assert "not seen since 3 March 2013" in str(stands(now(TAKEN, still, today=LATER)))


@pytest.mark.parametrize(
    ("after", "standing"),
    [
        (told(2, "charge", "2013-03-20"), "missing"),
        (told(2, "custody", "2013-03-20", form="remand"), "detained"),
        (told(2, "sentence", "2013-03-20", form="prison", length="P3Y"), "sentenced"),
        (told(2, "sentence", "2013-03-20", form="prison", length="P3Y", in_absentia="yes"), "missing"),
        (told(2, "release", "2013-03-20"), "released"),
        (told(2, "death", "2013-03-20"), "dead"),
        (told(2, "threat", "2013-03-20"), "missing"),
    ],
    ids=lambda one: getattr(one, "kind", one),
)
def test_somebody_missing_is_found_by_what_shows_them(after: Told, standing: str) -> None:
    assert now(TAKEN, after).standing == standing


def test_who_was_held_and_is_then_denied_is_not_counted_as_held() -> None:
    arrest = told(1, "custody", "2013-02-01", form="arrest")
    gone = told(2, "custody", "2013-02-11", whereabouts="denied")
    reading = now(arrest, gone)
    assert reading.standing == "missing"
    assert not reading.was_held_last
    assert reading.custody is not None
    assert reading.custody.count.days == 11


def test_a_sign_of_somebody_missing_is_for_a_person_to_look_at() -> None:
    letter = told(2, "contact", "2013-04-01", form="mail")
    refused = told(3, "contact", "2013-04-01", form="visit", refused="yes")
    assert now(TAKEN, letter).doubts == (2,)
    assert now(TAKEN, refused).doubts == ()


@pytest.mark.parametrize("ended", [{"length": "P15D"}, {"dates": {"until": "2013-03-15"}}])
def test_leaving_a_punishment_cell_frees_nobody(ended: dict[str, object]) -> None:
    cell = told(2, "custody", "2013-03-01", form="punishment-cell", **ended)  # type: ignore[arg-type]
    alone, within = now(cell), now(told(1, "sentence", "2013-01-01", form="prison", length="P3Y"), cell)
    assert alone.standing == "detained"
    assert alone.was_held_last
    assert within.standing == "sentenced"
