"""One campaign's whole record as a document that others can check, reuse and read back in."""

import json
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlmodel import Session

from app.accounts.demonstration import refuse_to_leave
from app.campaigning.lifecycle import State
from app.campaigning.models import Action
from app.cases.models import Entry, Plea, PleaState
from app.consent.models import Approval
from app.consent.queries.consents import AsOf
from app.publishing.export_columns import Field, table_of
from app.publishing.export_keys import MOTHERS_FIRST, keys_of
from app.publishing.export_omissions import Asking, rule_for_others, working_rule
from app.publishing.export_scope import Name, Record, of_others, within_reach
from app.publishing.export_shape import BY_TABLE, FORMAT, KINDS, NOUNS, VERSION, Part, every_part
from app.publishing.queries.export_tables import Row, rows_of, without_loose_ends
from app.publishing.redact_export import cut
from app.refusal import NotFound
from app.text import _

COUNTED = ("cases", "incidents", "actions", "demands")


class Extent(StrEnum):
    """How much of the record an export holds."""

    FULL = "full"  # the team's own, with all that is kept to a few
    WORKING = "working"  # to work on elsewhere: nothing restricted, stopped or unread
    FOR_OTHERS = "for-others"  # what the world may have: only what consent for public use stands for


@dataclass(frozen=True, slots=True)
class Exported:
    """A campaign as a document, and how much of it stayed: a number for each sort of thing, never which."""

    record: Record
    left_out: dict[str, int]


def export_campaign(session: Session, slug: str, as_of: AsOf, extent: Extent = Extent.WORKING) -> Exported:
    """One campaign in the shape that export.schema.json describes; always in the same order.

    Removed entries stay out, and so does a release or death that waits for a second person. But for the team's own
    full export it holds nothing that is kept to a few, nothing of whoever has asked to stop or took back the consent
    to be named, no action that no second person has read, and no words that name somebody who is left out.
    A consent given by a person or family was given to one campaign and does not travel; a public call does.
    """
    reader = _Reader(session)
    whole = reader.record()
    if all(campaign["key"] != slug for campaign in whole["campaigns"]):
        raise NotFound(_("There is no campaign %(slug)s.") % {"slug": slug})
    if extent is Extent.FOR_OTHERS:
        refuse_to_leave(session, reader.numbers_of("campaign")[slug])
    others = of_others(whole, slug)
    team = within_reach(whole, others)
    if extent is Extent.FULL:
        return Exported(_document(team), {})
    campaign = reader.numbers_of("campaign")[slug]
    asking = Asking(session, whole, campaign, reader.numbers_of("person"), others | reader.unread(), as_of)
    for_others = extent is Extent.FOR_OTHERS
    done = cut(whole, rule_for_others(asking) if for_others else working_rule(asking))
    told = within_reach(done.record, done.hidden, only_led_to=for_others)
    return Exported(_document(told), _left_out(team, told, done.passages))


def _document(told: Record) -> Record:
    return {"format": FORMAT, "version": VERSION, **told}


def _left_out(whole: Record, told: Record, passages: int) -> dict[str, int]:
    counts = {noun: len(whole[noun]) - len(told[noun]) for noun in COUNTED}
    counts["entries"] = _entries(whole) - _entries(told)
    return counts | {"passages": passages}


def _entries(record: Record) -> int:
    return sum(len(case.get("entries", ())) for case in record["cases"])


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
        self.approvals = rows_of(session, Approval)
        self.waiting = {row["entry_id"] for row in self.approvals if row["decided_at"] is None}
        self.cited = {row["id"]: row for row in self.rows["citation"]}

    def record(self) -> Record:
        """All things of all campaigns."""
        return {
            noun.name: sorted(self._items(noun, self.rows[table_of(noun.table).name]), key=_order)
            for noun in NOUNS
        }

    def numbers_of(self, table: str) -> dict[str, int]:
        """By the keys under which things stand in the record, their numbers."""
        return {key: number for (name, number), key in self.keys.items() if name == table}

    def unread(self) -> frozenset[Name]:
        """What no second person has read and agreed to: actions of ours that never ran, news that was refused."""
        refused = (row["entry_id"] for row in self.approvals if row["decision"] == "refused")
        never = (row["id"] for row in self.rows[table_of(Action).name] if _never_ran(row))
        return frozenset(
            (name, self._key(name, number))
            for name, numbers in (("entry", refused), ("action", never))
            for number in numbers
            if (name, number) in self.keys
        )

    def _items(self, part: Part, rows: list[Row]) -> Iterator[Record]:
        for row in rows:
            waits = row["id"] in self.waiting if part.table is Entry else _is_unagreed(part, row)
            if (
                row.get("removed_at") is None
                and not waits
                and row.get("basis", "public-call") == "public-call"
            ):
                item = self._item(part, row)
                if not _lacks_words(part, item):  # on a pinned day: they are known only later
                    yield item

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


def _is_unagreed(part: Part, row: Row) -> bool:
    return part.table is Plea and row["state"] != PleaState.AGREED


def _lacks_words(part: Part, item: Record) -> bool:
    return any(field.needed and item.get(field.name) == "" for field in part.fields)


def _never_ran(row: Row) -> bool:
    is_over = row["state"] == State.STOPPED and row["live_at"] is None
    return bool(row["ours"]) and (is_over or row["state"] in (State.DRAFT, State.AWAITING))


def _order(item: Record) -> tuple[str, str]:
    return (item.get("reference", ""), item["key"])


def _by_date(item: dict[str, Any]) -> tuple[str, str]:
    return (item.get("on", "~"), item["key"])
