"""For whom a letter would count most: those in prison about whom fewest went out."""

from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from app.campaigning.models import Action, ActionLink, Tally
from app.campaigning.queries.visible import ACTION_IS_SEEN
from app.cases.models import Case, Person
from app.cases.queries.visible import CASE_IS_SEEN, STANDING_SEEN, STOOD_SEEN, seen_of, viewer_binds
from app.cases.stored_standing import Stood
from app.consent.queries.stopped import IS_STOPPED
from app.desk.queries.least_done import IN_NEED
from app.letters.models import LetterCase, LetterSending
from app.web.viewer import Right, Viewer

ASKED = 12  # of so many the first is taken about whom a letter may leave


class Unwritten(NamedTuple):
    """A case with the number of letters that went out about it."""

    person_id: int
    reference: str
    name: str
    stood: Stood
    letters: int


def fewest_letters(session: Session, viewer: Viewer, today: date) -> list[Unwritten]:
    """Those with the fewest letters, the gravest first among equals; nobody of whom news is too old to carry."""
    sent, counted = _sent(), _counted()
    letters = func.coalesce(sent.c.count, 0) + func.coalesce(counted.c.count, 0)
    gravity, carried = seen_of("gravity"), seen_of("carried_until")
    wanted = (
        select(col(Person.id), col(Case.reference), col(Person.name), STOOD_SEEN, letters)
        .join(Person, col(Person.id) == col(Case.person_id))
        .outerjoin(sent, sent.c.case_id == col(Case.id))
        .outerjoin(counted, counted.c.case_id == col(Case.id))
        .where(
            CASE_IS_SEEN, col(Case.campaign_id).in_(viewer.campaigns_with(Right.WRITE)),
            col(Case.closed_at).is_(None), STANDING_SEEN.in_(IN_NEED), ~IS_STOPPED,
            or_(carried.is_(None), carried >= today),
        )
        .order_by(letters, gravity, col(Case.id))
        .limit(ASKED)
    )  # fmt: skip
    rows: Any = session.connection().execute(wanted, viewer_binds(viewer))
    return [Unwritten(*row) for row in rows]


def _sent() -> Any:
    """Letters of our own drafting."""
    return (
        select(col(LetterCase.case_id).label("case_id"), func.sum(col(LetterSending.count)).label("count"))
        .join(LetterSending, col(LetterSending.letter_id) == col(LetterCase.letter_id))
        .group_by(col(LetterCase.case_id))
        .subquery()
    )


def _counted() -> Any:
    """Letters that supporters counted on the page of an action that the viewer may see."""
    return (
        select(col(ActionLink.case_id).label("case_id"), func.sum(col(Tally.count)).label("count"))
        .join(Tally, col(Tally.action_id) == col(ActionLink.action_id))
        .join(Action, col(Action.id) == col(ActionLink.action_id))
        .where(col(ActionLink.part) == "for", col(Tally.what) == "letters", ACTION_IS_SEEN)
        .group_by(col(ActionLink.case_id))
        .subquery()
    )
