"""Cases of which something new was written down lately, as far as the viewer may see it."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlmodel import Session, col

from app.cases.models import Case, Entry, Person
from app.cases.queries.visible import entry_is_not_kept, visible_cases
from app.web.viewer import Viewer

# What a file brought in has a key, and moves nothing by being loaded: only by what somebody has written since.
_EDITED = col(Entry.edited_at) > col(Entry.recorded_at)


class Newcomer(NamedTuple):
    """A case, how many of its entries are new or changed, and when the newest of them was."""

    reference: str
    name: str
    entries: int
    at: datetime


def cases_with_news(session: Session, viewer: Viewer, since: datetime, most: int = 500) -> list[Newcomer]:
    """The newest first."""
    numbered = (
        col(Entry.case_id) + 0
    )  # found by when they were edited: an index of cases would go through all entries
    lately = (
        select(
            numbered.label("case_id"),
            func.count().label("entries"),
            func.max(col(Entry.edited_at)).label("at"),
        )
        .where(
            col(Entry.edited_at) >= since,
            or_(col(Entry.key).is_(None), _EDITED),
            entry_is_not_kept(viewer.id),
        )
        .group_by(numbered)
        .subquery()
    )
    query = (
        select(col(Case.reference), col(Person.name), lately.c.entries, lately.c.at)
        .join(lately, lately.c.case_id == col(Case.id))
        .join(Person, col(Person.id) == col(Case.person_id))
        .where(visible_cases(viewer))
        .order_by(lately.c.at.desc(), col(Case.id))
        .limit(most)
    )
    rows: Any = session.connection().execute(query)
    return [Newcomer(*row) for row in rows]
