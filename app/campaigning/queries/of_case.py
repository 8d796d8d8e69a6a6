"""The actions for one case or one incident."""

from datetime import date
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.campaigning.models import Action, ActionLink
from app.campaigning.queries.action_rows import ACTIONS, ActionRow, Told, told
from app.campaigning.queries.visible import ACTION_IS_KNOWN, ACTION_IS_SEEN, seen_binds
from app.clock import recorded_day
from app.web.viewer import Viewer


def _for(column: Any) -> Any:
    linked = select(col(ActionLink.action_id)).where(column == bindparam("of"), col(ActionLink.part) == "for")
    return ACTIONS.where(col(Action.id).in_(linked), ACTION_IS_SEEN, ACTION_IS_KNOWN).order_by(col(Action.id))


_of_case, _of_incident = _for(col(ActionLink.case_id)), _for(col(ActionLink.incident_id))


def actions_of_case(session: Session, viewer: Viewer, case_id: int, known_by: date | None) -> list[Told]:
    """Every action for a case, the latest first; three statements however many."""
    return _latest_first(session, viewer, _of_case, case_id, known_by)


def actions_of_incident(
    session: Session, viewer: Viewer, incident_id: int, known_by: date | None
) -> list[Told]:
    """The same for an incident."""
    return _latest_first(session, viewer, _of_incident, incident_id, known_by)


def _latest_first(
    session: Session, viewer: Viewer, wanted: Any, of: int, known_by: date | None
) -> list[Told]:
    binds = seen_binds(viewer, known_by) | {"of": of}
    rows = [ActionRow(*row) for row in session.connection().execute(wanted, binds)]
    found = told(session, viewer, rows, known_by) if rows else []
    return sorted(found, key=lambda one: (day_of(one.row), one.row.id), reverse=True)


def day_of(row: ActionRow) -> date:
    """The day an action stands at on a timeline: its own, else the one on which it went live or was written down."""
    if row.on is not None:
        return row.on.earliest_plausible
    return recorded_day(row.live_at or row.made_at)
