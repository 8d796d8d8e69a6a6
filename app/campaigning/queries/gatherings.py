"""Gatherings by day: those a viewer may see, and those the world may."""

from datetime import date

from sqlalchemy import and_, or_
from sqlmodel import Session, col

from app.campaigning.lifecycle import RUNNING, State
from app.campaigning.models import Action, Gathering
from app.campaigning.queries.action_rows import ACTIONS, REPLACED, ActionRow
from app.campaigning.queries.visible import ACTION_IS_KNOWN, ACTION_IS_SEEN, seen_binds
from app.web.viewer import Viewer

HELD = tuple(str(state) for state in (*RUNNING, State.CLOSED))
_EXACT = and_(col(Action.kind) == "gathering", col(Action.on_first) == col(Action.on_last))


def gatherings_between(
    session: Session, viewer: Viewer, days: tuple[date, date], known_by: date | None
) -> list[ActionRow]:
    """Gatherings with an exact day from the first to the last one, ours that went live and reported ones."""
    wanted = ACTIONS.where(
        _EXACT, col(Action.on_first).between(*days), ACTION_IS_SEEN, ACTION_IS_KNOWN,
        or_(~col(Action.ours), and_(col(Action.state).in_(HELD), ~REPLACED)),
    ).order_by(col(Action.on_first), col(Action.time), col(Action.id))  # fmt: skip
    rows = session.connection().execute(wanted, seen_binds(viewer, known_by))
    return [ActionRow(*row) for row in rows]


def public_gatherings(session: Session, since: date) -> list[ActionRow]:
    """Ours with an exact day that have had a public page, whatever became of them since; those not over by this day."""
    wanted = ACTIONS.where(
        _EXACT, col(Action.ours), col(Action.published_at).is_not(None),
        or_(col(Action.on_first) >= since, col(Gathering.ends_on) >= since),
    ).order_by(col(Action.on_first), col(Action.time), col(Action.id))  # fmt: skip
    return [ActionRow(*row) for row in session.connection().execute(wanted)]
