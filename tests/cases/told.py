"""Entries as the rules see them, made without a database."""

from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from app.cases.kinds import EntryKind
from app.dates import FuzzyDate


@dataclass(frozen=True)
class Told:
    """An entry as the rules see it; fuzzy fields of its kind as EDTF."""

    id: int
    kind: EntryKind
    on: FuzzyDate | None
    detail: Any
    dates: dict[str, str] = field(default_factory=dict)

    as_of: FuzzyDate | None = None
    said: FuzzyDate | None = None

    def fuzzy(self, name: str) -> FuzzyDate | None:
        return FuzzyDate.parse(self.dates[name]) if name in self.dates else None


def told(number: int, kind: str, on: str | None, dates: dict[str, str] | None = None, **detail: Any) -> Told:
    """One entry."""
    blank = {
        "form": None,
        "outcome": None,
        "stage": None,
        "target": None,
        "conditions": None,
        "supersedes_id": None,
    }
    fuzzy = FuzzyDate.parse(on) if on else None
    as_of, said = (
        FuzzyDate.parse(day) if (day := detail.pop(name, None)) else None for name in ("as_of", "said")
    )
    own = SimpleNamespace(**{**blank, **detail})
    return Told(number, EntryKind(kind), fuzzy, own, dates or {}, as_of, said or fuzzy)
