"""A pasted list of people, one a line: a name, and behind it in any order a date, a place and a note."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.dates import FuzzyDate, UnreadableDate, in_words, read_date
from app.db import LINE
from app.name_likeness import fold
from app.text import _, sentence_of_unfit
from app.web.doubtful_dates import Dated, question_about

MOST_LINES = 500
_SEPARATORS = ("\t", ";", ",")
_LIKE_A_DATE = re.compile(r"(?<![0-9])(?:1[0-9]{3}|2[0-9]{3})(?![0-9])|^[0-9]{1,2}[./-][0-9]{1,2}\b")


@dataclass(frozen=True, slots=True)
class Line:
    """One person as the list tells of them."""

    number: int
    name: str
    on: FuzzyDate | None = None
    place: str | None = None
    note: str | None = None

    @property
    def tells_more(self) -> bool:
        """Whether anything stands behind the name."""
        return bool(self.on or self.place or self.note)

    @property
    def words(self) -> str:
        """What stands behind the name, for a part that keeps words only."""
        return "; ".join(
            part for part in (in_words(self.on) if self.on else "", self.place, self.note) if part
        )


class UnreadLine(ValueError):
    """A sentence that names the line by its number."""


def read_list(text: str, *, ahead: bool, dates_are_right: bool) -> tuple[list[Line], list[str]]:
    """The people, and a sentence for every line that cannot be taken as it is."""
    lines: list[Line] = []
    faults: list[str] = []
    first: dict[str, int] = {}
    for number, line in _filled(text):
        try:
            read = _line(number, line, None if dates_are_right else Dated(ahead=ahead))
            _check_name(read, first)
            lines.append(read)
        except UnreadLine as error:
            faults.append(str(error))
    if len(lines) > MOST_LINES:
        faults.append(_("Paste at most %(most)s people at once") % {"most": MOST_LINES})
    return lines, faults


def _check_name(line: Line, first: dict[str, int]) -> None:
    """A name that can be found, and no line before it has it."""
    key = fold(line.name)
    if not key:
        raise UnreadLine(_("Line %(n)s begins with no name") % {"n": line.number})
    if first.setdefault(key, line.number) != line.number:
        again = {"n": line.number, "first": first[key]}
        raise UnreadLine(_("Line %(n)s has the same name as line %(first)s; tell the two apart") % again)


def _filled(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line.strip()) for number, line in enumerate(text.splitlines(), 1) if line.strip())


def _line(number: int, line: str, asked: Dated | None) -> Line:
    if fault := sentence_of_unfit(line):
        raise UnreadLine(_("Line %(n)s: %(fault)s") % {"n": number, "fault": fault})
    mark = next((one for one in _SEPARATORS if one in line), None)
    name, *rest = [" ".join(part.split()) for part in (line.split(mark) if mark else [line])]
    if not name:
        raise UnreadLine(_("Line %(n)s begins with no name") % {"n": number})
    if max(len(name), *map(len, rest), 0) > LINE:
        raise UnreadLine(_("Line %(n)s is too long; shorten it") % {"n": number})
    on, others = _dated(number, [part for part in rest if part], asked)
    place = others[0] if others else None
    return Line(number, name, on, place, "; ".join(others[1:]) or None)


def _dated(number: int, parts: list[str], asked: Dated | None) -> tuple[FuzzyDate | None, list[str]]:
    """The first part, or two (May 13, 2012), that is a date; and what is left."""
    for at in range(len(parts)):
        for count in (2, 1):
            typed = ", ".join(parts[at : at + count])
            if at + count > len(parts) or not _LIKE_A_DATE.search(typed):
                continue
            try:
                read = read_date(typed)
            except UnreadableDate as error:
                if count == 1:
                    raise UnreadLine(
                        _("Line %(n)s: %(fault)s") % {"n": number, "fault": error.sentence}
                    ) from None
                continue
            if asked is not None and (question := question_about(asked, read, typed)):
                raise UnreadLine(_("Line %(n)s: %(fault)s") % {"n": number, "fault": question})
            return read, parts[:at] + parts[at + count :]
    return None, parts
