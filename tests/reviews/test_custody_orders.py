"""The end of days in a punishment cell, of other orders to hold, and what a law allows before trial."""

import pytest

from app.directory.periods import Periods
from tests.reviews.facts import day, dues, fact, law


def test_days_in_a_cell_end_by_their_length_until_it_is_told_how() -> None:
    cell = fact(1, "custody", "2013-04-20", form="punishment-cell", length="P15D")
    found = dues("cell-end", cell)
    assert [due.due for due in found] == [day("2013-05-04")]
    assert "plus 15 days, the first day included = 4 May 2013" in found[0].arithmetic
    told = fact(1, "custody", "2013-04-20", form="punishment-cell", length="P15D", until="2013-04-29")
    assert dues("cell-end", told) == []
    again = fact(2, "custody", "2013-05-01", form="punishment-cell", length="P10D")
    assert [due.subject for due in dues("cell-end", cell, again)] == ["entry-2"]


@pytest.mark.parametrize("form", ["psychiatric", "immigration", "military"])
def test_every_order_to_hold_ends_on_the_day_a_court_has_said(form: str) -> None:
    found = dues("remand-end", fact(1, "custody", "2013-04-01", form=form, ordered_until="2013-06-01"))
    assert [due.due for due in found] == [day("2013-06-01")]


LIMIT = Periods((law("remand-limit", "P2M"),))


def test_the_limit_of_custody_before_trial_shows_once_it_is_near_and_names_its_law() -> None:
    arrest = fact(1, "custody", "2013-03-10", form="arrest")
    order = fact(2, "custody", "2013-04-10", form="remand", ordered_until="2013-06-10")
    found = dues("remand-limit", arrest, order, periods=LIMIT, country="KZ")
    assert [(due.due, due.arithmetic[-1]) for due in found] == [(day("2013-05-09"), "Code, article 1")]
    far = Periods((law("remand-limit", "P2Y"),))
    assert dues("remand-limit", arrest, order, periods=far, country="KZ") == []


@pytest.mark.parametrize("value", [None, "P2M"])
def test_no_limit_where_no_law_is_set_or_a_sentence_was_passed(value: str | None) -> None:
    arrest = fact(1, "custody", "2013-03-10", form="arrest")
    sentence = fact(2, "sentence", "2013-04-10", form="prison", length="P3Y")
    facts = (arrest, sentence) if value else (arrest,)
    periods = Periods((law("remand-limit", value),))
    assert dues("remand-limit", *facts, periods=periods, country="KZ") == []
