"""The columns of a review as pages and commands need them, and who may see it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, not_, or_, select, union_all
from sqlalchemy import case as sql_case
from sqlmodel import col

from app.accounts.campaign_days import CAMPAIGN_ZONE
from app.accounts.models import Campaign
from app.cases.models import Case, Person
from app.cases.queries.looked_after import looked_after
from app.cases.queries.visible import named_on, visible_cases
from app.cases.rules.reading import NEAR_DAYS
from app.cases.rules.visible import date_is_seen, not_kept
from app.reviews.models import Review
from app.reviews.review_words import DORMANT, horizon
from app.web.viewer import Viewer

IS_OPEN = and_(col(Review.done_at).is_(None), col(Review.dropped_at).is_(None))
NOT_DROPPED = col(Review.dropped_at).is_(None)
IS_LOOKED_AFTER = looked_after(col(Review.case_id), col(Review.campaign_id))

ROWS: Select[tuple[object, ...]] = (
    select(
        *Review.__table__.columns,  # type: ignore[attr-defined]
        col(Case.reference).label("reference"),
        col(Person.name).label("name"),
        col(Campaign.name).label("campaign"),
        CAMPAIGN_ZONE.label("zone"),
    )
    .select_from(Review)
    .join(Campaign, col(Campaign.id) == col(Review.campaign_id))
    .outerjoin(Case, col(Case.id) == col(Review.case_id))
    .outerjoin(Person, col(Person.id) == col(Case.person_id))
)


def visible_reviews(viewer: Viewer, *, among_few: bool = False) -> ColumnElement[bool]:
    """The clause on a review, outer joined with its case.

    `among_few` keeps the database from walking through the campaign's index where another column finds the rows.
    """
    campaign = col(Review.campaign_id) + 0 if among_few else col(Review.campaign_id)
    return date_is_seen(
        campaign.in_(viewer.campaigns),
        or_(col(Review.case_id).is_(None), visible_cases(viewer)),
        not_kept_from(viewer),
    )


def not_kept_from(viewer: Viewer) -> ColumnElement[bool]:
    """The clause on a review of a case that they see."""
    return not_kept(col(Review.kept_case_id).is_(None), named_on(col(Review.kept_case_id), viewer.id))


ON_ONE_DAY = or_(
    col(Review.due_last) == col(Review.due),
    and_(
        col(Review.time).is_not(None), func.coalesce(col(Review.derived), col(Review.due)) == col(Review.due)
    ),
)
"""Known to the day, as `events.is_loose` has it; the others are spans."""
IS_LOOSE = and_(col(Review.late_after) > col(Review.due), not_(ON_ONE_DAY))
"""A span. The first part says nothing new and leads to the index of the few such rows."""


def is_asleep(today: date) -> ColumnElement[bool]:
    """The one date of a case of which nothing was heard for very long."""
    return and_(col(Review.rule) == DORMANT, col(Review.due) <= today)


def is_paused(today: date) -> ColumnElement[bool]:
    """Put off until a later day."""
    return and_(col(Review.snoozed_until).is_not(None), col(Review.snoozed_until) > today)


def is_long(today: date, *, long: bool = True) -> ColumnElement[bool]:
    """Folded by case: long overdue or of a case that sleeps, and not put off; or not so. As `is_long_overdue` says."""
    if long:
        return and_(or_(col(Review.late_after) < horizon(today), is_asleep(today)), not_(is_paused(today)))
    return or_(and_(col(Review.late_after) >= horizon(today), not_(is_asleep(today))), is_paused(today))


def gravest_first(today: date) -> tuple[Any, ...]:
    """The order in which a case's dates matter: those of the next two weeks and before by urgency, then the others."""
    later = or_(col(Review.due) > today + timedelta(days=NEAR_DAYS), is_paused(today))
    return sql_case((later, 1), else_=0), col(Review.urgency), col(Review.due), col(Review.id)


def is_late(today: date) -> ColumnElement[bool]:
    """Past its last possible day, neither put off nor folded under a case's sleep."""
    return and_(col(Review.due_last) < today, not_(is_asleep(today)), not_(is_paused(today)))


def by_date(query: Select[Any], today: date, most: int) -> Select[Any]:
    """What is not long overdue, by date, as numbers. Three walks, each along its own index: the dates since the
    horizon, the loosely known or lately learnt ones that began before it, and those put off.
    """
    order, begin = (col(Review.due), col(Review.id)), horizon(today)
    query = query.where(is_long(today, long=False))
    since = query.where(col(Review.due) >= begin)
    loose = query.where(
        col(Review.due) < begin, col(Review.late_after) > col(Review.due), col(Review.late_after) >= begin
    )
    paused = query.where(
        col(Review.due) < begin, col(Review.late_after) < begin, col(Review.snoozed_until) > today
    )
    walks = [walk.order_by(*order).limit(most).subquery() for walk in (since, loose, paused)]
    together = union_all(*(select(walk.c.id, walk.c.due) for walk in walks)).subquery()
    return select(together.c.id).order_by(together.c.due, together.c.id)


def oldest_cases(
    today: date, viewer: Viewer, wanted: Sequence[ColumnElement[bool]], most: int
) -> Select[Any]:
    """Numbers of the cases with the oldest dates: two walks, of those long overdue and of those that sleep."""
    walks = [
        select(col(Case.id), column.label("since"))
        .where(col(Case.campaign_id).in_(viewer.campaigns), past, *wanted)
        .order_by(column, col(Case.id))
        .limit(most)
        .subquery()
        for column, past in (
            (col(Case.next_due), col(Case.next_due) < horizon(today)),
            (col(Case.dormant_from), col(Case.dormant_from) <= today),
        )
    ]
    both = union_all(*(select(walk.c.id, walk.c.since) for walk in walks)).subquery()
    return select(both.c.id).group_by(both.c.id).order_by(func.min(both.c.since), both.c.id)
