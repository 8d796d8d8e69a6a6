"""Finding for every node the row that stands for it, or a number for a new one."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlmodel import Session

from app.campaigning.models import Action
from app.cases.models import ConflictChoice, KindRow
from app.history.bulk_writing import Bulk
from app.history.recorder import plain
from app.intake.faults import Slips
from app.intake.nodes import Node
from app.intake.queries.seed_marks import Row, rows_where
from app.publishing.export_columns import Field, table_of
from app.publishing.export_keys import keys_of_all
from app.publishing.export_shape import BY_TABLE, Part, every_part
from app.sources.models import Citation
from app.text import _

NO_LONGER_TOLD = "No longer in the files"
Marks = Mapping[tuple[str, int], dict[str, Any]]


@dataclass
class Numbering:
    """The rows there are and the numbers of those to come, filled table by table from the top down."""

    session: Session
    bulk: Bulk
    marks: Marks
    slips: Slips
    rows: dict[tuple[str, int], Row] = field(default_factory=dict)
    numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def number(self, nodes: list[Node], *, derived: bool) -> None:
        """Give every node its number and its values. `derived` also finds things by keys they were never given."""
        by_part: dict[Part, list[Node]] = defaultdict(list)
        for node in nodes:
            by_part[node.part].append(node)
        keyed = [node for node in nodes if node.key]
        self._find_by_key(self._keys_told(keyed, nodes), derived=derived)
        for part, some in by_part.items():
            if part.key:
                self._number_keyed(some)
        for part in (*every_part(), *(part for part in by_part if issubclass(part.table, KindRow))):
            self._number_part(part, by_part.get(part, []))

    def _keys_told(self, keyed: Iterable[Node], nodes: Iterable[Node]) -> dict[str, set[str]]:
        told: dict[str, set[str]] = defaultdict(set)
        for node in keyed:
            told[node.name].add(node.key)
        for node in nodes:
            for each in node.fields:
                if each.sort == "key" and each.name in node.item:
                    told[each.target].add(_full_key(each, node))
        return told

    def _find_by_key(self, told: dict[str, set[str]], *, derived: bool) -> None:
        for name, keys in told.items():
            part = BY_TABLE[name]
            for row in rows_where(self.session, part.table, part.key, keys):
                self.rows[name, row["id"]] = row
                self.numbers[name, row[part.key]] = row["id"]
        if derived and any((name, key) not in self.numbers for name, keys in told.items() for key in keys):
            self._find_by_derived_key(told)

    def _find_by_derived_key(self, told: dict[str, set[str]]) -> None:
        found: dict[str, dict[int, str]] = defaultdict(dict)
        for (name, number), key in keys_of_all(self.session).items():
            if key in told.get(name, ()) and (name, key) not in self.numbers:
                found[name][number] = key
        for name, keys in found.items():
            for row in rows_where(self.session, BY_TABLE[name].table, "id", list(keys)):
                self.rows[name, row["id"]] = row
                self.numbers[name, keys[row["id"]]] = row["id"]

    def _number_keyed(self, nodes: list[Node]) -> None:
        new, column = [], nodes[0].part.key
        gone = {
            wrote.get(column): number
            for (table, number), wrote in self.marks.items()
            if table == nodes[0].name and (table, number) not in self.rows
        }
        for node in nodes:
            node.number = self.numbers.get((node.name, node.key), 0)
            node.is_gone = node.number == 0 and node.key in gone
            if node.number == 0 and not node.is_gone:
                new.append(node)
        self._number_new(new)
        self.numbers.update({(node.name, node.key): node.number for node in new})

    def _number_new(self, nodes: list[Node]) -> None:
        if nodes:
            for node, number in zip(nodes, self.bulk.numbers(nodes[0].table, len(nodes)), strict=True):
                node.number, node.is_new = number, True

    def _number_part(self, part: Part, nodes: list[Node]) -> None:
        """Values for all; numbers for those without a key, which are known again by what they say."""
        for node in nodes:
            node.is_gone = node.is_gone or (node.above is not None and node.above.is_gone)
            node.values = self._values(node)
        nodes = [node for node in nodes if not node.is_gone]
        if part.shares_number:
            self._number_details(part, nodes)
        elif not part.key and nodes:
            self._number_unkeyed(part, nodes)
        else:
            for node in nodes:
                row = self.rows.get((node.name, node.number), {})
                if row.get("removed_at") is not None and row["removed_reason"] != NO_LONGER_TOLD:
                    node.is_gone = True

    def _number_details(self, part: Part, nodes: list[Node]) -> None:
        numbers = {node.values[part.parent] for node in nodes}
        for row in rows_where(self.session, part.table, part.parent, numbers):
            self.rows[table_of(part.table).name, row[part.parent]] = row
        for node in nodes:
            node.number = node.values[part.parent]
            node.is_new = (node.name, node.number) not in self.rows

    def _number_unkeyed(self, part: Part, nodes: list[Node]) -> None:
        name = table_of(part.table).name
        by_parent: dict[int, list[Node]] = defaultdict(list)
        for node in nodes:
            by_parent[node.values[part.parent]].append(node)
        there: dict[int, list[int]] = defaultdict(list)
        for row in rows_where(self.session, part.table, part.parent, by_parent):
            self.rows[name, row["id"]] = row
            there[row[part.parent]].append(row["id"])
        for (table, number), wrote in self.marks.items():
            if table == name and (name, number) not in self.rows and wrote.get(part.parent) in by_parent:
                there[wrote[part.parent]].append(number)
        new: list[Node] = []
        for parent, siblings in by_parent.items():
            new.extend(self._match(part, siblings, there[parent]))
        self._number_new(new)

    def _match(self, part: Part, nodes: list[Node], there: list[int]) -> Iterator[Node]:
        """Known again by what a file last wrote, or by what stands there; leftovers of files in their order."""
        name = table_of(part.table).name
        columns = [column for each in part.fields if each.name in part.same for column in _columns(each)]
        waiting: dict[tuple[Any, ...], list[int]] = defaultdict(list)
        for number in there:
            told = self.marks.get((name, number)) or self.rows[name, number]
            waiting[tuple(plain(told.get(column)) for column in columns)].append(number)
        strangers = []
        for node in nodes:
            same = waiting[tuple(plain(node.values[column]) for column in columns)]
            if same:
                node.number = same.pop(0)
            else:
                strangers.append(node)
        left = sorted(
            number for numbers in waiting.values() for number in numbers if (name, number) in self.marks
        )
        left = [number for number in left if (name, number) in self.rows]
        for node, number in zip(strangers, left, strict=False):
            node.number = number
        for node in nodes:
            node.is_gone = node.number != 0 and (name, node.number) not in self.rows
        yield from (node for node in strangers if node.number == 0)

    def _values(self, node: Node) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for each in node.fields:
            if node.table is Action and each.name == "reference" and each.name not in node.item:
                continue
            values |= each.stored(node.item)
            if each.sort == "key" and each.name in node.item:
                values[each.column] = self._number_of(each, node)
        if node.part.key:
            values[node.part.key] = node.key
        if node.part.parent and node.above is not None:
            values[node.part.parent] = node.above.number
        if node.part.is_placed:
            values["position"] = node.index
        if node.table is ConflictChoice:
            values["citation_id"] = self._chosen(node)
        return values

    def _number_of(self, each: Field, node: Node) -> int | None:
        number = self.numbers.get((each.target, _full_key(each, node)))
        if number is None:
            told = {"field": each.name, "key": node.item[each.name]}
            self.slips.refuse(node, _("%(field)s: there is no %(key)s") % told)
        return number

    def _chosen(self, node: Node) -> int | None:
        chosen = node.item.get("chosen")
        if chosen is None or node.above is None:
            return None
        for side in node.above.downwards():
            told = {name: side.item.get(name) for name in chosen}
            if side.table is Citation and side.item.get("field") == node.item["field"] and told == chosen:
                return None if side.is_gone else side.number
        self.slips.refuse(node, _("the citation that was chosen is not among those of this fact"))
        return None


def _full_key(each: Field, node: Node) -> str:
    key = str(node.item[each.name])
    return f"{node.above.key}/{key}" if each.target == "incident_group" and node.above else key


def _columns(each: Field) -> list[str]:
    return [f"{each.column}_edtf"] if each.sort == "fuzzy" else [each.column]
