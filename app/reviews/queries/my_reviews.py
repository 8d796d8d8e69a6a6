"""What one volunteer has to look at: what they hold, what they mind, and what nobody minds."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, not_, select, union, union_all
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.cases.models import Case, Minder
from app.cases.queries.looked_after import CASE_IS_LOOKED_AFTER
from app.cases.queries.visible import seen_of
from app.reviews.due_date import Urgency
from app.reviews.models import Review
from app.reviews.queries.review_columns import (
    IS_LOOKED_AFTER,
    IS_OPEN,
    NOT_DROPPED,
    ROWS,
    is_asleep,
    is_long,
    oldest_cases,
    visible_reviews,
)
from app.reviews.review_words import horizon
from app.web.viewer import Right, Viewer

MOST, MOST_CASES = 200, 16

_Own = aliased(Minder)  # visibility asks for minders too, in a statement of its own
_by_date = (col(Review.due), col(Review.id))


def _rows(viewer: Viewer) -> Select[Any]:
    """With the gravity of the case, as far as this viewer may know."""
    return ROWS.add_columns(seen_of("gravity", viewer.id).label("gravity"))


def held(session: Session, viewer: Viewer) -> list[Row[Any]]:
    """Taken over by them, offered to them, or offered by them to somebody."""
    columns = (col(Review.holder_id), col(Review.offered_to_id), col(Review.offered_by_id))
    theirs = union(*(select(col(Review.id)).where(column == viewer.id, IS_OPEN) for column in columns))
    wanted = _rows(viewer).where(col(Review.id).in_(theirs), visible_reviews(viewer, among_few=True))
    return list(session.connection().execute(wanted.order_by(*_by_date).limit(MOST)))


def minded(session: Session, viewer: Viewer, today: date) -> list[Row[Any]]:
    """Of cases they mind, unless somebody else took it over: the soonest, and as many that are long overdue."""
    return [row for long in (False, True) for row in _minded_by(session, viewer, is_long(today, long=long))]


def _minded_by(session: Session, viewer: Viewer, which: ColumnElement[bool]) -> list[Row[Any]]:
    theirs = (
        select(col(Review.id))
        .join(_Own, col(_Own.case_id) == col(Review.case_id))
        .where(col(_Own.volunteer_id) == viewer.id, IS_OPEN)
    )
    wanted = _rows(viewer).where(
        col(Review.id).in_(theirs),
        which,
        visible_reviews(viewer, among_few=True),
        col(Review.holder_id).is_(None),
    )
    return list(session.connection().execute(wanted.order_by(*_by_date).limit(MOST)))


def unminded(session: Session, viewer: Viewer, today: date) -> list[Row[Any]]:
    """For coordinators: of cases that nobody minds; what is due now by urgency, what comes next, and of a few
    cases what is long overdue.
    """
    campaigns = viewer.campaigns_with(Right.DECIDE)
    if not campaigns:
        return []
    base = (
        select(col(Review.id))
        .outerjoin(Case, col(Case.id) == col(Review.case_id))
        .where(
            IS_OPEN, visible_reviews(viewer), col(Review.campaign_id).in_(campaigns),
            col(Review.holder_id).is_(None), ~IS_LOOKED_AFTER,
        )
    )  # fmt: skip
    ahead = base.where(col(Review.due) > today).order_by(*_by_date).limit(MOST)
    connection = session.connection()
    found: list[Row[Any]] = []
    for wanted in (_due_now(base, today), ahead, _long_of_cases(base, viewer, today)):
        found += connection.execute(
            _rows(viewer).where(col(Review.id).in_(list(connection.scalars(wanted)))).order_by(*_by_date)
        )
    return found


def _due_now(base: Select[Any], today: date) -> Select[Any]:
    """The most urgent first: one walk through the index for each urgency, so that no walk passes what is long
    overdue.
    """
    walks = [
        base.where(
            col(Review.urgency) == int(urgency),
            col(Review.late_after) >= horizon(today),
            col(Review.due) <= today,
            not_(is_asleep(today)),
        )
        .add_columns(col(Review.urgency), col(Review.late_after))
        .order_by(col(Review.late_after), col(Review.id))
        .limit(MOST)
        .subquery()
        for urgency in Urgency
    ]
    together = union_all(*(select(walk) for walk in walks)).subquery()
    return (
        select(together.c.id).order_by(together.c.urgency, together.c.late_after, together.c.id).limit(MOST)
    )


def _long_of_cases(base: Select[Any], viewer: Viewer, today: date) -> Select[Any]:
    """Of the cases with the oldest dates; what belongs to no case comes with them."""
    long = is_long(today)
    some = select(col(Review.id)).where(col(Review.case_id) == col(Case.id), IS_OPEN, long)
    wanted = (~CASE_IS_LOOKED_AFTER, some.correlate(Case).exists())
    oldest = oldest_cases(today, viewer, wanted, MOST_CASES).limit(MOST_CASES).subquery()
    of_cases = base.where(long, col(Review.case_id).in_(select(oldest.c.id)))
    of_none = base.where(long, col(Review.case_id).is_(None), col(Review.due) < horizon(today)).limit(MOST)
    return union_all(select(of_cases.limit(MOST).subquery()), select(of_none.subquery()))  # type: ignore[return-value]  # a compound is asked like a plain one


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
