"""Forms about sources: the filters of the list, adding and editing one."""

from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator

from app.db import LONG
from app.sources.vocabulary import LANGUAGES, RELIABILITY, SOURCE_KINDS
from app.text import N_, _
from app.web.form_fields import FuzzyDay, Line, LongLine, Number, Words, clean, one_of
from app.web.forms import Asked, Form


def _title(value: Any) -> str:
    text = clean(value, LONG, lines=False)
    if text is None:
        raise ValueError(_("Give the text a title, its own or a few words that describe it"))
    return text


def _web_address(value: Any) -> str | None:
    text = clean(value, 1000, lines=False)
    if text is not None and not text.startswith(("http://", "https://")):
        raise ValueError(_("Begin the address with http:// or https://"))
    return text


def _slugs(options: tuple[tuple[str, str], ...]) -> tuple[str, ...]:
    return tuple(slug for slug, _label in options)


def _searched(value: Any) -> str | None:
    printable = "".join(c if c.isprintable() else " " for c in str(value or ""))
    return " ".join(printable.split())[:80] or None


def _known(options: tuple[tuple[str, str], ...]) -> BeforeValidator:
    return BeforeValidator(lambda value: value if value in _slugs(options) else None)


class SourceFilters(Form):
    """What the list of sources is asked for. Nothing in an address makes it fail."""

    q: Annotated[str | None, BeforeValidator(_searched)] = None
    kind: Annotated[str | None, _known(SOURCE_KINDS)] = None
    reliability: Annotated[str | None, _known(RELIABILITY)] = None
    after: Annotated[str | None, BeforeValidator(_searched)] = None

    @property
    def is_filtered(self) -> bool:
        """Whether anything narrows the list; then texts stand alone and not under their container."""
        return bool(self.q or self.kind or self.reliability)


class SourceForm(Form):
    """One text."""

    words_of_dates: ClassVar[str] = "published_note"

    title: Annotated[str, BeforeValidator(_title), Asked(N_("Title"))]
    author: Annotated[Line, Asked(N_("Author"))] = None
    publisher: Annotated[Line, Asked(N_("Publisher"), N_("The paper, campaign or website"))] = None
    published: Annotated[FuzzyDay, Asked(N_("Published"), widget="date")] = None
    url: Annotated[str | None, BeforeValidator(_web_address), Asked(N_("Address on the web"))] = None
    kind: Annotated[
        Line, one_of(*_slugs(SOURCE_KINDS)), Asked(N_("Kind of text"), widget="choice", options=SOURCE_KINDS)
    ] = None
    published_inferred: Annotated[
        Line,
        one_of("yes"),
        Asked(
            N_("Is the date worked out?"),
            more=True,
            widget="choice",
            options=(("yes", N_("Yes, not printed on the text")),),
        ),
    ] = None
    published_note: Annotated[LongLine, Asked(N_("How the date was found"), more=True)] = None
    language: Annotated[
        Line, one_of(*_slugs(LANGUAGES)), Asked(N_("Language"), more=True, widget="choice", options=LANGUAGES)
    ] = None
    reliability: Annotated[
        Line,
        one_of(*_slugs(RELIABILITY)),
        Asked(N_("How reliable"), more=True, widget="choice", options=RELIABILITY),
    ] = None
    container_id: Annotated[
        Number,
        Asked(
            N_("Part of"), N_("The archive page or collection that contains it"), more=True, widget="entry"
        ),
    ] = None
    derived_from: Annotated[
        Number,
        Asked(
            N_("Rests on"), N_("Another text it copies: the two are one witness"), more=True, widget="entry"
        ),
    ] = None
    note: Annotated[Words, Asked(N_("Note for the team"), more=True, widget="words")] = None
    seen: Line = None  # the mark of what the form was shown
