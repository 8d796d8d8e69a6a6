"""What the rules read of a fact, in which order facts count, and for which day each of them is news."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from app.cases.kinds import KINDS, EntryKind
from app.cases.kinds.sentence import IN_PRISON
from app.dates import FuzzyDate


class Dated(Protocol):
    """A fact as far as rules look at it."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> EntryKind: ...
    @property
    def on(self) -> FuzzyDate | None: ...
    @property
    def as_of(self) -> FuzzyDate | None: ...
    @property
    def said(self) -> FuzzyDate | None: ...
    @property
    def detail(self) -> object: ...
    def fuzzy(self, name: str) -> FuzzyDate | None: ...


SomeFact = TypeVar("SomeFact", bound=Dated)


def of_kind(facts: Iterable[SomeFact], *kinds: EntryKind) -> list[SomeFact]:
    """The facts of these kinds."""
    return [fact for fact in facts if fact.kind in kinds]


def word_of(fact: Dated, name: str) -> str:
    """A choice or text of the kind's own row; "" where it has none."""
    return getattr(fact.detail, name, None) or ""


def day_of(fact: Dated) -> date:
    """The day by which a fact stands among others: the earliest plausible one; undated ones come first."""
    return fact.on.earliest_plausible if fact.on is not None else date.min


def has_begun(fact: Dated, today: date) -> bool:
    """Whether the fact may lie in the past: one that certainly lies ahead decides nothing yet."""
    return fact.on is None or fact.on.earliest_plausible <= today


def heard(fact: Dated, today: date) -> FuzzyDate | None:
    """For when this fact is news: its as-of date, else its own, or the day on which it went on or ended; None for
    what still lies ahead.

    A hearing that was only announced is no news: nobody has told yet that it was held. Nor is what others do for them.
    """
    if not KINDS[fact.kind].is_news:
        return None
    if fact.kind is EntryKind.HEARING and fact.as_of is None and not was_held(fact):
        return None
    told = [fact.as_of or fact.on, *(fact.fuzzy(name) for name in KINDS[fact.kind].endings)]
    return newest(one for one in told if one is not None and one.earliest_plausible <= today)


def imprisons(fact: Dated) -> bool:
    """Whether it is a sentence by which somebody is held: not one passed on a person who was not there."""
    return (
        fact.kind is EntryKind.SENTENCE
        and word_of(fact, "form") in IN_PRISON
        and word_of(fact, "in_absentia") != "yes"
    )


def is_missing(fact: Dated) -> bool:
    """Whether it tells that somebody was taken, and whoever holds the person denies it or does not say where."""
    return fact.kind is EntryKind.CUSTODY and bool(word_of(fact, "whereabouts"))


def was_held(hearing: Dated) -> bool:
    """Whether a result is recorded, or a text of that day or later tells of it."""
    if word_of(hearing, "result") or hearing.on is None:
        return True
    said = hearing.said
    return said is not None and (said.last or said.earliest_plausible) >= hearing.on.earliest_plausible


def newest(dates: Iterable[FuzzyDate | None]) -> FuzzyDate | None:
    """The newest of some dates: by first possible day, then by last; of equal ones always the same."""
    known = [one for one in dates if one is not None]
    return max(known, key=lambda one: (one.earliest_plausible, one.last or date.max, one.edtf), default=None)


def last_day(on: FuzzyDate, today: date) -> date:
    """The last possible day of a piece of news, never later than today."""
    return min(on.last or today, today)


def superseded(facts: Sequence[Dated]) -> frozenset[int]:
    """Sentences in whose place a later one stands."""
    return frozenset(
        number
        for fact in of_kind(facts, EntryKind.SENTENCE)
        if (number := getattr(fact.detail, "supersedes_id", None)) is not None
        and word_of(fact, "relation") in ("", "instead-of")
    )
