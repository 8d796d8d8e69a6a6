"""What a change did to an entry, by the questions of its form: choices in words, and never an entry's number."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from app.cases import vocabulary as words
from app.cases.entry_words import in_one_line
from app.cases.kinds import FORMS, EntryKind
from app.cases.queries.timeline import Fact
from app.history.change_words import differences, value
from app.history.models import Change
from app.text import _, marked
from app.web.forms import Asked, asked

# Words of letters and reasons of a second person stand on pages of their own: nobody can tell of which entries they
# speak, and what is kept to a few must neither be read here nor missed here.
PLAINLY = {
    "letter": frozenset({"kind", "language", "state"}),
    "approval": frozenset({"decision", "decided at"}),
}


def changes_in_words(
    change: Change, kinds: Mapping[int, EntryKind], seen: Iterable[Fact]
) -> Iterator[tuple[str, str, str]]:
    """Field, before and after of one change; `seen` are the entries of the case that the reader may see."""
    if change.noun in PLAINLY:
        yield from (told for told in differences(change) if told[0] in PLAINLY[change.noun])
        return
    kind = kinds.get(change.row_id) if change.noun == "entry" else None
    if kind is None:
        yield from differences(change)
        return
    questions, named = asked(FORMS[kind]), {one.id: in_one_line(one) for one in seen}
    for (name, (before, after)), plain in zip(change.diff.items(), differences(change), strict=True):
        ask = questions.get(name)
        if ask is None:
            yield plain
        else:
            yield marked(ask.label), _answer(ask, before, named), _answer(ask, after, named)


def _answer(ask: Asked, stored: Any, named: Mapping[int, str]) -> str:
    if stored is None:
        return ""
    if ask.widget == "entry":
        return named.get(stored) or _("an entry that is not shown here")
    return words.word(ask.options, stored) if ask.options else value(stored)
