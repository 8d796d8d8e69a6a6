"""Adding and editing offices and prisons: where they are, and what a prison lets through."""

from typing import Any

from starlette.responses import Response

from app.directory import changes
from app.directory import queries as read
from app.directory.forms import AddresseeForm, FacilityForm, MailRulesForm
from app.directory.models import Addressee, Facility
from app.directory.routes.shared import ADDRESSEES, FACILITIES, href_of
from app.text import N_, _, marked
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import worker
from app.web.visit import Visit

doors = Doors()
HEADINGS: dict[Any, tuple[str, str, str]] = {
    AddresseeForm: ("edit", N_("Add an office"), N_("Edit an office")),
    FacilityForm: ("edit", N_("Add a prison"), N_("Edit a prison")),
    MailRulesForm: ("rules", "", N_("What this prison lets through")),
}


@doors.get("/directory/addressees/new", who=worker)
def new_addressee(visit: Visit) -> Response:
    """An empty form."""
    return _form_page(visit, AddresseeForm, blank(), None)


@doors.post("/directory/addressees/new", who=worker)
def add_addressee(visit: Visit) -> Response:
    """Keep a new office."""
    form = read_form(AddresseeForm, visit.submitted)
    if isinstance(form, Rejected):
        return _form_page(visit, AddresseeForm, form, None)
    row = changes.add_addressee(visit.session, form)
    return see_other(f"{ADDRESSEES}/{row.slug}", _("Saved. Check the address before anything is sent there."))


@doors.get("/directory/facilities/new", who=worker)
def new_facility(visit: Visit) -> Response:
    """An empty form."""
    return _form_page(visit, FacilityForm, blank(), None)


@doors.post("/directory/facilities/new", who=worker)
def add_facility(visit: Visit) -> Response:
    """Keep a new prison; its mail rules are asked for next."""
    form = read_form(FacilityForm, visit.submitted)
    if isinstance(form, Rejected):
        return _form_page(visit, FacilityForm, form, None)
    row = changes.add_facility(visit.session, form)
    return see_other(f"{FACILITIES}/{row.id}", _("Saved. Check the address before anything is sent there."))


@doors.get("/directory/addressees/{slug}/edit", who=worker)
def edit_addressee(visit: Visit, slug: str) -> Response:
    """What stands now."""
    return _edit_page(visit, AddresseeForm, read.addressee_for(visit.session, slug))


@doors.post("/directory/addressees/{slug}/edit", who=worker)
def save_addressee(visit: Visit, slug: str) -> Response:
    """Save, or show what must be mended, or both versions when somebody else was faster."""
    return _save(visit, AddresseeForm, read.addressee_for(visit.session, slug))


@doors.get("/directory/facilities/{facility_id}/edit", who=worker)
def edit_facility(visit: Visit, facility_id: RowId) -> Response:
    """What stands now."""
    return _edit_page(visit, FacilityForm, read.facility_for(visit.session, facility_id))


@doors.post("/directory/facilities/{facility_id}/edit", who=worker)
def save_facility(visit: Visit, facility_id: RowId) -> Response:
    """Save, or show what must be mended, or both versions when somebody else was faster."""
    return _save(visit, FacilityForm, read.facility_for(visit.session, facility_id))


@doors.get("/directory/facilities/{facility_id}/rules", who=worker)
def edit_rules(visit: Visit, facility_id: RowId) -> Response:
    """The mail rules that stand now."""
    return _edit_page(visit, MailRulesForm, read.facility_for(visit.session, facility_id))


@doors.post("/directory/facilities/{facility_id}/rules", who=worker)
def save_rules(visit: Visit, facility_id: RowId) -> Response:
    """Save the mail rules; the address keeps its check."""
    return _save(visit, MailRulesForm, read.facility_for(visit.session, facility_id))


def _edit_page(visit: Visit, kind: Any, row: Addressee | Facility) -> Response:
    return _form_page(visit, kind, blank(**_shown(kind, row), version=str(row.version)), row)


def _save(visit: Visit, kind: Any, row: Any) -> Response:
    form = read_form(kind, visit.submitted)
    if isinstance(form, Rejected):
        return _form_page(visit, kind, form, row)
    if form.version != row.version:
        return _form_page(visit, kind, _both_versions(visit, kind, row), row)
    changes.edit(row, form)
    return see_other(href_of(row), _("Saved. What it said before is in the history."))


def _shown(kind: Any, row: Addressee | Facility) -> dict[str, str]:
    values = {name: getattr(row, name, None) for name in asked(kind)}
    return {name: str(value) for name, value in values.items() if value is not None}


def _both_versions(visit: Visit, kind: Any, row: Addressee | Facility) -> FormState:
    typed = {name: given[0] for name, given in visit.submitted.values.items()}
    now = _shown(kind, row)
    stored = {
        name: now.get(name, "") for name in asked(kind) if now.get(name, "") != typed.get(name, "").strip()
    }
    return FormState(typed | {"version": str(row.version)}, stored=stored or {"version": ""})


def _form_page(visit: Visit, kind: Any, form: FormState, row: Addressee | Facility | None) -> Response:
    base = ADDRESSEES if kind is AddresseeForm else FACILITIES
    step, add, edit = HEADINGS[kind]
    return page(
        visit,
        "directory/form.html",
        status=409 if form.stored else 422 if form.is_refused else 200,
        form=form,
        heading=marked(edit if row else add),
        of_rules=kind is MailRulesForm,
        action=f"{href_of(row)}/{step}" if row else f"{base}/new",
        back=href_of(row) if row else base,
        asked=asked(kind),
        places=read.place_names(visit.session) if kind is FacilityForm else [],
    )
