"""The actions for one case or one incident."""

from datetime import date

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.campaigning.models import Action, ActionLink
from app.campaigning.queries.action_rows import ACTIONS, ActionRow, Told, told
from app.campaigning.queries.visible import ACTION_IS_KNOWN, ACTION_IS_SEEN, seen_binds
from app.clock import recorded_day
from app.web.viewer import Viewer

_linked = select(col(ActionLink.action_id)).where(
    col(ActionLink.case_id) == bindparam("case_id"), col(ActionLink.part) == "for"
)
_of_case = ACTIONS.where(col(Action.id).in_(_linked), ACTION_IS_SEEN, ACTION_IS_KNOWN).order_by(
    col(Action.id)
)


def actions_of_case(session: Session, viewer: Viewer, case_id: int, known_by: date | None) -> list[Told]:
    """Every action for a case, the latest first; three statements however many."""
    binds = seen_binds(viewer, known_by) | {"case_id": case_id}
    rows = [ActionRow(*row) for row in session.connection().execute(_of_case, binds)]
    found = told(session, viewer, rows, known_by) if rows else []
    return sorted(found, key=lambda one: (day_of(one.row), one.row.id), reverse=True)


_for_incident = select(col(ActionLink.action_id)).where(
    col(ActionLink.incident_id) == bindparam("incident_id"), col(ActionLink.part) == "for"
)
_of_incident = ACTIONS.where(col(Action.id).in_(_for_incident), ACTION_IS_SEEN, ACTION_IS_KNOWN).order_by(
    col(Action.id)
)


def actions_of_incident(
    session: Session, viewer: Viewer, incident_id: int, known_by: date | None
) -> list[Told]:
    """Every action for an incident, the latest first; three statements however many."""
    binds = seen_binds(viewer, known_by) | {"incident_id": incident_id}
    rows = [ActionRow(*row) for row in session.connection().execute(_of_incident, binds)]
    found = told(session, viewer, rows, known_by) if rows else []
    return sorted(found, key=lambda one: (day_of(one.row), one.row.id), reverse=True)


def day_of(row: ActionRow) -> date:
    """The day an action stands at on a timeline: its own, else the one on which it went live or was written down."""
    if row.on is not None:
        return row.on.earliest_plausible
    return recorded_day(row.live_at or row.made_at)
