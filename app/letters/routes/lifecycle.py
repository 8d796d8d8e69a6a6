"""The steps of a letter's life, each a form of its own."""

from dataclasses import replace
from datetime import date

from starlette.responses import Response

from app.cases.models import Case
from app.consent.forms import ReadForm
from app.consent.second_reader import NotRead
from app.db import number_of
from app.letters import changes
from app.letters.corrections import CORRECTION, quoted
from app.letters.forms import AnswerForm, EditForm, SentForm, WithdrawForm
from app.letters.letter_screens import letter_screen, reading_in, today_in
from app.letters.lifecycle import after
from app.letters.models import Letter
from app.letters.new_draft import choice_of, drafted
from app.letters.obstacles import Obstacles, obstacles, once_more
from app.letters.queries.corrections import corrections_of, last_month, untrue_letters
from app.letters.queries.letters import letter_for
from app.refusal import Conflict, Forbidden
from app.text import _
from app.web.door import Doors, RowId
from app.web.forms import Rejected, read_form
from app.web.pages import see_other
from app.web.policy import signed_in
from app.web.viewer import Right
from app.web.visit import Visit

doors = Doors()


def _opened(visit: Visit, letter_id: int) -> tuple[Letter, Case, date]:
    """A letter for somebody who may change it; NotFound to a stranger, Forbidden to a reader."""
    letter, case = letter_for(visit.session, visit.me, letter_id)
    if not visit.me.may(Right.WRITE, letter.campaign_id):
        raise Forbidden(
            _("You may read this letter. Changing it takes the role of a volunteer; ask a coordinator.")
        )
    return letter, case, today_in(visit, case)


def _found(visit: Visit, case: Case, letter: Letter, today: date) -> Obstacles:
    return obstacles(visit.session, case, letter, today, visit.settings.today)


def _back(letter: Letter, notice: str) -> Response:
    return see_other(f"/letters/{number_of(letter)}", notice)


@doors.post("/letters/{letter_id}/redraft", who=signed_in)
def redraft(visit: Visit, letter_id: RowId) -> Response:
    """Write it anew from what is known today, also with another line of one's own."""
    letter, case, today = _opened(visit, letter_id)
    form = read_form(EditForm, visit.submitted)
    if isinstance(form, Rejected):
        return letter_screen(visit, case, letter, _found(visit, case, letter, today), form)
    after(letter.state, "redraft")
    if form.own_line is not None or "own_line" in visit.submitted.values:
        letter.own_line = form.own_line
    choice = choice_of(visit.session, letter)
    made = drafted(visit.session, case, choice, today, visit.settings.today)
    changes.redraft(visit.session, letter, choice.own_line, made)
    return _back(letter, _("Drafted again from what is known today. The earlier words are kept below."))


@doors.post("/letters/{letter_id}/confirm", who=signed_in)
def confirm(visit: Visit, letter_id: RowId) -> Response:
    """A person has looked: the words still hold."""
    letter, case, today = _opened(visit, letter_id)
    made = drafted(visit.session, case, choice_of(visit.session, letter), today, visit.settings.today)
    changes.confirm(letter, made, _found(visit, case, letter, today), today)
    return _back(letter, _("Confirmed: somebody has looked, and the words still hold."))


@doors.post("/letters/{letter_id}/submit", who=signed_in)
def submit(visit: Visit, letter_id: RowId) -> Response:
    """Ask a second person."""
    letter, case, today = _opened(visit, letter_id)
    changes.submit(visit.session, letter, case, _found(visit, case, letter, today))
    return _back(letter, _("It waits for a second person now; it stands on the page Approvals."))


@doors.post("/letters/{letter_id}/take-back", who=signed_in)
def take_back(visit: Visit, letter_id: RowId) -> Response:
    """Back from waiting to a draft."""
    letter, _case, _today = _opened(visit, letter_id)
    changes.take_back(visit.session, letter)
    return _back(letter, _("A draft again."))


@doors.post("/letters/{letter_id}/reopen", who=signed_in)
def reopen(visit: Visit, letter_id: RowId) -> Response:
    """Back from approved to a draft."""
    letter, _case, _today = _opened(visit, letter_id)
    changes.take_back(visit.session, letter, "reopen")
    return _back(letter, _("A draft again. It needs another approval."))


@doors.post("/letters/{letter_id}/decide", who=signed_in)
def decide(visit: Visit, letter_id: RowId) -> Response:
    """A second person's yes or no."""
    letter, case, today = _opened(visit, letter_id)
    form = read_form(ReadForm, visit.submitted)
    found = _found(visit, case, letter, today)
    if isinstance(form, Rejected):
        return letter_screen(visit, case, letter, found, form)
    try:
        decision = changes.decide_letter(visit.session, letter, form, found, reading_in(visit, letter))
    except NotRead as refused:
        return letter_screen(visit, case, letter, found, form.kept(refused.sentence))
    return _back(
        letter, _("Back to its author, with your reason.") if decision == "refused" else _("Approved.")
    )


@doors.post("/letters/{letter_id}/send", who=signed_in)
def send(visit: Visit, letter_id: RowId) -> Response:
    """Count a sending; who sent it is not kept."""
    letter, case, today = _opened(visit, letter_id)
    form = read_form(SentForm, visit.submitted)
    if isinstance(form, Rejected):
        return letter_screen(visit, case, letter, _found(visit, case, letter, today), form)
    found = once_more(visit.session, case, letter, today, visit.settings.today)
    changes.mark_sent(visit.session, letter, form.in_month(today), found)
    return _back(letter, _("Counted by channel, country and month. Who sent it is not kept."))


@doors.post("/letters/{letter_id}/correct", who=signed_in)
def correct(visit: Visit, letter_id: RowId) -> Response:
    """A draft that corrects a sent letter, to the same office; where there is one already, that one."""
    letter, case, today = _opened(visit, letter_id)
    after(letter.state, "correct")
    number = number_of(letter)
    if existing := corrections_of(visit.session, [number]).get(number):
        return see_other(f"/letters/{existing}", _("There is a correction already."))
    told = untrue_letters(visit.session, [(letter, case)], visit.settings.today).get(number)
    if told is None:
        raise Conflict(_("Nothing that this letter told has proved untrue."))
    choice = replace(
        choice_of(visit.session, letter), kind=CORRECTION.slug, own_line="", action_id=None,
        wrong=tuple(quoted(one.stored) for one in told.untrue), sent=last_month(visit.session, number),
        corrects_id=number,
    )  # fmt: skip
    made = drafted(visit.session, case, choice, today, visit.settings.today)
    kept = changes.keep_draft(visit.session, case, choice, made)
    return see_other(f"/letters/{kept.id}", _("Kept. Nothing is sent before somebody else has approved it."))


@doors.post("/letters/{letter_id}/answer", who=signed_in)
def answer(visit: Visit, letter_id: RowId) -> Response:
    """Keep what came back."""
    letter, case, today = _opened(visit, letter_id)
    form = read_form(AnswerForm, visit.submitted)
    if isinstance(form, Rejected):
        return letter_screen(visit, case, letter, _found(visit, case, letter, today), form)
    changes.log_answer(letter, form, today)
    return _back(letter, _("The answer is kept."))


@doors.post("/letters/{letter_id}/withdraw", who=signed_in)
def withdraw(visit: Visit, letter_id: RowId) -> Response:
    """It will not be sent."""
    letter, case, today = _opened(visit, letter_id)
    form = read_form(WithdrawForm, visit.submitted)
    if isinstance(form, Rejected):
        return letter_screen(visit, case, letter, _found(visit, case, letter, today), form)
    changes.withdraw_letter(visit.session, letter, form.why)
    return _back(letter, _("Withdrawn. It stays here to be read."))
