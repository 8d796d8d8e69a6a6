"""Who has never been written about or to, and who too often: counts of letters that went out."""

from typing import Any, NamedTuple

from sqlalchemy import case, func, select
from sqlmodel import Session, col

from app.cases.models import Case, Person, Standing
from app.cases.queries.visible import seen_of, stood_for, visible_cases
from app.directory.models import Addressee
from app.letters.models import Letter, LetterCase, LetterSending
from app.web.viewer import Viewer

OVER = (Standing.DEAD, Standing.RELEASED, Standing.CLEARED)


class Written(NamedTuple):
    """A person or an office with the letters that went out, and the last month."""

    key: str
    name: str
    beside: Any  # how a person stands (Stood), or the city of an office
    letters: int
    last_month: str | None
    recent: int


def _recent(since: str) -> Any:
    """Letters of this month and later."""
    return func.sum(case((col(LetterSending.month) >= since, col(LetterSending.count)), else_=0))


def people_written_about(session: Session, viewer: Viewer, since: str) -> list[Written]:
    """Open cases whose person is not free, those with the fewest letters first."""
    sent = (
        select(
            col(LetterCase.case_id).label("case_id"),
            func.sum(col(LetterSending.count)).label("count"),
            func.max(col(LetterSending.month)).label("month"),
            _recent(since).label("recent"),
        )
        .join(LetterSending, col(LetterSending.letter_id) == col(LetterCase.letter_id))
        .group_by(col(LetterCase.case_id))
        .subquery()
    )
    wanted = (
        select(
            col(Case.reference),
            col(Person.name),
            stood_for(viewer),
            func.coalesce(sent.c.count, 0),
            sent.c.month,
            func.coalesce(sent.c.recent, 0),
        )
        .join(Person, col(Person.id) == col(Case.person_id))
        .outerjoin(sent, sent.c.case_id == col(Case.id))
        .where(
            visible_cases(viewer), col(Case.closed_at).is_(None), seen_of("standing", viewer.id).not_in(OVER)
        )
        .order_by(func.coalesce(sent.c.count, 0), col(Case.id))
    )
    return [Written(*row) for row in session.execute(wanted)]


def offices_written_to(session: Session, viewer: Viewer, since: str) -> list[Written]:
    """Every office with the letters on visible cases, those with the fewest first."""
    sent = (
        select(
            col(Letter.addressee_id).label("office_id"),
            func.sum(col(LetterSending.count)).label("count"),
            func.max(col(LetterSending.month)).label("month"),
            _recent(since).label("recent"),
        )
        .join(LetterSending, col(LetterSending.letter_id) == col(Letter.id))
        .join(LetterCase, col(LetterCase.letter_id) == col(Letter.id))
        .join(Case, col(Case.id) == col(LetterCase.case_id))
        .where(visible_cases(viewer))
        .group_by(col(Letter.addressee_id))
        .subquery()
    )
    wanted = (
        select(
            col(Addressee.slug),
            col(Addressee.office),
            col(Addressee.city),
            func.coalesce(sent.c.count, 0),
            sent.c.month,
            func.coalesce(sent.c.recent, 0),
        )
        .outerjoin(sent, sent.c.office_id == col(Addressee.id))
        .order_by(func.coalesce(sent.c.count, 0), col(Addressee.office), col(Addressee.id))
    )
    return [
        Written(key, name, city or "", count, month, recent)
        for key, name, city, count, month, recent in session.execute(wanted)
    ]
