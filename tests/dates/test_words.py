"""A date in words keeps what is doubted and claims no more than is known."""

import pytest

from app.dates import FuzzyDate, in_words, short_words

WORDS = {
    "2012-08-02": ("2 August 2012", "2 Aug 2012"),
    "2012-08": ("August 2012 (day not known)", "Aug 2012"),
    "2012": ("2012 (month and day not known)", "2012"),
    "201X": ("2010s (year not known)", "2010s"),
    "2012-06-XX": ("some day in June 2012", "some day in Jun 2012"),
    "2012-XX": ("some month in 2012", "some month in 2012"),
    "2012-XX-XX": ("some day in 2012", "some day in 2012"),
    "2011-21": ("spring 2011", "spring 2011"),
    "2011-24": ("winter 2011", "winter 2011"),
    "2012-05~": ("about May 2012", "about May 2012"),
    "2012~": ("about 2012", "about 2012"),
    "2012-06-04?": ("perhaps 4 June 2012", "perhaps 4 Jun 2012"),
    "2012-06%": ("perhaps about June 2012", "perhaps about Jun 2012"),
    "[2011-12-18,2011-12-19]": ("18 or 19 December 2011", "18 or 19 Dec 2011"),
    "[2011-12-17,2011-12-18,2011-12-19]": ("17, 18 or 19 December 2011", "17, 18 or 19 Dec 2011"),
    "[2011-12-31,2012-01-01]": ("31 December 2011 or 1 January 2012", "31 Dec 2011 or 1 Jan 2012"),
    "[2012-05-30,2012-06-02,2012-06-03]": ("30 May, 2 or 3 June 2012", "30 May, 2 or 3 Jun 2012"),
    "[2012-05,2012-06]": ("May or June 2012", "May or Jun 2012"),
    "[2011,2012]": ("2011 or 2012", "2011 or 2012"),
    "[2011-12-18?,2011-12-19?]": ("perhaps 18 or 19 December 2011", "perhaps 18 or 19 Dec 2011"),
    "[2011-12-18~,2011-12-19]": (
        "about 18 December 2011 or 19 December 2011",
        "about 18 Dec 2011 or 19 Dec 2011",
    ),
    "{2011-12-18,2011-12-20}": ("18 and 20 December 2011", "18 and 20 Dec 2011"),
    "[2012-05-07..2012-05-15]": ("between 7 and 15 May 2012", "between 7 and 15 May 2012"),
    "[2012-05-11..2012-06-20]": ("between 11 May and 20 June 2012", "between 11 May and 20 Jun 2012"),
    "[2012-06-11..2012-06-20]": ("mid-June 2012", "mid-Jun 2012"),
    "[2012-06-06..2012-06-25]": ("about mid-June 2012", "about mid-Jun 2012"),
    "[2012-02-21..2012-02-29]": ("late February 2012", "late Feb 2012"),
    "[2012-02-21..2012-02-28]": ("between 21 and 28 February 2012", "between 21 and 28 Feb 2012"),
    "[2012-01..2012-04]": ("early 2012", "early 2012"),
    "../2012-02": ("before March 2012", "before Mar 2012"),
    "../2011-12~": ("before about January 2012", "before about Jan 2012"),
    "../2011": ("before 2012", "before 2012"),
    "../200X": ("before 2010s", "before 2010s"),
    "../2012-06-05": ("by 5 June 2012", "by 5 Jun 2012"),
    "../2011-21": ("by spring 2011", "by spring 2011"),
    "../9999": ("by 9999", "by 9999"),
    "2013-04-22/..": ("since 22 April 2013", "since 22 Apr 2013"),
    "2013-04/..": ("since April 2013", "since Apr 2013"),
    "[2012-08-03..]": ("after 2 August 2012", "after 2 Aug 2012"),
    "[2012-01..]": ("after December 2011", "after Dec 2011"),
    "[2011-22..]": ("summer 2011 or later", "summer 2011 or later"),
    "2012-05-03/2012-06-05": ("from 3 May 2012 to 5 June 2012", "from 3 May 2012 to 5 Jun 2012"),
    "2012~/2013-05?": ("from about 2012 to perhaps May 2013", "from about 2012 to perhaps May 2013"),
}


@pytest.mark.parametrize("text", WORDS)
def test_says(text: str) -> None:
    fuzzy = FuzzyDate.parse(text)

    assert (in_words(fuzzy), short_words(fuzzy)) == WORDS[text]


def test_a_language_without_words_is_refused() -> None:
    with pytest.raises(KeyError):
        in_words(FuzzyDate.parse("2012"), language="xx")
