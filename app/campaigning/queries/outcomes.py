"""What came of our actions, by campaign and year."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from app.accounts.models import Campaign
from app.campaigning.lifecycle import OVER, State
from app.campaigning.models import Action
from app.campaigning.queries.visible import ACTION_IS_SEEN
from app.cases.queries.visible import viewer_binds
from app.web.viewer import Viewer


class Ended(NamedTuple):
    """One of our actions that is over."""

    campaign_id: int
    campaign: str
    state: str
    outcome: str | None
    ended_at: datetime
    reference: str
    title: str


def ended_actions(session: Session, viewer: Viewer, known_by: date | None) -> list[Ended]:
    """Every one that is over, the latest first."""
    wanted = (
        select(
            col(Action.campaign_id), col(Campaign.name), col(Action.state), col(Action.outcome), col(Action.ended_at),
            col(Action.reference), col(Action.title),
        )
        .join(Campaign, col(Campaign.id) == col(Action.campaign_id))
        .where(
            col(Action.ours), col(Action.state).in_([str(state) for state in OVER]), col(Action.ended_at).is_not(None),
            col(Action.live_at).is_not(None), ACTION_IS_SEEN,
        )
        .order_by(col(Action.ended_at).desc(), col(Action.id).desc())
    )  # fmt: skip
    rows: Iterable[Ended] = (Ended(*row) for row in session.execute(wanted, viewer_binds(viewer)))
    return [row for row in rows if known_by is None or row.ended_at.date() <= known_by]


def public_outcomes(session: Session) -> list[tuple[int, str, str]]:
    """Year, campaign and outcome of every action that had a public page and is over; of the stopped ones that alone."""
    wanted = (
        select(col(Action.ended_at), col(Campaign.name), col(Action.state), col(Action.outcome))
        .join(Campaign, col(Campaign.id) == col(Action.campaign_id))
        .where(
            col(Action.ours), col(Action.state).in_([str(state) for state in OVER]), col(Action.ended_at).is_not(None),
            col(Action.published_at).is_not(None),
        )
    )  # fmt: skip
    return [
        (at.year, campaign, state if state == State.STOPPED else outcome or "")
        for at, campaign, state, outcome in session.connection().execute(wanted)
        if at is not None
    ]
