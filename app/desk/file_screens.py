"""Files on cases and sources: seen, sent in, handed out and deleted; whoever sees the owner sees its files."""

from dataclasses import dataclass
from typing import Any

from starlette.responses import Response

from app.cases.changes.attachments import add_file, keep_on_shelf, remove_file
from app.cases.forms.attachments import FileForm
from app.cases.models import Attachment
from app.cases.queries.attachments import sent_before
from app.cases.sensitive_access import is_shown
from app.files.accepted_types import ENDINGS, Accepted, accept
from app.files.file_names import disposition
from app.files.refused_file import NotAccepted
from app.files.storage import Shelf
from app.history.access_log import Subject
from app.refusal import NotFound
from app.text import _, moment_in_words
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.visit import Visit

SANDBOX = "default-src 'none'; sandbox"


@dataclass(frozen=True, slots=True)
class Owner:
    """What files hang on: a case or a source, how its pages are headed, and what this viewer may do."""

    column: str
    number: int
    href: str
    name: str
    may_add: bool
    files: list[Attachment]
    campaign_id: int | None = None
    identity: Any = None
    leaving: tuple[tuple[str, bool, str], ...] = ()  # for photographs: use, whether, and why (not)
    no_photographs: str = ""  # why none is taken in

    @property
    def case_id(self) -> int | None:
        """The case, where it is one."""
        return self.number if self.column == "case_id" else None

    @property
    def as_columns(self) -> dict[str, int]:
        """The row it hangs on."""
        return {self.column: self.number}

    def file(self, file_id: int) -> Attachment:
        """One of its files; any other does not exist here."""
        found = next((one for one in self.files if one.id == file_id), None)
        if found is None:
            raise NotFound
        return found


def files_page(visit: Visit, owner: Owner, form: FormState | None = None) -> Response:
    """The files and, for those who may, the form for another one."""
    form = form or blank()
    rows = [
        {"file": one, "size": _size_in_words(one), "added": moment_in_words(one.added_at)}
        for one in owner.files
    ]
    status = 422 if form.is_refused else 200
    return page(visit, "files/list.html", status=status, owner=owner, rows=rows, form=form, endings=ENDINGS)


def _size_in_words(file: Attachment) -> str:
    size = f"{file.size / 1e6:.1f} MB" if file.size >= 100_000 else f"{max(file.size // 1000, 1)} KB"
    return f"{size}, {file.width} × {file.height}" if file.width else size


def take_in(visit: Visit, owner: Owner) -> Response:
    """Look through the file, keep its bytes, then its row; the same file twice is one."""
    form, sent = read_form(FileForm, visit.submitted), visit.submitted.uploaded
    errors = dict(form.errors) if isinstance(form, Rejected) else {}
    accepted = None
    if sent is None:
        errors["file"] = _("Choose a file")
    else:
        try:
            accepted = accept(sent.name, sent.path.read_bytes())
        except NotAccepted as refused:
            errors["file"] = str(refused)
    if accepted is not None and accepted.shape == "picture" and (why := owner.no_photographs):
        errors["file"] = why
    if isinstance(form, Rejected) or sent is None or accepted is None or errors:
        typed = {name: given[0] for name, given in visit.submitted.values.items()}
        return files_page(visit, owner, FormState(values=typed, errors=errors))
    if sent_before(visit.session, sent.sha256, owner.as_columns) is None:
        _keep(visit, owner, accepted, form, sent.sha256)
    return see_other(f"{owner.href}/files", _("Saved, without what the camera or program had added to it."))


def _keep(visit: Visit, owner: Owner, accepted: Accepted, form: FileForm, mark: str) -> None:
    """What fails between the bytes and the row leaves bytes that no row knows; the sweep finds them."""
    shelf = Shelf(visit.settings.data_dir)
    kept = keep_on_shelf(shelf, accepted, mark)
    with visit.database.writing(actor_id=visit.me.id, actor=visit.me.name, at=visit.now) as session:
        add_file(session, owner.as_columns, kept, form)


def hand_out(visit: Visit, owner: Owner, file_id: int) -> Response:
    """The bytes, to be saved and never shown as a page of ours; the access log says who took them."""
    file = owner.file(file_id)
    is_shown(visit.session, Subject("file", file.id, owner.campaign_id), owner.case_id)
    return _as_attachment(visit, file.stored, file.media_type, file.name)


def hand_out_small(visit: Visit, owner: Owner, file_id: int) -> Response:
    """The small picture, for the list of files."""
    file = owner.file(file_id)
    if file.thumbnail is None:
        raise NotFound
    is_shown(visit.session, Subject("file", file.id, owner.campaign_id), owner.case_id)
    return _as_attachment(visit, file.thumbnail, "image/jpeg", "small.jpg")


def _as_attachment(visit: Visit, stored: str, media_type: str, name: str) -> Response:
    try:
        content = Shelf(visit.settings.data_dir).read(stored)
    except FileNotFoundError as error:
        raise NotFound from error
    charset = "; charset=utf-8" if media_type == "text/plain" else ""
    headers = {"Content-Disposition": disposition(name), "Content-Security-Policy": SANDBOX}
    return Response(content, media_type=media_type + charset, headers=headers)


def ask_to_delete(visit: Visit, owner: Owner, file_id: int) -> Response:
    """What goes, before it goes."""
    return page(visit, "files/delete.html", owner=owner, file=owner.file(file_id))


def delete(visit: Visit, owner: Owner, file_id: int) -> Response:
    """Row, bytes and small picture; history says that there was a file."""
    remove_file(visit.session, Shelf(visit.settings.data_dir), owner.file(file_id))
    visit.database.empty_log_after(visit.session)
    return see_other(f"{owner.href}/files", _("Deleted. Nothing of the file is left here."))
