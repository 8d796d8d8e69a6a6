"""One campaign's whole record as a document that others can check, reuse and read back in."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from sqlmodel import Session

from app.cases.models import Entry
from app.consent.models import Approval
from app.consent.queries.consents import stopped_people
from app.publishing.columns import Field, table_of
from app.publishing.keys import MOTHERS_FIRST, keys_of
from app.publishing.queries.tables import Row, rows_of, without_loose_ends
from app.publishing.reach import Record, within_reach
from app.publishing.shape import BY_TABLE, FORMAT, KINDS, NOUNS, VERSION, Part, every_part
from app.refusal import NotFound
from app.text import _


def export_campaign(session: Session, slug: str, *, with_restricted: bool = False) -> Record:
    """Everything about one campaign, in the shape that export.schema.json describes; always in the same order.

    Removed entries stay out, and so does a release or death that waits for a second person; restricted cases and
    entries too unless asked for, with all that only they tell, and whoever has asked to stop.
    A consent given by a person or family was given to one campaign and does not travel; a public call does.
    """
    reader = _Reader(session)
    record = reader.record()
    if all(campaign["key"] != slug for campaign in record["campaigns"]):
        raise NotFound(_("There is no campaign %(slug)s.") % {"slug": slug})
    stopped = frozenset() if with_restricted else reader.keys_of_people(stopped_people(session))
    chosen = within_reach(record, slug, stopped, with_restricted=with_restricted)
    return {"format": FORMAT, "version": VERSION, **chosen}


def as_text(record: Record) -> str:
    """The document as it is written to a file."""
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"


class _Reader:
    """Every table read once; from its rows the documents are put together."""

    def __init__(self, session: Session) -> None:
        models = {part.table for part in every_part()} | {part.table for part in KINDS.values()}
        self.rows = without_loose_ends({table_of(model).name: rows_of(session, model) for model in models})
        self.children: dict[tuple[str, str], dict[int, list[Row]]] = {}
        self.keys = keys_of({name: self.rows[name] for name in (*MOTHERS_FIRST, *BY_TABLE)})
        self.waiting = {row["entry_id"] for row in rows_of(session, Approval) if row["decided_at"] is None}
        self.cited = {row["id"]: row for row in self.rows["citation"]}

    def record(self) -> Record:
        """All things of all campaigns."""
        return {
            noun.name: sorted(self._items(noun, self.rows[table_of(noun.table).name]), key=_order)
            for noun in NOUNS
        }

    def keys_of_people(self, numbers: Iterable[int]) -> frozenset[str]:
        """The keys under which these persons stand in the record."""
        return frozenset(self._key("person", number) for number in numbers)

    def _items(self, part: Part, rows: list[Row]) -> Iterator[Record]:
        for row in rows:
            waits = part.table is Entry and row["id"] in self.waiting
            if (
                row.get("removed_at") is None
                and not waits
                and row.get("basis", "public-call") == "public-call"
            ):
                yield self._item(part, row)

    def _item(self, part: Part, row: Row) -> Record:
        item: Record = {}
        if part.key:
            item["key"] = self._key(table_of(part.table).name, row["id"])
        item |= self._told(part.fields, row)
        if part.table is Entry and row["kind"] in KINDS:
            detail = KINDS[row["kind"]]
            for own in self._of(detail, row["id"]):
                item |= self._told(detail.fields, own)
        if "citation_id" in part.left_out and row["citation_id"] is not None:
            item["chosen"] = self._told_citation(self.cited[row["citation_id"]])
        for inner in part.parts:
            items = list(self._items(inner, self._of(inner, row["id"])))
            if items:
                item[inner.name] = sorted(items, key=_by_date) if inner.table is Entry else items
        return item

    def _told(self, fields: tuple[Field, ...], row: Row) -> Record:
        told = {field.name: (field, field.told(row)) for field in fields}
        return {
            name: self._key(field.target, value) if field.sort == "key" else value
            for name, (field, value) in told.items()
            if value is not None
        }

    def _told_citation(self, row: Row) -> Record:
        source = self._key("source", row["source_id"])
        told = {"source": source, "at": row["locator"], "claimant": row["claimant"]}
        return {name: value for name, value in told.items() if value is not None}

    def _key(self, table: str, number: int) -> str:
        return self.keys[table, number].rpartition("/")[2]

    def _of(self, part: Part, number: int) -> list[Row]:
        """The rows of a part that belong to one thing."""
        name = table_of(part.table).name
        index = self.children.get((name, part.parent))
        if index is None:
            index = defaultdict(list)
            for row in self.rows[name]:
                if row[part.parent] is not None:
                    index[row[part.parent]].append(row)
            if part.is_placed:
                for rows in index.values():
                    rows.sort(key=lambda row: (row["position"], row["id"]))
            self.children[name, part.parent] = index
        return index.get(number, [])


def _order(item: Record) -> tuple[str, str]:
    return (item.get("reference", ""), item["key"])


def _by_date(item: dict[str, Any]) -> tuple[str, str]:
    return (item.get("on", "~"), item["key"])
