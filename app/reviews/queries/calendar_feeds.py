"""Calendar feeds: whose they are, and the dates they carry."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, and_, or_, select
from sqlmodel import Session, col

from app.accounts.models import Campaign, Membership, Volunteer
from app.accounts.rights import everywhere, rights_by_campaign
from app.cases.models import Case, Minder
from app.reviews.models import CalendarFeed, Installation, Review
from app.reviews.queries.review_columns import IS_LOOKED_AFTER, IS_OPEN, ROWS, visible_reviews
from app.web.viewer import Right, Viewer

MOST = 1000

_minded = select(Minder.id).where(col(Minder.case_id) == col(Review.case_id))  # type: ignore[call-overload]


def installation_name(session: Session) -> str:
    """What this installation is called in the names of its events."""
    return session.connection().execute(select(col(Installation.name))).scalar_one()


def feed_by_hash(session: Session, token_hash: str) -> CalendarFeed | None:
    """The feed behind an address, also a revoked one."""
    return session.scalars(select(CalendarFeed).where(col(CalendarFeed.token_hash) == token_hash)).first()


def feeds_of(session: Session, viewer: Viewer) -> list[tuple[CalendarFeed, str | None]]:
    """A volunteer's own feeds that still work, with the reference of the case where they follow one."""
    query = (
        select(CalendarFeed, col(Case.reference))
        .outerjoin(Case, col(Case.id) == col(CalendarFeed.feed_case_id))
        .where(col(CalendarFeed.volunteer_id) == viewer.id, col(CalendarFeed.revoked_at).is_(None))
        .order_by(col(CalendarFeed.id))
    )
    return [(row[0], row[1]) for row in session.execute(query)]


def own_feed(session: Session, viewer: Viewer, feed_id: int) -> CalendarFeed | None:
    """One of a volunteer's own feeds."""
    query = select(CalendarFeed).where(
        col(CalendarFeed.id) == feed_id, col(CalendarFeed.volunteer_id) == viewer.id
    )
    return session.scalars(query).first()


def reader_of(session: Session, volunteer_id: int) -> Viewer | None:
    """What the feed's owner may see at this moment, but for demonstrations; None when the account is closed."""
    query = (
        select(Volunteer, col(Membership.campaign_id), col(Membership.role))
        .outerjoin(
            Membership,
            and_(
                col(Membership.volunteer_id) == col(Volunteer.id),
                col(Membership.campaign_id).not_in(
                    select(col(Campaign.id)).where(col(Campaign.is_demonstration))
                ),
            ),
        )
        .where(col(Volunteer.id) == volunteer_id, col(Volunteer.disabled_at).is_(None))
    )
    rows = session.execute(query).all()
    if not rows:
        return None
    owner = rows[0][0]
    held = rights_by_campaign((row[1], row[2]) for row in rows)
    return Viewer(
        volunteer_id, owner.name, owner.email, owner.zone, 0, held, everywhere(is_admin=owner.is_admin)
    )


def feed_rows(
    session: Session, viewer: Viewer, feed: CalendarFeed, first: date, ended_since: datetime
) -> list[Row[Any]]:
    """Open dates from a day on, and those that ended lately, so that calendars can cross them out."""
    ended = or_(col(Review.done_at) >= ended_since, col(Review.dropped_at) >= ended_since)
    query = ROWS.where(visible_reviews(viewer), or_(and_(IS_OPEN, col(Review.due_last) >= first), ended))
    query = (
        query.where(col(Review.case_id) == feed.feed_case_id)
        if feed.scope == "case"
        else query.where(_mine(viewer))
    )
    return list(session.connection().execute(query.order_by(col(Review.due), col(Review.id)).limit(MOST)))


def _mine(viewer: Viewer) -> Any:
    coordinated = viewer.campaigns_with(Right.DECIDE)
    return or_(
        col(Review.holder_id) == viewer.id,
        and_(col(Review.holder_id).is_(None), _minded.where(col(Minder.volunteer_id) == viewer.id).exists()),
        and_(col(Review.holder_id).is_(None), col(Review.campaign_id).in_(coordinated), ~IS_LOOKED_AFTER),
    )
