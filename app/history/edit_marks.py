"""What a form was shown: a mark of a row's values, by which a later save is seen to be stale."""

from hashlib import sha256

from sqlalchemy import inspect
from sqlmodel import Session, SQLModel


def mark_of(row: SQLModel) -> str:
    """The same for the same values, another one as soon as anything was changed."""
    values = [(name, getattr(row, name)) for name in sorted(inspect(row).mapper.column_attrs.keys())]
    return sha256(repr(values).encode()).hexdigest()[:16]


def hold(session: Session, row: SQLModel) -> None:
    """Wait for whoever is changing the row, and see it as it is then; nobody changes it until this transaction ends."""
    session.refresh(row, with_for_update=True)
