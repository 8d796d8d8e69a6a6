"""Whom of a campaign's people a row of a list means: by name in any script, and the date of birth. In memory, once."""

import hmac
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from hashlib import sha256
from itertools import combinations

from app.cases.models.cases import Standing
from app.cases.rules.standing import RUN
from app.dates import FuzzyDate
from app.intake.list_rows import Reported
from app.name_likeness import likely_same, name_parts, other_forms, pieces, skeleton

OVER = frozenset({Standing.RELEASED, Standing.CLEARED})
KNOWN, PROPOSED, WAITS = "known", "proposed", "waits"


@dataclass(frozen=True, slots=True)
class OurPerson:
    """Somebody with a case in the campaign, as far as matching goes."""

    id: int
    case_ref: str
    name: str
    standing: str
    born: FuzzyDate | None = None


@dataclass(frozen=True, slots=True)
class Match:
    """What becomes of a row: whom it means, and what a person has to look at first."""

    state: str
    person: int | None = None
    why: tuple[str, ...] = ()


@dataclass
class Known:
    """The people of a campaign by every spelling; and who is never brought back."""

    people: dict[int, OurPerson] = field(default_factory=dict)
    decided: dict[str, int] = field(default_factory=dict)  # whom a row meant when the list came last
    silent: frozenset[int] = frozenset()
    erased: frozenset[str] = frozenset()
    secret: str = ""
    spelled: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    _exact: dict[tuple[str, ...], set[int]] = field(default_factory=lambda: defaultdict(set))
    _by_key: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _spellings: list[tuple[str, int]] = field(default_factory=list)

    def spell(self, person: int, spelling: str) -> None:
        """One spelling of somebody."""
        parts = name_parts(spelling)
        self.spelled[person].add(spelling)
        self._exact[tuple(sorted(parts))].add(person)
        for key in {key for part in parts for key in _keys(part)}:
            self._by_key[key].append(len(self._spellings))
        self._spellings.append((spelling, person))

    def match(self, row: Reported, today: date) -> Match | None:
        """None of whoever is never brought back."""
        if self.erased and not self.erased.isdisjoint(marks_of(row.name, self.secret)):
            return None
        parts = name_parts(row.name)
        exact = self._exact.get(tuple(sorted(parts)), set())
        fitting = {one for one in exact if not self._born_otherwise(one, row)}
        likely = set(exact) or set(self._likely(row.name, parts))
        decided = self.decided.get(row.own_id)
        if decided in likely:
            fitting = likely = {decided}
        if not self.silent.isdisjoint(fitting or likely - exact):
            return None
        likely -= self.silent
        why = list(_of_itself(row, today))
        if not likely:
            return Match(WAITS if why else PROPOSED, None, tuple(why))
        if len(fitting) != 1:
            why.append("who" if len(likely) == 1 else "several")
            return Match(WAITS, next(iter(likely)) if len(likely) == 1 else None, tuple(why))
        person = next(iter(fitting))
        if contradicts(self.people[person].standing, row.standing(today)):
            why.append("status")
        return Match(WAITS if why else KNOWN, person, tuple(why))

    def _born_otherwise(self, person: int, row: Reported) -> bool:
        known, theirs = self.people.get(person), row.day("born")
        ours = known.born if known is not None else None
        if ours is None or theirs is None:
            return False
        return ours.certainly_before(theirs) or theirs.certainly_before(ours)

    def _likely(self, name: str, parts: tuple[str, ...]) -> Iterator[int]:
        """Those of whom two words each have something in common with a word of the name, and who are probably meant."""
        near: Counter[int] = Counter()
        for part in set(parts):
            keys = {key for form in (part, *other_forms(part)) for key in _keys(form)}
            near.update({number for key in keys for number in self._by_key.get(key, ())})
        least = min(2, len(parts))
        for number in [number for number, words in near.items() if words >= least]:
            spelling, person = self._spellings[number]
            if likely_same(name, spelling):
                yield person


@lru_cache(maxsize=2**14)
def _keys(part: str) -> tuple[str, ...]:
    """What a folded word has in common with its misspellings: a piece that is whole, or its consonants."""
    return (*pieces(part), f"~{skeleton(part)}")


def _of_itself(row: Reported, today: date) -> Iterator[str]:
    """What a person has to see whoever is meant: a death, and a day to come."""
    if row.standing(today) == "dead":
        yield "death"
    ahead = (row.day(name) for name in ("born", "arrested", "verdict_date", "died"))
    if any(day is not None and day.earliest_plausible > today for day in ahead):
        yield "future"


def contradicts(ours: str, theirs: str) -> bool:
    """Whether one of the two says free and the other in prison."""
    return (theirs == "free" and ours in RUN) or (theirs == "held" and ours in OVER)


def marks_of(name: str, secret: str) -> set[str]:
    """Keyed hashes of a name, whatever the script and the order of its words; of three words also of each two."""
    parts = sorted(name_parts(name))
    several = [parts, *(combinations(parts, 2) if len(parts) == 3 else ())]
    return {
        hmac.new(secret.encode(), f"erased|{' '.join(some)}".encode(), sha256).hexdigest()
        for some in several
        if some
    }
