"""Which actions a viewer may see, and which one is known on a pinned day."""

from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, bindparam, not_, or_, select
from sqlmodel import Session, col

from app.campaigning.models import Action, ActionLink
from app.cases.models import Case, Visibility
from app.cases.queries.visible import CASE_IS_SEEN, cases_are_shown, viewer_binds
from app.cases.rules.visible import action_is_seen
from app.db import number_of
from app.refusal import Forbidden, NotFound
from app.sources.models import Citation, Source
from app.text import _
from app.web.viewer import Right, Viewer

_CAMPAIGNS: BindParameter[Any] = bindparam("viewer_campaigns", expanding=True)


_kept = (
    select(col(ActionLink.id))
    .join(Case, col(Case.id) == col(ActionLink.case_id))
    .where(col(ActionLink.action_id) == col(Action.id), col(Case.visibility) == Visibility.RESTRICTED)
    .correlate(Action)
)


def _known() -> ColumnElement[bool]:
    citing = (
        select(col(Citation.id))
        .join(Source, col(Source.id) == col(Citation.source_id))
        .where(col(Citation.action_id) == col(Action.id))
        .correlate(Action)
    )
    appeared = citing.where(
        or_(col(Source.published_first).is_(None), col(Source.published_first) <= bindparam("known_by"))
    )
    return or_(col(Action.ours), not_(citing.exists()), appeared.exists())


ACTION_IS_SEEN: ColumnElement[bool] = action_is_seen(
    col(Action.campaign_id).in_(_CAMPAIGNS), not_(_kept.where(not_(CASE_IS_SEEN)).exists())
)
KEPT_FROM_NOBODY: ColumnElement[bool] = not_(_kept.exists())  # for what is counted for the world
ACTION_IS_KNOWN: ColumnElement[bool] = _known()  # on a pinned day, what no source had told yet is left out


def seen_binds(viewer: Viewer, known_by: date | None) -> dict[str, Any]:
    """What the two clauses are asked with."""
    return viewer_binds(viewer) | {"known_by": known_by or date.max}


def action_is_shown(session: Session, viewer: Viewer, action_id: int) -> None:
    """A page about an action tells of the restricted cases it is for."""
    behind = select(col(ActionLink.case_id)).where(col(ActionLink.action_id) == action_id)
    cases_are_shown(session, viewer, col(Case.id).in_(behind))


def action_for(session: Session, viewer: Viewer, reference: str) -> Action:
    """The action with this reference; raise NotFound when there is none that they may see."""
    wanted = select(Action).where(col(Action.reference) == reference, ACTION_IS_SEEN)
    found = session.scalars(wanted, viewer_binds(viewer)).first()
    if found is None:
        raise NotFound
    action_is_shown(session, viewer, number_of(found))
    return found


def workable_action(session: Session, viewer: Viewer, reference: str) -> Action:
    """The action, for somebody who may change it; raise Forbidden to a reader."""
    action = action_for(session, viewer, reference)
    if not viewer.may(Right.WORK, action.campaign_id):
        raise Forbidden(
            _("You may read this action. Changing it takes the role of a volunteer; ask a coordinator.")
        )
    return action
