"""What people do for somebody: how many letters and signatures there are so far."""

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.campaigning.models import Action, ActionLink, Tally
from app.campaigning.queries.visible import KEPT_FROM_NOBODY
from app.letters.models import LetterCase, LetterSending


def counted_for(session: Session, case_id: int) -> dict[str, int]:
    """Letters and signatures for a case: those counted on our actions, and letters of our own drafting."""
    wanted = (
        select(col(Tally.what), func.sum(col(Tally.count)))
        .join(ActionLink, col(ActionLink.action_id) == col(Tally.action_id))
        .join(Action, col(Action.id) == col(ActionLink.action_id))
        .where(col(ActionLink.case_id) == case_id, col(ActionLink.part) == "for", KEPT_FROM_NOBODY)
        .group_by(col(Tally.what))
    )
    found = {row[0]: int(row[1]) for row in session.execute(wanted)}
    sent = select(func.sum(col(LetterSending.count))).join(
        LetterCase, col(LetterCase.letter_id) == col(LetterSending.letter_id)
    )
    own = session.scalar(sent.where(col(LetterCase.case_id) == case_id)) or 0
    return found | {"letters": found.get("letters", 0) + int(own)}
