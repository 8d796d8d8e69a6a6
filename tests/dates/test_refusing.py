"""What is no date, or two, is refused with a sentence that says why and names nothing that nobody typed."""

import pytest

from app.dates import UnreadableDate, read_date

GENERAL = "“%s” is not a date Vigil can read; write it like 13 May 2012 or about May 2012"
TWO_WAYS = "This may be read in two ways; write the month as a word, or both years in full"
REFUSED = {
    "": "Give a date, such as 13 May 2012",
    "  ": "Give a date, such as 13 May 2012",
    "unknown": "Leave the date empty while it is not known",
    "not known": "Leave the date empty while it is not known",
    "13.5.12": "Give a year with four digits",
    "13 May 12": "Give a year with four digits",
    "May 12": "Give a year with four digits",
    "13 May": "Give a year with four digits",
    "12": "Give a year with four digits",
    "20244": "Give a year with four digits",
    "13 5 20244": "Give a year with four digits",
    "spring 11": "Give a year with four digits",
    "0999": "Give a year with four digits",
    "18 or 19 December": "Give a year with four digits",
    "between 3 May 2012 and 5 June": "Give a year with four digits",
    "5/13/2012": "There is no month 13",
    "13 2012": "There is no month 13",
    "2012-13": "There is no month 13",
    "../2012-13": "There is no month 13",
    "21 2012": "There is no month 21",
    "0 2012": "There is no month 0",
    "99 May 2012": "There is no day 99",
    "0 May 2012": "There is no day 0",
    "31 Feb 2012": "There is no such day: that month has 29 days",
    "31 June 2012": "There is no such day: that month has 30 days",
    "2012-02-30": "There is no such day: that month has 29 days",
    "29 February 2013": "There is no such day: that month has 28 days",
    "Friday 17 December 2011": "That day is a Saturday, not a Friday",
    "Friday May 2012": GENERAL,
    "18 or 18 May 2012": "One date is named twice",
    "from 5 June to 3 May 2012": "The end is before the start",
    "2012-05-03/2012-05-01": "The end is before the start",
    "between 15 and 7 May 2012": "The end is before the start",
    "between about 7 and 15 May 2012": "Say “about” or “perhaps” of one date, not of the days between two",
    "perhaps mid-May 2012": "Say “about” or “perhaps” of one date, not of the days between two",
    "mid-May 2012?": "Say “about” or “perhaps” of one date, not of the days between two",
    "before mid-May 2012": "Say “early”, “mid” or “late” of one month or year",
    "late May or early June 2012": "Say “early”, “mid” or “late” of one month or year",
    "mid 13 May 2012": "Say “early”, “mid” or “late” of one month or year",
    "early spring 2012": "Say “early”, “mid” or “late” of one month or year",
    "today": "Give the day itself instead of “today”",
    "gestern": "Give the day itself instead of “yesterday”",
    "hello": GENERAL,
    "13 Mey 2012": GENERAL,
    "2020 at 11 AM": "An hour belongs to one day; give the day, or leave out the hour",
    "2012 at 10:30": "An hour belongs to one day; give the day, or leave out the hour",
    "2020 at 11": GENERAL,
    "12 of 2012": GENERAL,
    "10 to 12 2012": GENERAL,
    "May 2011-2012": GENERAL,
    "spring 2011-2012": TWO_WAYS,
    "winter 2011-2013": TWO_WAYS,
    "2011/12": TWO_WAYS,
    "before": GENERAL,
    "or": GENERAL,
    "between and": GENERAL,
    "{a,b}": GENERAL,
    "[": GENERAL,
    "12, 13": GENERAL,
    "1; drop table entry": GENERAL,
    "١٣ ٥ ٢٠١٢": GENERAL,
}


@pytest.mark.parametrize("text", REFUSED)
def test_refuses(text: str) -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_date(text)

    assert caught.value.sentence == REFUSED[text].replace("%s", text)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("13 May", "year"),
        ("13 13 2012", "month"),
        ("32 5 2012", "day"),
        ("31 6 2012", "day"),
        ("hello", None),
    ],
)
def test_names_the_part_that_is_wrong(text: str, part: str | None) -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_date(text)

    assert caught.value.part == part


def test_a_refusal_quotes_one_short_line() -> None:
    with pytest.raises(UnreadableDate) as caught:
        read_date("so it was\n" + "long " * 60)

    assert caught.value.sentence.startswith("“so it was long long long long long long…” is not a date")
