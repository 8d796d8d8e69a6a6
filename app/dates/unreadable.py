"""What somebody typed that is no date and no length of time, with the sentence that says why."""

from typing import Literal

from app.text import _

Part = Literal["day", "month", "year"]

_QUOTED = 40  # characters of the typed text that a sentence repeats


class UnreadableDate(ValueError):
    """A sentence for the person who typed it, and which of the three boxes it is about, if one."""

    def __init__(self, sentence: str, part: Part | None = None) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.part = part


class NotUnderstoodError(Exception):
    """Nothing we know; whoever has the whole text turns it into a sentence (`no_date`)."""


class UnreadableDuration(ValueError):
    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


def no_date(text: str) -> UnreadableDate:
    """Nothing in the text tells more exactly what is wrong with it."""
    sentence = _("“%(text)s” is not a date Vigil can read; write it like 13 May 2012 or about May 2012")
    return UnreadableDate(sentence % {"text": quoted(text)})


def no_third() -> UnreadableDate:
    return UnreadableDate(_("Say “early”, “mid” or “late” of one month or year"))


def two_meanings() -> UnreadableDate:
    return UnreadableDate(_("This may be read in two ways; write the month as a word, or both years in full"))


def no_time() -> UnreadableDate:
    return UnreadableDate(_("An hour belongs to one day; give the day, or leave out the hour"))


def no_span_mark() -> UnreadableDate:
    return UnreadableDate(_("Say “about” or “perhaps” of one date, not of the days between two"))


def no_year() -> UnreadableDate:
    return UnreadableDate(_("Give a year with four digits"), "year")


def no_month(number: str) -> UnreadableDate:
    return UnreadableDate(_("There is no month %(number)s") % {"number": quoted(number)}, "month")


def no_day(number: str) -> UnreadableDate:
    return UnreadableDate(_("There is no day %(number)s") % {"number": quoted(number)}, "day")


def no_length(text: str) -> UnreadableDuration:
    sentence = _("“%(text)s” is not a length Vigil can read; write it like 7 years or 1 year 6 months")
    return UnreadableDuration(sentence % {"text": quoted(text)})


def quoted(text: str) -> str:
    """The text on one line, and not too much of it."""
    line = " ".join(text.split())
    return line if len(line) <= _QUOTED else line[:_QUOTED].rstrip() + "…"
