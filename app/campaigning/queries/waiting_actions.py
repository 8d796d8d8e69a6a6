"""Actions that wait for a second person."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from app.accounts.models import Volunteer
from app.campaigning.models import Action
from app.campaigning.queries.visible import ACTION_IS_SEEN
from app.cases.queries.visible import viewer_binds
from app.consent.models import Approval
from app.web.viewer import Viewer


class ActionWaiting(NamedTuple):
    """One question about an action: whether it goes live, ends later, or has facts that hold again."""

    id: int
    subject: str
    reference: str
    title: str
    campaign_id: int
    asked_by_id: int | None
    asked_by: str | None
    asked_at: datetime

    @property
    def href(self) -> str:
        """Where it is read and decided."""
        step = {"extension": "extend", "facts": "resume", "words": "words"}.get(self.subject, "approve")
        return f"/actions/{self.reference}" + ("" if self.subject in ("namesake", "link") else f"/{step}")


def actions_waiting(session: Session, viewer: Viewer) -> list[ActionWaiting]:
    """What waits, oldest first, of the actions this viewer may see; also those for no case."""
    wanted = (
        select(
            col(Approval.id), col(Approval.subject), col(Action.reference), col(Action.title), col(Action.campaign_id),
            col(Approval.asked_by_id), col(Volunteer.name), col(Approval.asked_at),
        )
        .join(Action, col(Action.id) == col(Approval.action_id))
        .outerjoin(Volunteer, col(Volunteer.id) == col(Approval.asked_by_id))
        .where(col(Approval.decision).is_(None), ACTION_IS_SEEN)
        .order_by(col(Approval.asked_at), col(Approval.id))
    )  # fmt: skip
    rows: Any = session.connection().execute(wanted, viewer_binds(viewer))
    return [ActionWaiting(*row) for row in rows]
