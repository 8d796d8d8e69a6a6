"""How the text of a form's field is read: each type refuses with a sentence that says what to do."""

import re
import unicodedata
from datetime import date
from typing import Annotated, Any
from zoneinfo import available_timezones

from pydantic import BeforeValidator

from app.characters import whole_number, with_plain_breaks
from app.dates import (
    Duration,
    DurationRange,
    FuzzyDate,
    UnreadableDate,
    UnreadableDuration,
    read_date,
    read_duration,
)
from app.dates.calendars import read_in
from app.db import LINE, LONG, WORDS
from app.text import _, sentence_of_unfit
from app.web.doubtful_dates import Dated, InCalendar

BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
CLOCK = re.compile("([01]?[0-9]|2[0-3])[:.]([0-5][0-9])")
MOST_MARKS = 8


def clean(text: Any, most: int, *, lines: bool) -> str | None:
    """A person's text as typed, without blanks at its ends; None when empty; ValueError with a sentence otherwise."""
    if text is None:
        return None
    if not isinstance(text, str):
        raise ValueError(_("Give this once"))  # noqa: TRY004 - a person reads it as a fault of the form
    return _checked(with_plain_breaks(text.strip(), lines=lines), most, lines=lines) or None


def _checked(text: str, most: int, *, lines: bool) -> str:
    if len(text) > most:
        raise ValueError(
            _("Shorten this to %(most)s characters or fewer; it has %(count)s")
            % {"most": most, "count": len(text)}
        )
    if fault := sentence_of_unfit(text):
        raise ValueError(fault)
    if not lines and ("\n" in text or "\t" in text):
        raise ValueError(_("Write this in one line, without a control character such as a tab"))
    if not lines and any(character in BIDI for character in text):
        raise ValueError(_("Remove the invisible marks that turn the direction of the text"))
    if _piled_marks(text):
        raise ValueError(_("Remove the pile of accents: at most eight marks may stand on one letter"))
    return text


def _piled_marks(text: str) -> bool:
    run = 0
    for character in text:
        run = run + 1 if unicodedata.combining(character) else 0
        if run > MOST_MARKS:
            return True
    return False


def _line(value: Any) -> str | None:
    return clean(value, LINE, lines=False)


def _long_line(value: Any) -> str | None:
    return clean(value, LONG, lines=False)


def _words(value: Any) -> str | None:
    return clean(value, WORDS, lines=True)


def _needed_line(value: Any) -> str:
    text = _line(value)
    if text is None:
        raise ValueError(_("Write something here"))
    return text


def _needed_words(value: Any) -> str:
    text = _words(value)
    if text is None:
        raise ValueError(_("Write something here"))
    return text


def _fuzzy(value: Any) -> FuzzyDate | None:
    calendar = value.calendar if isinstance(value, InCalendar) else None
    text = clean(value.text if isinstance(value, InCalendar) else value, 120, lines=False)
    if text is None:
        return None
    try:
        return read_in(calendar, text) if calendar else read_date(text)
    except UnreadableDate as error:
        raise ValueError(error.sentence) from error


def _length(value: Any) -> Duration | None:
    text = clean(value, 120, lines=False)
    if text is None:
        return None
    try:
        read = read_duration(text)
    except UnreadableDuration as error:
        raise ValueError(error.sentence) from error
    if isinstance(read, DurationRange):
        raise ValueError(_("Give one length here; a range has its own fields under More"))  # noqa: TRY004 - as above
    return read


def _number(value: Any) -> int | None:
    text = clean(value, 20, lines=False)
    if text is None:
        return None
    number = whole_number(text)
    if number is None:
        raise ValueError(_("Give a whole number such as 42"))
    return number


def _day(value: Any) -> date | None:
    fuzzy = _fuzzy(value)
    if fuzzy is None:
        return None
    if not fuzzy.is_exact_day or fuzzy.first is None:
        raise ValueError(_("Give an exact day such as 13 5 2012: a reminder needs one"))
    return fuzzy.first


def _time(value: Any) -> str | None:
    text = clean(value, 10, lines=False)
    if text is None:
        return None
    read = CLOCK.fullmatch(text)
    if not read:
        raise ValueError(_("Give the time as hours and minutes, such as 10:30"))
    return f"{int(read[1]):02d}:{read[2]}"


def _zone(value: Any) -> str | None:
    text = clean(value, 60, lines=False)
    if text is not None and text not in available_timezones():
        raise ValueError(_("Give the time zone by its name, such as Europe/London"))
    return text


def _needed_zone(value: Any) -> str:
    text = _zone(value)
    if text is None:
        raise ValueError(_("Give the time zone by its name, such as Europe/London"))
    return text


def _yes_no(value: Any) -> str | None:
    if value in (None, "", "unknown"):
        return None
    if value not in ("yes", "no", "withheld"):
        raise ValueError(_("Choose one of the answers"))
    return str(value)


def one_of(*options: str) -> BeforeValidator:
    """Only these values, or nothing."""

    def check(value: Any) -> str | None:
        if value in (None, ""):
            return None
        if value not in options:
            raise ValueError(_("Choose one of the answers"))
        return str(value)

    return BeforeValidator(check)


Line = Annotated[str | None, BeforeValidator(_line)]
LongLine = Annotated[str | None, BeforeValidator(_long_line)]
Words = Annotated[str | None, BeforeValidator(_words)]
NeededLine = Annotated[str, BeforeValidator(_needed_line)]
NeededWords = Annotated[str, BeforeValidator(_needed_words)]
FuzzyDay = Annotated[FuzzyDate | None, BeforeValidator(_fuzzy), Dated()]
FuzzyDayAhead = Annotated[FuzzyDate | None, BeforeValidator(_fuzzy), Dated(ahead=True)]
Length = Annotated[Duration | None, BeforeValidator(_length)]
Number = Annotated[int | None, BeforeValidator(_number)]
ExactDay = Annotated[date | None, BeforeValidator(_day), Dated(ahead=True)]
PastDay = Annotated[date | None, BeforeValidator(_day), Dated()]
ClockTime = Annotated[str | None, BeforeValidator(_time)]
Zone = Annotated[str | None, BeforeValidator(_zone)]
NeededZone = Annotated[str, BeforeValidator(_needed_zone)]
YesNo = Annotated[str | None, BeforeValidator(_yes_no)]
