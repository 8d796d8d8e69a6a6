"""Adding, editing and taking out what stands inside an incident: figures, groups, members, dated facts."""

from typing import Any

from starlette.responses import Response

from app.cases.changes import incidents as changes
from app.cases.forms.incidents import FactForm, FigureForm, GroupForm, MemberForm
from app.cases.models import Case, Figure, Incident, IncidentFact, IncidentGroup, IncidentMember, Person
from app.cases.queries.incidents import groups_to_choose, part_by_id
from app.cases.queries.visible import case_for, workable_incident
from app.cases.routes.entry_screens import both
from app.cases.routes.part_editing import Part, Place, both_versions, part_called, part_page, shown
from app.cases.routes.person_choice import member_typed
from app.db import number_of
from app.history.edit_marks import hold, mark_of
from app.refusal import NotFound
from app.sources.citation_form import read_citation
from app.text import N_, _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


PARTS = {
    "figures": Part(Figure, FigureForm, N_("Add a figure"), N_("Edit a figure")),
    "groups": Part(IncidentGroup, GroupForm, N_("Add a group"), N_("Edit a group")),
    "members": Part(IncidentMember, MemberForm, N_("Add a member"), N_("Edit a member")),
    "facts": Part(IncidentFact, FactForm, N_("Add a dated fact"), N_("Edit a dated fact")),
}


def _part(slug: str) -> Part:
    return part_called(PARTS, slug)


@doors.get("/incidents/{ref}/add/{noun}", who=signed_in)
def new_part(visit: Visit, ref: str, noun: str) -> Response:
    """An empty form."""
    return _form_page(visit, workable_incident(visit.session, visit.me, ref), noun, blank())


@doors.post("/incidents/{ref}/add/{noun}", who=signed_in)
def add_part(visit: Visit, ref: str, noun: str) -> Response:
    """Keep it, cited or visibly unsourced."""
    incident, part = workable_incident(visit.session, visit.me, ref), _part(noun)
    form = read_form(part.form, visit.submitted)
    source = read_citation(visit, part.citing, form)
    row = part.table()
    refused = _refused(visit, incident, row, form, source)
    if refused is not None or isinstance(form, Rejected) or isinstance(source, Rejected):
        return _form_page(visit, incident, noun, refused or blank())
    changes.add_part(visit.session, incident, row, form, source)
    return see_other(f"/incidents/{ref}#{noun}", _("Saved."))


@doors.get("/incidents/{ref}/{noun}/{number}/edit", who=signed_in)
def edit_page(visit: Visit, ref: str, noun: str, number: RowId) -> Response:
    """What stands now."""
    incident = workable_incident(visit.session, visit.me, ref)
    row = _row(visit, incident, noun, number)
    return _form_page(visit, incident, noun, blank(**_shown(visit, row, noun), seen=mark_of(row)), row)


@doors.post("/incidents/{ref}/{noun}/{number}/edit", who=signed_in)
def save_part(visit: Visit, ref: str, noun: str, number: RowId) -> Response:
    """Save, or show what must be mended, or both versions when somebody else was faster."""
    incident, part = workable_incident(visit.session, visit.me, ref), _part(noun)
    row = _row(visit, incident, noun, number)
    form = read_form(part.form, visit.submitted)
    source = read_citation(visit, part.citing, form)
    hold(visit.session, row)
    if isinstance(form, part.form) and form.seen != mark_of(row):
        now = _shown(visit, row, noun)
        return _form_page(visit, incident, noun, both_versions(visit, row, now, part.form), row)
    refused = _refused(visit, incident, row, form, source)
    if refused is not None or isinstance(form, Rejected) or isinstance(source, Rejected):
        return _form_page(visit, incident, noun, refused or blank(), row)
    changes.edit_part(visit.session, row, form, source)
    return see_other(f"/incidents/{ref}#{noun}", _("Saved. What it said before is in the history."))


@doors.post("/incidents/{ref}/{noun}/{number}/remove", who=signed_in)
def remove_part(visit: Visit, ref: str, noun: str, number: RowId) -> Response:
    """Take it out; the history keeps it."""
    incident = workable_incident(visit.session, visit.me, ref)
    changes.remove_part(visit.session, _row(visit, incident, noun, number))
    return see_other(f"/incidents/{ref}#{noun}", _("Taken out. The history keeps what it said."))


def _row(visit: Visit, incident: Incident, noun: str, number: int) -> Any:
    row = part_by_id(visit.session, _part(noun).table, number_of(incident), number)
    if row is None:
        raise NotFound
    if isinstance(row, IncidentMember) and row.case_id is not None:
        _case_of(visit, row)
    return row


def _case_of(visit: Visit, row: IncidentMember) -> Case | None:
    case = visit.session.get(Case, row.case_id) if row.case_id else None
    return case_for(visit.session, visit.me, case.reference) if case else None


def _refused(visit: Visit, incident: Incident, row: Any, form: Any, source: Any) -> FormState | None:
    """What must be mended: in the form, in the citation, or about who the member is; None when all is well."""
    if isinstance(form, Rejected) or isinstance(source, Rejected):
        return both(form, source)
    if not isinstance(form, MemberForm):
        return None
    case, person_id, fault = member_typed(visit, form.who)
    if fault:
        typed = {name: given[0] for name, given in visit.submitted.values.items()}
        return FormState(typed, {"who": fault})
    changes.name_member(row, case, person_id)
    if case is not None:
        changes.put_into_group(visit.session, incident, case, form.group_id)
    return None


def _shown(visit: Visit, row: Any, noun: str) -> dict[str, str]:
    values: dict[str, Any] = {**shown(row, PARTS[noun].form)}
    if isinstance(row, IncidentMember):
        case = _case_of(visit, row)
        values["who"] = case.reference if case else _person_name(visit, row)
    if "partial" in values:
        values["partial"] = "yes" if row.partial else None
    return {name: str(value) for name, value in values.items() if value is not None}


def _person_name(visit: Visit, row: IncidentMember) -> str | None:
    person = visit.session.get(Person, row.person_id) if row.person_id else None
    return person.name if person else None


def _form_page(visit: Visit, incident: Incident, noun: str, form: FormState, row: Any = None) -> Response:
    groups = groups_to_choose(visit.session, number_of(incident)) if noun in ("groups", "members") else []
    choices = [one for one in groups if row is None or noun != "groups" or one[0] != str(row.id)]
    place = Place(f"/incidents/{incident.reference}", incident.title, noun, choices)
    return part_page(visit, place, _part(noun), form, row)
