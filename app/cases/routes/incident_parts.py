"""Adding, editing and taking out what stands inside an incident: figures, groups, members, dated facts."""

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from app.cases.changes import incidents as changes
from app.cases.forms.incidents import FactForm, FigureForm, GroupForm, MemberForm, PartForm
from app.cases.models import Case, Figure, Incident, IncidentFact, IncidentGroup, IncidentMember, Person
from app.cases.queries.incidents import groups_to_choose, part_by_id
from app.cases.queries.visible import case_for, workable_incident
from app.cases.routes.entry_screens import both
from app.cases.routes.person_choice import member_typed
from app.dates import FuzzyDate, in_words
from app.db import fuzzy_of, number_of
from app.history.edit_marks import hold, mark_of
from app.refusal import NotFound
from app.sources.citation_form import CitationForm, citing_form, read_citation
from app.sources.offered_sources import source_options
from app.text import N_, _, marked
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@dataclass(frozen=True, slots=True)
class Part:
    """One noun inside an incident: its table, its form, and its words."""

    table: Any
    form: type[PartForm]
    add: str
    edit: str

    @property
    def citing(self) -> type[CitationForm]:
        """The part of the form that asks who says so."""
        return citing_form(self.table)


PARTS = {
    "figures": Part(Figure, FigureForm, N_("Add a figure"), N_("Edit a figure")),
    "groups": Part(IncidentGroup, GroupForm, N_("Add a group"), N_("Edit a group")),
    "members": Part(IncidentMember, MemberForm, N_("Add a member"), N_("Edit a member")),
    "facts": Part(IncidentFact, FactForm, N_("Add a dated fact"), N_("Edit a dated fact")),
}


def _part(slug: str) -> Part:
    if slug not in PARTS:
        raise NotFound
    return PARTS[slug]


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
        return _form_page(visit, incident, noun, _both_versions(visit, row, noun), row)
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
    values: dict[str, Any] = {}
    for name in asked(PARTS[noun].form):
        fuzzy: FuzzyDate | None = fuzzy_of(row, name) if f"{name}_edtf" in type(row).model_fields else None
        values[name] = in_words(fuzzy) if fuzzy else getattr(row, name, None)
    if isinstance(row, IncidentMember):
        case = _case_of(visit, row)
        person = _person_name(visit, row)
        values["who"] = case.reference if case else person
    if "partial" in values:
        values["partial"] = "yes" if values["partial"] else None
    return {name: str(value) for name, value in values.items() if value is not None}


def _person_name(visit: Visit, row: IncidentMember) -> str | None:
    person = visit.session.get(Person, row.person_id) if row.person_id else None
    return person.name if person else None


def _both_versions(visit: Visit, row: Any, noun: str) -> FormState:
    typed = {name: given[0] for name, given in visit.submitted.values.items()}
    now = _shown(visit, row, noun)
    names = asked(PARTS[noun].form)
    stored = {name: now.get(name, "") for name in names if now.get(name, "") != typed.get(name, "").strip()}
    return FormState(typed | {"seen": mark_of(row)}, stored=stored or {"seen": ""})


def _form_page(visit: Visit, incident: Incident, noun: str, form: FormState, row: Any = None) -> Response:
    part, base = _part(noun), f"/incidents/{incident.reference}"
    groups = groups_to_choose(visit.session, number_of(incident)) if noun in ("groups", "members") else []
    return page(
        visit,
        "cases/part.html",
        status=409 if form.stored else 422 if form.is_refused else 200,
        form=form,
        heading=marked(part.edit if row is not None else part.add),
        action=f"{base}/{noun}/{row.id}/edit" if row is not None else f"{base}/add/{noun}",
        back=base,
        back_words=incident.title,
        asked=asked(part.form),
        campaigns=[],
        choices=[one for one in groups if row is None or noun != "groups" or one[0] != str(row.id)],
        sources=source_options(visit),
        dated=part.citing.keeps_as_of,
        remove=f"{base}/{noun}/{row.id}/remove" if row is not None else "",
    )
