"""Three values meet in every field: what a file wrote last, what stands there now, and what the file says today.

A field that still holds what a file wrote follows the file. A field that a person has changed since stays, and is
reported.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from app.campaigning.models import Action
from app.cases.models import Case, Entry
from app.history.bulk_writing import Bulk, RowId
from app.history.recorder import plain
from app.intake.nodes import Node
from app.intake.queries.seed_marks import Row
from app.intake.report import Report
from app.text import _

Wrote = dict[str, Any]
Place = tuple[str, int]  # table and row

STAMPS = {Entry: ("recorded_at", "edited_at"), Case: ("opened_at",), Action: ("made_at",)}


@dataclass
class Merging:
    """Takes nodes in one by one; collects what to write, the new marks and the things that were touched."""

    bulk: Bulk
    rows: Mapping[Place, Row]
    base: Mapping[Place, Wrote]
    at: datetime
    report: Report
    marks: dict[Place, Wrote] = field(default_factory=dict)
    touched: dict[Place, Node] = field(default_factory=dict)
    edited: set[Place] = field(default_factory=set)

    def take(self, node: Node) -> None:
        """Write the node's row, or let it follow the file, or leave it alone."""
        if node.is_gone:
            if node.above is None or not node.above.is_gone:
                self.report.kept.append(_("%(what)s: a person took it out, so it stays out") % {"what": node})
            return
        wrote = self._added(node) if node.is_new else self._followed(node)
        self.marks[node.name, node.number] = wrote

    def finish(self) -> None:
        """An entry or an action is edited when any of its parts is: letters that rest on it must notice."""
        for place, node in self.touched.items():
            row = self.rows.get(place)
            if place not in self.edited and row is not None:
                self.bulk.change(
                    RowId(node.table, node.number), dict(row), {"edited_at": self.at}, node.about
                )

    def touch(self, node: Node) -> None:
        """Remember the entry or the action that this row is part of."""
        thing = next((each for each in node.upwards() if "edited_at" in each.table.model_fields), None)
        if thing is not None:
            self.touched[thing.name, thing.number] = thing

    def _added(self, node: Node) -> Wrote:
        values = dict(node.values)
        if "id" in node.table.model_fields:
            values["id"] = node.number
        values |= dict.fromkeys(STAMPS.get(node.table, ()), self.at)
        self.bulk.add(node.table, values, node.about)
        self.report.added[node.name] += 1
        self.touch(node)
        return {column: plain(value) for column, value in node.values.items() if _is_said(column)}

    def _followed(self, node: Node) -> Wrote:
        row, wrote = self.rows[node.name, node.number], self.base.get((node.name, node.number), {})
        after: dict[str, Any] = {}
        mark: Wrote = {column: value for column, value in wrote.items() if column not in node.values}
        for column, theirs in node.values.items():
            if not _is_said(column):
                continue
            if column == node.part.key:  # never said anew: people's own things keep none
                mark[column] = theirs
                continue
            mine, said = plain(row[column]), plain(theirs)
            if mine == said or (column in wrote and wrote[column] == mine):
                mark[column] = said
                after |= _changed(column, node.values, row)
                continue
            if column in wrote:
                mark[column] = wrote[column]
            if said or wrote.get(column, said) != said:
                self._keep(node, column, mine, said)
        if row.get("removed_at") is not None:
            after |= {"removed_at": None, "removed_reason": None}
        if after:
            self._change(node, row, after)
        return mark

    def _change(self, node: Node, row: Row, after: dict[str, Any]) -> None:
        if "edited_at" in node.table.model_fields:
            after["edited_at"] = self.at
            self.edited.add((node.name, node.number))
        self.bulk.change(RowId(node.table, node.number), dict(row), after, node.about)
        self.report.changed[node.name] += 1
        self.touch(node)

    def _keep(self, node: Node, column: str, mine: Any, said: Any) -> None:
        told = {
            "what": node,
            "field": column.removesuffix("_edtf").removesuffix("_id"),
            "mine": _short(mine),
            "said": _short(said),
        }
        self.report.kept.append(
            _("%(what)s: %(field)s stays %(mine)s, as a person left it; the file says %(said)s") % told
        )


def _is_said(column: str) -> bool:
    """Whether a file says it itself; the possible days of a fuzzy date follow from its text."""
    return not column.endswith(("_first", "_last"))


def _changed(column: str, values: Mapping[str, Any], row: Row) -> dict[str, Any]:
    """What differs in this column, and in the two that follow from it when it holds a fuzzy date."""
    names = [column]
    if column.endswith("_edtf"):
        base = column.removesuffix("_edtf")
        names += [f"{base}_first", f"{base}_last"]
    return {name: values[name] for name in names if row[name] != values[name]}


def _short(value: Any) -> str:
    text = _("empty") if value is None else f"“{value}”"
    return text if len(text) <= 80 else f"{text[:78]}…”"
