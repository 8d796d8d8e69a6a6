"""Rows of a list as what it reports of each person; a cell that cannot be meant is named by line and column. Pure."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from app.characters import fit
from app.dates import FuzzyDate, UnreadableDate, read_date
from app.db import LINE, LONG
from app.intake.faults import NotTaken
from app.intake.list_shapes import DATES
from app.text import _
from app.web.doubtful_dates import Dated, question_about

MOST_FAULTS = 200
_WITH_TIME = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})[T ][0-9:.+Zz-]+")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
NOT_KNOWN = frozenset(
    {"", "-", "–", "—", "?", "unknown", "неизвестно", "невядома", "n/a", "none", "null", "unbekannt"}
)
HELD = frozenset(
    {"active", "yes", "true", "1", "detained", "imprisoned", "in prison", "held", "political prisoner"}
)
FREE = frozenset(
    {"no", "false", "0", "released", "free", "at liberty", "освобожден", "освобождена", "освобождён"}
)
DEAD = frozenset({"dead", "died", "умер", "умерла"})
TOLD = frozenset({"released", "освобожден", "освобождена", "освобождён", "вызвалены", "вызвалена"})


@dataclass(frozen=True, slots=True)
class Reported:
    """What one row reports: words as they stand, dates as EDTF."""

    line: int
    own_id: str
    name: str
    values: Mapping[str, str]

    def day(self, name: str) -> FuzzyDate | None:
        """One of its dates."""
        edtf = self.values.get(name)
        return parsed(edtf) if edtf else None

    def standing(self, today: date) -> str:
        """Whether the list says held, free or dead; empty where it says none of these."""
        status = self.values.get("status", "").casefold()
        if self.values.get("died") or status in DEAD:
            return "dead"
        released = self.day("released")
        gone = released is not None and released.earliest_plausible <= today
        if gone or status in FREE or self.values.get("prison", "").casefold() in TOLD:
            return "free"
        return "held" if status in HELD else ""


@dataclass
class Reading:
    """Rows as they are read, with the faults found on the way: all of them are told at once."""

    columns: Mapping[str, str]
    today: date
    faults: list[str] = field(default_factory=list)
    _seen: dict[str, int] = field(default_factory=dict)

    def rows(self, rows: Iterable[tuple[int, Mapping[str, str]]]) -> Iterator[Reported]:
        """Each row that can be meant; raise NotTaken at the end where any could not."""
        count = 0
        for line, row in rows:
            made = self._row(line, row)
            if made is not None:
                count += 1
                yield made
            if len(self.faults) >= MOST_FAULTS:
                break
        if not count and not self.faults:
            self.faults.append(
                _("Line 2, column “%(column)s”: there are no rows") % {"column": self.columns["name"]}
            )
        if self.faults:
            raise NotTaken(self.faults)

    def _row(self, line: int, row: Mapping[str, str]) -> Reported | None:
        before = len(self.faults)
        values: dict[str, str] = {}
        for name, heading in self.columns.items():
            text = row.get(heading, "")
            if text.casefold() in NOT_KNOWN and not (name == "status" and text):
                continue
            if len(text) > LONG or fit(text) != text:
                self._refuse(line, heading, _("too long, or with signs that nobody can read"))
            elif name in DATES and not (name == "died" and text.casefold() in {"1", "yes", "true"}):
                values[name] = self._date(line, heading, text)
            else:
                values[name] = text
        name, own = values.pop("name", ""), values.pop("id", "")
        if not name or len(name) > LINE:
            self._refuse(line, self.columns["name"], _("there is no name of at most 200 letters"))
        own = own or f"{name} {values.get('born', '')}".strip()
        if len(own) > LINE:
            self._refuse(
                line, self.columns.get("id", self.columns["name"]), _("longer than any number of a list")
            )
        elif own in self._seen and "id" in self.columns:
            said = _("“%(own)s” stands in line %(other)s already") % {"own": own, "other": self._seen[own]}
            self._refuse(line, self.columns["id"], said)
        while own in self._seen:
            own = f"{own} *"  # two of one name in a list without numbers
        self._seen[own] = line
        return Reported(line, own, name, values) if len(self.faults) == before else None

    def _date(self, line: int, heading: str, text: str) -> str:
        edtf = edtf_of(text)
        if edtf is None:
            self._refuse(line, heading, _("“%(text)s” is no date") % {"text": text[:60]})
        elif question := question_about(Dated(ahead=True), parsed(edtf), text):
            self._refuse(line, heading, question)
        return edtf or ""

    def _refuse(self, line: int, heading: str, why: str) -> None:
        told = {"line": line, "column": heading, "why": why}
        self.faults.append(_("Line %(line)s, column “%(column)s”: %(why)s") % told)


@lru_cache(maxsize=2**15)
def edtf_of(text: str) -> str | None:
    """A date as it is written in a list; None where it is none."""
    timed = _WITH_TIME.fullmatch(text)
    day = timed[1] if timed else text
    try:
        if _ISO.fullmatch(day):
            return date.fromisoformat(day).isoformat()
        return read_date(day).edtf
    except (UnreadableDate, ValueError):
        return None


@lru_cache(maxsize=2**15)
def parsed(edtf: str) -> FuzzyDate:
    """A date that was read before."""
    return FuzzyDate.on(date.fromisoformat(edtf)) if _ISO.fullmatch(edtf) else FuzzyDate.parse(edtf)
