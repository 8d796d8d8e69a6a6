"""Conflicts: where citations report different values for one field."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol


class Reports(Protocol):
    """A citation that may say a value for a field."""

    @property
    def field(self) -> str | None: ...

    @property
    def value(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Disagreement:
    """One field for which sources report more than one value, each value with those who report it."""

    field: str
    values: tuple[tuple[str, tuple[Reports, ...]], ...]


def disagreements(cites: Sequence[Reports]) -> tuple[Disagreement, ...]:
    """Fields with two values or more, in the order in which the first citation names them."""
    by_field: dict[str, dict[str, list[Reports]]] = {}
    for cited in cites:
        if cited.field and cited.value:
            by_field.setdefault(cited.field, {}).setdefault(cited.value, []).append(cited)
    return tuple(
        Disagreement(field, tuple((value, tuple(says)) for value, says in values.items()))
        for field, values in by_field.items()
        if len(values) > 1
    )
