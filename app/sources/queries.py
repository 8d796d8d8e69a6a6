"""Reading sources and citations."""

import re
from datetime import date
from typing import NamedTuple

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.sources.models import Citation, Source, SourceDerivation
from app.sources.visible_sources import seen

NUMBERED = re.compile(
    r"(?:(.+) (?=#))?#?([0-9]{1,9})", re.ASCII
)  # 12, #12, or behind a title that several have


def source_by_key(session: Session, key: str) -> Source | None:
    """The source with this key."""
    return session.scalars(select(Source).where(col(Source.key) == key)).first()


def sources_to_choose(
    session: Session, known_by: date | None = None, most: int = 60
) -> list[tuple[int, str, str | None]]:
    """Sources a viewer may cite, the newest first, as in their list: number, title, publisher; none newer than a
    pinned day. How often one is cited is no order: what is kept to a few would move it for everybody.
    """
    wanted = (
        select(col(Source.id), col(Source.title), col(Source.publisher))
        .where(
            col(Source.cited_only).is_(False),
            or_(col(Source.published_first).is_(None), col(Source.published_first) <= (known_by or date.max)),
        )
        .order_by(col(Source.published_first).desc().nulls_last(), col(Source.id).desc())
        .limit(most)
    )
    statement, binds = seen(session, wanted)
    return [(row[0], row[1], row[2]) for row in session.execute(statement, binds)]


def sources_called(session: Session, text: str) -> list[Source]:
    """The texts that somebody means by what they typed: a number, a title as forms offer it, or an address."""
    numbered = NUMBERED.fullmatch(text)
    label = col(Source.title) + " (" + col(Source.publisher) + ")"
    called = [col(Source.title) == text, label == text, col(Source.url) == text]
    if numbered is not None:
        words, number = numbered[1], col(Source.id) == int(numbered[2])
        called.append(and_(number, or_(col(Source.title) == words, label == words)) if words else number)
    statement, binds = seen(session, select(Source).where(or_(*called)).order_by(col(Source.id)))
    return list(session.scalars(statement, binds))


def source_to_cite(session: Session, source_id: int) -> Source | None:
    """The source with this number, when the viewer may see it."""
    statement, binds = seen(session, select(Source).where(col(Source.id) == source_id))
    return session.scalars(statement, binds).first()


def source_by_id(session: Session, source_id: int) -> Source | None:
    """The source with this number."""
    return session.get(Source, source_id)


def derivation(session: Session, source_id: int, from_id: int) -> SourceDerivation | None:
    """The row that says that one text rests on the other."""
    wanted = select(SourceDerivation).where(
        col(SourceDerivation.source_id) == source_id, col(SourceDerivation.from_id) == from_id
    )
    return session.scalars(wanted).first()


class Kin(NamedTuple):
    """Two texts of which one rests on the other."""

    source_id: int
    title: str
    from_id: int
    from_title: str
    note: str | None


def kin_of(session: Session, source_id: int) -> list[Kin]:
    """What this text rests on, what rests on it, and what rests on the same text as it does."""
    own, other = aliased(Source), aliased(Source)
    parents = select(col(SourceDerivation.from_id)).where(col(SourceDerivation.source_id) == source_id)
    wanted = (
        select(col(own.id), col(own.title), col(other.id), col(other.title), col(SourceDerivation.note))
        .select_from(SourceDerivation)
        .join(own, col(own.id) == col(SourceDerivation.source_id))
        .join(other, col(other.id) == col(SourceDerivation.from_id))
        .where(
            or_(
                col(SourceDerivation.source_id) == source_id,
                col(SourceDerivation.from_id) == source_id,
                col(SourceDerivation.from_id).in_(parents),
            )
        )
        .order_by(col(SourceDerivation.id))
    )
    known = [Kin(*row) for row in session.execute(wanted)]
    shown = _shown(session, {one.source_id for one in known} | {one.from_id for one in known})
    return [one for one in known if one.source_id in shown and one.from_id in shown]


def _shown(session: Session, numbers: set[int]) -> frozenset[int]:
    """Those of these sources that the viewer may see."""
    statement, binds = seen(session, select(col(Source.id)).where(col(Source.id).in_(numbers)))
    return frozenset(session.scalars(statement, binds))


def containers_to_choose(session: Session, most: int = 200) -> list[tuple[str, str]]:
    """Texts that may contain or underlie another one: number and title, by title."""
    wanted = select(col(Source.id), col(Source.title)).order_by(col(Source.title), col(Source.id)).limit(most)
    statement, binds = seen(session, wanted)
    return [(str(row[0]), row[1]) for row in session.execute(statement, binds)]


def citations_on(session: Session, column: str, number: int) -> list[Citation]:
    """The citations of one fact, named by one of the citation's columns."""
    wanted = select(Citation).where(getattr(Citation, column) == number).order_by(col(Citation.id))
    return list(session.scalars(wanted))
