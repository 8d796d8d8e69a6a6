"""What is posted to a chat, on its way through the outbox: claimed, marked before the answer, settled after it."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, update
from sqlmodel import Session, col

from app.jobs.schedule import Step
from app.mail.changes import LEASE, Claimed, defer, doubt, forgive, refuse
from app.mail.models import MailState, OutgoingMail
from app.mail.queries import LONGEST_WAIT, next_ones
from app.mail.result import Deferred, Refused, Unknown
from app.mail.sender import Tally

AT_ONCE = 20
Post = Callable[[Claimed], bool]  # posts it, or says that nothing is left to say

_columns: list[Any] = [getattr(OutgoingMail, name) for name in Claimed._fields]
_claim = (
    update(OutgoingMail)
    .where(col(OutgoingMail.id).in_(next_ones(posts=True)))
    .values(
        state=MailState.COMMITTING, owner=bindparam("me"), lease_until=bindparam("lease"),
    )
    .returning(*_columns)
)  # fmt: skip


def send_posts(step: Step, owner: str, post: Post) -> Tally:
    """Post what waits, each claimed by itself, so that a stop at any moment leaves at most one in doubt."""
    tally = Tally()
    while not step.stop.is_set():
        with step.database.writing(actor="vigil", at=step.moment()) as session:
            mail = _next(session, owner)
        if mail is None:
            break
        _send(step, owner, mail, post, tally)
    return tally


def _next(session: Session, owner: str) -> Claimed | None:
    now: datetime = session.info["at"]
    named = {"now": now, "far": now + LONGEST_WAIT, "me": owner, "lease": now + LEASE, "count": 1}
    row = session.connection().execute(_claim, named).first()
    return None if row is None else Claimed(*row)


def _send(step: Step, owner: str, mail: Claimed, post: Post, tally: Tally) -> None:
    """No lock is held while the other side thinks."""
    trouble: Deferred | Refused | Unknown | None = None
    told = True
    try:
        told = post(mail)
    except (Deferred, Refused, Unknown) as setback:
        trouble = setback
    with step.database.writing(actor="vigil", at=step.moment()) as session:
        if trouble is None:
            _settle(session, mail.id, owner, MailState.SENT if told else MailState.CANCELLED)
            tally.sent, tally.dropped = tally.sent + told, tally.dropped + (not told)
            forgive(session, mail.to_address)
        elif isinstance(trouble, Deferred):
            defer(session, mail, owner, str(trouble))
            tally.waiting += 1
        elif isinstance(trouble, Refused):
            refuse(session, mail, owner, str(trouble))
            tally.failed += 1
        else:
            doubt(session, mail, owner, str(trouble))
            tally.uncertain += 1


def _settle(session: Session, mail_id: int, owner: str, state: MailState) -> None:
    """Answered, or nothing left to say: what it held is forgotten."""
    session.connection().execute(
        update(OutgoingMail)
        .where(col(OutgoingMail.id) == mail_id, col(OutgoingMail.owner) == owner)
        .values(
            state=state, sent_at=session.info["at"] if state is MailState.SENT else None, message=None,
            owner=None, lease_until=None, last_error=None,
        )
    )  # fmt: skip
