"""Fuzzy dates of every kind, for properties that must hold for all of them."""

from datetime import date

from hypothesis import strategies as st

from app.dates import FuzzyDate, UnreadableDate

MARKS = ("", "?", "~", "%")

_years = st.one_of(st.integers(2010, 2014), st.integers(1000, 9999)).map(str)
_months = st.tuples(_years, st.integers(1, 12)).map(lambda drawn: f"{drawn[0]}-{drawn[1]:02}")
_recent_days = st.dates(min_value=date(2011, 11, 1), max_value=date(2012, 6, 30))
_days = st.one_of(_recent_days, st.dates(min_value=date(1000, 1, 1))).map(str)
_seasons = st.tuples(_years, st.integers(21, 24)).map(lambda drawn: f"{drawn[0]}-{drawn[1]}")
_left_open = st.one_of(
    _years.map(lambda year: f"{year[:3]}X"),
    _years.map(lambda year: f"{year}-XX"),
    _years.map(lambda year: f"{year}-XX-XX"),
    _months.map(lambda month: f"{month}-XX"),
)

bare = st.one_of(_days, _months, _seasons, _years, _left_open)
singles = st.tuples(bare, st.sampled_from(MARKS)).map("".join)
_ends = st.one_of(singles, st.just(".."))
_lists = st.one_of(
    st.lists(singles, min_size=2, max_size=3),
    st.lists(_days, min_size=2, max_size=5),
    st.lists(_months, min_size=2, max_size=4),
)

edtf = st.one_of(
    singles,
    st.tuples(_ends, _ends).map("/".join),
    _lists.map(lambda dates: f"[{','.join(dates)}]"),
    _lists.map(lambda dates: f"{{{','.join(dates)}}}"),
    st.tuples(bare, st.one_of(bare, st.just(""))).map(lambda ends: f"[{ends[0]}..{ends[1]}]"),
)


def parsed(text: str) -> FuzzyDate | None:
    try:
        return FuzzyDate.parse(text)
    except UnreadableDate:
        return None


fuzzy_dates = edtf.map(parsed).filter(lambda fuzzy: fuzzy is not None)
