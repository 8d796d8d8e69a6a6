"""The columns of a review as pages and commands need them, and who may see it."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, or_, select, union_all
from sqlmodel import col

from app.accounts.models import Campaign
from app.cases.models import Case, Person
from app.cases.queries.visible import named_on, visible_cases
from app.reviews.models import Review
from app.web.viewer import Viewer

IS_OPEN = and_(col(Review.done_at).is_(None), col(Review.dropped_at).is_(None))
NOT_DROPPED = col(Review.dropped_at).is_(None)

ROWS: Select[tuple[object, ...]] = (
    select(
        *Review.__table__.columns,  # type: ignore[attr-defined]
        col(Case.reference).label("reference"),
        col(Person.name).label("name"),
        col(Campaign.name).label("campaign"),
        col(Campaign.zone).label("zone"),
    )
    .select_from(Review)
    .join(Campaign, col(Campaign.id) == col(Review.campaign_id))
    .outerjoin(Case, col(Case.id) == col(Review.case_id))
    .outerjoin(Person, col(Person.id) == col(Case.person_id))
)


def visible_reviews(viewer: Viewer, *, among_few: bool = False) -> ColumnElement[bool]:
    """Of a case they may see; or of a campaign of theirs, where it belongs to no case.

    `among_few` keeps the database from walking through the campaign's index where another column finds the rows.
    """
    campaign = col(Review.campaign_id) + 0 if among_few else col(Review.campaign_id)
    return and_(
        campaign.in_(sorted(viewer.roles)),
        or_(col(Review.case_id).is_(None), visible_cases(viewer)),
        not_kept_from(viewer),
    )


def not_kept_from(viewer: Viewer) -> ColumnElement[bool]:
    """What rests on something kept to a few is for those few."""
    return or_(col(Review.kept_case_id).is_(None), named_on(col(Review.kept_case_id), viewer.id))


def is_long(horizon: date, *, long: bool = True) -> ColumnElement[bool]:
    """Long overdue: even its last possible day lies before the horizon; or not so."""
    return col(Review.late_after) < horizon if long else col(Review.late_after) >= horizon


def by_date(query: Select[Any], horizon: date, most: int) -> Select[Any]:
    """What is not long overdue, by date, as numbers. Two walks, each along its own index: the dates since the
    horizon, and the loosely known ones that began before it.
    """
    order = (col(Review.due), col(Review.id))
    since = query.where(col(Review.due) >= horizon)
    loose = query.where(
        col(Review.due) < horizon, col(Review.late_after) > col(Review.due), col(Review.late_after) >= horizon
    )
    walks = [walk.order_by(*order).limit(most).subquery() for walk in (since, loose)]
    together = union_all(*(select(walk.c.id, walk.c.due) for walk in walks)).subquery()
    return select(together.c.id).order_by(together.c.due, together.c.id)
