"""Cases of which something new was written down lately."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.cases.models import Case, Entry, Person
from app.cases.queries.visible import visible_cases
from app.web.viewer import Viewer


class Newcomer(NamedTuple):
    """A case, how many of its entries are new or changed, and when the newest of them was."""

    reference: str
    name: str
    entries: int
    at: datetime


def cases_with_news(session: Session, viewer: Viewer, since: datetime, most: int = 500) -> list[Newcomer]:
    """The newest first."""
    newest = func.max(col(Entry.edited_at))
    query = (
        select(col(Case.reference), col(Person.name), func.count(), newest)
        .join(Entry, col(Entry.case_id) == col(Case.id))
        .join(Person, col(Person.id) == col(Case.person_id))
        .where(col(Entry.edited_at) >= since, visible_cases(viewer))
        .group_by(col(Case.id), col(Case.reference), col(Person.name))
        .order_by(newest.desc(), col(Case.id))
        .limit(most)
    )
    rows: Any = session.connection().execute(query)
    return [Newcomer(*row) for row in rows]
