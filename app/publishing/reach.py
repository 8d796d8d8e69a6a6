"""What of the whole record belongs to one campaign and may be told: what only hidden things lead to stays hidden."""

from collections.abc import Iterator
from typing import Any

from app.cases.models import Entry, Person
from app.publishing.columns import Field
from app.publishing.shape import ENTRIES, KINDS, NOUNS, Noun, Part

Record = dict[str, Any]
Name = tuple[str, str]  # table and key

OWNED = {"case", "incident", "action", "demand"}
TOLD_WITH = {"supersedes": "relation"}  # how a sentence relates tells that there is an earlier one


def within_reach(
    record: Record, slug: str, stopped: frozenset[str] = frozenset(), *, with_restricted: bool
) -> Record:
    """The campaign's things and the shared ones, such as sources and people, but for those only others lead to.

    Persons of the keys `stopped` stay out with their cases, whoever leads to them.
    """
    hidden: set[Name] = {("person", key) for key in stopped}
    for noun, item in _items(record):
        is_stopped = noun.noun == "case" and item["person"] in stopped
        if is_stopped or _is_hidden(noun, item, slug, with_restricted=with_restricted):
            hidden.add(_name(noun, item))
        for entry in item.get("entries", ()) if noun.name == "cases" else ():
            if entry.get("visibility") == "restricted" and not with_restricted:
                hidden.add(("entry", entry["key"]))
    led_to_by_hidden = _led_to(record, hidden, from_hidden=True)
    shown = {
        name
        for noun, item in _items(record)
        if (name := _name(noun, item)) not in hidden
        and (name[0] in OWNED or name not in led_to_by_hidden or name[0] == "campaign")
    }
    shown |= _led_to(record, hidden, from_hidden=False) - hidden
    shown |= {
        ("entry", entry["key"]) for item in record["cases"] for entry in item.get("entries", ())
    } - hidden
    return {
        noun.name: [_pruned(noun, item, shown) for item in record[noun.name] if _name(noun, item) in shown]
        for noun in NOUNS
    }


def _items(record: Record) -> Iterator[tuple[Noun, Record]]:
    for noun in NOUNS:
        for item in record[noun.name]:
            yield noun, item


def _name(noun: Noun, item: Record) -> Name:
    return (noun.noun, item["key"])


def _is_hidden(noun: Noun, item: Record, slug: str, *, with_restricted: bool) -> bool:
    if noun.noun == "campaign":
        return bool(item["key"] != slug)
    if noun.noun not in OWNED:
        return False
    return item["campaign"] != slug or (item.get("visibility") == "restricted" and not with_restricted)


def _led_to(record: Record, hidden: set[Name], *, from_hidden: bool) -> set[Name]:
    """The shared things that hidden (or shown) cases, entries, incidents, actions and demands point to."""
    by_name = {_name(noun, item): (noun, item) for noun, item in _items(record)}
    found: set[Name] = set()
    waiting: list[Name] = []
    for noun, item in _items(record):
        if noun.noun not in OWNED:
            continue
        is_hidden = _name(noun, item) in hidden
        if is_hidden == from_hidden:
            waiting.extend(_pointers(noun, item, hidden if not from_hidden else set()))
        elif from_hidden:
            for entry in item.get("entries", ()):
                if ("entry", entry["key"]) in hidden:
                    waiting.extend(_pointers(ENTRIES, entry, set()))
    while waiting:
        name = waiting.pop()
        if name in found or name not in by_name or name[0] in OWNED:
            continue
        found.add(name)
        waiting.extend(_pointers(*by_name[name], set()))
    return found


def _pointers(part: Part, item: Record, hidden: set[Name]) -> Iterator[Name]:
    """What an item points to; the links between people lead nowhere, so that nobody is told by a relative."""
    for field in _fields(part, item):
        if field.sort == "key" and field.name in item:
            yield (field.target, item[field.name])
    for inner in part.parts:
        if part.table is Person and inner.name == "links":
            continue
        for small in item.get(inner.name, ()):
            if inner.table is not Entry or ("entry", small["key"]) not in hidden:
                yield from _pointers(inner, small, hidden)


def _fields(part: Part, item: Record) -> tuple[Field, ...]:
    detail = KINDS.get(item["kind"]) if part.table is Entry else None
    return part.fields + (detail.fields if detail else ())


def _pruned(part: Part, item: Record, shown: set[Name]) -> Record:
    """The item without what points to something hidden."""
    kept = dict(item)
    for field in _fields(part, item):
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
    return not any(
        _points_to_hidden(field, item, shown)
        for field in part.fields
        if field.needed or field.name in part.same
    )


def _points_to_hidden(field: Field, item: Record, shown: set[Name]) -> bool:
    told = field.sort == "key" and field.name in item and field.target != "incident_group"
    return told and (field.target, item[field.name]) not in shown
