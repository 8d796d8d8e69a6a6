"""How single dates are put together in an EDTF text, as far as Vigil keeps them.

    2012-05          one date
    2012/2013        a period; `../2012` and `2012/..` are open, before and since
    [2011,2013]      one of these dates
    [2011..2013]     one day between these, `[2011..]` one day from then on ("after 2010")
    {2011,2013}      all of these dates

The reader is our own because it has to be quick and strict: the edtf library takes 6 to 60 ms a date, accepts
29 February 2013 and an end before the start. The tests hold the two against each other.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from app.dates.column import EDTF_LENGTH
from app.dates.single import Precision, Single, single
from app.dates.unreadable import NotUnderstoodError, UnreadableDate, no_span_mark
from app.text import _

_OPEN = {"", ".."}
Days = tuple[date | None, date | None]


class Join(StrEnum):
    ONE = "one"
    PERIOD = "period"
    CHOICE = "choice"
    BETWEEN = "between"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True)
class Shape:
    """The dates of one EDTF text; a part that is None is an open end."""

    join: Join
    parts: tuple[Single | None, ...]

    @property
    def dates(self) -> tuple[Single, ...]:
        """The parts without open ends."""
        return tuple(part for part in self.parts if part)

    @property
    def text(self) -> str:
        texts = [part.text if part else ".." for part in self.parts]
        match self.join:
            case Join.ONE:
                return texts[0]
            case Join.PERIOD:
                return "/".join(texts)
            case Join.CHOICE:
                return f"[{','.join(texts)}]"
            case Join.BETWEEN:
                return f"[{texts[0]}..{texts[1].strip('.')}]"
            case Join.SEVERAL:
                return f"{{{','.join(texts)}}}"

    @property
    def precision(self) -> Precision:
        match self.join, self.parts[0]:
            case Join.ONE, Single(precision=precision):
                return precision
            case Join.PERIOD, _:
                return Precision.PERIOD
            case Join.SEVERAL, _:
                return Precision.SEVERAL
            case _:
                return Precision.CHOICE

    @property
    def days(self) -> Days:
        """The first and the last possible day."""
        if self.join in {Join.PERIOD, Join.BETWEEN}:
            start, end = self.parts
            return start.first if start else None, end.last if end else None
        return min(one.first for one in self.dates), max(one.last for one in self.dates)

    @property
    def several(self) -> tuple[str, ...]:
        """The days of a list of which all are meant; empty for every other date."""
        return tuple(one.text for one in self.dates) if self.join is Join.SEVERAL else ()

    @property
    def opening(self) -> Days:
        """The possible first days of something that began then: "since 22 April" began on 22 April."""
        start = self.parts[0]
        if start and self.join in {Join.PERIOD, Join.SEVERAL}:
            last = self.days[1]
            return start.first, min(start.last, last) if last else start.last
        return self.days

    @property
    def closing(self) -> Days:
        """The possible last days of something that ended then: "by 5 June" may have ended long before."""
        start, end = self.parts[0], self.parts[-1]
        if start and end and self.join in {Join.PERIOD, Join.SEVERAL}:
            return max(end.first, start.first), end.last
        return self.days


@lru_cache(maxsize=4096)
def shape_of(text: str) -> Shape:
    """Read an EDTF text; `/2012` and `[..2012]` become `../2012`, and the dates of a list stand in order."""
    if len(text) > EDTF_LENGTH and text[0] in "[{":
        raise UnreadableDate(_("Name fewer dates, or the days between the first and the last"))
    match text[:1], text[-1:]:
        case "[", "]" if ".." in text:
            return _between(text)
        case "[", "]":
            return Shape(Join.CHOICE, _listed(text))
        case "{", "}":
            return Shape(Join.SEVERAL, _listed(text))
        case _ if "/" in text:
            return Shape(Join.PERIOD, _ends(*_two(text, "/")))
        case _:
            return Shape(Join.ONE, (single(text),))


def _between(text: str) -> Shape:
    start, end = _ends(*_two(text[1:-1], ".."))
    if start is None:
        return Shape(Join.PERIOD, (start, end))
    if start.mark or (end and end.mark):
        raise no_span_mark()
    if start == end:
        raise _twice()
    return Shape(Join.BETWEEN, (start, end))


def _two(text: str, mark: str) -> tuple[str, str]:
    start, __, end = text.partition(mark)
    return start, end


def _ends(start: str, end: str) -> tuple[Single | None, Single | None]:
    first = None if start in _OPEN else single(start)
    last = None if end in _OPEN else single(end)
    if first is None and last is None:
        raise NotUnderstoodError
    if first and last and first.first > last.last:
        raise UnreadableDate(_("The end is before the start"))
    return first, last


def _listed(text: str) -> tuple[Single, ...]:
    parts = [single(part.strip()) for part in text[1:-1].split(",")]
    if len(parts) < 2:
        raise NotUnderstoodError
    for one in parts:
        if parts.count(one) > 1:
            raise _twice()
    return tuple(sorted(parts, key=lambda one: (one.first, one.text)))


def _twice() -> UnreadableDate:
    return UnreadableDate(_("One date is named twice"))
