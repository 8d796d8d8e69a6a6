"""What somebody new has done already."""

from typing import NamedTuple

from sqlalchemy import select
from sqlmodel import Session, col

from app.cases.models import Case, Entry, Minder
from app.cases.queries.visible import visible_cases
from app.history.models import Change
from app.letters.models import Letter
from app.web.viewer import Viewer


class Done(NamedTuple):
    """The first of each that is theirs: a case they look after, a letter, a case to which they added something."""

    minded: str | None
    letter: int | None
    added: str | None


def first_steps(session: Session, viewer: Viewer) -> Done:
    """Three statements."""
    minded = (
        select(col(Case.reference))
        .join(Minder, col(Minder.case_id) == col(Case.id))
        .where(col(Minder.volunteer_id) == viewer.id, visible_cases(viewer))
    )
    letter = (
        select(col(Letter.id))
        .join(Case, col(Case.id) == col(Letter.case_id))
        .where(col(Letter.made_by_id) == viewer.id, visible_cases(viewer))
    )
    added = (
        select(col(Case.reference))
        .join(Change, col(Change.case_id) == col(Case.id))
        .where(
            col(Change.actor_id) == viewer.id, col(Change.noun) == Entry.noun, col(Change.verb) == "added",
            visible_cases(viewer),
        )
    )  # fmt: skip
    return Done(
        session.scalar(minded.order_by(col(Minder.id)).limit(1)),
        session.scalar(letter.order_by(col(Letter.id)).limit(1)),
        session.scalar(added.order_by(col(Change.id)).limit(1)),
    )
