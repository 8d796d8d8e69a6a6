"""The forms of reading an article: the text itself, and what is decided about a proposal."""

from typing import Annotated, Any

from pydantic import BeforeValidator

from app.db import LONG
from app.intake.page_text import MOST_LETTERS
from app.text import N_, _
from app.web.form_fields import FuzzyDay, Line, LongLine, Number, clean
from app.web.forms import Asked, Form, Rules


def _text(value: Any) -> str:
    text = clean(value, MOST_LETTERS, lines=True)
    if text is None:
        raise ValueError(_("Paste the text"))
    return text


def _address(value: Any) -> str | None:
    text = clean(value, LONG, lines=False)
    if text is not None and not text.startswith(("http://", "https://")):
        raise ValueError(_("Begin the address with http:// or https://"))
    return text


class TextForm(Form):
    """An article to be read."""

    words: Annotated[
        str,
        BeforeValidator(_text),
        Asked(N_("The text"), N_("The article as you read it, or the whole of a saved page"), widget="words"),
    ]
    title: Annotated[LongLine, Asked(N_("Its title"), N_("Else its first line"))] = None
    url: Annotated[
        str | None,
        BeforeValidator(_address),
        Asked(N_("Its address on the web"), N_("Nothing is fetched from it")),
    ] = None
    published: Annotated[
        FuzzyDay,
        Asked(N_("When it was published"), N_("Dates without a year are read from here"), widget="date"),
    ] = None
    campaign: Number = None


class DecisionOnProposal(Form):
    """What to do with one proposal, for which of the cases it may be about."""

    mark: Line = None
    whose: Line = None
    same_as: Number = None  # the entry that already says so

    def _rules(self) -> Rules:
        yield "whose", lambda: not self.whose, _("Say who is meant")
