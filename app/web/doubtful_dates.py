"""Dates that are asked about before they are believed: in no lifetime, of another calendar, or after their source.

A question is an error of its field with answers to tick. An answer holds for the very words it was given for, so that
whoever types another date is asked anew.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Self

from pydantic.fields import FieldInfo

from app.clock import newest_day
from app.dates import FuzzyDate, in_words
from app.dates.calendars import CALENDARS, OtherCalendar, other_readings
from app.text import N_, _, marked

OLDEST_YEAR = 1900
YEARS_AHEAD = 120  # no sentence, deadline or hearing lies further ahead
RIGHT = "right"
CALENDAR, ANSWER = "calendar_", "right_"  # before a date's name: the fields beside it
_LOOKS = {
    OtherCalendar.IRANIAN: N_("%(typed)s looks like the Iranian calendar: %(date)s?"),
    OtherCalendar.ISLAMIC: N_("%(typed)s looks like the Islamic calendar: %(date)s?"),
    OtherCalendar.BUDDHIST: N_("%(typed)s looks like a Buddhist year: %(date)s?"),
}
Values = Mapping[str, list[str]]


@dataclass(frozen=True, slots=True)
class Dated:
    """On a form's field: a date; whether it may lie ahead (an end, a deadline, a hearing)."""

    ahead: bool = False


@dataclass(frozen=True, slots=True)
class InCalendar:
    """What was typed for a date in another calendar."""

    text: str
    calendar: OtherCalendar


class Question(str):
    """A sentence beside a field, with the answers to choose from: pairs of value and words."""

    options: tuple[tuple[str, str], ...]
    __slots__ = ("options",)

    def __new__(cls, sentence: str, options: tuple[tuple[str, str], ...]) -> Self:
        """The sentence is the text."""
        made = super().__new__(cls, sentence)
        made.options = options
        return made


def dated_fields(fields: Mapping[str, FieldInfo]) -> Iterator[tuple[str, Dated]]:
    """The names of a form's dates, each with what is known of it."""
    for name, info in fields.items():
        for mark in info.metadata:
            if isinstance(mark, Dated):
                yield name, mark


def in_chosen_calendar(values: Values, name: str) -> str | InCalendar:
    """What was typed for a date, in the calendar chosen beside it or in answer to the question."""
    text = values[name][0]
    answers = [given.partition(":") for given in values.get(f"{ANSWER}{name}", [])]
    chosen = [calendar for calendar, __, typed in answers if typed == text] + values.get(
        f"{CALENDAR}{name}", []
    )
    for calendar in OtherCalendar:
        if calendar in chosen and RIGHT not in chosen:
            return InCalendar(text, calendar)
    return text


def is_right(values: Values, name: str) -> bool:
    """Whether somebody said of what is typed there that it is right."""
    typed = values.get(name) or [""]
    return f"{RIGHT}:{typed[0]}" in values.get(f"{ANSWER}{name}", [])


def question_about(mark: Dated, fuzzy: FuzzyDate, typed: str) -> Question | None:
    """What has to be asked of a date before it is believed; None of most."""
    today = newest_day()
    first, last = fuzzy.first or fuzzy.last, fuzzy.last or fuzzy.first
    if first is None or last is None:
        return None
    is_old = first.year < OLDEST_YEAR
    is_ahead = (
        last.year > today.year + YEARS_AHEAD if mark.ahead else first > today or last.year > today.year + 1
    )
    if not (is_old or is_ahead):
        return None
    if readings := other_readings(typed, today):
        return _which_calendar(typed, readings)
    if is_old:
        return asked_whether_right(
            _("This would be before 1900. Look at the year, or say that it is right"), typed
        )
    return asked_whether_right(
        _("This day has not come yet. Look at the date, or say that it is right"), typed
    )


def asked_whether_right(sentence: str, typed: str) -> Question:
    """A question to which the only answer is yes; whoever means no types another date."""
    return Question(sentence, ((f"{RIGHT}:{typed}", _("Yes, that is right")),))


def _which_calendar(typed: str, readings: list[tuple[OtherCalendar, FuzzyDate]]) -> Question:
    calendar, likeliest = readings[0]
    sentence = marked(_LOOKS[calendar]) % {
        "typed": typed.split("/", maxsplit=1)[0],
        "date": in_words(likeliest),
    }
    names = {slug: marked(label) for slug, label in CALENDARS}
    offered = tuple(
        (f"{slug}:{typed}", _("%(calendar)s: %(date)s") % {"calendar": names[slug], "date": in_words(read)})
        for slug, read in readings
    )
    return Question(sentence, (*offered, (f"{RIGHT}:{typed}", _("No, it is right as it stands"))))
