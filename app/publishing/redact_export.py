"""What is cut out of a record before it leaves: words that may not be told, and things that are nothing without them.

An optional word of a case, an incident, a person or another thing of many parts goes alone; of everything smaller
(a fact, a citation, an action, a demand) the whole goes, for half of it could say something else. Pure.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from app.accounts.models import Campaign
from app.cases.models import Case, ConflictChoice, Incident, IncidentGroup, Person, PersonName
from app.directory.models import Addressee, Facility, Organisation, Place
from app.publishing.export_columns import Field
from app.publishing.export_scope import Name, Record, fields_of_item, name_of
from app.publishing.export_shape import NOUNS, Noun, Part
from app.sources.models import Citation, Source

OF_MANY_PARTS = (Campaign, Source, Person, Case, Incident, Place, Facility, Organisation, Addressee)
NAMES = {Person: "name", PersonName: "text"}  # somebody may be called as somebody else is
IN_SMALL_LETTERS = ("url", "file")  # the words of an address; a name in it has no capital

Refuses = Callable[
    [str, frozenset[str]], bool
]  # whether words about these persons (by their keys) may not leave
Trim = Callable[
    [Part, Record, frozenset[str]], Record | None
]  # what of an item is told at all; None: nothing


def as_it_is(_part: Part, item: Record, _about: frozenset[str]) -> Record:
    """All of it."""
    return item


@dataclass(frozen=True)
class Rule:
    """By what is cut: things and words that may not leave, what is told of the rest, whether unsourced facts go."""

    hidden: frozenset[Name]
    refuses: Refuses
    trim: Trim = as_it_is
    sourced: bool = False


@dataclass
class Cut:
    """A record without what may not be told, the things that went whole, and how many passages went besides.

    What is hidden stays in the record, for what only it leads to is found by where it points.
    """

    record: Record = field(default_factory=dict)
    hidden: set[Name] = field(default_factory=set)
    passages: int = 0


def cut(record: Record, rule: Rule) -> Cut:
    """The record without what may not be told."""
    cutter = _Cutter(record, rule)
    for noun in NOUNS:
        cutter.take(noun, record[noun.name])
    return cutter.cut


class _Cutter:
    def __init__(self, record: Record, rule: Rule) -> None:
        self.rule, self.cut = rule, Cut(hidden=set(rule.hidden))
        self.persons = {item["key"]: item["person"] for item in record["cases"]}
        self.lost: set[tuple[str, ...]] = set()  # citations cut out of the thing at hand

    def take(self, noun: Noun, items: list[Record]) -> None:
        """Every thing of one noun."""
        told = self.cut.record.setdefault(noun.name, [])
        for item in items:
            self.lost.clear()
            is_hidden = name_of(noun, item) in self.cut.hidden
            kept = None if is_hidden else self._kept(noun, item, self._about(noun, item))
            if kept is None:
                self.cut.hidden.add(name_of(noun, item))
            told.append(item if kept is None else kept)

    def _about(self, noun: Noun, item: Record) -> frozenset[str]:
        """The persons whom the words of a thing are about."""
        if noun.table is Person:
            return frozenset({item["key"]})
        if noun.table is Case:
            return frozenset({item["person"]})
        links = item.get("links", ())
        return frozenset(self.persons[link["case"]] for link in links if link.get("case") in self.persons)

    def _kept(self, part: Part, item: Record, about: frozenset[str]) -> Record | None:
        """The item as it may be told; None where it goes whole."""
        kept = self.rule.trim(part, item, about)
        if kept is None or self._rests_on_hidden(part, kept) or self._names_in_key(part, kept, about):
            return None
        kept = dict(kept)
        for one in [one for one in _spoken(part, kept) if self._is_refused(one, kept[one.name], about)]:
            if part.table not in OF_MANY_PARTS or one.needed:
                return None
            del kept[one.name]
            self.cut.passages += 1
        self._cut_parts(part, kept, about)
        is_unsourced = self.rule.sourced and "cites" in item and "cites" not in kept
        return None if is_unsourced and part.table not in OF_MANY_PARTS else kept

    def _cut_parts(self, part: Part, kept: Record, about: frozenset[str]) -> None:
        for inner in part.parts:
            items = [self._kept_part(inner, small, about) for small in kept.pop(inner.name, ())]
            if there := [one for one in items if one is not None]:
                kept[inner.name] = _without_lost_parents(inner, there)

    def _kept_part(self, part: Part, item: Record, about: frozenset[str]) -> Record | None:
        name = ("entry", item["key"]) if part.name == "entries" else None
        kept = None if name in self.cut.hidden else self._kept(part, item, about)
        if kept is not None:
            return kept
        if part.table is Citation:
            self.lost.add(_place(item))
        if name is None:
            self.cut.passages += 1
            return None
        self.cut.hidden.add(name)
        return item

    def _rests_on_hidden(self, part: Part, item: Record) -> bool:
        """Whether its source may not be told of, or it is about somebody who is left out."""
        if part.table is ConflictChoice:
            chosen = item.get("chosen")
            return chosen is not None and (self._is_hidden("source", chosen) or _place(chosen) in self.lost)
        if part.name not in ("actions", "demands"):
            return part.table is Citation and self._is_hidden("source", item)
        about = [item, *item.get("links", ())]
        return any(self._is_hidden(noun, one) for one in about for noun in ("case", "person"))

    def _is_hidden(self, noun: str, item: Record) -> bool:
        return (noun, item.get(noun)) in self.cut.hidden

    def _names_in_key(self, part: Part, item: Record, about: frozenset[str]) -> bool:
        """A source is keyed by words of its title, which may have been changed since."""
        return part.table is Source and self.rule.refuses(in_capitals(item["key"]), about)

    def _is_refused(self, one: Field, words: str, about: frozenset[str]) -> bool:
        is_small = one.name in IN_SMALL_LETTERS
        return self.rule.refuses(in_capitals(words) if is_small else words, about)


def in_capitals(address: str) -> str:
    """The words of an address or a key as a sentence would write them, if they were names."""
    return address.replace("-", " ").title()


def _spoken(part: Part, item: Record) -> Iterator[Field]:
    """Its fields that hold words."""
    for one in fields_of_item(part, item):
        is_words = one.sort == "plain" and isinstance(item.get(one.name), str)
        if is_words and one.name != NAMES.get(part.table):
            yield one


def _place(cited: Record) -> tuple[str, ...]:
    return tuple(cited.get(name, "") for name in ("source", "at", "claimant"))


def _without_lost_parents(part: Part, items: list[Record]) -> list[Record]:
    """Sub-groups whose group went stand by themselves."""
    if part.table is not IncidentGroup:
        return items
    there = {item["key"] for item in items}
    return [{name: of for name, of in item.items() if name != "parent" or of in there} for item in items]
