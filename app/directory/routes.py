"""The directory: offices that letters go to, and prisons with their mail rules."""

from typing import Any
from urllib.parse import urlencode

from starlette.responses import Response

from app.directory import changes
from app.directory import queries as read
from app.directory.forms import AddresseeForm, DirectoryFilters, FacilityForm
from app.directory.models import Addressee, Facility
from app.directory.rules import CHECKED_FOR, check_in_words, is_reachable, is_to_be_checked, missing_in_words
from app.directory.vocabulary import CHECKS, FACILITY_KINDS, LETTER_LANGUAGES
from app.history.queries import latest_of
from app.history.sentences import change_in_words
from app.text import _, ngettext
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, asked, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in, worker
from app.web.visit import Visit

doors = Doors()
ADDRESSEES, FACILITIES = "/directory/addressees", "/directory/facilities"


@doors.get("/directory/addressees", who=signed_in)
def addressees(visit: Visit) -> Response:
    """Every office, with what is missing and whether it was checked."""
    filters, sought = _sought(visit)
    rows, more = read.addressees_page(visit.session, sought)
    count = read.addressees_count(visit.session, sought)
    last = f"{rows[-1].office}_{rows[-1].id}" if more else None
    return page(
        visit,
        "directory/addressees.html",
        count=ngettext("%(n)s office", "%(n)s offices", count) % {"n": f"{count:,}"},
        rows=[(row, missing_in_words(row), *_check(visit, row)) for row in rows],
        **_list(ADDRESSEES, filters, last),
    )


@doors.get("/directory/facilities", who=signed_in)
def facilities(visit: Visit) -> Response:
    """Every prison, with its mail rules and whether its address was checked."""
    filters, sought = _sought(visit)
    rows, more = read.facilities_page(visit.session, sought)
    count = read.facilities_count(visit.session, sought)
    last = f"{rows[-1][0].name}_{rows[-1][0].id}" if more else None
    kinds = dict(FACILITY_KINDS)
    return page(
        visit,
        "directory/facilities.html",
        count=ngettext("%(n)s prison", "%(n)s prisons", count) % {"n": f"{count:,}"},
        rows=[
            (row, place or "", _(kinds.get(row.kind, row.kind)), *_check(visit, row)) for row, place in rows
        ],
        **_list(FACILITIES, filters, last),
    )


def _sought(visit: Visit) -> tuple[DirectoryFilters, read.Sought]:
    form = read_form(DirectoryFilters, visit.query)
    filters = DirectoryFilters() if isinstance(form, Rejected) else form
    name, _line, number = (filters.after or "").rpartition("_")
    key = (name, int(number)) if number.isascii() and number.isdigit() and len(number) < 10 else None
    checked = None if filters.check is None else filters.check == "checked"
    return filters, read.Sought(filters.q, checked, visit.today() - CHECKED_FOR, key)


def _list(base: str, filters: DirectoryFilters, last: str | None) -> dict[str, Any]:
    def address(**changed: str | None) -> str:
        given = {"q": filters.q, "check": filters.check, **changed}
        fields = {name: value for name, value in given.items() if value}
        return base + (f"?{urlencode(fields)}" if fields else "")

    chips = [(_("Words: %(text)s") % {"text": filters.q}, address(q=None))] if filters.q else []
    if filters.check:
        chips.append((_(dict(CHECKS)[filters.check]), address(check=None)))
    return {
        "form": blank(**filters.model_dump()),
        "chips": chips,
        "checks": [(slug, _(label)) for slug, label in CHECKS],
        "following": address(after=last) if last else None,
        "first": address() if filters.after else None,
    }


def _check(visit: Visit, row: Addressee | Facility) -> tuple[str, bool]:
    today = visit.today()
    return check_in_words(row.checked_on, today), is_to_be_checked(row.checked_on, today)


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
    """Keep a new prison."""
    form = read_form(FacilityForm, visit.submitted)
    if isinstance(form, Rejected):
        return _form_page(visit, FacilityForm, form, None)
    row = changes.add_facility(visit.session, form)
    return see_other(f"{FACILITIES}/{row.id}", _("Saved. Check the address before anything is sent there."))


@doors.get("/directory/addressees/{slug}", who=signed_in)
def addressee_page(visit: Visit, slug: str) -> Response:
    """One office: its address, what is missing, who changed it."""
    row = read.addressee_for(visit.session, slug)
    language = _(dict(LETTER_LANGUAGES).get(row.language, row.language))
    return page(
        visit,
        "directory/addressee.html",
        missing=missing_in_words(row),
        language=language,
        **_view(visit, row),
    )


@doors.get("/directory/facilities/{facility_id}", who=signed_in)
def facility_page(visit: Visit, facility_id: RowId) -> Response:
    """One prison: its address, its mail rules, who changed it."""
    row = read.facility_for(visit.session, facility_id)
    kind = _(dict(FACILITY_KINDS).get(row.kind, row.kind))
    places = dict(read.place_names(visit.session))
    return page(
        visit,
        "directory/facility.html",
        kind=kind,
        place=places.get(str(row.place_id), ""),
        **_view(visit, row),
    )


def _view(visit: Visit, row: Addressee | Facility) -> dict[str, Any]:
    said, stale = _check(visit, row)
    changed = latest_of(visit.session, row.noun, row.id or 0)
    return {
        "row": row,
        "href": _href(row),
        "check": said,
        "to_be_checked": stale,
        "reachable": is_reachable(row),
        "changes": [(change_in_words(change), change) for change in changed],
        "may_work": visit.me.works_somewhere,
    }


def _href(row: Addressee | Facility) -> str:
    return f"{ADDRESSEES}/{row.slug}" if isinstance(row, Addressee) else f"{FACILITIES}/{row.id}"


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


@doors.post("/directory/addressees/{slug}/checked", who=worker)
def check_addressee(visit: Visit, slug: str) -> Response:
    """The address holds today."""
    return _checked(visit, read.addressee_for(visit.session, slug))


@doors.post("/directory/facilities/{facility_id}/checked", who=worker)
def check_facility(visit: Visit, facility_id: RowId) -> Response:
    """The address holds today."""
    return _checked(visit, read.facility_for(visit.session, facility_id))


def _checked(visit: Visit, row: Addressee | Facility) -> Response:
    version = visit.submitted.one("version")
    number = int(version) if version.isascii() and version.isdigit() and len(version) < 10 else None
    changes.mark_checked(row, number, visit.today())
    return see_other(_href(row), _("Saved: the address was checked today."))


def _edit_page(visit: Visit, kind: Any, row: Addressee | Facility) -> Response:
    return _form_page(visit, kind, blank(**_shown(kind, row), version=str(row.version)), row)


def _save(visit: Visit, kind: Any, row: Any) -> Response:
    form = read_form(kind, visit.submitted)
    if isinstance(form, Rejected):
        return _form_page(visit, kind, form, row)
    if form.version != row.version:
        return _form_page(visit, kind, _both_versions(visit, kind, row), row)
    changes.edit(row, form)
    return see_other(_href(row), _("Saved. What it said before is in the history."))


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
    is_office = kind is AddresseeForm
    base = ADDRESSEES if is_office else FACILITIES
    add, edit = (
        (_("Add an office"), _("Edit an office")) if is_office else (_("Add a prison"), _("Edit a prison"))
    )
    return page(
        visit,
        "directory/form.html",
        status=409 if form.stored else 422 if form.is_refused else 200,
        form=form,
        heading=edit if row else add,
        action=f"{_href(row)}/edit" if row else f"{base}/new",
        back=_href(row) if row else base,
        asked=asked(kind),
        needed=("office",) if is_office else ("name",),
        places=[] if is_office else read.place_names(visit.session),
    )
