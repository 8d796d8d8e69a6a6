"""Looking up forms that were already sent."""

from sqlalchemy import Row, bindparam, select
from sqlmodel import Session, col

from app.web.models import Submission

_submission = select(Submission.body_hash, Submission.location).where(  # type: ignore[call-overload]
    col(Submission.key_hash) == bindparam("key_hash")
)


def submission(session: Session, key_hash: str) -> Row[tuple[str, str]] | None:
    """The earlier sending of this form, if there was one."""
    found: Row[tuple[str, str]] | None = (
        session.connection().execute(_submission, {"key_hash": key_hash}).first()
    )
    return found
