"""How the small parts of people, incidents and cases are edited: one form, one mark of what it was shown, one page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from app.dates import FuzzyDate, in_words
from app.db import fuzzy_of
from app.history.edit_marks import mark_of
from app.refusal import NotFound
from app.sources.citation_form import CitationForm, citing_form
from app.sources.offered_sources import source_options
from app.text import marked
from app.web.forms import FormState, asked
from app.web.pages import page
from app.web.visit import Visit


@dataclass(frozen=True, slots=True)
class Part:
    """One noun inside a thing: its table, its form, and its words."""

    table: Any
    form: Any
    add: str
    edit: str

    @property
    def citing(self) -> type[CitationForm]:
        """The part of the form that asks who says so."""
        return citing_form(self.table)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the part is: the page it is read on, what that is called, the noun, and what a form may choose from."""

    href: str
    name: str
    noun: str
    choices: Sequence[tuple[str, str]] = ()


def part_called(parts: Mapping[str, Part], noun: str) -> Part:
    """The noun of an address; any other is not there."""
    if noun not in parts:
        raise NotFound
    return parts[noun]


def shown(row: Any, form: Any) -> dict[str, str]:
    """What stands now, as the form's fields hold it."""
    values: dict[str, Any] = {}
    for name in asked(form):
        fuzzy: FuzzyDate | None = fuzzy_of(row, name) if f"{name}_edtf" in type(row).model_fields else None
        values[name] = in_words(fuzzy) if fuzzy else getattr(row, name, None)
    return {name: str(value) for name, value in values.items() if value is not None}


def both_versions(visit: Visit, row: Any, now: Mapping[str, str], form: Any) -> FormState:
    """What was typed beside what somebody else saved meanwhile."""
    typed = {name: given[0] for name, given in visit.submitted.values.items()}
    names = asked(form)
    stored = {name: now.get(name, "") for name in names if now.get(name, "") != typed.get(name, "").strip()}
    return FormState(typed | {"seen": mark_of(row)}, stored=stored or {"seen": ""})


def part_page(visit: Visit, place: Place, part: Part, form: FormState, row: Any = None) -> Response:
    """The form of a part, empty or as it stands."""
    base, noun = place.href, place.noun
    return page(
        visit,
        "cases/part.html",
        status=409 if form.stored else 422 if form.is_refused else 200,
        form=form,
        heading=marked(part.edit if row is not None else part.add),
        action=f"{base}/{noun}/{row.id}/edit" if row is not None else f"{base}/add/{noun}",
        back=base,
        back_words=place.name,
        asked=asked(part.form),
        campaigns=[],
        choices=place.choices,
        sources=source_options(visit),
        dated=part.citing.keeps_as_of,
        remove=f"{base}/{noun}/{row.id}/remove" if row is not None else "",
    )
