"""What is said about a file: changed by hand, with what it said before; bytes and name stay as they came."""

from starlette.responses import Response

from app.cases.changes.attachments import describe_file
from app.cases.forms.attachments import FileWordsForm
from app.cases.models import Attachment
from app.db import number_of
from app.desk.file_screens import Owner
from app.history.change_words import differences
from app.history.edit_marks import hold, mark_of
from app.history.queries import latest_of
from app.text import _
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.visit import Visit


def edit_page(visit: Visit, owner: Owner, file_id: int) -> Response:
    """The words as they stand, and as they stood before."""
    file = owner.file(file_id)
    return _screen(visit, owner, file, blank(**_words(file), seen=mark_of(file)))


def save(visit: Visit, owner: Owner, file_id: int) -> Response:
    """Save, or show what must be mended, or both versions when somebody else was faster."""
    file = owner.file(file_id)
    form = read_form(FileWordsForm, visit.submitted)
    if isinstance(form, Rejected):
        return _screen(visit, owner, file, form)
    hold(visit.session, file)
    if form.seen != mark_of(file):
        typed = {name: given[0] for name, given in visit.submitted.values.items()} | {"seen": mark_of(file)}
        stored = {name: said or "" for name, said in _words(file).items() if said != getattr(form, name)}
        return _screen(visit, owner, file, FormState(values=typed, stored=stored or {"seen": ""}))
    describe_file(file, form)
    return see_other(f"{owner.href}/files", _("Saved. What it said before is in the history."))


def _words(file: Attachment) -> dict[str, str | None]:
    return {"caption": file.caption, "credit": file.credit, "kind": file.kind}


def _screen(visit: Visit, owner: Owner, file: Attachment, form: FormState) -> Response:
    changes = latest_of(visit.session, "file", number_of(file))
    return page(
        visit,
        "files/edit.html",
        status=409 if form.stored else 422 if form.is_refused else 200,
        owner=owner,
        file=file,
        form=form,
        changes=[(one, list(differences(one))) for one in changes if one.verb == "changed"],
    )
