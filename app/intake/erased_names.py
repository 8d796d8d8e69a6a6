"""Leaving the erased out of lists that come in: of each of their names a keyed hash is kept, and nothing else."""

from collections.abc import Iterable

from sqlmodel import Session

from app.intake.list_matching import marks_of
from app.intake.models import ErasedName


def leave_out_of_lists(session: Session, names: Iterable[str], secret: str) -> None:
    """From now on no list brings somebody of these names."""
    for mark in set[str]().union(*(marks_of(name, secret) for name in names)):
        if session.get(ErasedName, mark) is None:
            session.add(ErasedName(mark=mark))
