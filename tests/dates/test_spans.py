"""Days of detention: the first day counts, nothing counts twice, and what is not known is said."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.dates import DayCount, FuzzyDate, Period, count_in_words, days_held, days_in, overlaps, sum_periods
from tests.dates import drawn

TODAY = date(2012, 8, 9)


def _fuzzy(text: str | None) -> FuzzyDate | None:
    return FuzzyDate.parse(text) if text else None


def _period(start: str, end: str | None = None) -> Period:
    return Period(FuzzyDate.parse(start), _fuzzy(end))


@pytest.mark.parametrize(
    ("first", "last", "days"),
    [
        (date(2024, 2, 28), date(2024, 3, 1), 3),
        (date(2023, 2, 28), date(2023, 3, 1), 2),
        (date(2012, 8, 9), date(2012, 8, 9), 1),
        (date(2011, 12, 31), date(2012, 12, 31), 367),
    ],
)
def test_both_days_count(first: date, last: date, days: int) -> None:
    assert days_in(first, last) == days


def test_the_end_is_not_before_the_start() -> None:
    with pytest.raises(ValueError, match="2012-08-09 is before 2012-08-10"):
        days_in(date(2012, 8, 10), date(2012, 8, 9))


@pytest.mark.parametrize(
    ("start", "end", "today", "count"),
    [
        ("2024-02", None, date(2024, 3, 1), DayCount(2, at_least=True)),
        ("2024-02", None, date(2024, 2, 10), DayCount(1, at_least=True)),
        ("2011-12-15", None, TODAY, DayCount(239)),
        ("2011-12-15", "2012-03-08", TODAY, DayCount(85)),
        ("2011-12-15", "2012-03", TODAY, DayCount(78, at_least=True)),
        ("2011-12", "2012-03-08", TODAY, DayCount(69, at_least=True)),
        ("2012-08-01", "2013-01", TODAY, DayCount(9)),
        ("2012-08-01", "2012-08", TODAY, DayCount(1, at_least=True)),
        ("2012-05", "2012-05", TODAY, DayCount(1, at_least=True)),
        ("2012-05", "2012-05-10", TODAY, DayCount(1, at_least=True)),
        ("2012-05-03", "../2012-06-05", TODAY, DayCount(1, at_least=True)),
        ("../2012-02", None, TODAY, DayCount(163, at_least=True)),
        ("2012-08-03/..", None, TODAY, DayCount(7)),
        ("[2012-08-03..]", None, TODAY, DayCount(1, at_least=True)),
        ("[2012-08-03,2012-08-05]", None, TODAY, DayCount(5, at_least=True)),
        ("2012-06-04?", None, TODAY, DayCount(67, doubtful=True)),
        ("2012-06-04", "2012-06-08?", TODAY, DayCount(5, doubtful=True)),
        ("2012-06-04~", None, TODAY, DayCount(66, at_least=True)),
        ("2012-08-10", None, TODAY, DayCount(0)),
        ("2013", None, TODAY, DayCount(0)),
    ],
)
def test_days_held(start: str, end: str | None, today: date, count: DayCount) -> None:
    assert days_held(FuzzyDate.parse(start), _fuzzy(end), today) == count


@pytest.mark.parametrize(
    ("periods", "count"),
    [
        ([], DayCount(0)),
        ([("2012-01-01", "2012-01-10"), ("2012-02-01", "2012-02-10")], DayCount(20)),
        ([("2012-01-01", "2012-01-10"), ("2012-01-05", "2012-01-12")], DayCount(12)),
        ([("2012-01-01", "2012-01-10"), ("2012-01-10", "2012-01-12")], DayCount(12)),
        ([("2012-01-05", "2012-01-06"), ("2012-01-01", "2012-01-10")], DayCount(10)),
        ([("2012-08-01", None), ("2012-01-01", "2012-01-10")], DayCount(19)),
        ([("2012-01", "2012-02-10"), ("2012-03-01", "2012-03-02")], DayCount(13, at_least=True)),
        ([("2012-01-01", "2012-01-10"), ("2012-09-01", None)], DayCount(10)),
        ([("2012-01", "2012-01"), ("2012-03-01", "2012-03-02")], DayCount(2, at_least=True)),
    ],
)
def test_periods_are_summed(periods: list[tuple[str, str | None]], count: DayCount) -> None:
    assert sum_periods([_period(*period) for period in periods], TODAY) == count


@pytest.mark.parametrize(
    ("count", "words"),
    [
        (DayCount(0), "0 days"),
        (DayCount(1), "1 day"),
        (DayCount(412), "412 days"),
        (DayCount(1095, at_least=True), "at least 1,095 days"),
        (DayCount(67, doubtful=True), "perhaps 67 days"),
        (DayCount(1, at_least=True, doubtful=True), "perhaps at least 1 day"),
    ],
)
def test_a_count_in_words(count: DayCount, words: str) -> None:
    assert count_in_words(count) == words


@pytest.mark.parametrize(
    ("a", "b", "certain"),
    [
        (("2012-01-01", "2012-02-01"), ("2012-01-31", "2012-03-01"), True),
        (("2012-01-01", "2012-02-01"), ("2012-02-01", "2012-03-01"), False),
        (("2012-01-01", "2012-02-01"), ("2012-02-02", None), False),
        (("2012-01-01", None), ("2012-05-01", None), True),
        (("2012-01-01", None), ("2012-05", "2012-07"), True),
        (("2012-01-01", "2012-05"), ("2012-05", "2012-07"), False),
        (("2012-01-01", "2012-06"), ("2012-05", "2012-07"), True),
        (("2012-01-01", "2012-06-01?"), ("2012-05-01", "2012-07-01"), False),
        (("2012-01-01", "../2012-06"), ("2012-05-01", None), False),
        (("[2012-01-01..]", None), ("2012-05-01", None), False),
        (("2012-01-01/..", None), ("2012-05-01/..", None), True),
    ],
)
def test_overlap_only_when_certain(
    a: tuple[str, str | None],
    b: tuple[str, str | None],
    certain: bool,  # noqa: FBT001
) -> None:
    one, other = _period(*a), _period(*b)

    assert overlaps(one.start, one.end, other.start, other.end) is certain
    assert overlaps(other.start, other.end, one.start, one.end) is certain


_exact_days = st.dates(min_value=date(2011, 1, 1), max_value=date(2012, 12, 31))
_stretches = st.lists(st.tuples(_exact_days, _exact_days).map(sorted), max_size=6)


@settings(deadline=None, max_examples=50)
@given(_stretches, _exact_days)
def test_exact_periods_count_each_day_once(stretches: list[list[date]], today: date) -> None:
    held = {
        day for first, last in stretches for day in range(first.toordinal(), min(last, today).toordinal() + 1)
    }
    periods = [Period(FuzzyDate.on(first), FuzzyDate.on(last)) for first, last in stretches]

    assert sum_periods(periods, today) == DayCount(len(held))


@settings(deadline=None, max_examples=50)
@given(drawn.fuzzy_dates, st.data())
def test_at_least_never_claims_too_much(start: FuzzyDate, data: st.DataObject) -> None:
    first, last = start.opening
    true_day = data.draw(st.dates(min_value=first or date(900, 1, 1), max_value=last or date.max))
    today = data.draw(st.dates(min_value=true_day))

    assert days_held(start, None, today).days <= days_in(true_day, today)
