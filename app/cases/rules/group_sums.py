"""Groups inside an incident: the tree they make, and whether the parts add up to the whole."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.text import _


class Group(Protocol):
    """A sub-group with its number."""

    @property
    def id(self) -> int | None: ...

    @property
    def parent_id(self) -> int | None: ...

    @property
    def count(self) -> int: ...

    @property
    def partial(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Placed:
    """A group in the table: how deep it lies, and what is to be said of its parts."""

    group: Group
    depth: int
    sum_in_words: str
    adds_up: bool


def in_tree(groups: Sequence[Group]) -> list[Placed]:
    """Every group after its parent; one whose parent is unknown, or inside itself, stands at the top."""
    by_parent: dict[int | None, list[Group]] = {}
    numbers = {group.id for group in groups}
    for group in groups:
        by_parent.setdefault(group.parent_id if group.parent_id in numbers else None, []).append(group)
    placed: list[Placed] = []
    _place(by_parent, None, 0, placed)
    reached = {one.group.id for one in placed}
    return placed + [Placed(group, 0, "", adds_up=True) for group in groups if group.id not in reached]


def _place(
    by_parent: dict[int | None, list[Group]], parent: int | None, depth: int, placed: list[Placed]
) -> None:
    for group in by_parent.get(parent, []):
        parts = by_parent.get(group.id, [])
        placed.append(Placed(group, depth, sum_in_words(group, parts), adds_up=adds_up(group, parts)))
        _place(by_parent, group.id, depth + 1, placed)


def adds_up(group: Group, parts: Sequence[Group]) -> bool:
    """Whether the parts make up the whole; a group of which not all parts are told may have less."""
    total = sum(part.count for part in parts)
    return not parts or total == group.count or (group.partial and total < group.count)


def sum_in_words(group: Group, parts: Sequence[Group]) -> str:
    """The arithmetic: "37 = 3 + 21 + 13: adds up"; empty for a group without parts."""
    if not parts:
        return ""
    total = sum(part.count for part in parts)
    told = " + ".join(str(part.count) for part in parts)
    named = {"count": group.count, "told": told, "total": total, "rest": group.count - total}
    if total == group.count:
        return _("%(count)s = %(told)s: adds up") % named
    if group.partial and total < group.count:
        return _("%(count)s = %(told)s + %(rest)s not told of") % named
    return _("%(count)s, but %(told)s = %(total)s: does not add up") % named
