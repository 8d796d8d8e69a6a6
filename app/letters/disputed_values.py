"""A fact with the values that count: the chosen one where sources differ, none where nobody has chosen; pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from app.cases.queries.timeline import Fact
from app.dates import Duration, FuzzyDate

Choices = Mapping[tuple[int, str], str | None]
LENGTHS = frozenset({"length", "length_min", "length_max"})
OF_FACT = frozenset({"place", "facility"})


@dataclass(frozen=True, slots=True)
class Settled:
    """A kind's row, but with other values in some of its columns."""

    row: Any
    instead: Mapping[str, Any]

    def __getattr__(self, name: str) -> Any:
        return self.instead[name] if name in self.instead else getattr(self.row, name)


def settled(fact: Fact, choices: Choices) -> Fact:
    """The fact as it may be told; a value that cannot be read counts as none."""
    decided = {name: value for (number, name), value in choices.items() if number == fact.id}
    if not decided:
        return fact
    instead: dict[str, Any] = {}
    for name, value in decided.items():
        instead.update(_columns(fact, name, value))
    own: dict[str, Any] = {name: instead.pop(name) for name in ("on", "as_of", *OF_FACT) if name in instead}
    detail = fact.detail if fact.detail is None else Settled(fact.detail, instead)
    return replace(fact, detail=detail, **own)


def _columns(fact: Fact, name: str, value: str | None) -> dict[str, Any]:
    """What stands in which columns instead."""
    if name in ("on", "as_of"):
        return {name: _date(value)}
    if name in OF_FACT:
        return {**dict.fromkeys(OF_FACT), name: value}
    if hasattr(fact.detail, f"{name}_edtf"):
        read = _date(value)
        return {
            f"{name}_edtf": read.edtf if read else None,
            f"{name}_first": read.first if read else None,
            f"{name}_last": read.last if read else None,
        }
    if name in LENGTHS:
        return {name: value if length_of(value) else None}
    return {name: value}


def _date(value: str | None) -> FuzzyDate | None:
    try:
        return FuzzyDate.parse(value) if value else None
    except ValueError:
        return None


def length_of(value: str | None) -> Duration | None:
    """A length as a source reports it; None where it cannot be read."""
    try:
        return Duration.parse(value) if value else None
    except ValueError:
        return None
