"""The columns that a kind's table may have. Each says once how long it is, how its answer is read and asked for.

A date is three columns, `until_edtf`, `until_first` and `until_last`, and one answer `until`; a length is ISO 8601.
"""

from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import BeforeValidator
from sqlmodel import Field

from app.cases.vocabulary import YES_NO, Options, slugs
from app.db import LINE, WORDS
from app.web.form_fields import (
    ClockTime,
    ExactDay,
    FuzzyDay,
    FuzzyDayAhead,
    Length,
    Number,
    YesNo,
    Zone,
    clean,
    one_of,
)


@dataclass(frozen=True, slots=True)
class Sort:
    """What sort of answer a column keeps: its name, the type that reads it, how a page asks, and what is offered."""

    name: str
    reads: Any
    widget: str
    options: Options = ()


def written(most: int, *, lines: bool = False) -> Sort:
    """Free words up to this length, in one line or in several."""
    reads = Annotated[str | None, BeforeValidator(lambda value: clean(value, most, lines=lines))]
    return Sort("text", reads, "words" if lines else "line")


def _column(sort: Sort, **more: Any) -> Any:
    return Field(default=None, sa_column_kwargs={"info": {"sort": sort}}, **more)


def line(most: int = LINE) -> Any:
    """Words in one line."""
    return _column(written(most), max_length=most)


def words() -> Any:
    """Several lines."""
    return _column(written(WORDS, lines=True), max_length=WORDS)


def checked(most: int) -> Any:
    """A short text that the kind's own check holds to a pattern, so that its sentence says what is expected."""
    return _column(written(LINE), max_length=most)


def chosen(options: Options, most: int = 20) -> Any:
    """One of these."""
    reads = Annotated[str | None, one_of(*slugs(options))]
    return _column(Sort("choice", reads, "choice", options), max_length=most)


def answer() -> Any:
    """Yes, no, not known yet, or known but not recorded here."""
    return _column(Sort("choice", YesNo, "yesno", YES_NO), max_length=10)


def date_edtf(*, ahead: bool = False) -> Any:
    """A date as well as it is known; its first and last day stand in two more columns. An end may lie ahead."""
    return _column(Sort("date", FuzzyDayAhead if ahead else FuzzyDay, "date"), max_length=80)


def exact_day() -> Any:
    """A day that something is reckoned from."""
    return _column(Sort("day", ExactDay, "day"))


def length_iso() -> Any:
    """How long, as ISO 8601."""
    return _column(Sort("length", Length, "length"), max_length=20)


def clock_time() -> Any:
    """An hour on the clock of the place."""
    return _column(Sort("time", ClockTime, "time"), max_length=5)


def time_zone() -> Any:
    """The zone of that clock."""
    return _column(Sort("text", Zone, "line"), max_length=60)


def number() -> Any:
    """A whole number."""
    return _column(Sort("number", Number, "number"))


def entry() -> Any:
    """Another entry of the same case."""
    return _column(Sort("entry", Number, "entry"), foreign_key="entry.id")
