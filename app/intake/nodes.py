"""A document taken apart into nodes: one for every row that it asks for."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from sqlmodel import SQLModel

from app.cases.models import Case, Entry, EntryKind
from app.history.bulk_writing import About
from app.publishing.export_columns import Field, table_of
from app.publishing.export_shape import KINDS, NOUNS, Noun, Part

Item = dict[str, Any]


@dataclass(eq=False)
class Node:
    """One row that a document asks for; its number is that of the row which stands for it, found or new."""

    part: Part
    item: Item
    above: "Node | None"
    index: int
    number: int = 0
    is_new: bool = False
    is_gone: bool = False  # a person took the row away, so it stays away
    values: dict[str, Any] = field(default_factory=dict)
    below: list["Node"] = field(default_factory=list)

    @cached_property
    def key(self) -> str:
        """The key under which the table keeps it; inside an incident or an action, theirs comes first."""
        own = str(self.item["key"]) if self.part.key else ""
        inside = own and self.above and not isinstance(self.part, Noun) and self.part.table is not Entry
        return f"{self.above.key}/{own}" if inside and self.above else own

    @property
    def table(self) -> type[SQLModel]:
        return self.part.table

    @property
    def name(self) -> str:
        """The table's name."""
        return table_of(self.table).name

    @property
    def about(self) -> About:
        """The thing under which history files it, and its case."""
        own = next(node for node in self.upwards() if node.part.own)
        case = next((node.number for node in self.upwards() if node.table is Case), None)
        noun: str = own.table.noun  # type: ignore[attr-defined]
        return About(noun, own.number, case)

    @property
    def fields(self) -> tuple[Field, ...]:
        return self.part.fields

    def upwards(self) -> Iterator["Node"]:
        """It, what it is part of, and so on to the top."""
        node: Node | None = self
        while node is not None:
            yield node
            node = node.above

    def downwards(self) -> Iterator["Node"]:
        """It and all that is part of it."""
        yield self
        for node in self.below:
            yield from node.downwards()

    def __str__(self) -> str:
        return place_of(
            [_step(node) for node in reversed(list(self.upwards())) if node.part.name != "detail"]
        )


def place_of(steps: list[str]) -> str:
    """Where in a document something stands, in words a person can follow."""
    return ", ".join(steps)


def _step(node: Node) -> str:
    if node.part.key:
        return f"{node.part.name} {node.item['key']}"
    return f"{node.part.name} {node.index + 1}"


def nodes_of(document: Mapping[str, Any]) -> list[Node]:
    """All of them, a thing before its parts."""
    tops = [
        _node(noun, item, None, index)
        for noun in NOUNS
        for index, item in enumerate(document.get(noun.name, ()))
    ]
    return [node for top in tops for node in top.downwards()]


def _node(part: Part, item: Item, above: Node | None, index: int) -> Node:
    node = Node(part, item, above, index)
    if part.table is Entry and (detail := KINDS.get(EntryKind(item["kind"]))) is not None:
        node.below.append(_node(detail, item, node, 0))
    for inner in part.parts:
        node.below.extend(
            _node(inner, small, node, place) for place, small in enumerate(item.get(inner.name, ()))
        )
    return node
