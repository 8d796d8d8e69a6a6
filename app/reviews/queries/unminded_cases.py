"""What is grave and has nobody: cases in which life, health or freedom hangs on the next days, for all who may work."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Row, func, select
from sqlmodel import Session, col

from app.cases.models import Case, Person
from app.cases.models.cases import Gravity
from app.cases.queries.looked_after import CASE_IS_LOOKED_AFTER
from app.cases.queries.visible import seen_of, stood_for, visible_cases
from app.cases.stored_standing import Stood
from app.reviews.models import Review
from app.reviews.queries.review_columns import IS_OPEN, ROWS, gravest_first, not_kept_from
from app.web.viewer import Right, Viewer

GRAVEST = Gravity.NEAR  # what ranks behind it can wait for whoever coordinates


class GraveCase(NamedTuple):
    """A case that waits for somebody to look after it. `total` is how many there are of them."""

    id: int
    reference: str
    name: str
    gender: str
    gravity: int
    stood: Stood
    total: int


def grave_and_unminded(session: Session, viewer: Viewer, most: int) -> list[GraveCase]:
    """The gravest first, of the campaigns in which they may work; among equals those with the newest news."""
    campaigns = viewer.campaigns_with(Right.WORK)
    if not campaigns:
        return []
    gravity = seen_of("gravity", viewer.id)
    wanted = (
        select(
            col(Case.id), col(Case.reference), col(Person.name), col(Person.gender), gravity, stood_for(viewer),
            func.count().over(),
        )
        .join(Person, col(Person.id) == col(Case.person_id))
        .where(
            col(Case.campaign_id).in_(campaigns), visible_cases(viewer), col(Case.closed_at).is_(None),
            gravity <= int(GRAVEST), ~CASE_IS_LOOKED_AFTER,
        )
        .order_by(gravity, seen_of("news_last", viewer.id).desc().nulls_last(), col(Case.id))
        .limit(most)
    )  # fmt: skip
    return [GraveCase(*row) for row in session.connection().execute(wanted)]


def gravest_dates(session: Session, viewer: Viewer, case_ids: list[int], today: date) -> dict[int, Row[Any]]:
    """Of each of these cases, which the viewer has been shown, the open date that matters most now."""
    if not case_ids:
        return {}
    first = (
        select(
            col(Review.id),
            func.row_number()
            .over(partition_by=col(Review.case_id), order_by=gravest_first(today))
            .label("place"),
        )
        .where(col(Review.case_id).in_(case_ids), IS_OPEN, not_kept_from(viewer))
        .subquery()
    )
    wanted = ROWS.where(col(Review.id).in_(select(first.c.id).where(first.c.place == 1)))
    return {row.case_id: row for row in session.connection().execute(wanted)}
