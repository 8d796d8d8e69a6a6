"""Reading history."""

from sqlalchemy import bindparam, select
from sqlmodel import Session, col

from app.history.models import Change

_latest = (
    select(Change)
    .where(col(Change.case_id) == bindparam("case_id"))
    .order_by(col(Change.id).desc())
    .limit(bindparam("most"))
)


def latest_of_case(session: Session, case_id: int, most: int = 5) -> list[Change]:
    """The newest changes of a case."""
    return list(session.scalars(_latest, {"case_id": case_id, "most": most}))


def changes_of_case(session: Session, case_id: int, before: int | None, most: int = 50) -> list[Change]:
    """A page of a case's changes, newest first; `before` is the last number of the page before it."""
    wanted = (
        select(Change).where(col(Change.case_id) == case_id).order_by(col(Change.id).desc()).limit(most + 1)
    )
    return list(session.scalars(wanted if before is None else wanted.where(col(Change.id) < before)))


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
    """The newest changes of one thing, such as a person or an addressee."""
    wanted = (
        select(Change)
        .where(col(Change.noun) == noun, col(Change.row_id) == row_id)
        .order_by(col(Change.id).desc())
        .limit(most)
    )
    return list(session.scalars(wanted))
