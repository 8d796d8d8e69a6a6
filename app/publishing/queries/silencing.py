"""What has left, or was about to leave, about one case."""

from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.campaigning.models import GATED, Action, ActionLink
from app.letters.models import Letter, LetterCase

UNSENT = ("draft", "awaiting-approval", "approved")


def our_actions(session: Session, case_id: int) -> list[str]:
    """The references of our actions for a case that had a public page."""
    wanted = (
        select(col(Action.reference))
        .join(ActionLink, col(ActionLink.action_id) == col(Action.id))
        .where(
            col(ActionLink.case_id) == case_id, col(ActionLink.part).in_(GATED), col(Action.ours),
            col(Action.published_at).is_not(None),
        )
        .order_by(col(Action.id))
    )  # fmt: skip
    rows: Any = session.scalars(wanted)
    return list(rows)


def letters_not_sent(session: Session, case_id: int) -> int:
    """How many letters about a case are written and have not gone out."""
    wanted = (
        select(func.count())
        .select_from(Letter)
        .join(LetterCase, col(LetterCase.letter_id) == col(Letter.id))
        .where(col(LetterCase.case_id) == case_id, col(Letter.state).in_(UNSENT))
    )
    return session.scalar(wanted) or 0
