"""Lengths are read as people write them, kept as ISO 8601 and said as they were given."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.dates import (
    Duration,
    DurationRange,
    Length,
    UnreadableDuration,
    length_in_words,
    parse_length,
    read_duration,
)
from app.dates.lengths import UNITS

TYPED = {
    "3 years": "P3Y",
    "three years": "P3Y",
    "A year": "P1Y",
    "twenty-five years": "P25Y",
    "1 year 6 months": "P1Y6M",
    "1 year and 6 months": "P1Y6M",
    "6 months, 1 year": "P1Y6M",
    "two and a half years": "P2Y6M",
    "a year and a half": "P1Y6M",
    "half a year": "P6M",
    "18 months": "P18M",
    "2 weeks": "P2W",
    "10 days": "P10D",
    "200 hours": "PT200H",
    "1,000 hours": "PT1000H",
    "7years": "P7Y",
    "7 лет": "P7Y",
    "10 суток": "P10D",
    "1 Jahr und 6 Monate": "P1Y6M",
    "P7Y": "P7Y",
    "7 to 15 days": "P7D/P15D",
    "7-15 days": "P7D/P15D",
    "7 – 15 days": "P7D/P15D",
    "between five and seven years": "P5Y/P7Y",
    "from 5 to 7 years": "P5Y/P7Y",
    "von 5 bis 7 Jahren": "P5Y/P7Y",
    "от 5 до 7 лет": "P5Y/P7Y",
    "6 months to 2 years": "P6M/P2Y",
    "up to 12 years": "../P12Y",
    "not more than 12 years": "../P12Y",
    "до 12 лет": "../P12Y",
    "at least 5 years": "P5Y/..",
    "../P12Y": "../P12Y",
}

WORDS = {
    "P1Y": "1 year",
    "P7Y": "7 years",
    "P1Y6M": "1 year 6 months",
    "P12M": "12 months",
    "P1W": "1 week",
    "P1D": "1 day",
    "PT200H": "200 hours",
    "PT1000H": "1,000 hours",
    "P7D/P15D": "7 to 15 days",
    "P6M/P2Y": "6 months to 2 years",
    "../P12Y": "up to 12 years",
    "P5Y/..": "at least 5 years",
}

GENERAL = "“%s” is not a length Vigil can read; write it like 7 years or 1 year 6 months"
REFUSED = {
    "": "Give a length, such as 7 years",
    "7": "Say whether 7 means years, months, weeks, days or hours",
    "seven": "Say whether seven means years, months, weeks, days or hours",
    "7 to 15": "Say whether 15 means years, months, weeks, days or hours",
    "1.5 years": "Give whole numbers, such as 1 year 6 months",
    "0 days": "Give a number above zero",
    "999999 days": "Give a number below 100,000",
    "10000 years 10000 months 10000 weeks 10000 days": "Give the length in fewer units",
    "1 year 2 years": "Give each unit once, such as 1 year 6 months",
    "15 to 7 days": "15 days is not shorter than 7 days",
    "12 to 12 months": "12 months is not shorter than 12 months",
    "life imprisonment": "A life sentence has no length",
    "-3 years": GENERAL,
    "forever": GENERAL,
    "7 7 years": GENERAL,
    "P": GENERAL,
    "P0Y": GENERAL,
    "PT": GENERAL,
    "P1.5Y": GENERAL,
    "up to": GENERAL,
    "..": GENERAL,
    "many years": GENERAL,
}

_numbers = st.one_of(st.integers(1, 30), st.integers(1, 9_999))
_units = st.lists(st.sampled_from(UNITS), min_size=1, max_size=3, unique=True)
durations = _units.flatmap(lambda units: st.fixed_dictionaries(dict.fromkeys(units, _numbers))).map(
    lambda drawn: Duration(**drawn)
)


@pytest.mark.parametrize("text", TYPED)
def test_reads(text: str) -> None:
    length = read_duration(text)

    assert length.iso == TYPED[text]
    assert parse_length(length.iso) == length


@pytest.mark.parametrize("iso", WORDS)
def test_says(iso: str) -> None:
    assert length_in_words(parse_length(iso)) == WORDS[iso]


@pytest.mark.parametrize("text", REFUSED)
def test_refuses(text: str) -> None:
    with pytest.raises(UnreadableDuration) as caught:
        read_duration(text)

    assert caught.value.sentence == str(caught.value) == REFUSED[text].replace("%s", text)


@pytest.mark.parametrize(
    "iso", ["", "7Y", "P", "PT", "P7", "P6M1Y", "P7Y/", "/", "P07Y", "P1H", "PT30M", "p7y"]
)
def test_stored_text_is_strict(iso: str) -> None:
    with pytest.raises(UnreadableDuration):
        parse_length(iso)


def test_a_range_has_an_end() -> None:
    with pytest.raises(UnreadableDuration, match="Give at least one end of the range"):
        DurationRange(None, None)


def test_a_length_too_long_to_be_one() -> None:
    with pytest.raises(UnreadableDuration, match="is not a length"):
        read_duration("7 years " * 40)


def test_units_stay_as_given() -> None:
    assert Duration(months=12) != Duration(years=1)


@settings(deadline=None, max_examples=50)
@given(durations)
def test_reads_back(length: Length) -> None:
    assert parse_length(length.iso) == length
    assert read_duration(length.iso) == length
    assert read_duration(length_in_words(length)) == length


@settings(deadline=None, max_examples=50)
@given(durations, durations)
def test_ranges_read_back(one: Duration, other: Duration) -> None:
    shorter, longer = sorted((one, other), key=lambda length: length.rough_hours)
    ranges = [DurationRange(None, one), DurationRange(one, None)]
    if shorter.rough_hours < longer.rough_hours:
        ranges.append(DurationRange(shorter, longer))

    for length in ranges:
        assert parse_length(length.iso) == length
        assert read_duration(length_in_words(length)) == length
