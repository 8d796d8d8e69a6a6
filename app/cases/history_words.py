"""What a change did to an entry, by the questions of its form: choices in words, and never an entry's number."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.cases import vocabulary as words
from app.cases.entry_words import in_one_line, kind_in_words
from app.cases.kinds import FORMS, EntryKind
from app.cases.queries.timeline import Fact
from app.history.change_words import change_in_words, differences, value
from app.history.models import Change
from app.text import _, marked
from app.web.forms import Asked, asked

# Words of letters and reasons of a second person stand on pages of their own: nobody can tell of which entries they
# speak, and what is kept to a few must neither be read here nor missed here.
PLAINLY = {
    "letter": frozenset({"kind", "language", "state"}),
    "approval": frozenset({"decision", "decided_at"}),
}


def changes_in_words(
    change: Change, kinds: Mapping[int, EntryKind], seen: Iterable[Fact]
) -> Iterator[tuple[str, str, str]]:
    """Field, before and after of one change; `seen` are the entries of the case that the reader may see."""
    if change.noun in PLAINLY:
        yield from differences(change, but=change.diff.keys() - PLAINLY[change.noun])
        return
    kind = kinds.get(change.row_id) if change.noun == "entry" else None
    if kind is None:
        yield from differences(change)
        return
    questions, named = asked(FORMS[kind]), {one.id: in_one_line(one) for one in seen}
    for name, (before, after) in change.diff.items():
        if (ask := questions.get(name)) is not None:
            yield marked(ask.label), _answer(ask, before, named), _answer(ask, after, named)
    yield from differences(change, but={*questions, "kind"})


def heading_of(change: Change, kinds: Mapping[int, EntryKind]) -> str:
    """What happened, in a few words: an entry by its kind and the questions of its form."""
    kind = kinds.get(change.row_id) if change.noun == "entry" else None
    if kind is None:
        return change_in_words(change, fields=change.noun not in PLAINLY)
    labels = {name: marked(ask.label) for name, ask in asked(FORMS[kind]).items()}
    return change_in_words(change, kind_in_words(kind).lower(), labels)


def _answer(ask: Asked, stored: Any, named: Mapping[int, str]) -> str:
    if stored is None:
        return ""
    if ask.widget == "entry":
        return named.get(stored) or _("an entry that is not shown here")
    return words.word(ask.options, stored) if ask.options else value(stored)
