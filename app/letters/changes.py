"""Keeping drafts and the steps of a letter's life."""

from datetime import date, timedelta
from typing import Any

from sqlmodel import Session

from app.cases.models import Case
from app.consent.changes import read_and_decide
from app.consent.forms import ReadForm
from app.consent.models import Approval
from app.consent.queries.approvals import open_approval_of_letter
from app.consent.second_reader import ReadThrough
from app.db import number_of
from app.letters.edit_letter_kind import KindForm
from app.letters.forms import AnswerForm, SentForm
from app.letters.lifecycle import after
from app.letters.models import KindWords, Letter, LetterBar, LetterCase, LetterSending
from app.letters.new_draft import Choice, Drafted
from app.letters.obstacles import Obstacles
from app.letters.queries.letter_kinds import bar_of
from app.letters.queries.letters import sending_row
from app.letters.staleness import basis_of, kept
from app.refusal import Conflict
from app.text import _

LOOK_AGAIN_DAYS = 14


class NotSendable(Conflict):
    """Something stands between the letter and its way out; the sentence says what."""


def keep_draft(session: Session, case: Case, choice: Choice, made: Drafted) -> Letter:
    """Keep a draft with the facts it rests on."""
    letter = Letter(
        campaign_id=case.campaign_id, case_id=case.id, kind=choice.kind, subject="", body="",
        addressee_id=choice.office.addressee_id, facility_id=choice.office.facility_id, variant=choice.variant,
        language=made.language, sentences=[], action_id=choice.action_id, corrects_id=choice.corrects_id,
        basis={"sent": choice.sent} if choice.sent else {},
        made_by_id=session.info["actor_id"], made_at=session.info["at"],
    )  # fmt: skip
    _write(letter, choice.own_line, made)
    session.add(letter)
    session.flush()
    session.add(LetterCase(letter_id=number_of(letter), case_id=number_of(case)))
    session.flush()
    return letter


def _write(letter: Letter, own_line: str, made: Drafted) -> None:
    values: dict[str, Any] = {
        "subject": made.draft.subject[:300],
        "body": made.draft.body,
        "own_line": own_line or None,
        "sentences": [kept(one) for one in made.draft.sentences],
        "paragraphs": [[list(piece) for piece in paragraph] for paragraph in made.draft.paragraphs],
        "left_out": [[left.about, left.reason] for left in made.draft.left_out],
        "basis": _basis(letter, made),
    }
    for name, value in values.items():
        if getattr(letter, name) != value:
            setattr(letter, name, value)


def _basis(letter: Letter, made: Drafted) -> dict[str, Any]:
    """What it rests on now, and of a correction when the corrected letter went out."""
    corrected = {name: letter.basis[name] for name in ("sent",) if name in letter.basis}
    return basis_of(made.briefing, made.draft.sentences) | corrected


def redraft(session: Session, letter: Letter, own_line: str, made: Drafted) -> None:
    """Write it anew from what is known today; the earlier words stay in its history."""
    letter.state = after(letter.state, "redraft")
    letter.made_by_id, letter.confirmed_on = session.info["actor_id"], None
    _write(letter, own_line, made)
    _drop_request(session, letter)


def confirm(letter: Letter, made: Drafted, found: Obstacles, today: date) -> None:
    """A person has looked: the same words still hold for the facts as they are now."""
    letter.state = after(letter.state, "confirm")
    if not found.may_confirm:
        raise NotSendable(_("The words have changed, so the letter has to be drafted again."))
    letter.confirmed_on = today
    letter.basis = _basis(letter, made)
    letter.sentences = [kept(one) for one in made.draft.sentences]


def submit(session: Session, letter: Letter, case: Case, found: Obstacles) -> None:
    """Ask a second person."""
    letter.state = after(letter.state, "submit")
    _check_clear(found)
    session.add(
        Approval(
            subject="letter", letter_id=number_of(letter), case_id=number_of(case),
            asked_by_id=letter.made_by_id or session.info["actor_id"], asked_at=session.info["at"],
        )
    )  # fmt: skip


def take_back(session: Session, letter: Letter, step: str = "take-back") -> None:
    """Back to a draft: from waiting, or from approved."""
    letter.state = after(letter.state, step)
    _drop_request(session, letter)


def decide_letter(
    session: Session, letter: Letter, form: ReadForm, found: Obstacles, reading: ReadThrough
) -> str:
    """A second person's yes or no. A letter whose facts have changed cannot be approved."""
    step = "refuse" if form.decision == "refused" else "approve"
    state = after(letter.state, step)
    if step == "approve":
        _check_clear(found)
    approval = open_approval_of_letter(session, number_of(letter))
    if approval is None:
        raise Conflict(_("Nobody has asked for this any more."))
    decision = read_and_decide(session, approval, letter.campaign_id, form, reading)
    letter.state = state
    return decision


def mark_sent(session: Session, letter: Letter, form: SentForm, found: Obstacles) -> None:
    """Count one sending by channel, country and month. Neither the count nor its history says who sent it."""
    state = after(letter.state, "send")
    _check_clear(found)
    session.info.update(actor_id=None, actor=_("somebody of the campaign"))
    letter.state = state
    month, country = form.month or "", (form.country or "").upper()
    row = sending_row(session, number_of(letter), form.channel or "", country, month)
    if row is None:
        sent = LetterSending(
            letter_id=number_of(letter), channel=form.channel or "", country=country, month=month
        )
        session.add(sent)
    else:
        row.count += 1


def log_answer(letter: Letter, form: AnswerForm, today: date) -> None:
    """Keep what came back."""
    letter.state = after(letter.state, "answer")
    letter.answer, letter.answered_on = form.answer[:2000], form.answered_on or today
    letter.look_again = form.look_again or today + timedelta(days=LOOK_AGAIN_DAYS)


def withdraw_letter(session: Session, letter: Letter, reason: str | None) -> None:
    """It will not be sent; why, if somebody says so."""
    letter.state = after(letter.state, "withdraw")
    letter.withdrawn_reason = reason
    _drop_request(session, letter)


def save_words(session: Session, campaign_id: int, which: tuple[str, str], form: KindForm) -> None:
    """A new version of a kind's words in a language; the earlier ones stay."""
    slug, language = which
    session.add(
        KindWords(
            campaign_id=campaign_id, slug=slug, language=language, title=form.title, words=form.words,
            made_by_id=session.info["actor_id"], made_at=session.info["at"],
        )
    )  # fmt: skip
    session.flush()


def set_bar(session: Session, campaign_id: int, worst: str) -> None:
    """From now on only sources at least this reliable count in the campaign's letters; kept drafts are asked anew."""
    bar = bar_of(session, campaign_id)
    if bar is None:
        session.add(LetterBar(campaign_id=campaign_id, worst=worst))
    elif bar.worst != worst:
        bar.worst = worst


def _drop_request(session: Session, letter: Letter) -> None:
    """Nobody has to decide on a letter that is being written again."""
    approval = open_approval_of_letter(session, number_of(letter))
    if approval is not None:
        approval.decision, approval.decided_at = "dropped", session.info["at"]


def _check_clear(found: Obstacles) -> None:
    if not found.clear:
        raise NotSendable(_("Not to be sent. %(why)s") % {"why": found.in_words()})
