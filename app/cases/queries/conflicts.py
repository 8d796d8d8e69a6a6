"""Reading what was decided where sources differ."""

from collections.abc import Sequence

from sqlalchemy import or_
from sqlmodel import Session, col, select

from app.cases.models import ConflictChoice


def choices_resting_on(
    session: Session, column: str, number: int, citations: Sequence[int]
) -> list[ConflictChoice]:
    """The choices about one thing, where things of its kind have any, and those that believe one of the citations."""
    grounds = [col(ConflictChoice.citation_id).in_(citations)]
    if column in ConflictChoice.model_fields:
        grounds.append(getattr(ConflictChoice, column) == number)
    return list(session.exec(select(ConflictChoice).where(or_(*grounds))))
