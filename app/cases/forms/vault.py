"""Forms of what is told in confidence."""

from typing import Annotated

from pydantic import BeforeValidator

from app.characters import whole_number
from app.text import N_, _
from app.web.form_fields import NeededWords, clean
from app.web.forms import Form

KINDS = {
    "family": N_("Family and friends, and how to reach them"),
    "channel": N_("A safe way to get in touch"),
    "confidence": N_("Told in confidence"),
}


def _kind(value: object) -> str:
    if value not in KINDS:
        raise ValueError(_("Choose one of the answers"))
    return str(value)


def _volunteer(value: object) -> int:
    number = whole_number(clean(value, 10, lines=False))
    if number is None:
        raise ValueError(_("Choose somebody of this campaign"))
    return number


class NoteForm(Form):
    """A new note."""

    kind: Annotated[str, BeforeValidator(_kind)]
    words: NeededWords


class WordsForm(Form):
    """Other words for a note."""

    words: NeededWords
    version: int


class ReaderForm(Form):
    """Somebody to whom the notes are opened."""

    volunteer: Annotated[int, BeforeValidator(_volunteer)]
