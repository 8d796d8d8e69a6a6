"""Reading history."""

from sqlalchemy import and_, bindparam, not_, select
from sqlmodel import Session, col

from app.history.models import Change

NOTHING: frozenset[int] = frozenset()
# Where entries are hidden, so are letters and every second person's yes of that case: their words may speak of them.
_not_of = and_(
    not_(and_(col(Change.noun) == "entry", col(Change.row_id).in_(bindparam("hidden", expanding=True)))),
    col(Change.noun).not_in(bindparam("hidden_nouns", expanding=True)),
)
_latest = (
    select(Change)
    .where(col(Change.case_id) == bindparam("case_id"), _not_of)
    .order_by(col(Change.id).desc())
    .limit(bindparam("most"))
)


def latest_of_case(
    session: Session, case_id: int, hidden: frozenset[int] = NOTHING, most: int = 5
) -> list[Change]:
    """The newest changes of a case, without those of hidden entries."""
    named = {"case_id": case_id, "most": most, **_hiding(hidden)}
    return list(session.scalars(_latest, named))


def changes_of_case(
    session: Session, case_id: int, before: int | None, hidden: frozenset[int] = NOTHING, most: int = 50
) -> list[Change]:
    """A page of a case's changes, newest first; `before` is the last number of the page before it."""
    wanted = (
        select(Change)
        .where(col(Change.case_id) == case_id, _not_of)
        .order_by(col(Change.id).desc())
        .limit(most + 1)
    )
    page = wanted if before is None else wanted.where(col(Change.id) < before)
    return list(session.scalars(page, _hiding(hidden)))


def _hiding(hidden: frozenset[int]) -> dict[str, list[int] | list[str]]:
    return {"hidden": sorted(hidden), "hidden_nouns": ["approval", "letter"] if hidden else []}


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
