"""What a stored text means: its days, its doubts, its order."""

from datetime import date

import pytest

from app.dates import FuzzyDate, Precision, UnreadableDate
from app.dates.column import EDTF_LENGTH

DAYS = {
    "2012-08-02": ("2012-08-02", "2012-08-02"),
    "2012-08-02?": ("2012-08-02", "2012-08-02"),
    "2012-08-02~": ("2012-08-01", "2012-08-03"),
    "2012-03-01%": ("2012-02-29", "2012-03-02"),
    "2012-02": ("2012-02-01", "2012-02-29"),
    "2013-02": ("2013-02-01", "2013-02-28"),
    "2012-12~": ("2012-11-01", "2013-01-31"),
    "2012": ("2012-01-01", "2012-12-31"),
    "2012~": ("2011-01-01", "2013-12-31"),
    "2012%": ("2011-01-01", "2013-12-31"),
    "2011-21": ("2011-03-01", "2011-05-31"),
    "2011-22": ("2011-06-01", "2011-08-31"),
    "2011-23": ("2011-09-01", "2011-11-30"),
    "2011-24": ("2011-01-01", "2012-02-29"),
    "2011-21~": ("2010-12-01", "2011-08-31"),
    "201X": ("2010-01-01", "2019-12-31"),
    "201X~": ("2000-01-01", "2029-12-31"),
    "2012-XX": ("2012-01-01", "2012-12-31"),
    "2012-XX-XX": ("2012-01-01", "2012-12-31"),
    "2012-06-XX": ("2012-06-01", "2012-06-30"),
    "2012-06-XX~": ("2012-05-01", "2012-07-31"),
    "../2012-02": (None, "2012-02-29"),
    "../2012-02~": (None, "2012-03-31"),
    "2013-04-22/..": ("2013-04-22", None),
    "2012-05-03/2012-06-05": ("2012-05-03", "2012-06-05"),
    "2012-05~/2012-06": ("2012-04-01", "2012-06-30"),
    "[2011-12-18,2011-12-19]": ("2011-12-18", "2011-12-19"),
    "[2012-05,2012-06]": ("2012-05-01", "2012-06-30"),
    "[2012-05-18~,2012-05-19]": ("2012-05-17", "2012-05-19"),
    "[2012-05-11..2012-05-20]": ("2012-05-11", "2012-05-20"),
    "[2012-08-03..]": ("2012-08-03", None),
    "{2011-12-18,2011-12-20}": ("2011-12-18", "2011-12-20"),
    "9999": ("9999-01-01", "9999-12-31"),
    "9999~": ("9998-01-01", "9999-12-31"),
    "9999-12-31~": ("9999-12-30", "9999-12-31"),
    "1000~": ("0999-01-01", "1001-12-31"),
}

SAID_OTHERWISE = {
    " 2012-05 ": "2012-05",
    "/2012-02": "../2012-02",
    "2012-02/": "2012-02/..",
    "[..2012-02]": "../2012-02",
    "[2011-12-19, 2011-12-18]": "[2011-12-18,2011-12-19]",
    "{2012-06,2012-05}": "{2012-05,2012-06}",
}

SEVEN_DAYS = f"[{','.join(f'2012-05-{day}' for day in range(11, 18))}"
NO_DATES = (
    "", "unknown", "..", "/", "../..", "[..]", "[]", "{}", "[2012]", "{2012}", "[2012,]", "2012-5", "12",
    "20244", "0999", "2012-1X", "2012-XX-13", "201X-05", "201X-XX", "20XX", "2012-05-13T10:00", "?2012",
    "2012?-05", "2012~?", "2012/2013/2014", "[2012,2013}", "[[2012,2013]]", "-2012", "Y17000", "２０１２",
    "2012-05\n2012", "x" * 81,
)  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


@pytest.mark.parametrize("text", DAYS)
def test_possible_days(text: str) -> None:
    first, last = DAYS[text]

    fuzzy = FuzzyDate.parse(text)

    assert (fuzzy.edtf, fuzzy.first, fuzzy.last) == (text, _day(first), _day(last))


@pytest.mark.parametrize("text", SAID_OTHERWISE)
def test_one_date_has_one_text(text: str) -> None:
    assert FuzzyDate.parse(text).edtf == SAID_OTHERWISE[text]


def test_seven_days_fit() -> None:
    assert len(FuzzyDate.parse(f"{SEVEN_DAYS}]").edtf) <= EDTF_LENGTH


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    with pytest.raises(UnreadableDate, match="is not a date Vigil can read"):
        FuzzyDate.parse(text)


@pytest.mark.parametrize(
    ("text", "sentence", "part"),
    [
        ("2012-13", "There is no month 13", "month"),
        ("2012-00", "There is no month 00", "month"),
        ("2012-25", "There is no month 25", "month"),
        ("2012-13-01", "There is no month 13", "month"),
        ("2011-21-05", "There is no month 21", "month"),
        ("2011-21-XX", "There is no month 21", "month"),
        ("2012-05-32", "There is no day 32", "day"),
        ("2012-05-00", "There is no day 00", "day"),
        ("2013-02-29", "There is no such day: that month has 28 days", "day"),
        ("[2012-05,2012-05]", "One date is named twice", None),
        ("[2012-05..2012-05]", "One date is named twice", None),
        ("2013/2012", "The end is before the start", None),
        ("[2012-06..2012-05]", "The end is before the start", None),
        (SEVEN_DAYS + ",2012-05-18]", "Name fewer dates, or the days between the first and the last", None),
        ("[2012-05~..2012-06]", "Say “about” or “perhaps” of one date, not of the days between two", None),
        ("[2012-05..2012-06?]", "Say “about” or “perhaps” of one date, not of the days between two", None),
        ("[2012-05?..]", "Say “about” or “perhaps” of one date, not of the days between two", None),
    ],
)
def test_what_is_wrong_with_it(text: str, sentence: str, part: str | None) -> None:
    with pytest.raises(UnreadableDate) as caught:
        FuzzyDate.parse(text)

    assert (caught.value.sentence, caught.value.part, str(caught.value)) == (sentence, part, sentence)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2012-08-02~", Precision.DAY),
        ("2012-08", Precision.MONTH),
        ("2012-08-XX", Precision.MONTH),
        ("2011-24?", Precision.SEASON),
        ("2012", Precision.YEAR),
        ("2012-XX-XX", Precision.YEAR),
        ("201X", Precision.DECADE),
        ("../2012-02", Precision.PERIOD),
        ("2012-08-02/2012-08-02", Precision.PERIOD),
        ("[2012,2013]", Precision.CHOICE),
        ("[2012..2013]", Precision.CHOICE),
        ("{2012,2013}", Precision.SEVERAL),
    ],
)
def test_precision(text: str, precision: Precision) -> None:
    assert FuzzyDate.parse(text).precision is precision


@pytest.mark.parametrize(
    ("text", "exact", "uncertain", "approximate"),
    [
        ("2012-08-02", True, False, False),
        ("2012-08-02?", False, True, False),
        ("2012-08-02~", False, False, True),
        ("2012-08%", False, True, True),
        ("2012-08-02/2012-08-02", False, False, False),
        ("2012-08", False, False, False),
        ("[2012,2013?]", False, True, False),
    ],
)
def test_what_is_doubted(text: str, exact: bool, uncertain: bool, approximate: bool) -> None:  # noqa: FBT001
    fuzzy = FuzzyDate.parse(text)

    assert (fuzzy.is_exact_day, fuzzy.is_uncertain, fuzzy.is_approximate) == (exact, uncertain, approximate)


def test_stored_is_what_parse_once_made() -> None:
    once = FuzzyDate.parse("2012-08~")

    again = FuzzyDate.stored("2012-08~", date(2012, 7, 1), date(2012, 9, 30))

    assert again == once
    assert {again: "found"}[once] == "found"


def test_an_exact_day() -> None:
    assert FuzzyDate.on(date(2012, 8, 2)) == FuzzyDate.parse("2012-08-02")


def test_a_date_cannot_be_changed() -> None:
    with pytest.raises(AttributeError):
        FuzzyDate.parse("2012").edtf = "2013"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2012-08", "2012-08-01"),
        ("2012~", "2011-01-01"),
        ("../2012-02", "2012-02-29"),
        ("2013-04-22/..", "2013-04-22"),
    ],
)
def test_earliest_plausible_day(text: str, day: str) -> None:
    assert FuzzyDate.parse(text).earliest_plausible == _day(day)


def test_sorting() -> None:
    texts = [
        "2012",
        "2012-XX",
        "2012-01",
        "2012-01-01",
        "2012/..",
        "../2012-02",
        "2012-02-29",
        "2012~",
        "2011-12-31",
    ]

    ordered = sorted((FuzzyDate.parse(text) for text in texts), key=lambda fuzzy: fuzzy.sort_key)

    assert [fuzzy.edtf for fuzzy in ordered] == [
        "2012~", "2011-12-31", "2012-01-01", "2012-01", "2012", "2012-XX", "2012/..", "../2012-02",
        "2012-02-29",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "first", "last", "touches"),
    [
        ("2012-03", "2012-03-31", "2012-12-31", True),
        ("2012-03", "2012-04-01", "2012-12-31", False),
        ("2012-03", "2012-01-01", "2012-02-29", False),
        ("2012-03", "2012-01-01", "2012-03-01", True),
        ("2012-03", None, "2012-02-29", False),
        ("2012-03", "2012-04-01", None, False),
        ("2012-03", None, None, True),
        ("../2012-02", "2000-01-01", "2000-01-01", True),
        ("../2012-02", "2012-03-01", None, False),
        ("2012-03/..", "2050-01-01", "2050-01-01", True),
        ("2012-03/..", None, "2012-02-29", False),
        ("2012-03~", "2012-02-29", "2012-02-29", True),
    ],
)
def test_touching_a_span(text: str, first: str | None, last: str | None, touches: bool) -> None:  # noqa: FBT001
    assert FuzzyDate.parse(text).touches(_day(first), _day(last)) is touches


@pytest.mark.parametrize(
    ("one", "other", "certainly", "possibly"),
    [
        ("2012-03-01", "2012-03-02", True, True),
        ("2012-03-01", "2012-03-01", False, False),
        ("2012-03-02", "2012-03-01", False, False),
        ("2012-03", "2012-04", True, True),
        ("2012-03", "2012-03-31", False, True),
        ("2012-03-31", "2012-03", False, False),
        ("2012-03-30", "2012-03", False, True),
        ("2012-03~", "2012-05", True, True),
        ("2012-03~", "2012-04", False, True),
        ("../2012-02", "2012-03", True, True),
        ("2012-03", "../2012-02", False, False),
        ("2011", "../2012-02", False, True),
        ("2012-03/..", "2013", False, True),
        ("2013", "2012-03/..", False, True),
        ("2011", "2012-03/..", True, True),
    ],
)
def test_before(one: str, other: str, certainly: bool, possibly: bool) -> None:  # noqa: FBT001
    earlier, later = FuzzyDate.parse(one), FuzzyDate.parse(other)

    assert (earlier.certainly_before(later), earlier.possibly_before(later)) == (certainly, possibly)


@pytest.mark.parametrize(
    ("text", "opening", "closing"),
    [
        ("2012-05", ("2012-05-01", "2012-05-31"), ("2012-05-01", "2012-05-31")),
        ("2012-05-03/..", ("2012-05-03", "2012-05-03"), ("2012-05-03", None)),
        ("../2012-05-03", (None, "2012-05-03"), (None, "2012-05-03")),
        ("2012-05-03/2012-06", ("2012-05-03", "2012-05-03"), ("2012-06-01", "2012-06-30")),
        ("[2012-05-03..]", ("2012-05-03", None), ("2012-05-03", None)),
        ("[2012-05-03,2012-05-05]", ("2012-05-03", "2012-05-05"), ("2012-05-03", "2012-05-05")),
        ("{2012-05-03,2012-05-05}", ("2012-05-03", "2012-05-03"), ("2012-05-05", "2012-05-05")),
    ],
)
def test_when_it_began_and_ended(text: str, opening: tuple[str, str], closing: tuple[str, str]) -> None:
    fuzzy = FuzzyDate.parse(text)

    assert fuzzy.opening == (_day(opening[0]), _day(opening[1]))
    assert fuzzy.closing == (_day(closing[0]), _day(closing[1]))
