"""Citing: the part of every fact's form that asks who says so and where, and what follows from the answer."""

import re
import unicodedata
from typing import Any, Self

from pydantic import model_validator
from sqlmodel import Session

from app.db import fuzzy_columns, number_of
from app.refusal import Unacceptable
from app.sources.models import Citation, Source
from app.sources.queries import source_by_key, source_to_cite
from app.text import _
from app.web.fields import FuzzyDay, Line, LongLine
from app.web.forms import FieldFault, Form

LOCATOR_WORDS = 6
NEW = "new"


class CitationForm(Form):
    """Who says so: a source already kept, a new one, or none yet; where in the text; for which date."""

    source: Line = None  # a source's number, "new", or nothing
    source_title: LongLine = None
    source_publisher: Line = None
    source_published: FuzzyDay = None
    source_url: LongLine = None
    locator: Line = None
    claimant: LongLine = None
    as_of: FuzzyDay = None
    cited_field: Line = None
    cited_value: LongLine = None

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.source == NEW and not self.source_title:
            raise FieldFault("source_title", _("Give the new source a title, or choose one from the list"))
        if self.source_url and not self.source_url.startswith(("http://", "https://")):
            raise FieldFault("source_url", _("Begin the address with http:// or https://"))
        if self.source not in (None, NEW) and not (
            self.source.isascii() and self.source.isdigit() and len(self.source) < 10
        ):
            raise FieldFault("source", _("Choose a source from the list"))
        if self.locator and len(self.locator.split()) > LOCATOR_WORDS:
            raise FieldFault("locator", _("Use at most six words of the text, enough to find the place"))
        if self.source is None and (self.locator or self.claimant):
            raise FieldFault("source", _("Say which source these words are from"))
        return self


def source_from(session: Session, form: CitationForm) -> Source | None:
    """The source the form names, newly made where it is new; None when it names none."""
    if form.source is None:
        return None
    if form.source != NEW:
        source = source_to_cite(session, int(form.source))
        if source is None:
            raise Unacceptable(_("The chosen source is no longer there. Choose another one."))
        return source
    title = form.source_title or ""
    source = Source(
        key=free_key(session, title), title=title, publisher=form.source_publisher, url=form.source_url,
        **fuzzy_columns("published", form.source_published),
    )  # fmt: skip
    session.add(source)
    session.flush()
    return source


def cite(session: Session, source: Source, form: CitationForm, **fact: Any) -> Citation:
    """Say that a source supports a fact, named by one of the citation's columns (`entry_id=12`)."""
    citation = Citation(
        source_id=number_of(source), locator=form.locator, claimant=form.claimant, field=form.cited_field,
        value=form.cited_value, **fact,
    )  # fmt: skip
    session.add(citation)
    return citation


def free_key(session: Session, title: str) -> str:
    """A readable key that no source has yet."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "source"
    key, number = stem, 2
    while source_by_key(session, key) is not None:
        key, number = f"{stem}-{number}", number + 1
    return key
