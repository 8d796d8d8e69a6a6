"""The form that goes with a file."""

from typing import Annotated

from pydantic import BeforeValidator

from app.db import LONG
from app.text import _
from app.web.form_fields import Line, clean, one_of
from app.web.forms import Form


def _caption(value: object) -> str:
    words = clean(value, LONG, lines=False)
    if words is None:
        raise ValueError(_("Say in a few words what it shows"))
    return words


class FileForm(Form):
    """What the file shows, who made it, and whether it is a photograph of somebody."""

    kind: Annotated[str | None, one_of("photograph", "document")] = None
    caption: Annotated[str, BeforeValidator(_caption)]
    credit: Line = None


class FileWordsForm(FileForm):
    """The same of a file that is here; `seen` is the mark of the words that the page showed."""

    seen: Line = None
