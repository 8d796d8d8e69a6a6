"""What is asked for somebody, and what their case is about: the page of both, and the forms."""

from typing import Any

from starlette.responses import Response

from app.cases.forms.pleas import PleaForm, ThemeForm
from app.cases.identity_bar import identity_of
from app.cases.models import Case, Plea, Theme
from app.cases.queries.case_heads import head_of
from app.cases.queries.pleas import part_of_case
from app.cases.queries.reading import reading_of
from app.cases.queries.timeline import timeline
from app.cases.queries.visible import case_for, workable_case
from app.cases.routes.entry_screens import both
from app.cases.routes.part_editing import Part, Place, both_versions, part_called, part_page, shown
from app.consent import propose_plea as changes
from app.consent.pleas_in_words import aims_of
from app.db import number_of
from app.history.edit_marks import hold, mark_of
from app.refusal import NotFound
from app.sources.citation_form import CitationForm, read_citation
from app.text import N_, _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
PARTS = {
    "pleas": Part(Plea, PleaForm, N_("Say what is asked for this person"), N_("Change what is asked")),
    "themes": Part(Theme, ThemeForm, N_("Add a theme"), N_("Edit a theme")),
}


@doors.get("/cases/{ref}/aims", who=signed_in)
def aims_page(visit: Visit, ref: str) -> Response:
    """What is asked for this person, by whom, and what the case is about."""
    case = case_for(visit.session, visit.me, ref)
    head = head_of(visit.session, case)
    facts = timeline(visit.session, number_of(case), visit.settings.today)
    reading = reading_of(visit.session, facts, visit.today(head.zone))
    may_work = visit.me.may(Right.WORK, case.campaign_id)
    aims = aims_of(visit.session, case, visit.settings.today)
    return page(visit, "consent/aims.html", identity=identity_of(head, reading), aims=aims, may_work=may_work)


@doors.get("/cases/{ref}/aims/add/{noun}", who=signed_in)
def new_part(visit: Visit, ref: str, noun: str) -> Response:
    """An empty form."""
    return _form_page(visit, workable_case(visit.session, visit.me, ref), noun, blank())


@doors.post("/cases/{ref}/aims/add/{noun}", who=signed_in)
def add_part(visit: Visit, ref: str, noun: str) -> Response:
    """Keep it, cited or visibly unsourced; a plea waits for a second person."""
    case, part = workable_case(visit.session, visit.me, ref), part_called(PARTS, noun)
    return _saved(visit, case, noun, part.table(case_id=number_of(case)))


@doors.get("/cases/{ref}/aims/{noun}/{number}/edit", who=signed_in)
def edit_page(visit: Visit, ref: str, noun: str, number: RowId) -> Response:
    """What stands now."""
    case = workable_case(visit.session, visit.me, ref)
    row = _row(visit, case, noun, number)
    return _form_page(visit, case, noun, blank(**shown(row, PARTS[noun].form), seen=mark_of(row)), row)


@doors.post("/cases/{ref}/aims/{noun}/{number}/edit", who=signed_in)
def save_part(visit: Visit, ref: str, noun: str, number: RowId) -> Response:
    """Save, or show what must be mended, or both versions when somebody else was faster."""
    case = workable_case(visit.session, visit.me, ref)
    row = _row(visit, case, noun, number)
    hold(visit.session, row)
    return _saved(visit, case, noun, row)


@doors.post("/cases/{ref}/aims/{noun}/{number}/remove", who=signed_in)
def remove_part(visit: Visit, ref: str, noun: str, number: RowId) -> Response:
    """Take it out; the history keeps it."""
    case = workable_case(visit.session, visit.me, ref)
    changes.remove(visit.session, _row(visit, case, noun, number))
    return see_other(f"/cases/{ref}/aims", _("Taken out. The history keeps what it said."))


def _saved(visit: Visit, case: Case, noun: str, row: Any) -> Response:
    part, kept = PARTS[noun], row.id is not None
    form, source = read_form(part.form, visit.submitted), read_citation(visit, CitationForm)
    if isinstance(form, Rejected) or isinstance(source, Rejected):
        return _form_page(visit, case, noun, both(form, source), row if kept else None)
    if kept and form.seen != mark_of(row):
        now = shown(row, part.form)
        return _form_page(visit, case, noun, both_versions(visit, row, now, part.form), row)
    changes.save(visit.session, row, form, source)
    waits = _("Saved. It counts once a second person has agreed.")
    return see_other(f"/cases/{case.reference}/aims", waits if noun == "pleas" else _("Saved."))


def _row(visit: Visit, case: Case, noun: str, number: int) -> Any:
    row = part_of_case(visit.session, part_called(PARTS, noun).table, number_of(case), number)
    if row is None:
        raise NotFound
    return row


def _form_page(visit: Visit, case: Case, noun: str, form: FormState, row: Any = None) -> Response:
    place = Place(f"/cases/{case.reference}/aims", case.reference, noun)
    return part_page(visit, place, part_called(PARTS, noun), form, row)
