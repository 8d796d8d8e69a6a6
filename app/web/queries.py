"""Looking up forms that were already sent, and words that were typed and not saved."""

from sqlalchemy import Row, bindparam, select
from sqlmodel import Session, col

from app.web.models import Submission, UnfinishedWords

_submission = select(Submission.body_hash, Submission.location).where(  # type: ignore[call-overload]
    col(Submission.key_hash) == bindparam("key_hash")
)


def submission(session: Session, key_hash: str) -> Row[tuple[str, str]] | None:
    """The earlier sending of this form, if there was one."""
    found: Row[tuple[str, str]] | None = (
        session.connection().execute(_submission, {"key_hash": key_hash}).first()
    )
    return found


def unfinished_rows(
    session: Session, volunteer_id: int | None = None, *, path: str | None = None, page: str | None = None
) -> list[UnfinishedWords]:
    """Unfinished words, the newest first: of one volunteer or of all, of one form, of one page."""
    wanted = select(UnfinishedWords).order_by(col(UnfinishedWords.at).desc(), col(UnfinishedWords.id).desc())
    for column, value in (
        (UnfinishedWords.volunteer_id, volunteer_id), (UnfinishedWords.path, path), (UnfinishedWords.page, page),
    ):  # fmt: skip
        if value is not None:
            wanted = wanted.where(col(column) == value)
    return list(session.scalars(wanted))
