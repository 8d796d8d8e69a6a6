"""Adding, editing and taking out a person's spellings, roles and links; ruling out that two are one."""

from typing import Any

from starlette.responses import Response

from app.cases.changes import people as changes
from app.cases.forms.people import LinkForm, NameForm, RoleForm, RuleOutForm
from app.cases.models import Person, PersonLink, PersonName, PersonRole
from app.cases.queries.people import organisations_to_choose, part_of_person
from app.cases.queries.visible import person_for
from app.cases.routes.entry_screens import both
from app.cases.routes.part_editing import Part, Place, both_versions, part_called, part_page, shown
from app.cases.routes.person_choice import person_typed
from app.db import number_of
from app.history.edit_marks import hold, mark_of
from app.refusal import NotFound
from app.sources.citation_form import CitationForm, read_citation
from app.text import N_, _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import worker
from app.web.visit import Visit

doors = Doors()


PARTS = {
    "names": Part(PersonName, NameForm, N_("Add a spelling"), N_("Edit a spelling")),
    "roles": Part(PersonRole, RoleForm, N_("Add a role"), N_("Edit a role")),
    "links": Part(PersonLink, LinkForm, N_("Add a link to somebody"), N_("Edit a link")),
}


def _part(slug: str) -> Part:
    return part_called(PARTS, slug)


@doors.get("/people/{person_id}/add/{noun}", who=worker)
def new_part(visit: Visit, person_id: RowId, noun: str) -> Response:
    """An empty form."""
    return _form_page(visit, person_for(visit.session, visit.me, person_id), noun, blank())


@doors.post("/people/{person_id}/add/{noun}", who=worker)
def add_part(visit: Visit, person_id: RowId, noun: str) -> Response:
    """Keep it, cited or visibly unsourced."""
    person, part = person_for(visit.session, visit.me, person_id), _part(noun)
    form = read_form(part.form, visit.submitted)
    source = read_citation(visit, CitationForm, form)
    row = part.table(person_id=number_of(person))
    refused = _refused(visit, person, row, form, source)
    if refused is not None or isinstance(form, Rejected) or isinstance(source, Rejected):
        return _form_page(visit, person, noun, refused or blank())
    changes.add_part(visit.session, row, form, source)
    return see_other(f"/people/{person_id}#{noun}", _("Saved."))


@doors.get("/people/{person_id}/{noun}/{number}/edit", who=worker)
def edit_page(visit: Visit, person_id: RowId, noun: str, number: RowId) -> Response:
    """What stands now."""
    person = person_for(visit.session, visit.me, person_id)
    row = _row(visit, person, noun, number)
    return _form_page(visit, person, noun, blank(**_shown(visit, person, row, noun), seen=mark_of(row)), row)


@doors.post("/people/{person_id}/{noun}/{number}/edit", who=worker)
def save_part(visit: Visit, person_id: RowId, noun: str, number: RowId) -> Response:
    """Save, or show what must be mended, or both versions when somebody else was faster."""
    person, part = person_for(visit.session, visit.me, person_id), _part(noun)
    row = _row(visit, person, noun, number)
    form = read_form(part.form, visit.submitted)
    source = read_citation(visit, CitationForm, form)
    hold(visit.session, row)
    if isinstance(form, part.form) and form.seen != mark_of(row):
        now = _shown(visit, person, row, noun)
        return _form_page(visit, person, noun, both_versions(visit, row, now, part.form), row)
    refused = _refused(visit, person, row, form, source)
    if refused is not None or isinstance(form, Rejected) or isinstance(source, Rejected):
        return _form_page(visit, person, noun, refused or blank(), row)
    changes.edit_part(visit.session, row, form, source)
    return see_other(f"/people/{person_id}#{noun}", _("Saved. What it said before is in the history."))


@doors.post("/people/{person_id}/{noun}/{number}/remove", who=worker)
def remove_part(visit: Visit, person_id: RowId, noun: str, number: RowId) -> Response:
    """Take it out; the history keeps it."""
    person = person_for(visit.session, visit.me, person_id)
    changes.remove_part(visit.session, _row(visit, person, noun, number))
    return see_other(f"/people/{person_id}#{noun}", _("Taken out. The history keeps what it said."))


@doors.get("/people/{person_id}/links/{number}/rule-out", who=worker)
def rule_out_page(visit: Visit, person_id: RowId, number: RowId) -> Response:
    """Ask why the two are not one."""
    person = person_for(visit.session, visit.me, person_id)
    return _rule_out_screen(visit, person, _row(visit, person, "links", number), blank())


@doors.post("/people/{person_id}/links/{number}/rule-out", who=worker)
def rule_out(visit: Visit, person_id: RowId, number: RowId) -> Response:
    """Somebody has looked: not the same person."""
    person = person_for(visit.session, visit.me, person_id)
    link, form = _row(visit, person, "links", number), read_form(RuleOutForm, visit.submitted)
    if isinstance(form, Rejected):
        return _rule_out_screen(visit, person, link, form)
    changes.rule_out(link, form.reason)
    return see_other(f"/people/{person_id}#links", _("Saved: the two stay apart, with your reason."))


def _rule_out_screen(visit: Visit, person: Person, link: PersonLink, form: FormState) -> Response:
    other = person_for(visit.session, visit.me, _other(person, link))
    return page(
        visit,
        "cases/part.html",
        status=422 if form.is_refused else 200,
        form=form,
        heading=_("Not the same person as %(name)s") % {"name": other.name},
        action=f"/people/{person.id}/links/{link.id}/rule-out",
        back=f"/people/{person.id}",
        back_words=person.name,
        asked=asked(RuleOutForm),
        campaigns=[],
        choices=[],
        sources=None,
        remove="",
    )


def _row(visit: Visit, person: Person, noun: str, number: int) -> Any:
    row = part_of_person(visit.session, _part(noun).table, number_of(person), number)
    if row is None:
        raise NotFound
    if isinstance(row, PersonLink):
        person_for(visit.session, visit.me, _other(person, row))
    return row


def _other(person: Person, link: PersonLink) -> int:
    return link.other_id if link.person_id == person.id else link.person_id


def _refused(visit: Visit, person: Person, row: Any, form: Any, source: Any) -> FormState | None:
    """What must be mended; None when all is well. A link's other person is found by name or reference."""
    if isinstance(form, Rejected) or isinstance(source, Rejected):
        return both(form, source)
    if not isinstance(form, LinkForm):
        return None
    found, fault = person_typed(visit, form.other or "")
    if found == person.id:
        fault = _("That is this person; choose somebody else")
    if fault or found is None:
        typed = {name: given[0] for name, given in visit.submitted.values.items()}
        return FormState(typed, {"other": fault})
    if row.other_id is None or row.person_id == person.id:
        row.other_id = found
    else:
        row.person_id = found
    return None


def _shown(visit: Visit, person: Person, row: Any, noun: str) -> dict[str, str]:
    values = shown(row, PARTS[noun].form)
    if isinstance(row, PersonLink):
        values["other"] = person_for(visit.session, visit.me, _other(person, row)).name
    return values


def _form_page(visit: Visit, person: Person, noun: str, form: FormState, row: Any = None) -> Response:
    choices = organisations_to_choose(visit.session) if noun == "roles" else []
    return part_page(visit, Place(f"/people/{person.id}", person.name, noun, choices), _part(noun), form, row)
