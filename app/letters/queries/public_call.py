"""What a public call for letters is about and whom it goes to."""

from collections.abc import Sequence

from sqlalchemy import or_, select
from sqlmodel import Session, col

from app.campaigning.models import Action, ActionLink
from app.cases.models import Case
from app.directory.models import Addressee
from app.letters.queries.offices import Office, offices_of

MOST = 60


def cases_of_call(session: Session, references: Sequence[str]) -> list[Case]:
    """The cases with these references, in their order."""
    found = session.scalars(select(Case).where(col(Case.reference).in_(references)))
    return sorted(found, key=lambda case: references.index(case.reference))


def offices_of_call(session: Session, action_id: int, target: str) -> list[Office]:
    """The offices a call names; an embassy without a country stands for all embassies of that state.

    A call that names no office of the directory goes to whatever it says in words.
    """
    named = select(col(Action.addressee_id)).where(col(Action.id) == action_id)
    linked = select(col(ActionLink.addressee_id)).where(
        col(ActionLink.action_id) == action_id, col(ActionLink.addressee_id).is_not(None)
    )
    rows = list(
        session.scalars(
            select(Addressee)
            .where(or_(col(Addressee.id).in_(named), col(Addressee.id).in_(linked)))
            .order_by(col(Addressee.id))
        )
    )
    states = {row.embassy_of for row in rows if row.embassy_of and not row.country}
    if states:
        embassies = select(Addressee).where(
            col(Addressee.embassy_of).in_(states), col(Addressee.country).is_not(None)
        )
        rows = [row for row in rows if row.country or not row.embassy_of]
        rows += session.scalars(embassies.order_by(col(Addressee.city), col(Addressee.id)).limit(MOST))
    found = offices_of(session, list({row.id: row for row in rows}.values()))
    return found or [Office("", target)]
