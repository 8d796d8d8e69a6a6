"""Penalties that add up: a held person stays held until a release, and ends follow from how terms relate."""

from datetime import date

import pytest

from app.cases.rules.reading import read_case
from tests.cases.told import Told, told

D = date.fromisoformat
PRISON = told(1, "custody", "2011-05-10", form="arrest")
EIGHT_YEARS = told(2, "sentence", "2012-06-04", form="prison", length="P8Y")
HELD: list[tuple[str, list[Told], str]] = [
    (
        "prison with a fine of one day",
        [PRISON, EIGHT_YEARS, told(3, "sentence", "2012-06-04", form="fine")],
        "sentenced",
    ),
    (
        "with probation after it",
        [PRISON, EIGHT_YEARS, told(3, "sentence", "2012-06-04", form="probation", part="further")],
        "sentenced",
    ),
    (
        "a fine years later",
        [PRISON, EIGHT_YEARS, told(3, "sentence", "2013-04-04", form="fine")],
        "sentenced",
    ),
    ("a fine alone", [PRISON, told(3, "sentence", "2012-06-04", form="fine")], "free-with-conditions"),
    (
        "probation instead of prison",
        [PRISON, EIGHT_YEARS, told(3, "sentence", "2013-04-04", form="probation", supersedes_id=2)],
        "free-with-conditions",
    ),
    (
        "probation beside a released term",
        [
            PRISON,
            EIGHT_YEARS,
            told(3, "release", "2013-01-01"),
            told(4, "sentence", "2013-04-04", form="probation"),
        ],
        "free-with-conditions",
    ),
    (
        "a fine after a term of which the person was freed on the day it was passed",
        [
            PRISON,
            EIGHT_YEARS,
            told(3, "release", "2012-06-04"),
            told(4, "sentence", "2013-04-04", form="fine"),
        ],
        "free-with-conditions",
    ),
    (
        "a fine on the day of the release",
        [
            PRISON,
            EIGHT_YEARS,
            told(3, "release", "2013-04-04", conditions="reports"),
            told(4, "sentence", "2013-04-04", form="fine"),
        ],
        "free-with-conditions",
    ),
    (
        "an amnesty",
        [PRISON, EIGHT_YEARS, told(3, "sentence", "2013-04-04", form="amnesty")],
        "free-with-conditions",
    ),
    ("freed on the day of the sentence", [PRISON, EIGHT_YEARS, told(3, "release", "2012-06-04")], "released"),
    (
        "held on the last day",
        [told(1, "custody", "2013-04-01", {"until": "2013-04-30"}, form="remand")],
        "detained",
    ),
    (
        "and not on the day after",
        [told(1, "custody", "2013-04-01", {"until": "2013-04-29"}, form="remand")],
        "released",
    ),
    (
        "moved to another prison",
        [
            EIGHT_YEARS,
            told(1, "custody", "2012-06-04", {"until": "2013-01-01"}, form="prison"),
            told(3, "custody", "2013-01-01", form="prison"),
        ],
        "sentenced",
    ),
    (
        "cleared of one charge of two",
        [
            told(1, "charge", "2012-01", {"outcome_on": "2012-06-04"}, outcome="acquitted"),
            told(2, "charge", "2012-01", {"outcome_on": "2012-06-04"}, outcome="convicted"),
        ],
        "sentenced",
    ),
    (
        "a threat that came to nothing",
        [told(1, "threat", "2013-01-01", {"ended": "2013-02-01"}, ending="came-to-nothing")],
        "unknown",
    ),
]


@pytest.mark.parametrize(("name", "facts", "standing"), HELD, ids=[row[0] for row in HELD])
def test_a_held_person_stays_held_until_a_release(name: str, facts: list[Told], standing: str) -> None:
    assert read_case(facts, D("2013-04-30")).standing == standing, name


def test_every_penalty_that_counts_is_there_the_gravest_first() -> None:
    fine = told(3, "sentence", "2012-06-04", form="fine", amount="5000", currency="USD")
    reading = read_case([PRISON, EIGHT_YEARS, fine], D("2013-04-30"))
    assert [penalty.fact.id for penalty in reading.penalties] == [2, 3]


def test_a_new_term_without_a_relation_has_no_end_and_asks() -> None:
    new = told(3, "sentence", "2012-11-01", form="prison", length="P1Y6M")
    two = told(2, "sentence", "2011-09-01", form="prison", length="P2Y")
    reading = read_case([PRISON, two, new], D("2013-04-30"))
    assert reading.term is None
    assert {penalty.question for penalty in reading.penalties} == {
        "Is the newer term served after the older one, beside it or instead of it?"
    }


@pytest.mark.parametrize(
    ("relation", "first", "last"),
    [
        ("added-to", "2014-11-09", "2015-02-28"),  # the day after 9 May or 31 August 2013, plus 18 months
        ("served-beside", "2014-04-30", "2014-04-30"),
        ("instead-of", "2012-11-09", "2014-04-30"),
    ],
)
def test_terms_add_up_by_their_relation(relation: str, first: str, last: str) -> None:
    starts = {} if relation == "instead-of" else {"starts": "2012-11-01"}
    if relation == "added-to":
        starts = {}
    new = told(
        3, "sentence", "2012-11-01", starts, form="prison", length="P1Y6M", supersedes_id=2, relation=relation
    )
    two = told(2, "sentence", "2011-09-01", form="prison", length="P2Y")
    term = read_case([PRISON, two, new], D("2013-04-30")).term
    assert term is not None
    assert (term.first, term.last) == (D(first), D(last))


def test_the_end_of_a_released_person_is_history() -> None:
    reading = read_case([PRISON, EIGHT_YEARS, told(3, "release", "2013-03")], D("2013-04-30"))
    assert reading.term is None
    assert [penalty.is_history for penalty in reading.penalties] == [True]


def test_freed_on_the_day_of_the_sentence_awaits_no_end_of_it() -> None:
    freed = told(3, "release", "2012-06-04")
    reading = read_case([PRISON, EIGHT_YEARS, freed], D("2013-04-30"))
    assert [penalty.is_history for penalty in reading.penalties] == [True]

    new = told(4, "sentence", "2013-04-04", {"starts": "2013-04-04"}, form="prison", length="P1Y")
    reading = read_case([PRISON, EIGHT_YEARS, freed, new], D("2013-04-30"))
    assert [penalty.question for penalty in reading.penalties] == ["", ""]
    assert reading.term is not None
    assert reading.term.last == D("2014-04-03")


@pytest.mark.parametrize(
    ("outcome", "last"),
    [
        ("rejected", "2018-09-30"),
        ("upheld", "2018-09-30"),
        ("quashed", "2018-06-03"),
        ("pending", "2018-06-03"),
    ],
)
def test_a_term_may_count_from_an_appeal_that_left_it_in_force(outcome: str, last: str) -> None:
    six = told(2, "sentence", "2012-06-04", form="prison", length="P6Y")
    appeal = told(3, "appeal", "2012-10-01", outcome=outcome)
    penalty = read_case([PRISON, six, appeal], D("2013-04-30")).penalties[0]
    assert penalty.term is not None
    assert (penalty.term.first, penalty.term.last) == (D("2017-05-09"), D(last))


def test_no_term_counts_from_an_arrest_after_it() -> None:
    later = told(3, "custody", "2012-09-01", form="prison")
    term = read_case([EIGHT_YEARS, later], D("2013-04-30")).term
    assert term is not None
    assert (term.first, term.last) == (D("2020-06-03"), D("2020-06-03"))


def test_two_terms_of_which_a_text_says_only_that_they_belong_together_still_ask() -> None:
    two = told(2, "sentence", "2011-09-01", form="prison", length="P2Y")
    new = told(
        3, "sentence", "2012-11-01", form="prison", length="P1Y", supersedes_id=2, relation="not-known"
    )
    assert all(one.question for one in read_case([PRISON, two, new], D("2013-04-30")).penalties)
