"""One review as a row that may be changed, and whom it may be handed to."""

from typing import Any

from sqlalchemy import Row, or_, select
from sqlmodel import Session, col

from app.accounts.models import Membership, Volunteer
from app.accounts.queries import gives
from app.cases.models import Case, CaseMember, Minder, Visibility
from app.cases.queries.visible import cases_are_shown
from app.cases.sensitive_access import is_shown
from app.history.access_log import Subject
from app.refusal import Forbidden, NotFound
from app.reviews.models import Review
from app.reviews.queries.review_columns import ROWS, visible_reviews
from app.text import _
from app.web.viewer import Right, Viewer


def review_row(session: Session, viewer: Viewer, review_id: int) -> Row[Any]:
    """The review as pages show it; NotFound when there is none that they may see."""
    found = (
        session.connection().execute(ROWS.where(col(Review.id) == review_id, visible_reviews(viewer))).first()
    )
    if found is None:
        raise NotFound
    if found.kept_case_id is not None:
        is_shown(session, Subject("case", found.kept_case_id, found.campaign_id), found.kept_case_id)
    elif found.case_id is not None:
        cases_are_shown(session, viewer, col(Case.id) == found.case_id)
    return found


def workable_review(session: Session, viewer: Viewer, review_id: int) -> Review:
    """An open review, for somebody who may work on it."""
    query = (
        select(Review)
        .outerjoin(Case, col(Case.id) == col(Review.case_id))
        .where(col(Review.id) == review_id, visible_reviews(viewer))
    )
    review = session.scalars(query).first()
    if review is None:
        raise NotFound
    if not viewer.may(Right.WORK, review.campaign_id):
        raise Forbidden(
            _("You may read this. Working on it takes the role of a volunteer; ask a coordinator.")
        )
    return review


def takers(session: Session, review: Any) -> list[tuple[int, str]]:
    """Members who may work on the review's case, by name; of a restricted case only those named on it."""
    query = (
        select(col(Volunteer.id), col(Volunteer.name))
        .join(Membership, col(Membership.volunteer_id) == col(Volunteer.id))
        .where(
            col(Membership.campaign_id) == review.campaign_id,
            gives(Right.WORK),
            col(Volunteer.disabled_at).is_(None),
        )
        .order_by(col(Volunteer.name), col(Volunteer.id))
    )
    if review.case_id is not None:
        closed = select(col(Case.id)).where(
            col(Case.id) == review.case_id, col(Case.visibility) == Visibility.RESTRICTED
        )
        named = select(col(CaseMember.volunteer_id)).where(col(CaseMember.case_id) == review.case_id)
        minding = select(col(Minder.volunteer_id)).where(col(Minder.case_id) == review.case_id)
        query = query.where(
            or_(~closed.exists(), col(Volunteer.id).in_(named), col(Volunteer.id).in_(minding))
        )
    rows: Any = session.connection().execute(query)
    return [(row[0], row[1]) for row in rows]


def names_of(session: Session, ids: set[int]) -> dict[int, str]:
    """Names of volunteers."""
    rows: Any = session.connection().execute(
        select(col(Volunteer.id), col(Volunteer.name)).where(col(Volunteer.id).in_(ids))
    )
    return {row[0]: row[1] for row in rows}


def looks_at(session: Session, row: Any) -> list[Row[Any]]:
    """Earlier looks at the same thing, newest first."""
    query = ROWS.where(
        col(Review.campaign_id) == row.campaign_id,
        col(Review.rule) == row.rule,
        col(Review.subject) == row.subject,
        col(Review.done_at).is_not(None),
        col(Review.id) != row.id,
    )
    return list(
        session.connection().execute(
            query.order_by(col(Review.done_at).desc(), col(Review.id).desc()).limit(20)
        )
    )
