"""Lists of reviews: the campaign's, one case's, and what a command prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Select, func, select
from sqlmodel import Session, col

from app.accounts.models import Volunteer
from app.cases.models import Case, Minder
from app.reviews.models import Review
from app.reviews.queries.rows import IS_OPEN, NOT_DROPPED, ROWS, visible_reviews
from app.web.viewer import Viewer

NOBODY = "nobody"
COUNTED = 1001


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to. `minder` is a volunteer's number or "nobody"."""

    rule: str | None = None
    minder: str | None = None
    case: str | None = None
    until: date | None = None
    on: date | None = None
    only_late: bool = False
    done: bool = False


_minders = select(Minder.id).where(col(Minder.case_id) == col(Review.case_id))  # type: ignore[call-overload]


def _narrowed(query: Select[Any], wanted: Wanted, today: date) -> Select[Any]:
    query = query.where(
        col(Review.done_at).is_not(None) if wanted.done else col(Review.done_at).is_(None), NOT_DROPPED
    )
    if wanted.rule:
        query = query.where(col(Review.rule) == wanted.rule)
    if wanted.case:
        query = query.where(col(Case.reference) == wanted.case)
    if wanted.until:
        query = query.where(col(Review.due) <= wanted.until)
    if wanted.on:
        query = query.where(col(Review.due) == wanted.on)
    if wanted.only_late:
        query = query.where(col(Review.due_last) < today)
    if wanted.minder == NOBODY:
        query = query.where(~_minders.exists(), col(Review.holder_id).is_(None))
    elif wanted.minder:
        minded = _minders.where(col(Minder.volunteer_id) == int(wanted.minder)).exists()
        query = query.where(minded | (col(Review.holder_id) == int(wanted.minder)))
    return query


def listed(session: Session, viewer: Viewer, wanted: Wanted, today: date, stretch: slice) -> list[Row[Any]]:
    """One page of the campaign's reviews, by date; done ones newest first."""
    order = (
        (col(Review.done_at).desc(), col(Review.id).desc())
        if wanted.done
        else (col(Review.due), col(Review.id))
    )
    query = (
        _narrowed(ROWS.where(visible_reviews(viewer)), wanted, today)
        .order_by(*order)
        .offset(stretch.start)
        .limit(stretch.stop - stretch.start)
    )
    return list(session.connection().execute(query))


def counted(session: Session, viewer: Viewer, wanted: Wanted, today: date) -> int:
    """How many there are, counted up to a thousand: more says no more to anybody."""
    base = select(col(Review.id)).outerjoin(Case, col(Case.id) == col(Review.case_id))
    found = _narrowed(base.where(visible_reviews(viewer)), wanted, today).limit(COUNTED).subquery()
    return session.connection().scalar(select(func.count()).select_from(found)) or 0


def of_case(session: Session, case_id: int, most: int = 100) -> list[Row[Any]]:
    """The open reviews of a case the caller has been shown already, by date."""
    query = (
        ROWS.where(IS_OPEN, col(Review.case_id) == case_id)
        .order_by(col(Review.due), col(Review.id))
        .limit(most)
    )
    return list(session.connection().execute(query))


def due_until(session: Session, until: date) -> list[Row[Any]]:
    """Everything open in the installation that is due by a day: for the command on the machine itself."""
    query = ROWS.where(IS_OPEN, col(Review.due) <= until).order_by(
        col(Review.urgency), col(Review.due), col(Review.id)
    )
    return list(session.connection().execute(query))


def minders_of(session: Session, case_ids: Sequence[int]) -> dict[int, list[str]]:
    """Names of the minders of these cases."""
    query = (
        select(col(Minder.case_id), col(Volunteer.name))
        .join(Volunteer, col(Volunteer.id) == col(Minder.volunteer_id))
        .where(col(Minder.case_id).in_(list(case_ids)))
        .order_by(col(Volunteer.name), col(Volunteer.id))
    )
    found: dict[int, list[str]] = {}
    for case_id, name in session.connection().execute(query):
        found.setdefault(case_id, []).append(name)
    return found


def counted_by_day(session: Session, viewer: Viewer, first: date, last: date) -> dict[date, int]:
    """How many fall due on each day of a stretch."""
    query = (
        select(col(Review.due), func.count())
        .select_from(Review)
        .outerjoin(Case, col(Case.id) == col(Review.case_id))
        .where(IS_OPEN, visible_reviews(viewer), col(Review.due).between(first, last))
        .group_by(col(Review.due))
    )
    rows: Any = session.connection().execute(query)
    return {row[0]: row[1] for row in rows}


def between(session: Session, viewer: Viewer, first: date, last: date, most: int = 500) -> list[Row[Any]]:
    """Everything open in a stretch of days, for the calendar."""
    query = ROWS.where(IS_OPEN, visible_reviews(viewer), col(Review.due).between(first, last))
    return list(
        session.connection().execute(
            query.order_by(col(Review.due), col(Review.urgency), col(Review.id)).limit(most)
        )
    )
