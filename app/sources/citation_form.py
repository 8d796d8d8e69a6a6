"""Citing: the part of every fact's form that asks who says so and where, and what follows from the answer."""

import re
import unicodedata
from typing import Annotated, Any, ClassVar, TypeVar

from pydantic import BeforeValidator
from sqlmodel import Session, SQLModel

from app.characters import whole_number
from app.dates import FuzzyDate, in_words
from app.db import fuzzy_columns, fuzzy_of, number_of
from app.sources.models import Citation, Source
from app.sources.queries import source_by_key, sources_called
from app.text import _
from app.web.doubtful_dates import asked_whether_right, dated_fields, is_right
from app.web.form_fields import FuzzyDay, Line, LongLine, clean
from app.web.forms import Form, FormState, Rejected, Rules, read_form
from app.web.visit import Visit

LOCATOR_WORDS = 6
OF_A_NEW_SOURCE = ("source_publisher", "source_published", "source_url")
OF_THE_TEXT = ("locator", "claimant", "cited_field", "cited_value")
F = TypeVar("F", bound="CitationForm")


class CitationForm(Form):
    """Who says so, in one field, and where in the text.

    What is typed *is* the source: one that is kept already, where it is called so (or by its number), else a new one.
    """

    keeps_as_of: ClassVar[bool] = False

    source: LongLine = None
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
            lambda: (
                self.source is None and any(getattr(self, name) for name in OF_A_NEW_SOURCE + OF_THE_TEXT)
            ),
            _("Say who says so: something below belongs to a source"),
        )
        yield (
            "source_url",
            lambda: self.source_url and not is_web_address(self.source_url),
            _("Begin the address with http:// or https://"),
        )
        yield (
            "locator",
            lambda: self.locator and len(self.locator.split()) > LOCATOR_WORDS,
            _("Use at most six words of the text, enough to find the place"),
        )
        yield (
            "as_of",
            lambda: self.as_of and not self.keeps_as_of,
            _("No such date is kept here. Put it into the fields above, and empty this one"),
        )

    def differs_from(self, kept: Source) -> bool:
        """Whether something else is said of the text than what is kept of it."""
        dated = self.source_published and self.source_published.edtf != kept.published_edtf
        other_words = ((self.source_publisher, kept.publisher), (self.source_url, kept.url))
        return bool(dated) or any(typed and typed != stands for typed, stands in other_words)


class DatedCitationForm(CitationForm):
    """Of facts that keep the date for which they are known to have been so, with a source or without one."""

    keeps_as_of: ClassVar[bool] = True


class NeededCitationForm(CitationForm):
    """Where the source is all that is asked for."""

    def _rules(self) -> Rules:
        yield "source", lambda: self.source is None, _("Say who says so")
        yield from super()._rules()


def citing_form(table: type[SQLModel]) -> type[CitationForm]:
    """The form that asks who says what a row of this table keeps."""
    return DatedCitationForm if "as_of_edtf" in table.model_fields else CitationForm


def read_citation(visit: Visit, form: type[F], fact: Form | FormState | None = None) -> F | Rejected[F]:
    """The part of a form that says who says so, held against the sources that are kept, and the fact against them."""

    def of_the_sources(citation: F) -> Rules:
        called_so = sources_called(visit.session, citation.source) if citation.source else []
        yield from _not_after_its_source(visit, citation, called_so, fact)
        yield (
            "source",
            lambda: len(called_so) > 1,
            _("Several texts are called so. Write the number of one behind it: %(numbers)s")
            % {"numbers": ", ".join(f"#{one.id}" for one in called_so)},
        )
        yield (
            "source",
            lambda: not called_so and whole_number((citation.source or "").lstrip("#")) is not None,
            _("No text has this number. Say in words who says so"),
        )
        yield (
            "source",
            lambda: any(citation.differs_from(one) for one in called_so),
            _(
                "This text is kept already, and what you say of it differs. Give a new one a title of its own, "
                "or empty those fields; what is kept is changed on its own page"
            ),
        )

    return read_form(form, visit.submitted, of_the_sources)


def _not_after_its_source(
    visit: Visit, citation: CitationForm, called_so: list[Source], fact: Form | FormState | None
) -> Rules:
    """A text cannot know what happened after it was published: asked about, for dates of texts are wrong too."""
    if not isinstance(fact, Form) or len(called_so) > 1:
        return
    published = fuzzy_of(called_so[0], "published") if called_so else citation.source_published
    for name, mark in dated_fields(type(fact).model_fields):
        happened = getattr(fact, name)
        if mark.ahead or published is None or not isinstance(happened, FuzzyDate):
            continue
        if published.certainly_before(happened) and not is_right(visit.submitted.values, name):
            sentence = _(
                "The source is of %(day)s, before this happened. Look at both dates, or say that it is right"
            )
            named = {"day": in_words(published)}
            yield name, lambda: True, asked_whether_right(sentence % named, visit.submitted.one(name))


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
    named = form.source
    if named is None:
        return None
    if called_so := sources_called(session, named):
        return called_so[0]
    url = form.source_url or (named if is_web_address(named) else None)
    source = Source(
        key=free_key(session, named), title=named, publisher=form.source_publisher, url=url,
        **fuzzy_columns("published", form.source_published),
    )  # fmt: skip
    session.add(source)
    session.flush()
    return source


def is_web_address(text: str) -> bool:
    """Whether this can be opened in a browser."""
    return text.startswith(("http://", "https://"))


def free_key(session: Session, title: str) -> str:
    """A readable key that no source has yet."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60] or "source"
    key, number = stem, 2
    while source_by_key(session, key) is not None:
        key, number = f"{stem}-{number}", number + 1
    return key
