"""Two who were named on a restricted case and looked after the team's: one is taken off, the other leaves for good."""

from collections.abc import Sequence

from sqlmodel import col, select

from app.accounts.models import Membership, Volunteer
from app.cases.models import CaseMember, Minder
from app.db import Database, number_of
from tests import clock


def take_off(database: Database, restricted: int, minded: int, both: Sequence[Volunteer]) -> None:
    """First they are named and look after it, then no more; the second one is no member any more either."""
    numbers = [number_of(one) for one in both]
    with database.writing(actor="the story", at=clock.now()) as session:
        for number in numbers:
            session.add(CaseMember(case_id=restricted, volunteer_id=number))
            session.add(Minder(case_id=minded, volunteer_id=number))
    with database.writing(actor="the story", at=clock.now()) as session:
        for table, gone in ((CaseMember, numbers), (Minder, numbers), (Membership, numbers[1:])):
            for row in session.scalars(select(table).where(col(table.volunteer_id).in_(gone))):
                session.delete(row)
