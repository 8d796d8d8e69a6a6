"""Gifts, counts and the sheet for signatures."""

from starlette.responses import Response

from app.campaigning import vocabulary as words
from app.campaigning.changes.counts import count, give, month_of, take_back, take_off
from app.campaigning.changes.second_reading import read_anew
from app.campaigning.forms.lifecycle import CountForm, DonationForm
from app.campaigning.models import Action, Petition
from app.campaigning.queries.action_page import Counted
from app.campaigning.queries.action_rows import ActionRow, references
from app.campaigning.queries.visible import workable_action
from app.campaigning.routes.action_screens import Whole, step_screen, whole
from app.cases.vocabulary import translated
from app.db import number_of
from app.refusal import NotFound, Unacceptable
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import FormState, Rejected, blank, read_form
from app.web.pages import page, see_other
from app.web.policy import signed_in
from app.web.visit import Visit

doors = Doors()
LINES_OF_A_SHEET = 20


def _fund(visit: Visit, ref: str) -> Action:
    action = workable_action(visit.session, visit.me, ref)
    if action.kind != "fund":
        raise NotFound
    return action


@doors.get("/actions/{ref}/gifts", who=signed_in)
def gift_page(visit: Visit, ref: str) -> Response:
    """Ask for one gift."""
    _fund(visit, ref)
    return _gift_screen(visit, ref, blank())


def _gift_screen(visit: Visit, ref: str, form: FormState) -> Response:
    return step_screen(visit, ref, "gift", form, qualifiers=translated(words.QUALIFIERS))


@doors.post("/actions/{ref}/gifts", who=signed_in)
def add_gift(visit: Visit, ref: str) -> Response:
    """Write it down."""
    action, form = _fund(visit, ref), read_form(DonationForm, visit.submitted)
    if isinstance(form, Rejected):
        return _gift_screen(visit, ref, form)
    give(visit.session, action, form)
    return see_other(f"/actions/{ref}#gifts", _("Saved."))


@doors.post("/actions/{ref}/gifts/{gift_id}/remove", who=signed_in)
def remove_gift(visit: Visit, ref: str, gift_id: RowId) -> Response:
    """Take out one that was written down wrongly."""
    take_back(visit.session, _fund(visit, ref), gift_id)
    return see_other(f"/actions/{ref}#gifts", _("Taken out. The history keeps it."))


@doors.get("/actions/{ref}/counts", who=signed_in)
def count_page(visit: Visit, ref: str) -> Response:
    """Ask for a number."""
    action = workable_action(visit.session, visit.me, ref)
    if not action.ours:
        raise NotFound
    return _count_screen(visit, ref, blank(what="signatures" if action.kind == "petition" else "letters"))


def _count_screen(visit: Visit, ref: str, form: FormState) -> Response:
    return step_screen(
        visit, ref, "count", form, counted=translated(words.COUNTED), channels=translated(words.CHANNELS)
    )


@doors.post("/actions/{ref}/counts", who=signed_in)
def add_count(visit: Visit, ref: str) -> Response:
    """Add to the count."""
    action, form = workable_action(visit.session, visit.me, ref), read_form(CountForm, visit.submitted)
    if not action.ours:
        raise NotFound
    if isinstance(form, Rejected):
        return _count_screen(visit, ref, form)
    first = form.month.first if form.month is not None else None
    month = month_of(first or visit.today())
    counted = Counted(form.what or "", form.channel or "", form.country or "", month, form.number or 0)
    if form.off:
        try:
            take_off(visit.session, number_of(action), counted)
        except Unacceptable as refusal:
            values = visit.submitted.typed
            return _count_screen(visit, ref, FormState(values, {"number": refusal.sentence.rstrip(".")}))
        read_anew(visit.session, action)
        return see_other(f"/actions/{ref}#counts", _("Taken off the count."))
    count(visit.session, number_of(action), counted)
    read_anew(visit.session, action)
    return see_other(f"/actions/{ref}#counts", _("Counted."))


@doors.get("/actions/{ref}/sheet", who=signed_in)
def sheet(visit: Visit, ref: str) -> Response:
    """A sheet of paper for signatures, to print; it says when it may not be laid out yet."""
    action = whole(visit, ref)
    if not isinstance(action.part, Petition):
        raise NotFound
    return sheet_answer(visit, action.row, action.part, f"/actions/{ref}", not_to_be_shown(action))


def not_to_be_shown(action: Whole) -> str:
    """Why paper with the words of this action may not be carried outside; empty where it may."""
    if action.not_sent:
        return action.not_sent
    refs = action.gate.barring_of(references(action.links))
    if not action.gate.linked:
        return _("It is for no case and no incident.")
    if refs:
        return _("No consent for public use stands for %(refs)s.") % {"refs": refs}
    if action.gate.barring:
        return _("No consent for public use stands for all it was approved for.")
    return " ".join(one.in_words for one in action.findings)


def sheet_answer(visit: Visit, row: ActionRow, part: Petition, home: str, barred: str = "") -> Response:
    """The page to print."""
    lines = range(1, LINES_OF_A_SHEET + 1)
    return page(visit, "actions/sheet.html", row=row, part=part, home=home, barred=barred, lines=lines)
