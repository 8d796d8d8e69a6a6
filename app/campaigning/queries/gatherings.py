"""Gatherings by day: those a viewer may see, and those the world may."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import and_, or_, select
from sqlmodel import Session, col

from app.campaigning.models import Action, Gathering
from app.campaigning.queries.behind import AsOf, gates
from app.campaigning.queries.rows import ACTIONS, REPLACED, ActionRow
from app.campaigning.queries.visible import ACTION_IS_KNOWN, ACTION_IS_SEEN, seen_binds
from app.campaigning.rules import RUNNING, Gate, State
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


class PublicGathering(NamedTuple):
    """A gathering that has had a public page, whatever became of it since."""

    id: int
    reference: str
    form: str | None
    state: str
    title: str
    on_first: date
    time: str | None
    live_at: datetime | None
    ended_at: datetime | None
    edited_at: datetime | None
    made_at: datetime
    version: int
    paused_at: datetime | None
    place_text: str | None
    city: str | None
    country: str | None
    zone: str
    ends_time: str | None
    ends_on: date | None
    replaced: bool


_of_action = PublicGathering._fields[: PublicGathering._fields.index("city")]
_of_gathering = ("city", "country", "zone", "ends_time", "ends_on")


def public_gatherings(session: Session, since: date, as_of: AsOf) -> Sequence[tuple[PublicGathering, Gate]]:
    """Those from this day on, each with what decides whether it may be seen; five statements."""
    wanted = (
        select(
            *(col(getattr(Action, name)) for name in _of_action),
            *(col(getattr(Gathering, name)) for name in _of_gathering),
            REPLACED,
        )
        .join(Gathering, col(Gathering.action_id) == col(Action.id))
        .where(_EXACT, col(Action.ours), col(Action.published_at).is_not(None), col(Action.on_first) >= since)
        .order_by(col(Action.on_first), col(Action.time), col(Action.id))
    )
    found: Any = session.connection().execute(wanted).all()
    rows = [PublicGathering(*row) for row in found]
    asked = gates(session, [row.id for row in rows], as_of)
    return [(row, asked[row.id]) for row in rows]
