"""Which of our actions run now: live or extended, in their newest version, not paused by hand or by a case."""

from typing import Any

from sqlalchemy import select
from sqlmodel import Session, col

from app.campaigning.lifecycle import RUNNING, why_paused
from app.campaigning.models import Action
from app.campaigning.queries.action_rows import REPLACED
from app.campaigning.queries.linked_cases import AsOf, cases_behind

STATES = tuple(str(state) for state in RUNNING)
_running = select(col(Action.id), col(Action.paused_reason)).where(
    col(Action.ours), col(Action.state).in_(STATES), ~REPLACED
)


def running_now(session: Session, as_of: AsOf) -> frozenset[int]:
    """Their numbers, in all campaigns."""
    rows: Any = session.connection().execute(_running).all()
    behind = cases_behind(session, [number for number, _held in rows], as_of) if rows else {}
    return frozenset(number for number, held in rows if not why_paused(behind.get(number, ()), held))
