"""Emptying what history says of a thing that is deleted for good; that there were changes, and by whom, stays."""

from sqlalchemy import update
from sqlmodel import Session, col

from app.history.models import Change


def forget_changes(session: Session, noun: str, row_id: int) -> None:
    """The words before and after each change; what was added and removed stays, for it holds none."""
    about = (col(Change.noun) == noun, col(Change.row_id) == row_id, col(Change.verb) == "changed")
    session.connection().execute(update(Change).where(*about).values(diff={}))
