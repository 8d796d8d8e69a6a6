"""The way to the mail server as a whole: it failed, it works, somebody stopped it."""

from datetime import datetime

from sqlalchemy import update
from sqlmodel import Session

from app.db import insert_once
from app.mail.changes import wait_after
from app.mail.models import MailLine
from app.mail.queries import line_state


def line_failed(session: Session, reason: str, *, refuses_us: bool) -> None:
    """The server cannot be reached or refuses us: everything waits, nobody is punished."""
    now: datetime = session.info["at"]
    failures = line_state(session).failures
    _line(
        session, failures=failures + 1, next_try_at=now + wait_after(failures), refuses_us=refuses_us,
        last_error=reason[:400], failed_at=now,
    )  # fmt: skip


def line_works(session: Session) -> None:
    """The server took a mail, or refused one recipient of ours."""
    line = line_state(session)
    if line.failures or line.refuses_us:
        _line(session, failures=0, next_try_at=None, refuses_us=False)


def _line(session: Session, **values: object) -> None:
    insert_once(session, MailLine, "id", id=1, stopped=False, failures=0, refuses_us=False)
    session.connection().execute(update(MailLine).values(**values))


def stop_line(session: Session, *, stopped: bool) -> None:
    """A person stops all mail, for maintenance, or lets it go on."""
    _line(session, stopped=stopped)
