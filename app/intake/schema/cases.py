"""The files of cases: one person's trouble with the authorities, fact by fact."""

from typing import Annotated, Literal

from pydantic import Field

from app.cases.plea_words import CATEGORIES, PLEAS, THEMES
from app.cases.vocabulary import slugs
from app.intake.schema.citations import Cited, Strict
from app.intake.schema.entries import Entry
from app.intake.schema.plain_columns import shaped
from app.intake.schema.values import CaseReference, Fuzzy, Key, Many, PersonKey, Text, one_of


class Consent(Cited):
    """What may be used for what: only ever recorded where a text itself calls in public for action."""

    uses: Annotated[list[Literal["letters"]], Field(min_length=1)]
    fields: Annotated[
        list[Literal["name", "custody", "sentence", "charge", "health", "place", "threat"]],
        Field(min_length=1),
    ]
    basis: Literal["public-call"]
    given: Fuzzy
    note: Text | None = None


@shaped("cases", "pleas")
class Plea(Cited):
    """What a text asks for somebody; "none" for those who acted for the authorities."""

    asks: Annotated[str, one_of(*slugs(PLEAS))]


@shaped("cases", "themes")
class Theme(Cited):
    """What a case is about, as a text tells."""

    theme: Annotated[str, one_of(*slugs(THEMES))]
    category: Annotated[str, one_of(*slugs(CATEGORIES))] | None = None


@shaped("cases", needs=("campaign", "title", "opened", "summary"), left_out=("merged_into", "closed_at"))
class Case(Strict):
    """One case with its entries in order of date."""

    key: Key
    reference: CaseReference
    person: PersonKey
    visibility: Literal["team"]
    open_question: Text
    consent: Many[Consent]
    pleas: Many[Plea]
    themes: Many[Theme]
    entries: Annotated[list[Entry], Field(min_length=1)]
