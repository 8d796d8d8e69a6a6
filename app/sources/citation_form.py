"""Citing: the part of every fact's form that asks who says so and where, and what follows from the answer."""

import re
import unicodedata
from typing import Annotated, Any, ClassVar

from pydantic import BeforeValidator
from sqlmodel import Session, SQLModel

from app.characters import whole_number
from app.db import fuzzy_columns, number_of
from app.refusal import Unacceptable
from app.sources.models import Citation, Source
from app.sources.queries import source_by_key, source_to_cite
from app.text import _
from app.web.form_fields import FuzzyDay, Line, LongLine, clean
from app.web.forms import Form, Rules

LOCATOR_WORDS = 6
NEW = "new"
OF_A_NEW_SOURCE = ("source_title", "source_publisher", "source_published", "source_url")
OF_THE_TEXT = ("locator", "claimant", "cited_field", "cited_value")


class CitationForm(Form):
    """Who says so: a source already kept, a new one, or none yet; and where in the text.

    What is typed of a new source is a new source, whatever the list above it says; with another one chosen in the
    list somebody has to say which is meant. Nothing typed goes unsaid: it is saved, or a sentence asks.
    """

    keeps_as_of: ClassVar[bool] = False

    source: Line = None  # a source's number, "new", or nothing
    source_title: LongLine = None
    source_publisher: Line = None
    source_published: FuzzyDay = None
    source_url: LongLine = None
    locator: Line = None
    claimant: LongLine = None
    as_of: FuzzyDay = None
    cited_field: Annotated[str | None, BeforeValidator(lambda value: clean(value, 40, lines=False))] = None
    cited_value: LongLine = None

    def _rules(self) -> Rules:
        yield (
            "source",
            lambda: self.source not in (None, NEW) and self._describes_a_new_one,
            _(
                "You chose a source and typed a new one. Choose “A new source” to cite what you typed, "
                "or empty those fields to cite the one you chose"
            ),
        )
        yield (
            "source_title",
            lambda: self.is_new and not self.source_title,
            _("Give the new source a title, or empty its other fields"),
        )
        yield (
            "source_url",
            lambda: self.source_url and not self.source_url.startswith(("http://", "https://")),
            _("Begin the address with http:// or https://"),
        )
        yield (
            "source",
            lambda: self.source not in (None, NEW) and whole_number(self.source) is None,
            _("Choose a source from the list"),
        )
        yield (
            "locator",
            lambda: self.locator and len(self.locator.split()) > LOCATOR_WORDS,
            _("Use at most six words of the text, enough to find the place"),
        )
        yield (
            "source",
            lambda: not self.names_a_source and any(getattr(self, name) for name in OF_THE_TEXT),
            _("Say which source these words are from"),
        )
        yield (
            "as_of",
            lambda: self.as_of and not self.keeps_as_of,
            _("No such date is kept here. Put it into the fields above, and empty this one"),
        )

    @property
    def _describes_a_new_one(self) -> bool:
        return any(getattr(self, name) for name in OF_A_NEW_SOURCE)

    @property
    def is_new(self) -> bool:
        """Whether the source is one not kept yet: so said in the list, or simply typed."""
        return self.source == NEW or (self.source is None and self._describes_a_new_one)

    @property
    def names_a_source(self) -> bool:
        """Whether anybody says so."""
        return self.source is not None or self.is_new


class DatedCitationForm(CitationForm):
    """Of facts that keep the date for which they are known to have been so, with a source or without one."""

    keeps_as_of: ClassVar[bool] = True


def citing_form(table: type[SQLModel]) -> type[CitationForm]:
    """The form that asks who says what a row of this table keeps."""
    return DatedCitationForm if "as_of_edtf" in table.model_fields else CitationForm


def cite(session: Session, form: CitationForm, **fact: Any) -> Citation | None:
    """Say that the form's source supports a fact, named by one of the citation's columns (`entry_id=12`).

    None where the form names no source: the fact stays visibly unsourced.
    """
    source = source_of(session, form)
    if source is None:
        return None
    citation = citation_of(form, source, **fact)
    session.add(citation)
    return citation


def citation_of(form: CitationForm, source: Source, **fact: Any) -> Citation:
    """What the form says of where in the source a fact stands."""
    return Citation(
        source_id=number_of(source), locator=form.locator, claimant=form.claimant,
        field=form.cited_field, value=form.cited_value, **fact,
    )  # fmt: skip


def source_of(session: Session, form: CitationForm) -> Source | None:
    """The source that the form names, kept now where it is new; None where it names none."""
    if not form.names_a_source:
        return None
    if not form.is_new:
        source = source_to_cite(session, int(form.source or 0))
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


def free_key(session: Session, title: str) -> str:
    """A readable key that no source has yet."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "source"
    key, number = stem, 2
    while source_by_key(session, key) is not None:
        key, number = f"{stem}-{number}", number + 1
    return key
