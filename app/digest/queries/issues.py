"""Reading editions that were made."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from app.digest.models import Issue


def issues_by_mail(session: Session, dedupe_keys: Sequence[str]) -> dict[str, Issue]:
    """Editions by the key of their mail."""
    keys = [key.removeprefix("digest:") for key in dedupe_keys]
    found = session.scalars(select(Issue).where(col(Issue.key).in_(keys)))
    return {f"digest:{issue.key}": issue for issue in found}
