"""Facts in words: the headline of an entry, its answers for a page, and what a form shows again."""

from collections.abc import Container, Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from app.cases import vocabulary as words
from app.cases.kinds import FORMS, KINDS, EntryKind
from app.cases.queries.timeline import Fact
from app.dates import Duration, FuzzyDate, in_words, length_in_words, parse_length
from app.sources.citation_rows import Cited, credited
from app.text import _, day_in_words, marked
from app.web.forms import Asked, asked

OF_THE_ENTRY = frozenset({"on", "summary", "note", "on_note", "visibility"})


def answers(fact: Fact) -> dict[str, Any]:
    """Every question of the entry's form with the value that stands: FuzzyDate, Duration, text, number or None."""
    found: dict[str, Any] = {}
    for name, ask in asked(FORMS[fact.kind]).items():
        if name in OF_THE_ENTRY:
            found[name] = getattr(fact, name)
        elif name == "place_text":
            found[name] = fact.place or fact.facility
        elif ask.widget == "date":
            found[name] = fact.fuzzy(name)
        elif ask.widget == "length":
            text = getattr(fact.detail, name, None)
            found[name] = Duration.parse(text) if text else None
        else:
            found[name] = getattr(fact.detail, name, None)
    return found


def typed(fact: Fact, seen: Container[int] = ()) -> dict[str, str]:
    """The values as a form shows them, so that what is sent back unchanged means the same.

    `seen` are the entries that the form offers to point to.
    """
    unseen = unseen_answers(fact, seen)
    return {
        name: _typed(value)
        for name, value in answers(fact).items()
        if value is not None and name not in unseen
    }


def _typed(value: Any) -> str:
    if isinstance(value, FuzzyDate):
        return in_words(value)
    if isinstance(value, Duration):
        return length_in_words(value)
    return value.isoformat() if isinstance(value, date) else str(value)


def in_full(fact: Fact, others: Iterable[Fact] = ()) -> list[tuple[str, str]]:
    """Label and answer for everything the entry says beyond its date and sentence.

    An entry that it points to is told in words, and only where it is among `others`: the reader may not see every one.
    """
    questions, named = asked(FORMS[fact.kind]), {one.id: in_one_line(one) for one in others}
    skipped = OF_THE_ENTRY | {"place_text"} if not (fact.place or fact.facility) else OF_THE_ENTRY
    skipped |= unseen_answers(fact, named)
    return [
        (marked(questions[name].label), said(questions[name], value, named))
        for name, value in answers(fact).items()
        if value is not None and name not in skipped
    ]


def unseen_answers(fact: Fact, seen: Container[int]) -> frozenset[str]:
    """The answers that would tell of an entry which the reader does not see."""
    questions = asked(FORMS[fact.kind])
    unseen = {
        name
        for name, value in answers(fact).items()
        if questions[name].widget == "entry" and value not in seen
    }
    return frozenset(unseen | {told for name, told in KINDS[fact.kind].bound if name in unseen})


def in_one_line(fact: Fact) -> str:
    """The entry where another one points to it: what and when."""
    what = title(fact).rstrip(".")
    return f"{what}, {in_words(fact.on)}" if fact.on else what


def title(fact: Fact) -> str:
    """The headline; of an entry whose fields make none what was written of it, else its kind."""
    return KINDS[fact.kind].headline(fact) or fact.summary or fact.note or kind_in_words(fact.kind)


def said(ask: Asked, value: Any, named: Mapping[int, str] = MappingProxyType({})) -> str:
    """One answer in words; `named` are the entries that it may point to."""
    if ask.widget == "entry":
        return named.get(value, "")
    if ask.options:
        return words.word(ask.options, value)
    if isinstance(value, date):
        return day_in_words(value)
    return _typed(value) if value is not None else ""


def headline(fact: Fact) -> str:
    """The entry in a few words, made from its own fields; its kind where they are silent."""
    return KINDS[fact.kind].headline(fact) or kind_in_words(fact.kind)


def credit(fact: Fact) -> Cited | None:
    """Who says what the headline of a fact shows; None where nobody does yet."""
    shown = {
        name: getattr(fact if name in ("facility", "place") else fact.detail, name, None)
        for name in KINDS[fact.kind].headline_fields
    }
    return credited(fact.cites, shown)


def disputed(kind: EntryKind, field: str) -> str:
    """What sources differ about, so that a stranger understands it: the question asked, else what the fact says."""
    questions = asked(FORMS[kind])
    return marked(questions[field].label).lower() if field in questions else _("what happened")


def kind_in_words(kind: EntryKind) -> str:
    """The kind's name."""
    return marked(KINDS[kind].label)


def value_in_words(value: str) -> str:
    """A reported value as a page shows it: dates and lengths in words, anything else as it is."""
    try:
        return (
            length_in_words(parse_length(value))
            if value.startswith("P")
            else in_words(FuzzyDate.parse(value))
        )
    except ValueError:
        return value.replace("-", " ")
