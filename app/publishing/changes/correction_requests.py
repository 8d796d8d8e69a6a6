"""Requests to correct or remove: received without a trace of who asks, answered with what came of it."""

from datetime import timedelta

from sqlmodel import Session

from app.publishing.forms import AnswerForm, CorrectionForm
from app.publishing.models import Correction
from app.publishing.queries.correction_requests import About, received_since
from app.refusal import Conflict, Refusal
from app.text import _

AN_HOUR = timedelta(hours=1)
MOST_AN_HOUR, MOST_OF_ONE_PAGE = 40, 6


class TooMany(Refusal):
    """More requests within an hour than people can read."""

    status = 429


def receive(session: Session, form: CorrectionForm, about: About) -> Correction:
    """Keep the words. How many come is limited by the hour for all together, so no sender has to be known."""
    since = session.info["at"] - AN_HOUR
    if (
        received_since(session, since) >= MOST_AN_HOUR
        or received_since(session, since, about.path) >= MOST_OF_ONE_PAGE
    ):
        raise TooMany(_("Many requests have come within the last hour. Send yours again in an hour."))
    made = Correction(
        campaign_id=about.campaign_id, page_id=about.page_id, path=about.path, words=form.words or "",
        reply_to=form.reply_to, received_at=session.info["at"],
    )  # fmt: skip
    session.add(made)
    return made


def answer(session: Session, correction: Correction, form: AnswerForm) -> None:
    """Keep what came of it, and forget the address for an answer."""
    if correction.decision is not None:
        raise Conflict(_("Somebody has answered this already."))
    correction.decision, correction.answer = form.decision, form.answer
    correction.decided_at, correction.decided_by_id = session.info["at"], session.info["actor_id"]
    correction.reply_to = None
