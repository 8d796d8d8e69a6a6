"""Reading history."""

from typing import Any

from sqlalchemy import Select, and_, bindparam, column, func, not_, select, table
from sqlmodel import Session, col

from app.history.models import Change

LATEST = 500
NOTHING: frozenset[int] = frozenset()
# Of the features above this folder, what says which of their rows rest on a hidden entry.
_approval = table("approval", column("id"), column("entry_id"))
_review = table("review", column("id"), column("kept_case_id"))
_hidden: Any = bindparam("hidden", expanding=True)
_kept: tuple[tuple[str, Any], ...] = (
    ("approval", select(_approval.c.id).where(_approval.c.entry_id.in_(_hidden))),
    ("review", select(_review.c.id).where(_review.c.kept_case_id == col(Change.case_id)).correlate(Change)),
)
_not_of = and_(
    not_(and_(col(Change.noun) == "entry", col(Change.row_id).in_(_hidden))),
    *(not_(and_(col(Change.noun) == noun, col(Change.row_id).in_(rows))) for noun, rows in _kept),
)
_latest = (
    select(Change)
    .where(col(Change.case_id) == bindparam("case_id"))
    .order_by(col(Change.id).desc())
    .limit(bindparam("most"))
)


def changes_of_case(
    session: Session, case_id: int, before: int | None, hidden: frozenset[int] = NOTHING, most: int = 50
) -> list[Change]:
    """A page of a case's changes, newest first; `before` is the last number of the page before it."""
    wanted = (
        select(Change).where(col(Change.case_id) == case_id).order_by(col(Change.id).desc()).limit(most + 1)
    )
    page = wanted if before is None else wanted.where(col(Change.id) < before)
    statement, values = _without(page, hidden)
    return list(session.scalars(statement, values))


def _without(wanted: Select[Change], hidden: frozenset[int]) -> tuple[Select[Change], dict[str, list[int]]]:
    return (wanted.where(_not_of), {"hidden": sorted(hidden)}) if hidden else (wanted, {})


def change_by_id(session: Session, change_id: int) -> Change | None:
    """One change."""
    return session.get(Change, change_id)


def newer_exists(session: Session, change: Change) -> bool:
    """Whether the same thing was changed again since."""
    wanted = select(col(Change.id)).where(
        col(Change.noun) == change.noun, col(Change.row_id) == change.row_id, col(Change.id) > change.id
    )
    return session.execute(wanted.limit(1)).first() is not None


def latest_of(session: Session, noun: str, row_id: int, most: int = 10) -> list[Change]:
    """The newest changes of one thing, such as an addressee."""
    return list(session.scalars(_of(noun, row_id).limit(most)))


def every_change_of(session: Session, noun: str, row_id: int) -> list[Change]:
    """All changes of one thing, the newest first; for whoever then leaves out what the viewer may not see."""
    return list(session.scalars(_of(noun, row_id)))


def _of(noun: str, row_id: int) -> Select[Change]:
    wanted = select(Change).where(col(Change.noun) == noun, col(Change.row_id) == row_id)
    return wanted.order_by(col(Change.id).desc())


def state_of_record(session: Session) -> str:
    """A mark that differs once anything recorded has changed; a late commit of an earlier number is counted too."""
    newest = select(col(Change.id)).order_by(col(Change.id).desc()).limit(LATEST).subquery()
    count, first, last = session.execute(
        select(func.count(), func.min(newest.c.id), func.max(newest.c.id)).select_from(newest)
    ).one()
    return f"{count} {first} {last}"
