"""Cases of which others have written something new, as far as the viewer may see it."""

from datetime import datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.cases.models import Case, Entry, Person
from app.cases.queries.visible import entry_is_not_kept, seen_of, visible_cases
from app.history.models import Change
from app.web.viewer import Viewer

MOST = 500


class Newcomer(NamedTuple):
    """A case, how many of its entries are new or changed, and when the newest of them was."""

    reference: str
    name: str
    entries: int
    at: datetime


def cases_with_news(session: Session, viewer: Viewer, since: datetime) -> list[Newcomer]:
    """What people have written since a moment, not this viewer and not the program: what a file brings in is no news.
    The gravest case first.
    """
    by_others = (
        select(col(Change.id))
        .where(
            col(Change.noun) == "entry", col(Change.row_id) == col(Entry.id), col(Change.at) > since,
            col(Change.actor_id).is_not(None), col(Change.actor_id) != viewer.id,
        )
        .correlate(Entry)
        .exists()
    )  # fmt: skip
    # Found by when they were edited: an index of cases would go through all entries.
    case_id = col(Entry.case_id) + 0
    lately = (
        select(
            case_id.label("case_id"),
            func.count().label("entries"),
            func.max(col(Entry.edited_at)).label("at"),
        )
        .where(col(Entry.edited_at) > since, by_others, entry_is_not_kept(viewer.id))
        .group_by(case_id)
        .subquery()
    )
    query = (
        select(col(Case.reference), col(Person.name), lately.c.entries, lately.c.at)
        .join(lately, lately.c.case_id == col(Case.id))
        .join(Person, col(Person.id) == col(Case.person_id))
        .where(visible_cases(viewer))
        .order_by(seen_of("gravity", viewer.id), lately.c.at.desc(), col(Case.id))
        .limit(MOST)
    )
    rows: Any = session.connection().execute(query)
    return [Newcomer(*row) for row in rows]
