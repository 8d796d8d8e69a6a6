"""Reading sources and citations."""

from sqlalchemy import func, select
from sqlmodel import Session, col

from app.sources.models import Citation, Source


def source_by_key(session: Session, key: str) -> Source | None:
    """The source with this key."""
    return session.scalars(select(Source).where(col(Source.key) == key)).first()


def sources_to_choose(session: Session, most: int = 60) -> list[tuple[int, str, str | None]]:
    """Sources to offer in a form, the most cited first: number, title, publisher."""
    wanted = (
        select(col(Source.id), col(Source.title), col(Source.publisher))
        .outerjoin(Citation, col(Citation.source_id) == col(Source.id))
        .where(col(Source.cited_only).is_(False))
        .group_by(col(Source.id), col(Source.title), col(Source.publisher))
        .order_by(func.count(col(Citation.id)).desc(), col(Source.id).desc())
        .limit(most)
    )
    return [(row[0], row[1], row[2]) for row in session.execute(wanted)]
