"""The references that are taken."""

from typing import Any

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.cases.models import Case, Incident
from app.history.pinned import WHOLE_PICTURE


def highest_reference(session: Session, table: type[Case] | type[Incident]) -> int:
    """The highest number in a reference, 0 when there is none."""
    reference: Any = col(table.reference)
    wanted = select(reference).order_by(func.length(reference).desc(), reference.desc()).limit(1)
    found = session.execute(wanted, execution_options=WHOLE_PICTURE).scalar()
    return int(found.partition("-")[2]) if found else 0
