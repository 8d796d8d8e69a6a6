"""What holds for every fuzzy date: it reads back from its text and its words, and doubt only widens."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings

from app.dates import FuzzyDate, in_words, read_date, short_words
from tests.dates import drawn

# The machine may be busy with other tests, so slowness is no failure here; test_speed.py measures.
all_of_them = settings(deadline=None, max_examples=60)


@all_of_them
@given(drawn.fuzzy_dates)
def test_reads_back_from_its_text(fuzzy: FuzzyDate) -> None:
    assert FuzzyDate.parse(fuzzy.edtf) == fuzzy
    assert read_date(fuzzy.edtf) == fuzzy
    assert FuzzyDate.stored(fuzzy.edtf, fuzzy.first, fuzzy.last) == fuzzy


@settings(all_of_them, max_examples=200)
@given(drawn.fuzzy_dates)
def test_reads_back_from_its_words(fuzzy: FuzzyDate) -> None:
    assert read_date(in_words(fuzzy)) == fuzzy
    assert read_date(short_words(fuzzy)) == fuzzy


@pytest.mark.parametrize("text", ["%s", "%s~", "../%s", "%s/..", "[%s..]"])
def test_every_day_of_a_year_reads_back_from_its_words(text: str) -> None:
    days = [date(2012, 1, 1) + timedelta(days=number) for number in range(366)]
    dates = [FuzzyDate.parse(text % day) for day in days]

    assert [read_date(in_words(fuzzy)) for fuzzy in dates] == dates


@all_of_them
@given(drawn.fuzzy_dates)
def test_words_keep_the_doubt(fuzzy: FuzzyDate) -> None:
    for words in (in_words(fuzzy), short_words(fuzzy)):
        assert ("perhaps" in words) == fuzzy.is_uncertain
        assert not fuzzy.is_approximate or "about" in words


@all_of_them
@given(drawn.fuzzy_dates)
def test_first_is_not_after_last(fuzzy: FuzzyDate) -> None:
    assert fuzzy.first is not None or fuzzy.last is not None
    if fuzzy.first and fuzzy.last:
        assert fuzzy.first <= fuzzy.last


@all_of_them
@given(drawn.bare)
def test_about_widens_and_perhaps_does_not(text: str) -> None:
    plain, perhaps, about, both = (FuzzyDate.parse(text + mark) for mark in drawn.MARKS)

    assert (perhaps.first, perhaps.last) == (plain.first, plain.last)
    assert (both.first, both.last) == (about.first, about.last)
    assert plain.first
    assert plain.last
    assert about.first
    assert about.last
    assert about.first < plain.first
    assert about.last > plain.last or plain.last.year >= 9990
    assert about.touches(plain.first, plain.last)


@all_of_them
@given(drawn.fuzzy_dates, drawn.fuzzy_dates)
def test_order_is_total(one: FuzzyDate, other: FuzzyDate) -> None:
    assert (one.sort_key == other.sort_key) == (one == other)
    assert (one.sort_key < other.sort_key) != (one.sort_key >= other.sort_key)


@all_of_them
@given(drawn.fuzzy_dates, drawn.fuzzy_dates)
def test_certainly_before_is_possible_and_never_mutual(one: FuzzyDate, other: FuzzyDate) -> None:
    if one.certainly_before(other):
        assert one.possibly_before(other)
        assert not other.possibly_before(one)
        assert not one.touches(other.first, other.last)


@all_of_them
@given(drawn.fuzzy_dates)
def test_opening_and_closing_lie_within(fuzzy: FuzzyDate) -> None:
    for first, last in (fuzzy.opening, fuzzy.closing):
        assert (first or date.min) >= (fuzzy.first or date.min)
        assert (last or date.max) <= (fuzzy.last or date.max)
        assert (first or date.min) <= (last or date.max)
