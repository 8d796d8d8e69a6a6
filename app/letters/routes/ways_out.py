"""Ways out of a letter: files, the sheet to print, and several letters in one PDF. None changes anything."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from urllib.parse import urlencode

from starlette.responses import Response

from app.db import number_of
from app.letters.forms import FilterForm, TakeForm
from app.letters.letter_screens import asked_in, identity_in, letter_screen, usual_format
from app.letters.may_send import Leaving, leaving, together
from app.letters.obstacles import Obstacles
from app.letters.queries.letters import PAGE, Wanted
from app.letters.sheets.docx import docx
from app.letters.sheets.eml import eml
from app.letters.sheets.formats import FORMATS, format_choices
from app.letters.sheets.pdf import pdf, pdf_of_many
from app.letters.sheets.plain_text import plain_text
from app.letters.sheets.sheet import Sheet
from app.refusal import NotFound
from app.text import _, ngettext
from app.web.door import Doors, RowId
from app.web.form_fields import Number
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page
from app.web.policy import signed_in, unkept
from app.web.visit import Visit

doors = Doors()
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FILES: dict[str, tuple[str, Callable[[Sheet], bytes]]] = {
    "pdf": ("application/pdf", pdf),
    "docx": (WORD, docx),
    "eml": ("message/rfc822", eml),
    "txt": ("text/plain; charset=utf-8", lambda sheet: plain_text(sheet).encode()),
}


Give = Callable[[Visit, Leaving], Response]


class TogetherForm(FilterForm):
    """Which letters shall be one PDF: those of a batch, else the approved ones of the list."""

    batch: Number = None

    @property
    def wanted(self) -> Wanted:
        """Which page of the list."""
        return Wanted(kind=self.kind or "", reference=self.case or "", before=self.before)

    @property
    def named(self) -> dict[str, str]:
        """What was asked for, to be asked again."""
        given = {"batch": self.batch, "kind": self.kind, "case": self.case, "before": self.before}
        return {name: str(value) for name, value in given.items() if value}


@doors.get("/letters/together", who=signed_in)
def choose_together(visit: Visit) -> Response:
    """Which letters may leave in one PDF, and what keeps the others."""
    asked = _asked(visit.query)
    return _together(visit, asked, _found(visit, asked), blank(envelope=usual_format(visit).slug))


@doors.post("/letters/together.pdf", who=unkept(signed_in), writes=False)
def take_together(visit: Visit) -> Response:
    """Those that may leave, one page each, in one PDF."""
    asked = _asked(visit.submitted.values)
    found = _found(visit, asked)
    form = read_form(TakeForm, visit.submitted)
    if isinstance(form, Rejected):
        return _together(visit, asked, found, form)
    sheets = [_laid_out(visit, one.sheet, form) for one in found if not one.why_not]
    if not sheets:
        return _together(visit, asked, found, blank(), status=409)
    title = ngettext("%(n)s letter", "%(n)s letters", len(sheets)) % {"n": len(sheets)}
    return _attached(b"".join(pdf_of_many(sheets, title)), FILES["pdf"][0], "letters.pdf")


def _asked(values: Mapping[str, list[str]]) -> TogetherForm:
    form = read_form(TogetherForm, values)
    return TogetherForm() if isinstance(form, Rejected) else form


def _found(visit: Visit, asked: TogetherForm) -> list[Leaving]:
    return together(visit, asked_in(visit), asked.wanted, asked.batch)


def _together(
    visit: Visit, asked: TogetherForm, found: list[Leaving], form: FormState, status: int = 200
) -> Response:
    older = urlencode(asked.named | {"before": found[-1].letter.id}) if len(found) >= PAGE else ""
    return page(
        visit,
        "letters/together.html",
        status=422 if form.is_refused else status,
        form=form,
        envelopes=format_choices(),
        going=[one for one in found if not one.why_not],
        staying=[one for one in found if one.why_not],
        named=asked.named,
        older=f"/letters/together?{older}" if older else None,
    )


@doors.get("/letters/{letter_id}/letter.{form}", who=signed_in)
def take(visit: Visit, letter_id: RowId, form: str) -> Response:
    """The letter as a file."""
    return _out(visit, letter_id, _as_file(form))


@doors.post("/letters/{letter_id}/letter.{form}", who=unkept(signed_in), writes=False)
def take_signed(visit: Visit, letter_id: RowId, form: str) -> Response:
    """The letter as a file, with the name of somebody who signs."""
    return _out(visit, letter_id, _as_file(form))


@doors.get("/letters/{letter_id}/print", who=signed_in)
def print_sheet(visit: Visit, letter_id: RowId) -> Response:
    """One sheet of A4 with its envelope."""
    return _out(visit, letter_id, _as_page)


@doors.post("/letters/{letter_id}/print", who=unkept(signed_in), writes=False)
def print_signed(visit: Visit, letter_id: RowId) -> Response:
    """The same sheet with the name of somebody who signs."""
    return _out(visit, letter_id, _as_page)


def _out(visit: Visit, letter_id: int, give: Give) -> Response:
    """Hand the letter over if it may leave; else say what keeps it."""
    found = leaving(visit, asked_in(visit), letter_id)
    if found.why_not:
        return _stays(visit, found, found.why_not)
    form = read_form(TakeForm, visit.submitted)
    if isinstance(form, Rejected):
        form.values["own_line"] = found.letter.own_line or ""
        return letter_screen(visit, found.case, found.letter, Obstacles(), form)
    return give(visit, replace(found, sheet=_laid_out(visit, found.sheet, form)))


def _laid_out(visit: Visit, sheet: Sheet, form: TakeForm) -> Sheet:
    """With today's date, and what only its writer says."""
    envelope = FORMATS[form.envelope] if form.envelope else usual_format(visit)
    return sheet.signed(form.signature).sent_from(form.place, visit.today(), form.sender, envelope)


def _as_file(form: str) -> Give:
    if form not in FILES:
        raise NotFound
    kind, make = FILES[form]

    def give(visit: Visit, found: Leaving) -> Response:
        if form == "eml" and not found.sheet.office.email:
            return _stays(visit, found, _("No source gives an e-mail address of this office."))
        return _attached(make(found.sheet), kind, f"letter-{number_of(found.letter)}.{form}")

    return give


def _as_page(visit: Visit, found: Leaving) -> Response:
    return page(visit, "letters/print.html", sheet=found.sheet, letter=found.letter)


def _attached(words: bytes, kind: str, name: str) -> Response:
    told = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(words, media_type=kind, headers=told)


def _stays(visit: Visit, found: Leaving, why: str) -> Response:
    """The refusal, with the way back to the letter."""
    identity = identity_in(visit, found.case)
    return page(visit, "letters/stays.html", status=409, letter=found.letter, identity=identity, why=why)
