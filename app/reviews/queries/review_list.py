"""Lists of reviews: the campaign's, one case's, and what a command prints."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, and_, case, false, func, or_, select
from sqlmodel import Session, col

from app.accounts.models import Volunteer
from app.cases.models import Case, Minder
from app.cases.queries.visible import visible_cases
from app.reviews.models import Review
from app.reviews.queries.review_columns import (
    IS_LOOKED_AFTER,
    IS_LOOSE,
    IS_OPEN,
    NOT_DROPPED,
    ON_ONE_DAY,
    ROWS,
    by_date,
    is_late,
    is_long,
    not_kept_from,
    oldest_cases,
    visible_reviews,
)
from app.reviews.reconcile import FOLDED
from app.reviews.review_words import horizon
from app.text import marked
from app.web.viewer import Viewer

NOBODY = "nobody"
COUNTED = 1001


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the list is narrowed to. `minder` is a volunteer's number or "nobody"; `days` is today by campaign."""

    rule: str | None = None
    minder: str | None = None
    case: str | None = None
    until: date | None = None
    on: date | None = None
    only_late: bool = False
    done: bool = False
    days: tuple[tuple[int, date], ...] = ()

    @property
    def leaves_out_long(self) -> bool:
        """Whether what is long overdue stands apart, folded by case."""
        return not (self.case or self.on or self.done)


_minders = select(Minder.id).where(col(Minder.case_id) == col(Review.case_id))  # type: ignore[call-overload]
_numbers: Any = select(col(Review.id), col(Review.due)).outerjoin(Case, col(Case.id) == col(Review.case_id))


def _narrowed(query: Select[Any], wanted: Wanted) -> Select[Any]:
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
        query = query.where(col(Review.due) == wanted.on, ON_ONE_DAY)
    if wanted.only_late:
        late = [and_(col(Review.campaign_id) == number, is_late(day)) for number, day in wanted.days]
        query = query.where(or_(false(), *late))
    if wanted.minder == NOBODY:
        query = query.where(~IS_LOOKED_AFTER, col(Review.holder_id).is_(None))
    elif wanted.minder:
        minded = _minders.where(col(Minder.volunteer_id) == int(wanted.minder)).exists()
        query = query.where(minded | (col(Review.holder_id) == int(wanted.minder)))
    return query


def listed(session: Session, viewer: Viewer, wanted: Wanted, today: date, stretch: slice) -> list[Row[Any]]:
    """One page of the campaign's reviews, by date; done ones newest first."""
    seen = _narrowed(_numbers.where(visible_reviews(viewer)), wanted)
    order: tuple[Any, ...] = (col(Review.due), col(Review.id))
    if wanted.leaves_out_long:
        numbers = by_date(seen, today, stretch.stop)
    else:
        if wanted.done:
            order = (col(Review.done_at).desc(), col(Review.id).desc())
        numbers = seen.with_only_columns(col(Review.id)).order_by(*order)
    page = numbers.offset(stretch.start).limit(stretch.stop - stretch.start)
    connection = session.connection()
    found = ROWS.where(col(Review.id).in_(list(connection.scalars(page)))).order_by(*order)
    return list(connection.execute(found))


def counted(session: Session, viewer: Viewer, wanted: Wanted, today: date) -> int:
    """How many there are, counted up to a thousand: more says no more to anybody."""
    seen = _narrowed(_numbers.where(visible_reviews(viewer)), wanted)
    numbers = by_date(seen, today, COUNTED) if wanted.leaves_out_long else seen
    found = numbers.limit(COUNTED).subquery()
    return session.connection().scalar(select(func.count()).select_from(found)) or 0


def long_overdue(
    session: Session, viewer: Viewer, wanted: Wanted, today: date, stretch: slice
) -> list[Row[Any]]:
    """Everything long overdue of a stretch of cases, those with the oldest dates first; on the first page also what
    belongs to no case.
    """
    seen = _narrowed(_numbers.where(visible_reviews(viewer)), wanted).where(is_long(today))
    some = _narrowed(select(col(Review.id)), replace(wanted, case=None)).where(
        col(Review.case_id) == col(Case.id), is_long(today)
    )
    cases = oldest_cases(today, viewer, (visible_cases(viewer), some.correlate(Case).exists()), stretch.stop)
    connection = session.connection()
    numbers = list(connection.scalars(cases.offset(stretch.start).limit(stretch.stop - stretch.start)))
    of_none = and_(col(Review.case_id).is_(None), col(Review.due) < horizon(today))
    here = col(Review.case_id).in_(numbers)
    ids = connection.scalars(
        seen.with_only_columns(col(Review.id))
        .where(here if stretch.start else or_(here, of_none))
        .limit(COUNTED)
    )
    found = ROWS.where(col(Review.id).in_(list(ids))).order_by(col(Review.due), col(Review.id))
    return list(connection.execute(found))


def of_case(session: Session, viewer: Viewer, case_id: int, most: int = 100) -> list[Row[Any]]:
    """The open reviews of a case the viewer has been shown already, by date."""
    query = (
        ROWS.where(IS_OPEN, col(Review.case_id) == case_id, not_kept_from(viewer))
        .order_by(col(Review.due), col(Review.id))
        .limit(most)
    )
    return list(session.connection().execute(query))


def folded_of_case(session: Session, viewer: Viewer, case_id: int, most: int = 100) -> list[Row[Any]]:
    """What was open of a case until it fell asleep, by date: shown once something is heard again."""
    query = ROWS.where(
        col(Review.case_id) == case_id, col(Review.done_at).is_(None), not_kept_from(viewer),
        col(Review.dropped_at).is_not(None), col(Review.dropped_why) == marked(FOLDED),
    ).order_by(col(Review.due), col(Review.id))  # fmt: skip
    return list(session.connection().execute(query.limit(most)))


def due_until(session: Session, until: date, today: date) -> Iterator[Row[Any]]:
    """Everything open in the installation that is due by a day, what is long overdue last: for the command on the
    machine itself.
    """
    long = case((is_long(today), 1), else_=0)
    query = ROWS.where(IS_OPEN, col(Review.due) <= until).order_by(
        long, col(Review.urgency), col(Review.due), col(Review.id)
    )
    yield from session.connection().execution_options(yield_per=500).execute(query)


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
    """How many fall due on each day of a stretch; a date known only loosely falls on no single day."""
    query = (
        select(col(Review.due), func.count())
        .select_from(Review)
        .outerjoin(Case, col(Case.id) == col(Review.case_id))
        .where(IS_OPEN, visible_reviews(viewer), ON_ONE_DAY, col(Review.due).between(first, last))
        .group_by(col(Review.due))
    )
    rows: Any = session.connection().execute(query)
    return {row[0]: row[1] for row in rows}


def spans_within(session: Session, viewer: Viewer, first: date, last: date) -> list[tuple[date, date, int]]:
    """The spans of loosely known dates that touch a stretch, with how many there are of each."""
    query = (
        select(col(Review.due), col(Review.due_last), func.count())
        .select_from(Review)
        .outerjoin(Case, col(Case.id) == col(Review.case_id))
        .where(IS_OPEN, visible_reviews(viewer), *_touching(first, last))
        .group_by(col(Review.due), col(Review.due_last))
    )
    rows: Any = session.connection().execute(query)
    return [tuple(row) for row in rows]


def _touching(first: date, last: date) -> tuple[ColumnElement[bool], ...]:
    return IS_LOOSE, col(Review.late_after) >= first, col(Review.due_last) >= first, col(Review.due) <= last


def between(session: Session, viewer: Viewer, first: date, last: date, most: int = 500) -> list[Row[Any]]:
    """Everything open on a day of a stretch, for the calendar."""
    days = ON_ONE_DAY, col(Review.due).between(first, last)
    return _in_calendar(session, viewer, days, most)


def loosely_between(
    session: Session, viewer: Viewer, first: date, last: date, most: int = 100
) -> list[Row[Any]]:
    """Everything open that may fall into a stretch of days and is known only loosely."""
    return _in_calendar(session, viewer, _touching(first, last), most)


def _in_calendar(
    session: Session, viewer: Viewer, which: tuple[ColumnElement[bool], ...], most: int
) -> list[Row[Any]]:
    order = (col(Review.due), col(Review.urgency), col(Review.id))
    query = ROWS.where(IS_OPEN, visible_reviews(viewer), *which).order_by(*order).limit(most)
    return list(session.connection().execute(query))
