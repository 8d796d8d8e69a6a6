"""What one volunteer has to look at: what they hold, what they mind, and what nobody minds."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, select, union
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.cases.models import Minder
from app.reviews.models import Review
from app.reviews.queries.rows import IS_OPEN, NOT_DROPPED, ROWS, visible_reviews
from app.web.viewer import Viewer

MOST = 200

_Own = aliased(Minder)  # visibility asks for minders too, in a statement of its own
_minded = select(Minder.id).where(col(Minder.case_id) == col(Review.case_id))  # type: ignore[call-overload]


def held(session: Session, viewer: Viewer) -> list[Row[Any]]:
    """Taken over by them, offered to them, or offered by them to somebody."""
    columns = (col(Review.holder_id), col(Review.offered_to_id), col(Review.offered_by_id))
    theirs = union(*(select(col(Review.id)).where(column == viewer.id, IS_OPEN) for column in columns))
    wanted = ROWS.where(col(Review.id).in_(theirs), visible_reviews(viewer, among_few=True))
    return list(session.connection().execute(wanted.order_by(col(Review.due), col(Review.id)).limit(MOST)))


def minded(session: Session, viewer: Viewer) -> list[Row[Any]]:
    """Of cases they mind, unless somebody else took it over; the soonest first."""
    theirs = (
        select(col(Review.id))
        .join(_Own, col(_Own.case_id) == col(Review.case_id))
        .where(col(_Own.volunteer_id) == viewer.id, IS_OPEN)
    )
    wanted = ROWS.where(
        col(Review.id).in_(theirs), visible_reviews(viewer, among_few=True), col(Review.holder_id).is_(None)
    )
    return list(session.connection().execute(wanted.order_by(col(Review.due), col(Review.id)).limit(MOST)))


def unminded(session: Session, viewer: Viewer, today: date) -> list[Row[Any]]:
    """For coordinators: of cases that nobody minds; what is due now by urgency, and what comes next."""
    campaigns = sorted(number for number in viewer.roles if viewer.coordinates(number))
    if not campaigns:
        return []
    base = ROWS.where(
        IS_OPEN,
        visible_reviews(viewer),
        col(Review.campaign_id).in_(campaigns),
        col(Review.holder_id).is_(None),
        ~_minded.exists(),
    )
    # The condition on urgency holds for all; it makes the database walk in the order that is wanted.
    now = base.where(col(Review.due) <= today, col(Review.urgency) >= 0).order_by(
        col(Review.urgency), col(Review.due), col(Review.id)
    )
    ahead = base.where(col(Review.due) > today).order_by(col(Review.due), col(Review.id))
    connection = session.connection()
    return [*connection.execute(now.limit(MOST)), *connection.execute(ahead.limit(MOST))]


def done_since(session: Session, viewer: Viewer, since: datetime) -> list[Row[Any]]:
    """What they did lately, newest first."""
    wanted = (
        ROWS.where(
            NOT_DROPPED,
            visible_reviews(viewer),
            col(Review.done_by_id) == viewer.id,
            col(Review.done_at) >= since,
        )
        .order_by(col(Review.done_at).desc(), col(Review.id).desc())
        .limit(MOST)
    )
    return list(session.connection().execute(wanted))
