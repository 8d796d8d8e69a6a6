"""Photographs of cases: which could be shown, and which of those approved are still here."""

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlmodel import Session, col

from app.cases.models import Attachment
from app.publishing.models import PublicSnapshot
from app.publishing.photographs import Photograph

_shown_small = (col(Attachment.kind) == "photograph", col(Attachment.thumbnail).is_not(None))


def photographs_of(session: Session, case_id: int) -> list[Photograph]:
    """The photographs of a case, newest first; documents and other files never leave."""
    wanted = (
        select(col(Attachment.id), col(Attachment.sha256), col(Attachment.caption), col(Attachment.credit))
        .where(col(Attachment.case_id) == case_id, *_shown_small)
        .order_by(col(Attachment.id).desc())
    )
    return [
        Photograph(number, mark, caption, credit or "")
        for number, mark, caption, credit in session.execute(wanted)
        if number is not None
    ]


def standing_photographs(session: Session, files: Iterable[int]) -> frozenset[tuple[int, str]]:
    """Those files that are here and still photographs, each with what tells its bytes from any other's."""
    numbers = sorted(set(files))
    if not numbers:
        return frozenset()
    wanted = select(col(Attachment.id), col(Attachment.sha256))
    rows = session.execute(wanted.where(col(Attachment.id).in_(numbers), *_shown_small))
    return frozenset((number, mark) for number, mark in rows if number is not None)


def snapshots_with_deleted(session: Session, files: Sequence[int]) -> list[PublicSnapshot]:
    """Everything proposed or approved with one of these files, as far as they are here no longer."""
    if not files:
        return []
    here = set(session.scalars(select(col(Attachment.id)).where(col(Attachment.id).in_(files))))
    file = col(PublicSnapshot.content)["photo"]["file"].as_integer()
    gone = sorted(set(files) - here)
    return list(session.scalars(select(PublicSnapshot).where(file.in_(gone)))) if gone else []


def small_picture(session: Session, file: int) -> str | None:
    """The name on the shelf of a file's small picture."""
    return session.scalar(select(col(Attachment.thumbnail)).where(col(Attachment.id) == file))
