"""What of the whole record belongs to one campaign and may be told: what only hidden things lead to stays hidden."""

from collections.abc import Collection, Iterator
from typing import Any

from app.cases.kinds import KINDS as ENTRY_KINDS
from app.cases.models import Entry, Person
from app.publishing.export_columns import Field
from app.publishing.export_shape import ENTRIES, KINDS, NOUNS, Noun, Part

Record = dict[str, Any]
Name = tuple[str, str]  # table and key

OWNED = {"case", "incident", "action", "demand"}
# Answers that would tell of an entry which is not told: how a sentence relates to an earlier one.
TOLD_WITH = {name.removesuffix("_id"): told for kind in ENTRY_KINDS.values() for name, told in kind.bound}


def items_of(record: Record) -> Iterator[tuple[Noun, Record]]:
    """Every thing there is, with its noun."""
    for noun in NOUNS:
        for item in record[noun.name]:
            yield noun, item


def name_of(noun: Noun, item: Record) -> Name:
    """What a thing is pointed to by."""
    return (noun.noun, item["key"])


def of_others(record: Record, slug: str) -> frozenset[Name]:
    """The other campaigns with all that is theirs."""
    return frozenset(
        name_of(noun, item)
        for noun, item in items_of(record)
        if (noun.noun == "campaign" and item["key"] != slug)
        or (noun.noun in OWNED and item["campaign"] != slug)
    )


def within_reach(record: Record, hidden: Collection[Name], *, only_led_to: bool = False) -> Record:
    """What is not hidden, with the shared things, such as sources and people, but for those only hidden ones lead to.

    `only_led_to` leaves out also what nothing leads to.
    """
    led_to_by_hidden = _led_to(record, hidden, from_hidden=True)
    shown = {
        name
        for noun, item in items_of(record)
        if (name := name_of(noun, item)) not in hidden
        and (name[0] in OWNED or name[0] == "campaign" or not (only_led_to or name in led_to_by_hidden))
    }
    shown |= _led_to(record, hidden, from_hidden=False).difference(hidden)
    shown |= {
        name
        for item in record["cases"]
        for entry in item.get("entries", ())
        if (name := ("entry", entry["key"])) not in hidden
    }
    return {
        noun.name: [_pruned(noun, item, shown) for item in record[noun.name] if name_of(noun, item) in shown]
        for noun in NOUNS
    }


def _led_to(record: Record, hidden: Collection[Name], *, from_hidden: bool) -> set[Name]:
    """The shared things that hidden (or shown) cases, entries, incidents, actions and demands point to."""
    by_name = {name_of(noun, item): (noun, item) for noun, item in items_of(record)}
    found: set[Name] = set()
    waiting: list[Name] = []
    for noun, item in items_of(record):
        if noun.noun not in OWNED:
            continue
        is_hidden = name_of(noun, item) in hidden
        if is_hidden == from_hidden:
            waiting.extend(_pointers(noun, item, hidden if not from_hidden else set()))
        elif from_hidden:
            for entry in item.get("entries", ()):
                if ("entry", entry["key"]) in hidden:
                    waiting.extend(_pointers(ENTRIES, entry, set()))
    while waiting:
        name = waiting.pop()
        if name in found or name not in by_name or name[0] in OWNED or (name in hidden and not from_hidden):
            continue
        found.add(name)
        waiting.extend(_pointers(*by_name[name], set()))
    return found


def _pointers(part: Part, item: Record, hidden: Collection[Name]) -> Iterator[Name]:
    """What an item points to; the links between people lead nowhere, so that nobody is told by a relative."""
    for field in fields_of_item(part, item):
        if field.sort == "key" and field.name in item:
            yield (field.target, item[field.name])
    for inner in part.parts:
        if part.table is Person and inner.name == "links":
            continue
        for small in item.get(inner.name, ()):
            if inner.table is not Entry or ("entry", small["key"]) not in hidden:
                yield from _pointers(inner, small, hidden)


def fields_of_item(part: Part, item: Record) -> tuple[Field, ...]:
    """What an item says of itself; an entry also what its kind says."""
    detail = KINDS.get(item["kind"]) if part.table is Entry else None
    return part.fields + (detail.fields if detail else ())


def _pruned(part: Part, item: Record, shown: set[Name]) -> Record:
    """The item without what points to something hidden."""
    kept = dict(item)
    for field in fields_of_item(part, item):
        if _points_to_hidden(field, item, shown):
            del kept[field.name]
            kept.pop(TOLD_WITH.get(field.name, ""), None)
    for inner in part.parts:
        items = [small for small in item.get(inner.name, ()) if _may_stay(inner, small, shown)]
        kept.pop(inner.name, None)
        if items:
            kept[inner.name] = [_pruned(inner, small, shown) for small in items]
    return kept


def _may_stay(part: Part, item: Record, shown: set[Name]) -> bool:
    """An item goes when it is hidden itself, or is about nothing but something hidden."""
    if part.table is Entry and ("entry", item["key"]) not in shown:
        return False
    if ("source", item.get("chosen", {}).get("source")) not in shown and "chosen" in item:
        return False
    return not any(
        _points_to_hidden(field, item, shown)
        for field in part.fields
        if field.needed or field.name in part.same
    )


def _points_to_hidden(field: Field, item: Record, shown: set[Name]) -> bool:
    told = field.sort == "key" and field.name in item and field.target != "incident_group"
    return told and (field.target, item[field.name]) not in shown
