"""A person: every spelling, roles, links, cases; editing what is said of somebody."""

from typing import Any

from starlette.responses import Response

from app.cases import vocabulary as words
from app.cases.changes.people import edit_person
from app.cases.forms.people import PersonForm
from app.cases.models import Person
from app.cases.people_words import GENDERS
from app.cases.queries.visible import person_for
from app.cases.routes.entry_screens import both
from app.cases.routes.person_screens import person_view
from app.dates import in_words
from app.db import fuzzy_of
from app.sources.citation_form import CitationForm, read_citation
from app.sources.offered_sources import source_options
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in, worker
from app.web.visit import Visit

doors = Doors()


@doors.get("/people/{person_id}", who=signed_in)
def person_page(visit: Visit, person_id: RowId) -> Response:
    """Everything known of one person."""
    person = person_for(visit.session, visit.me, person_id)
    if person.merged_into_id is not None:
        return page(visit, "people/merged.html", person=person)
    return page(visit, "people/person.html", **person_view(visit, person))


@doors.get("/people/{person_id}/edit", who=worker)
def edit_page(visit: Visit, person_id: RowId) -> Response:
    """What is said of the person now."""
    person = person_for(visit.session, visit.me, person_id)
    return _form_page(visit, person, blank(**_shown(person), version=str(person.version)))


@doors.post("/people/{person_id}/edit", who=worker)
def save_person(visit: Visit, person_id: RowId) -> Response:
    """Save, or show what must be mended, or both versions when somebody else was faster."""
    person = person_for(visit.session, visit.me, person_id)
    form = read_form(PersonForm, visit.submitted)
    source = read_citation(visit, CitationForm, form)
    if isinstance(form, Rejected) or isinstance(source, Rejected):
        return _form_page(visit, person, both(form, source))
    if form.version != person.version:
        return _form_page(visit, person, _both_versions(visit, person))
    edit_person(visit.session, person, form, source)
    return see_other(f"/people/{person_id}", _("Saved. What it said before is in the history."))


def _shown(person: Person) -> dict[str, str]:
    values: dict[str, Any] = {name: getattr(person, name, None) for name in asked(PersonForm)}
    born = fuzzy_of(person, "born")
    values["born"] = in_words(born) if born else None
    return {name: str(value) for name, value in values.items() if value is not None}


def _both_versions(visit: Visit, person: Person) -> FormState:
    typed = {name: given[0] for name, given in visit.submitted.values.items()}
    now = _shown(person)
    stored = {n: now.get(n, "") for n in asked(PersonForm) if now.get(n, "") != typed.get(n, "").strip()}
    if "gender" in stored:
        stored["gender"] = words.word(GENDERS, person.gender)
    return FormState(typed | {"version": str(person.version)}, stored=stored or {"version": ""})


def _form_page(visit: Visit, person: Person, form: FormState) -> Response:
    return page(
        visit,
        "cases/part.html",
        status=409 if form.stored else 422 if form.is_refused else 200,
        form=form,
        heading=_("Edit the person"),
        action=f"/people/{person.id}/edit",
        back=f"/people/{person.id}",
        back_words=person.name,
        asked=asked(PersonForm),
        campaigns=[],
        choices=[],
        sources=source_options(visit),
        remove="",
    )
