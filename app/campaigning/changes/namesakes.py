"""Two people say that the gate is wrong: a name in the words is somebody else's, or a case was linked by mistake."""

from sqlmodel import Session

from app.campaigning.lifecycle import NotNow
from app.campaigning.models import Action
from app.campaigning.queries.linked_cases import AsOf, gates
from app.campaigning.queries.lookups import links_once_for
from app.campaigning.queries.public_words import open_doubt
from app.consent.changes import decide
from app.consent.forms import DecisionForm
from app.consent.models import Approval, Namesake
from app.db import number_of
from app.refusal import NotFound
from app.text import _

NAMESAKE, LINK = "namesake", "link"


def say_somebody_else(session: Session, action: Action, person_id: int, reason: str, as_of: AsOf) -> None:
    """One person says that the words do not mean somebody whom they seem to name, and why."""
    number = number_of(action)
    gate = gates(session, [number], as_of)[number]
    found = gate.unread.seen_by(session, as_of.viewer) if as_of.viewer is not None else gate.unread
    if person_id not in {one.person for one in found.findings if one.sentence}:
        raise NotFound
    said = Namesake(
        action_id=number, person_id=person_id, reason=reason, said_by_id=session.info["actor_id"],
        said_at=session.info["at"],
    )  # fmt: skip
    session.add(said)
    session.flush()
    _ask(session, action, NAMESAKE, number_of(said), reason)


def say_linked_by_mistake(session: Session, action: Action, link_id: int, reason: str) -> None:
    """One person says that a case which was taken off never belonged to the action, and why."""
    found = next((row for row in links_once_for(session, number_of(action)) if row.id == link_id), None)
    if found is None:
        raise NotFound
    _ask(session, action, LINK, link_id, reason)


def _ask(session: Session, action: Action, subject: str, number: int, reason: str) -> None:
    pointing = f"{subject} {number}"
    if open_doubt(session, number_of(action), pointing=pointing) is not None:
        raise NotNow(_("Somebody has said so already. A second person decides."))
    session.add(
        Approval(
            subject=subject, action_id=action.id, why=pointing, reason=reason, asked_by_id=session.info["actor_id"],
            asked_at=session.info["at"],
        )
    )  # fmt: skip


def decide_doubt(session: Session, action: Action, approval_id: int, form: DecisionForm) -> None:
    """The second person's answer; with a yes the gate no longer asks."""
    waiting = open_doubt(session, number_of(action), approval_id=approval_id)
    if waiting is None:
        raise NotFound
    because, pointing = waiting.reason, int((waiting.why or "").partition(" ")[2])
    answer = decide(session, waiting, action.campaign_id, form)
    waiting.reason = " · ".join(filter(None, (because, form.reason)))
    action.edited_at = session.info["at"]
    if answer == "refused":
        return
    if waiting.subject == NAMESAKE:
        said = session.get_one(Namesake, pointing)
        said.seen_by_id, said.seen_at = session.info["actor_id"], session.info["at"]
        return
    for row in links_once_for(session, number_of(action)):
        if row.id == pointing:
            session.delete(row)
