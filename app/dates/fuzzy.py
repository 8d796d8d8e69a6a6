"""A date as well as it is known: never more exact than its source."""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from app.dates.shape import Days, shape_of
from app.dates.single import Precision
from app.dates.unreadable import NotUnderstoodError, no_date


@dataclass(frozen=True, slots=True)
class FuzzyDate:
    """EDTF text with its first and last possible day; None is an open start or end.

    What is not known at all has no FuzzyDate. Build one by `parse`, `stored` or `on`.
    """

    edtf: str
    first: date | None
    last: date | None
    said: str = field(default="", compare=False)  # as typed, where that says more: an hour, another calendar

    @classmethod
    def parse(cls, edtf: str) -> "FuzzyDate":
        """From EDTF text; raises UnreadableDate."""
        return _parsed(edtf)

    @classmethod
    def stored(cls, edtf: str, first: date | None, last: date | None) -> "FuzzyDate":
        """From the three columns of a table, as `parse` once made them."""
        return cls(edtf, first, last)

    @classmethod
    def on(cls, day: date) -> "FuzzyDate":
        return cls(day.isoformat(), day, day)

    @property
    def precision(self) -> Precision:
        return shape_of(self.edtf).precision

    @property
    def is_exact_day(self) -> bool:
        """One day, and nobody doubts it."""
        return (
            self.first == self.last and len(self.edtf) == len("2012-08-02") and self.edtf[-1] in "0123456789"
        )

    @property
    def is_uncertain(self) -> bool:
        """The source itself doubts it: perhaps. The days stay as they are said."""
        return "?" in self.edtf or "%" in self.edtf

    @property
    def is_approximate(self) -> bool:
        """About: the possible days reach one unit further on either side."""
        return "~" in self.edtf or "%" in self.edtf

    @property
    def earliest_plausible(self) -> date:
        """The day for a rule that needs one: the first possible, or the last where the start is open."""
        return _either(self.first, self.last)

    @property
    def sort_key(self) -> tuple[date, date, str]:
        """By first possible day, then last; an open start sorts by its last day, an open end comes last."""
        return self.earliest_plausible, self.last or date.max, self.edtf

    @property
    def opening(self) -> Days:
        """The possible first days of something that began then: "since 22 April" began on 22 April."""
        return shape_of(self.edtf).opening

    @property
    def closing(self) -> Days:
        """The possible last days of something that ended then: "by 5 June" may have ended long before."""
        return shape_of(self.edtf).closing

    @property
    def each(self) -> tuple["FuzzyDate", ...]:
        """Of something that happened on several days each of them; else the date itself."""
        return tuple(_parsed(text) for text in shape_of(self.edtf).several) or (self,)

    def touches(self, first: date | None, last: date | None) -> bool:
        """Some possible day lies in the span; None leaves the span open."""
        starts_in_time = self.first is None or last is None or self.first <= last
        ends_in_time = self.last is None or first is None or self.last >= first
        return starts_in_time and ends_in_time

    def certainly_before(self, other: "FuzzyDate") -> bool:
        """Every possible day lies before every possible day of the other."""
        return self.last is not None and other.first is not None and self.last < other.first

    def possibly_before(self, other: "FuzzyDate") -> bool:
        """Some possible day lies before some possible day of the other."""
        return self.first is None or other.last is None or self.first < other.last


def _either(first: date | None, last: date | None) -> date:
    day = first or last
    if day is None:
        raise ValueError("A fuzzy date is open at one end at most.")
    return day


@lru_cache(maxsize=4096)
def _parsed(edtf: str) -> FuzzyDate:
    try:
        shape = shape_of(edtf.strip())
    except NotUnderstoodError:
        raise no_date(edtf) from None
    first, last = shape.days
    return FuzzyDate(shape.text, first, last)
