"""Three boxes make one date, and an error knows its box."""

import pytest

from app.dates import UnreadableDate, date_from_parts


@pytest.mark.parametrize(
    ("year", "month", "day", "edtf"),
    [
        ("2012", "", "", "2012"),
        ("2012", "5", "", "2012-05"),
        (" 2012 ", " 05 ", " 3 ", "2012-05-03"),
        ("2012", "May", "13", "2012-05-13"),
        ("2012", "мая", "13", "2012-05-13"),
        ("2012", "Sept.", "3.", "2012-09-03"),
        ("2012", "february", "29th", "2012-02-29"),
    ],
)
def test_reads_three_boxes(year: str, month: str, day: str, edtf: str) -> None:
    assert date_from_parts(year, month, day).edtf == edtf


@pytest.mark.parametrize(
    ("month", "day", "edtf"), [("", "", "2012~"), ("5", "", "2012-05~"), ("5", "13", "2012-05-13~")]
)
def test_about_goes_with_what_was_given(month: str, day: str, edtf: str) -> None:
    assert date_from_parts("2012", month, day, about=True).edtf == edtf


@pytest.mark.parametrize(
    ("year", "month", "day", "sentence", "part"),
    [
        ("", "", "", "Give a year with four digits", "year"),
        ("", "13", "45", "Give a year with four digits", "year"),
        ("12", "5", "", "Give a year with four digits", "year"),
        ("20244", "5", "", "Give a year with four digits", "year"),
        ("0999", "5", "", "Give a year with four digits", "year"),
        ("2012?", "", "", "Give a year with four digits", "year"),
        ("2012", "", "13", "Give the month too, or leave out the day", "month"),
        ("2012", "13", "45", "There is no month 13", "month"),
        ("2012", "0", "", "There is no month 0", "month"),
        ("2012", "21", "", "There is no month 21", "month"),
        ("2012", "mey", "1", "“mey” is not the name of a month", "month"),
        ("2012", "spring", "", "“spring” is not the name of a month", "month"),
        ("2012", "5", "45", "There is no day 45", "day"),
        ("2012", "5", "first", "There is no day first", "day"),
        ("2012", "6", "31", "There is no such day: that month has 30 days", "day"),
    ],
)
def test_refuses_with_the_box(year: str, month: str, day: str, sentence: str, part: str) -> None:
    with pytest.raises(UnreadableDate) as caught:
        date_from_parts(year, month, day)

    assert (caught.value.sentence, caught.value.part) == (sentence, part)
