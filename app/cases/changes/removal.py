"""Taking a row out together with what hangs on it: who says so, and what was decided between them."""

from typing import Any

from sqlmodel import Session

from app.cases.queries.conflicts import choices_resting_on
from app.db import number_of
from app.sources.queries import citations_on


def take_out(session: Session, row: Any, column: str) -> None:
    """Delete a row with its citations (which name it by `column`) and every choice that rests on it or on them.

    A choice without what it chose would decide nothing; history keeps both. Nothing is deleted before all that
    points at it is gone, for the databases check that at once.
    """
    citations = citations_on(session, column, number_of(row))
    for choice in choices_resting_on(session, column, number_of(row), [number_of(one) for one in citations]):
        session.delete(choice)
    session.flush()
    for citation in citations:
        session.delete(citation)
    session.flush()
    session.delete(row)
