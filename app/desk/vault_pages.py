"""What was told in confidence about a case: sealed in the database, opened for few, and every look is noted."""

from typing import Any

from starlette.responses import Response

from app.cases.changes.attachments import close_to, open_to, rewrite_note, write_note
from app.cases.changes.entries import EditedMeanwhile
from app.cases.forms.vault import KINDS, NoteForm, ReaderForm, WordsForm
from app.cases.identity_bar import identity_of
from app.cases.models import Case, VaultNote
from app.cases.queries.attachments import may_open_vault, vault_note, vault_notes, vault_readers
from app.cases.queries.case_heads import head_of
from app.cases.queries.case_list import teams_of
from app.cases.queries.reading import reading_of
from app.cases.queries.timeline import timeline
from app.cases.queries.visible import case_for
from app.cases.sensitive_access import is_shown
from app.db import number_of
from app.files.encryption import CannotOpen, Vault, vault_of
from app.history.access_log import Subject
from app.refusal import Conflict, Forbidden, NotFound
from app.text import _, marked, moment_in_words
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in, unkept
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()
VAULT = "/cases/{ref}/vault"


@doors.get(VAULT, who=signed_in)
def vault_page(visit: Visit, ref: str) -> Response:
    """Everything, in plain words; one look is one line of the access log."""
    case = _case(visit, ref)
    return _screen(visit, case, blank())


@doors.post(VAULT, who=unkept(signed_in))
def add_note(visit: Visit, ref: str) -> Response:
    """Seal one more note."""
    case, form = _case(visit, ref), read_form(NoteForm, visit.submitted)
    vault = _vault(visit)
    if isinstance(form, Rejected):
        return _screen(visit, case, form)
    write_note(visit.session, vault, number_of(case), form.kind, form.words)
    return see_other(f"/cases/{ref}/vault", _("Sealed and saved."))


@doors.get(VAULT + "/{note_id}/edit", who=signed_in)
def edit_page(visit: Visit, ref: str, note_id: RowId) -> Response:
    """One note, to be written anew."""
    case = _case(visit, ref)
    note, vault = _note(visit, case, note_id), _vault(visit)
    return _edit_screen(visit, case, note, blank(words=vault.open(note.token, note.sealed)))


@doors.post(VAULT + "/{note_id}/edit", who=unkept(signed_in))
def save_note(visit: Visit, ref: str, note_id: RowId) -> Response:
    """Other words; of the old ones nothing is kept."""
    case, form = _case(visit, ref), read_form(WordsForm, visit.submitted)
    note, vault = _note(visit, case, note_id), _vault(visit)
    if isinstance(form, Rejected):
        return _edit_screen(visit, case, note, form)
    if form.version != note.version:
        raise EditedMeanwhile
    rewrite_note(visit.session, vault, note, form.words)
    visit.database.empty_log_after(visit.session)
    return see_other(f"/cases/{ref}/vault", _("Sealed and saved."))


@doors.post(VAULT + "/{note_id}/remove", who=unkept(signed_in))
def remove_note(visit: Visit, ref: str, note_id: RowId) -> Response:
    """Gone for good; history says that there was one."""
    visit.session.delete(_note(visit, _case(visit, ref), note_id))
    visit.database.empty_log_after(visit.session)
    return see_other(f"/cases/{ref}/vault", _("Removed for good."))


@doors.post(VAULT + "/readers", who=unkept(signed_in))
def add_reader(visit: Visit, ref: str) -> Response:
    """A coordinator opens the notes to somebody of the campaign."""
    case, form = _case(visit, ref), read_form(ReaderForm, visit.submitted)
    _check_coordinates(visit, case)
    if isinstance(form, Rejected):
        return _screen(visit, case, form)
    if form.volunteer not in teams_of(visit.session, visit.me).members.get(case.campaign_id, {}):
        return _screen(visit, case, FormState(errors={"volunteer": _("Choose somebody of this campaign")}))
    open_to(visit.session, number_of(case), form.volunteer)
    return see_other(f"/cases/{ref}/vault", _("Saved: this volunteer may open it now."))


@doors.post(VAULT + "/readers/{volunteer_id}/remove", who=unkept(signed_in))
def remove_reader(visit: Visit, ref: str, volunteer_id: RowId) -> Response:
    """A coordinator closes them again."""
    case = _case(visit, ref)
    _check_coordinates(visit, case)
    close_to(visit.session, number_of(case), volunteer_id)
    return see_other(f"/cases/{ref}/vault", _("Saved: this volunteer may no longer open it."))


def _case(visit: Visit, ref: str) -> Case:
    """The case, for whoever may open its vault; for everybody else there is no such page."""
    case = case_for(visit.session, visit.me, ref)
    if not may_open_vault(visit.session, visit.me, number_of(case), case.campaign_id):
        raise NotFound
    return case


def _is_opened(visit: Visit, case: Case) -> None:
    is_shown(visit.session, Subject("vault", case.id, case.campaign_id), case.id)


def _check_coordinates(visit: Visit, case: Case) -> None:
    if not visit.me.may(Right.DECIDE, case.campaign_id):
        raise Forbidden(_("Only a coordinator decides who may open this."))


def _note(visit: Visit, case: Case, note_id: int) -> VaultNote:
    note = vault_note(visit.session, number_of(case), note_id)
    if note is None:
        raise NotFound
    return note


def _vault(visit: Visit) -> Vault:
    vault = vault_of(visit.settings.vault_key)
    if vault is None:
        raise Conflict(_("VIGIL_VAULT_KEY is not set, so nothing can be sealed or opened."))
    return vault


def _screen(visit: Visit, case: Case, form: FormState) -> Response:
    session, number = visit.session, number_of(case)
    _is_opened(visit, case)
    vault = vault_of(visit.settings.vault_key)
    readers = vault_readers(session, number)
    team = teams_of(session, visit.me).members.get(case.campaign_id, {})
    return page(
        visit,
        "files/vault.html",
        status=422 if form.is_refused else 200,
        identity=_identity(visit, case),
        notes=[_shown(vault, note) for note in vault_notes(session, number)],
        kinds=[(slug, marked(label)) for slug, label in KINDS.items()],
        is_on=vault is not None,
        form=form,
        readers=readers,
        may_be_named=[(str(n), who) for n, who in team.items() if n not in dict(readers)],
        coordinates=visit.me.may(Right.DECIDE, case.campaign_id),
    )


def _edit_screen(visit: Visit, case: Case, note: VaultNote, form: FormState) -> Response:
    _is_opened(visit, case)
    status, kind = (422 if form.is_refused else 200), marked(KINDS.get(note.kind, note.kind))
    identity = _identity(visit, case)
    return page(visit, "files/note.html", status=status, identity=identity, note=note, kind=kind, form=form)


def _identity(visit: Visit, case: Case) -> Any:
    head = head_of(visit.session, case)
    facts = timeline(visit.session, number_of(case), visit.settings.today)
    return identity_of(head, reading_of(visit.session, facts, visit.today(head.zone)))


def _shown(vault: Vault | None, note: VaultNote) -> dict[str, Any]:
    try:
        words = vault.open(note.token, note.sealed) if vault else None
    except CannotOpen:
        words = None
    kind = marked(KINDS.get(note.kind, note.kind))
    return {"id": note.id, "kind": kind, "words": words, "at": moment_in_words(note.written_at)}
