"""Adding, editing, removing and undoing entries."""

from starlette.responses import Response

from app.cases.changes.entries import choose_between, edit_entry, record_entry, remove_entry
from app.cases.entry_words import typed
from app.cases.forms.entries import ChoiceForm, RemovalForm
from app.cases.kinds import FORMS, KINDS, EntryKind
from app.cases.queries.entries import editable_entry
from app.cases.queries.visible import workable_case
from app.cases.routes.before_saving import dates_that_move, moves_screen
from app.cases.routes.entry_screens import (
    both,
    both_versions,
    conflict_screen,
    date_read,
    entry_page,
    identity,
    kind_or_none,
    present_fact,
    removal_screen,
    sentences_of,
    taken_over,
)
from app.characters import whole_number
from app.sources.citation_form import DatedCitationForm, read_citation
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()


@doors.get("/cases/{ref}/add", who=signed_in)
def choosekind_or_none(visit: Visit, ref: str) -> Response:
    """What is new: one of the kinds there are."""
    case = workable_case(visit.session, visit.me, ref)
    return page(visit, "cases/add.html", identity=identity(visit, case), kinds=KINDS.values())


@doors.get("/cases/{ref}/add/{kind}", who=signed_in)
def new_entry(visit: Visit, ref: str, kind: str) -> Response:
    """A form of this kind: empty, or begun with what the next one takes over from one before it."""
    case, slug = workable_case(visit.session, visit.me, ref), kind_or_none(kind)
    before = whole_number(visit.request.query_params.get("after", ""))
    return entry_page(visit, case, slug, blank(**taken_over(visit, case, slug, before)))


@doors.post("/cases/{ref}/add/{kind}", who=signed_in)
def add_entry(visit: Visit, ref: str, kind: str) -> Response:
    """Record it, or show what must be mended."""
    case, slug = workable_case(visit.session, visit.me, ref), kind_or_none(kind)
    form = read_form(FORMS[slug], visit.submitted)
    citation = read_citation(visit, DatedCitationForm, form)
    if isinstance(form, Rejected) or isinstance(citation, Rejected):
        return entry_page(visit, case, slug, both(form, citation))
    entry = record_entry(visit.session, case, slug, form, citation)
    told = date_read(_("Saved: the new entry is on the timeline."), form)
    if visit.submitted.one("then") == "next" and KINDS[slug].renews:
        return see_other(f"/cases/{ref}/add/{slug}?after={entry.id}", told)
    return see_other(f"/cases/{ref}#entry-{entry.id}", told)


@doors.get("/cases/{ref}/entries/{entry_id}/edit", who=signed_in)
def edit_page(visit: Visit, ref: str, entry_id: RowId) -> Response:
    """The form with what stands now."""
    case, entry = editable_entry(visit.session, visit.me, ref, entry_id)
    present = present_fact(visit, entry)
    seen = {one.id for one in sentences_of(visit, case)}
    form = blank(**typed(present, seen), version=str(entry.version))
    return entry_page(visit, case, present.kind, form, present)


@doors.post("/cases/{ref}/entries/{entry_id}/edit", who=signed_in)
def save_entry(visit: Visit, ref: str, entry_id: RowId) -> Response:
    """Save, show what must be mended, or show both versions when somebody else was faster."""
    case, entry = editable_entry(visit.session, visit.me, ref, entry_id)
    kind = EntryKind(entry.kind)
    form = read_form(FORMS[kind], visit.submitted)
    citation = read_citation(visit, DatedCitationForm, form)
    if isinstance(form, Rejected) or isinstance(citation, Rejected):
        return entry_page(visit, case, kind, both(form, citation), present_fact(visit, entry))
    if form.version != entry.version:
        return both_versions(visit, case, entry, form)
    edit_entry(visit.session, entry, form, citation)
    if moved := dates_that_move(visit, case):
        return moves_screen(visit, case, moved)
    told = date_read(_("Saved. What it said before is in the history."), form)
    return see_other(f"/cases/{ref}#entry-{entry_id}", told)


@doors.get("/cases/{ref}/entries/{entry_id}/remove", who=signed_in)
def removal_page(visit: Visit, ref: str, entry_id: RowId) -> Response:
    """Ask why."""
    case, entry = editable_entry(visit.session, visit.me, ref, entry_id)
    return removal_screen(visit, case, entry, blank(version=str(entry.version)))


@doors.post("/cases/{ref}/entries/{entry_id}/remove", who=signed_in)
def remove(visit: Visit, ref: str, entry_id: RowId) -> Response:
    """Take the entry out, with the reason."""
    case, entry = editable_entry(visit.session, visit.me, ref, entry_id)
    form = read_form(RemovalForm, visit.submitted)
    if isinstance(form, Rejected):
        return removal_screen(visit, case, entry, form)
    remove_entry(visit.session, entry, form.version, form.reason)
    if moved := dates_that_move(visit, case):
        return moves_screen(visit, case, moved)
    return see_other(f"/cases/{ref}", _("Removed. The history keeps it, and you can undo it there."))


@doors.get("/cases/{ref}/entries/{entry_id}/conflicts/{field}", who=signed_in)
def conflict_page(visit: Visit, ref: str, entry_id: RowId, field: str) -> Response:
    """Both sides, to choose one and say why."""
    case, entry = editable_entry(visit.session, visit.me, ref, entry_id)
    return conflict_screen(visit, case, entry, field, blank())


@doors.post("/cases/{ref}/entries/{entry_id}/conflicts/{field}", who=signed_in)
def decide_conflict(visit: Visit, ref: str, entry_id: RowId, field: str) -> Response:
    """Keep the choice with its reason."""
    case, entry = editable_entry(visit.session, visit.me, ref, entry_id)
    form = read_form(ChoiceForm, visit.submitted)
    if isinstance(form, Rejected):
        return conflict_screen(visit, case, entry, field, form)
    choose_between(visit.session, entry, field, form.citation, form.reason)
    return see_other(f"/cases/{ref}#conflicts", _("Saved: the other value stays visible."))
