"""Where a list and ours differ: who is on one alone, who is free there and held here, or spelled otherwise. Pure."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from app.intake.list_matching import OVER, Known, Match
from app.intake.list_rows import Reported
from app.text import _


@dataclass(frozen=True, slots=True)
class Differs:
    """One person on whom the two differ."""

    theirs: str = ""
    ours: str = ""
    ref: str = ""
    line: int = 0


@dataclass
class Difference:
    """All of it."""

    theirs_only: list[Differs] = field(default_factory=list)
    ours_only: list[Differs] = field(default_factory=list)
    free_there: list[Differs] = field(default_factory=list)
    held_there: list[Differs] = field(default_factory=list)
    otherwise: list[Differs] = field(default_factory=list)

    def named(self) -> list[tuple[str, list[Differs]]]:
        """Each part under its heading."""
        return [
            (_("On theirs only"), self.theirs_only),
            (_("On ours only"), self.ours_only),
            (_("Free there, held here"), self.free_there),
            (_("Held there, free here"), self.held_there),
            (_("Spelled otherwise"), self.otherwise),
        ]

    def lines(self) -> Iterator[str]:
        """In words, for a terminal."""
        for heading, found in self.named():
            yield f"{heading}: {len(found)}"
            for one in found:
                yield "  " + " · ".join(filter(None, (one.theirs, one.ours, one.ref)))


def difference(rows: Iterable[tuple[Reported, Match | None]], known: Known, today: date) -> Difference:
    """Of whoever is never brought back nothing is said on either side."""
    found, seen = Difference(), set()
    for row, match in rows:
        if match is None:
            continue
        ours = known.people.get(match.person or 0)
        if ours is None:
            found.theirs_only.append(Differs(row.name, line=row.line))
            continue
        seen.add(ours.id)
        differs = Differs(row.name, ours.name, ours.case_ref, row.line)
        theirs = row.standing(today)
        if "status" in match.why:
            (found.free_there if theirs == "free" else found.held_there).append(differs)
        if row.name not in known.spelled.get(ours.id, ()):
            found.otherwise.append(differs)
    found.ours_only = [
        Differs(ours=one.name, ref=one.case_ref)
        for one in known.people.values()
        if one.id not in seen and one.id not in known.silent and one.standing not in OVER
    ]
    return found
