"""What of an approved fact the rules read, kept with its words; and the reading of the facts that may still be seen.

Two people approved the facts, so whatever a page derives, it derives from these: where somebody stands, how long
they were held, which sentence counts. It does so with the rules of the day, by which everything else is read too.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from types import SimpleNamespace
from typing import Any

from app.cases.kinds import KINDS, EntryKind
from app.cases.queries.timeline import Fact
from app.cases.rules.reading import Reading, read_case
from app.dates import FuzzyDate
from app.directory.periods import Periods

SAID = "said"  # of free words the rules ask only whether there are any


@dataclass(frozen=True, slots=True)
class ApprovedFact:
    """A fact of an approved page as the rules read it."""

    id: int
    kind: EntryKind
    on: FuzzyDate | None
    as_of: FuzzyDate | None
    said: FuzzyDate | None
    detail: Any
    dates: dict[str, FuzzyDate]

    def fuzzy(self, name: str) -> FuzzyDate | None:
        """One of the kind's own fuzzy dates."""
        return self.dates.get(name)


def as_read(fact: Fact) -> dict[str, Any]:
    """What of a fact the rules read, as data."""
    kind = KINDS[fact.kind]
    found: dict[str, Any] = {"kind": kind.slug.value}
    for name, day in (("as_of", fact.as_of), ("said", fact.said)):
        if day is not None:
            found[name] = day.edtf
    for name in kind.read:
        day = fact.fuzzy(name) if name in kind.dates else None
        value = day.edtf if day is not None else getattr(fact.detail, name, None)
        if value not in (None, ""):
            found[name] = SAID if kind.sorts[name].name == "text" else value
    return found


def reading_of_page(
    facts: Sequence[dict[str, Any]], today: date, periods: Periods
) -> Reading[ApprovedFact] | None:
    """The reading of these facts of a page; None where they were approved before that was kept with them."""
    if any("read" not in fact for fact in facts):
        return None
    return read_case([_approved(fact) for fact in facts], today, periods)


def _approved(fact: dict[str, Any]) -> ApprovedFact:
    kept = fact["read"]
    kind = KINDS[EntryKind(kept["kind"])]
    fuzzy = kind.dates.intersection(kind.read)
    return ApprovedFact(
        id=fact["id"],
        kind=kind.slug,
        on=_fuzzy(fact["on"]),
        as_of=_fuzzy(kept.get("as_of")),
        said=_fuzzy(kept.get("said")),
        detail=SimpleNamespace(**{name: kept.get(name) for name in kind.read if name not in fuzzy}),
        dates={name: FuzzyDate.parse(kept[name]) for name in fuzzy if name in kept},
    )


def _fuzzy(edtf: str | None) -> FuzzyDate | None:
    return FuzzyDate.parse(edtf) if edtf else None
