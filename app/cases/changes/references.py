"""Giving a new case or incident the next free reference, without a race."""

from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from app.cases.models import Case, Incident
from app.cases.queries.references import highest_reference

TRIES = 20


def add_numbered(session: Session, row: Case | Incident) -> None:
    """Store the row under the next reference: K-012 or I-003.

    Whoever takes the same number at the same moment waits for the unique index; the slower one tries the next.
    """
    letter = "K" if isinstance(row, Case) else "I"
    for further in range(TRIES):
        row.reference = f"{letter}-{highest_reference(session, type(row)) + 1:03d}"
        try:
            with session.begin_nested():
                session.add(row)
        except IntegrityError:
            if further == TRIES - 1:
                raise
        else:
            return
