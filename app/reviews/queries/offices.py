"""The offices of the directory, and when each was checked, published or put there last."""

from collections.abc import Iterator
from datetime import date

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from app.clock import recorded_day
from app.directory.models import Addressee
from app.history.models import Change
from app.reviews.rules.offices import Office
from app.sources.models import Citation, Source

_published = (
    select(col(Citation.addressee_id).label("id"), func.max(col(Source.published_first)).label("day"))
    .join(Source, col(Source.id) == col(Citation.source_id))
    .where(col(Citation.addressee_id).is_not(None), col(Source.published_first) <= bindparam("known_by"))
    .group_by(col(Citation.addressee_id))
    .subquery()
)
_added = (
    select(col(Change.row_id).label("id"), func.min(col(Change.at)).label("at"))
    .where(col(Change.noun) == "addressee")
    .group_by(col(Change.row_id))
    .subquery()
)
_offices = (
    select(
        col(Addressee.id), col(Addressee.slug), col(Addressee.office), col(Addressee.city), col(Addressee.checked_on),
        _published.c.day, _added.c.at,
    )
    .outerjoin(_published, _published.c.id == col(Addressee.id))
    .outerjoin(_added, _added.c.id == col(Addressee.id))
    .order_by(col(Addressee.id))
)  # fmt: skip


def offices(session: Session, known_by: date) -> Iterator[Office]:
    """Every office; a text that appears only later is not known yet."""
    rows = session.connection().execute(_offices, {"known_by": known_by})
    for number, slug, name, city, checked, published, at in rows:
        yield Office(
            number, slug, name, city, checked, published, recorded_day(at) if at is not None else None
        )
