"""What has run out is removed: sign-ins, counted wrong passphrases, mailed links, keys of forms that were sent."""

from datetime import timedelta
from typing import Any, cast

from sqlalchemy import CursorResult, delete, or_
from sqlmodel import col

from app.accounts.changes import keep_looks
from app.accounts.models import MailedLink, SignIn, SignInAttempt
from app.accounts.sessions import ABSOLUTE, IDLE, IDLE_IN_DEVELOPMENT
from app.jobs.schedule import Every, Job, Step
from app.text import N_, _
from app.web.models import Submission, UnfinishedWords
from app.web.unfinished import KEPT_FOR

KEYS_KEPT, ATTEMPTS_KEPT = timedelta(days=2), timedelta(days=1)


def remove_expired(step: Step) -> str:
    """Remove it and say how much it was."""
    idle = IDLE if step.settings.is_production else IDLE_IN_DEVELOPMENT
    over = or_(col(SignIn.created_at) < step.now - ABSOLUTE, col(SignIn.seen_at) < step.now - idle)
    statements = (
        delete(SignIn).where(over),
        delete(SignInAttempt).where(col(SignInAttempt.at) < step.now - ATTEMPTS_KEPT),
        delete(Submission).where(col(Submission.at) < step.now - KEYS_KEPT),
        delete(UnfinishedWords).where(col(UnfinishedWords.at) < step.now - KEPT_FOR),
        delete(MailedLink).where(col(MailedLink.expires_at) < step.now - ATTEMPTS_KEPT),
    )
    with step.database.writing(actor="vigil", at=step.now) as session:
        keep_looks(session, over)
        done = [cast("CursorResult[Any]", session.connection().execute(one)).rowcount for one in statements]
    return _("%(sign_ins)s sign-ins, %(attempts)s attempts, %(keys)s form keys, %(links)s links removed") % {
        "sign_ins": done[0], "attempts": done[1], "keys": done[2], "links": done[4],
    }  # fmt: skip


EXPIRE = Job(
    "expire",
    Every(timedelta(hours=1)),
    remove_expired,
    title=N_("Remove sign-ins and links that have run out"),
)
