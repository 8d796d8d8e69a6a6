"""Two people say that the gate is wrong: a name in the words is somebody else's, or a case was linked by mistake."""

from sqlmodel import Session

from app.campaigning.lifecycle import NotNow
from app.campaigning.models import Action
from app.campaigning.queries.lookups import links_once_for
from app.campaigning.queries.public_words import open_doubt
from app.consent.changes import decide
from app.consent.forms import DecisionForm
from app.consent.models import Approval
from app.consent.namesakes import NAMESAKE, decide_namesake
from app.db import number_of
from app.refusal import NotFound
from app.text import _

LINK = "link"


def say_linked_by_mistake(session: Session, action: Action, link_id: int, reason: str) -> None:
    """One person says that a case which was taken off never belonged to the action, and why."""
    found = next((row for row in links_once_for(session, number_of(action)) if row.id == link_id), None)
    if found is None:
        raise NotFound
    pointing = f"{LINK} {link_id}"
    if open_doubt(session, number_of(action), pointing=pointing) is not None:
        raise NotNow(_("Somebody has said so already. A second person decides."))
    session.add(
        Approval(
            subject=LINK, action_id=action.id, why=pointing, reason=reason, asked_by_id=session.info["actor_id"],
            asked_at=session.info["at"],
        )
    )  # fmt: skip


def decide_doubt(session: Session, action: Action, approval_id: int, form: DecisionForm) -> None:
    """The second person's answer; with a yes the gate no longer asks."""
    waiting = open_doubt(session, number_of(action), approval_id=approval_id)
    if waiting is None:
        raise NotFound
    action.edited_at = session.info["at"]
    if waiting.subject == NAMESAKE:
        decide_namesake(session, waiting, action.campaign_id, form)
        return
    because, pointing = waiting.reason, int((waiting.why or "").partition(" ")[2])
    if decide(session, waiting, action.campaign_id, form) == "refused":
        pointing = 0
    waiting.reason = " · ".join(filter(None, (because, form.reason)))
    for row in links_once_for(session, number_of(action)):
        if row.id == pointing:
            session.delete(row)
