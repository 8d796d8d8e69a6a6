"""Our own reader and the edtf library agree wherever the library has a sound answer.

It has none on winter, on seasons with a mark, on seasons or open digits inside intervals and sets; it widens
"about" by more than a year, and takes any 29 February and an end before its start.
"""

from datetime import date

import pytest
from edtf import parse_edtf
from edtf.parser.edtf_exceptions import EDTFParseException
from hypothesis import given, settings
from hypothesis import strategies as st

from app.dates import FuzzyDate, UnreadableDate

UNMARKED = {
    "2012-08-02", "2012-02", "2012", "2011-21", "2011-22", "2011-23", "201X", "2012-XX", "2012-06-XX",
    "2012-XX-XX", "../2012-02", "2013-04-22/..", "2012-05-03/2012-06-05", "2012/2013-05",
    "[2011-12-18,2011-12-19]", "[2012-05,2012-06]", "[2011,2012-05-03]", "[2012-05-11..2012-05-20]",
    "[2012-05..2012-07]", "[2012-08-03..]", "[..2012-08-03]", "{2012-05-01,2012-05-03}",
}  # fmt: skip
MARKED = {
    "2012-08-02?",
    "2012-08-02~",
    "2012-05%",
    "2012~",
    "201X?",
    "2012-06-XX~",
    "2012~/2013?",
    "2012-05?/..",
}
NO_DATES = (
    "2012-13",
    "2012-02-30",
    "2012-06-31",
    "12",
    "2012-5",
    "hello",
    "2012~?",
    "[2012,2013}",
    "2012-05-00",
)


def _bounds(text: str) -> tuple[date | None, date | None]:
    """The library's days without any widening; an infinite end is none."""
    read = parse_edtf(text)
    ends = (read.lower_strict(), read.upper_strict())
    first, last = (
        None if isinstance(end, float) else date(end.tm_year, end.tm_mon, end.tm_mday) for end in ends
    )
    return first, last


@pytest.mark.parametrize("text", sorted(UNMARKED))
def test_same_days(text: str) -> None:
    fuzzy = FuzzyDate.parse(text)

    assert (fuzzy.first, fuzzy.last) == _bounds(text)


@pytest.mark.parametrize("text", sorted(MARKED))
def test_same_days_under_a_mark(text: str) -> None:
    unmarked = FuzzyDate.parse(text.translate({ord(mark): None for mark in "?~%"}))

    assert FuzzyDate.parse(text).edtf == text
    assert (unmarked.first, unmarked.last) == _bounds(text)


@pytest.mark.parametrize("text", NO_DATES)
def test_both_refuse(text: str) -> None:
    with pytest.raises(EDTFParseException):
        parse_edtf(text)
    with pytest.raises(UnreadableDate):
        FuzzyDate.parse(text)


_days = st.dates(min_value=date(1000, 1, 1))
_texts = st.one_of(_days.map(str), _days.map(lambda day: str(day)[:7]), _days.map(lambda day: str(day)[:4]))


@settings(deadline=None, max_examples=25)
@given(_texts, st.sampled_from(["", "/..", "../"]))
def test_same_days_for_any_calendar_date(text: str, end: str) -> None:
    whole = f"{end}{text}" if end == "../" else f"{text}{end}"

    fuzzy = FuzzyDate.parse(whole)

    assert (fuzzy.first, fuzzy.last) == _bounds(whole)


@settings(deadline=None, max_examples=12)
@given(st.lists(_texts, min_size=2, max_size=3, unique=True))
def test_same_days_for_one_of_several(texts: list[str]) -> None:
    whole = FuzzyDate.parse(f"[{','.join(texts)}]")

    assert (whole.first, whole.last) == _bounds(whole.edtf)
