"""What people type becomes the date they mean, or a sentence that says why not."""

from datetime import date

import pytest

from app.dates import FuzzyDate, UnreadableDate, read_date

TYPED = {
    # A day, the day first
    "13 5 2012": "2012-05-13",
    "13.5.2012": "2012-05-13",
    "13. 5. 2012": "2012-05-13",
    "13/5/2012": "2012-05-13",
    "13-05-2012": "2012-05-13",
    "2012-05-13": "2012-05-13",
    "2012/5/13": "2012-05-13",
    "2012 May 13": "2012-05-13",
    "13 May 2012": "2012-05-13",
    " 13  MAY  2012. ": "2012-05-13",
    "13\u00a0May\u00a02012": "2012-05-13",
    "the 13th of May, 2012": "2012-05-13",
    "May 13, 2012": "2012-05-13",
    "May 13th 2012": "2012-05-13",
    "Sept. 3, 2012": "2012-09-03",
    "13 мая 2012": "2012-05-13",
    "20 декабря 2011 года": "2011-12-20",
    "13. Mai 2012": "2012-05-13",
    "am 1. März 2012": "2012-03-01",
    "16 желтоқсан 2011": "2011-12-16",
    "29 February 2012": "2012-02-29",
    "Friday 16 December 2011": "2011-12-16",
    "Friday, December 16, 2011": "2011-12-16",
    "Fr., 16. Dezember 2011": "2011-12-16",
    # Less than a day
    "May 2012": "2012-05",
    "May, 2012": "2012-05",
    "5 2012": "2012-05",
    "5/2012": "2012-05",
    "2012-5": "2012-05",
    "в мае 2012 г.": "2012-05",
    "August 2012 (day not known)": "2012-08",
    "2012": "2012",
    "in the year 2012": "2012",
    "2012 (month and day not known)": "2012",
    "some day in June 2012": "2012-06-XX",
    "some month in 2012": "2012-XX",
    "some day in 2012": "2012-XX-XX",
    "the 2010s": "201X",
    "2010s (year not known)": "201X",
    "spring 2011": "2011-21",
    "summer of 2011": "2011-22",
    "fall 2011": "2011-23",
    "Herbst 2011": "2011-23",
    "зимой 2011": "2011-24",
    # About, perhaps
    "about 2012": "2012~",
    "around May 2012": "2012-05~",
    "c. 2012": "2012~",
    "ca. 13 May 2012": "2012-05-13~",
    "около мая 2012": "2012-05~",
    "about spring 2011": "2011-21~",
    "2012?": "2012?",
    "2012 ?": "2012?",
    "13 May 2012 (?)": "2012-05-13?",
    "perhaps May 2012": "2012-05?",
    "probably 4 June 2012": "2012-06-04?",
    "perhaps about May 2012": "2012-05%",
    "about May 2012?": "2012-05%",
    # A third of a month or year
    "early May 2012": "[2012-05-01..2012-05-10]",
    "beginning of May 2012": "[2012-05-01..2012-05-10]",
    "mid-May 2012": "[2012-05-11..2012-05-20]",
    "Mitte Mai 2012": "[2012-05-11..2012-05-20]",
    "late February 2012": "[2012-02-21..2012-02-29]",
    "at the end of May 2012": "[2012-05-21..2012-05-31]",
    "early 2012": "[2012-01..2012-04]",
    "mid-2012": "[2012-05..2012-08]",
    "late 2012": "[2012-09..2012-12]",
    "about early May 2012": "[2012-04-26..2012-05-15]",
    "about mid-May 2013": "[2013-05-06..2013-05-25]",
    "about late 2012": "[2012-07..2013-02]",
    # One of several, all of several, one between two
    "18 or 19 December 2011": "[2011-12-18,2011-12-19]",
    "19 or 18 December 2011": "[2011-12-18,2011-12-19]",
    "18 December 2011 or 19 December 2011": "[2011-12-18,2011-12-19]",
    "December 18 or 19, 2011": "[2011-12-18,2011-12-19]",
    "17, 18 or 19 December 2011": "[2011-12-17,2011-12-18,2011-12-19]",
    "17, 18, or 19 December 2011": "[2011-12-17,2011-12-18,2011-12-19]",
    "30 May or 2 June 2012": "[2012-05-30,2012-06-02]",
    "Friday 16 or Saturday 17 December 2011": "[2011-12-16,2011-12-17]",
    "May or June 2012": "[2012-05,2012-06]",
    "2011 or 2012": "[2011,2012]",
    "18. oder 19. Dezember 2011": "[2011-12-18,2011-12-19]",
    "about 18 or 19 December 2011": "[2011-12-18~,2011-12-19~]",
    "18 or 19 December 2011?": "[2011-12-18?,2011-12-19?]",
    "about 18 December 2011 or 20 December 2011": "[2011-12-18~,2011-12-20]",
    "18 and 20 December 2011": "{2011-12-18,2011-12-20}",
    "between 7 and 15 May 2012": "[2012-05-07..2012-05-15]",
    "between May 7 and 15, 2012": "[2012-05-07..2012-05-15]",
    "zwischen 7. und 15. Mai 2012": "[2012-05-07..2012-05-15]",
    "between May and July 2012": "[2012-05..2012-07]",
    # Open ends
    "before March 2012": "../2012-02",
    "before January 2012": "../2011-12",
    "before 1 March 2012": "../2012-02-29",
    "before 2012": "../2011",
    "before about March 2012": "../2012-02~",
    "before spring 2012": "../2011-24",
    "before some day in June 2012": "../2012-06-XX",
    "до марта 2012": "../2012-02",
    "by 5 June 2012": "../2012-06-05",
    "until June 2012": "../2012-06",
    "no later than 5 June 2012": "../2012-06-05",
    "on or before 5 June 2012": "../2012-06-05",
    "5 June 2012 or earlier": "../2012-06-05",
    "since 22 April 2013": "2013-04-22/..",
    "since about May 2012": "2012-05~/..",
    "from May 2012 onwards": "2012-05/..",
    "seit Mai 2012": "2012-05/..",
    "after 2 August 2012": "[2012-08-03..]",
    "after 24 May 2012": "[2012-05-25..]",
    "later than 2 August 2012": "[2012-08-03..]",
    "after May 2012": "[2012-06..]",
    "after 31 December 2011": "[2012-01-01..]",
    "after the 2000s": "[201X..]",
    "after spring 2011": "[2011-22..]",
    "after winter 2011": "[2011-24..]",
    "after about May 2012": "2012-05~/..",
    "3 May 2012 or later": "[2012-05-03..]",
    "on or after 3 May 2012": "[2012-05-03..]",
    # Periods
    "from 3 May 2012 to 5 June 2012": "2012-05-03/2012-06-05",
    "from 3 May to 5 June 2012": "2012-05-03/2012-06-05",
    "3 to 5 June 2012": "2012-06-03/2012-06-05",
    "3-5 June 2012": "2012-06-03/2012-06-05",
    "3–5 June 2012": "2012-06-03/2012-06-05",
    "3 May 2012 – 5 June 2012": "2012-05-03/2012-06-05",
    "2011-2012": "2011/2012",
    "von Mai bis Juni 2012": "2012-05/2012-06",
    "с 3 мая по 5 июня 2012 года": "2012-05-03/2012-06-05",
    "about 7 to 15 May 2012": "2012-05-07~/2012-05-15~",
    # EDTF itself
    "2012-05~": "2012-05~",
    "2012-21": "2012-21",
    "201x": "201X",
    "../2012-02": "../2012-02",
    "[2011-12-19, 2011-12-18]": "[2011-12-18,2011-12-19]",
}

GENERAL = "“%s” is not a date Vigil can read; write it like 13 May 2012 or about May 2012"
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
    "31 June 2012": "2012-06-31 is not a day in the calendar",
    "2012-02-30": "2012-02-30 is not a day in the calendar",
    "29 February 2013": "2013-02-29 is not a day in the calendar",
    "Friday 17 December 2011": "2011-12-17 is a Saturday, not a Friday",
    "Friday May 2012": GENERAL,
    "18 or 18 May 2012": "2012-05-18 is named twice",
    "from 5 June to 3 May 2012": "The end, 2012-05-03, is before the start, 2012-06-05",
    "2012-05-03/2012-05-01": "The end, 2012-05-01, is before the start, 2012-05-03",
    "between 15 and 7 May 2012": "The end, 2012-05-07, is before the start, 2012-05-15",
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
    "2012-05-13T10:00": GENERAL,
    "before": GENERAL,
    "or": GENERAL,
    "between and": GENERAL,
    "{a,b}": GENERAL,
    "[": GENERAL,
    "12, 13": GENERAL,
    "1; drop table entry": GENERAL,
    "١٣ ٥ ٢٠١٢": GENERAL,
}


@pytest.mark.parametrize("text", TYPED)
def test_reads(text: str) -> None:
    assert read_date(text) == FuzzyDate.parse(TYPED[text])


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


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("today", "2012-03-01"),
        ("yesterday", "2012-02-29"),
        ("since yesterday", "2012-02-29/.."),
        ("perhaps today", "2012-03-01?"),
        ("вчера", "2012-02-29"),
    ],
)
def test_today_is_the_day_that_was_given(text: str, edtf: str) -> None:
    assert read_date(text, today=date(2012, 3, 1)).edtf == edtf
