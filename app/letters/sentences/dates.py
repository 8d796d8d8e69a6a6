"""Fuzzy dates as adverbials of a sentence; what a language cannot say exactly it leaves out, never more exact."""

from collections.abc import Callable
from dataclasses import dataclass

from app.dates import FuzzyDate, Precision
from app.dates.shape import Join, Shape, shape_of
from app.dates.single import Single

Say = Callable[[Single], str]


@dataclass(frozen=True, slots=True)
class DateWords:
    """What a language needs to place something in time. Patterns hold %(a)s or %(at)s, pairs %(b)s too.

    `at` says a single date as an adverbial (on 2 August 2012), `plain` in the form that follows "between",
    "by" or "since"; both return "" for a date they cannot say.
    """

    at: Say
    plain: Say
    about: str
    perhaps: str
    by: str
    since: str
    between: str
    from_to: str
    earliest: str
    either: str
    both: str


def when(fuzzy: FuzzyDate | None, words: DateWords) -> str:
    """The adverbial: "on 2 August 2012", "between 16 December 2011 and 4 June 2012"; "" when nothing can be said."""
    if fuzzy is None:
        return ""
    shape = shape_of(fuzzy.edtf)
    match shape.join:
        case Join.ONE:
            return _one(shape.dates[0], words)
        case Join.PERIOD | Join.BETWEEN:
            return _span(shape, words)
        case _:
            pattern = words.either if shape.join is Join.CHOICE else words.both
            said = [_one(one, words) for one in shape.dates]
            return pattern % {"a": said[0], "b": said[1]} if len(said) == 2 and all(said) else ""


def since(fuzzy: FuzzyDate | None, words: DateWords) -> str:
    """Since when something lasts; only for a single date that nobody doubts."""
    if fuzzy is None:
        return ""
    shape = shape_of(fuzzy.edtf)
    start = shape.parts[0]
    single = shape.join is Join.ONE or (shape.join is Join.PERIOD and shape.parts[-1] is None)
    if not single or start is None or start.mark or not (said := words.plain(start)):
        return ""
    return words.since % {"a": said}


def _one(one: Single, words: DateWords) -> str:
    said = words.at(one)
    if not said:
        return ""
    if one.mark in ("~", "%"):
        return words.about % {"a": words.plain(one), "at": said}
    return words.perhaps % {"a": said} if one.mark else said


def _span(shape: Shape, words: DateWords) -> str:
    start, end = shape.parts
    said = {"a": words.plain(start) if start else "", "b": words.plain(end) if end else ""}
    if start is None:
        return words.by % {"a": said["b"], "at": words.at(end) if end else ""} if said["b"] else ""
    if end is None:
        pattern = words.since if shape.join is Join.PERIOD else words.earliest
        return pattern % {**said, "at": words.at(start)} if said["a"] else ""
    if not said["a"] or not said["b"]:
        return ""
    return (words.from_to if shape.join is Join.PERIOD else words.between) % said


__all__ = ["DateWords", "Precision", "Single", "since", "when"]
