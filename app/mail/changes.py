"""The marks a mail gets on its way.

Each repeats who holds it and where it should be, so that no two senders act on it.
"""

import hashlib
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple, cast

from sqlalchemy import CursorResult, bindparam, case, update
from sqlmodel import Session, col

from app.db import insert_once
from app.jobs.presence import is_gone
from app.mail.models import MailAddress, MailLine, MailState, OutgoingMail
from app.mail.queries import LONGEST_WAIT, MOST_UNSURE, holders, next_ones, waits

MINUTES = (5, 15, 30, 60, 120, 240)  # between tries; the last one again and again
GIVE_UP_AFTER = timedelta(days=4)
REPEAT_AFTER = timedelta(minutes=5)
LEASE = timedelta(minutes=20)  # longer than the longest wait for an answer to the final dot
REFUSALS_BEFORE_PAUSE = 2


class Claimed(NamedTuple):
    """A mail in a sender's hands."""

    id: int
    dedupe_key: str
    kind: str
    volunteer_id: int | None
    to_address: str
    envelope_from: str
    message_id: str
    message: bytes
    tries: int
    unsure_count: int
    queued_at: datetime


_columns = [getattr(OutgoingMail, name) for name in Claimed._fields]
_claim = (
    update(OutgoingMail)
    .where(col(OutgoingMail.id).in_(next_ones()))
    .values(state=MailState.SENDING, owner=bindparam("me"), lease_until=bindparam("lease"))
    .returning(*_columns)
)


def claim(session: Session, owner: str, count: int) -> list[Claimed]:
    """Take up to `count` mails whose turn it is, so that no other sender does."""
    now: datetime = session.info["at"]
    named = {"now": now, "far": now + LONGEST_WAIT, "me": owner, "lease": now + LEASE, "count": count}
    return sorted(
        (Claimed(*row) for row in session.connection().execute(_claim, named)), key=lambda mail: mail.id
    )


def hurry(session: Session) -> None:
    """Somebody asked for it now: let every waiting mail, and the line, be tried without waiting for
    its turn.
    """
    now: datetime = session.info["at"]
    session.connection().execute(
        update(OutgoingMail).where(waits, col(OutgoingMail.next_try_at) > now).values(next_try_at=now)
    )
    session.connection().execute(update(MailLine).values(next_try_at=None))


_mine = update(OutgoingMail).where(
    col(OutgoingMail.id) == bindparam("mail"), col(OutgoingMail.owner) == bindparam("me")
)


def forget(session: Session, owner: str) -> int:
    """Wipe the bytes of what this owner has sent, and let go of it."""
    sent = update(OutgoingMail).where(
        col(OutgoingMail.owner) == owner, col(OutgoingMail.state) == MailState.SENT
    )
    done = session.connection().execute(sent.values(message=None, owner=None, lease_until=None))
    return cast("CursorResult[Any]", done).rowcount


def put_back(session: Session, ids: Sequence[int], owner: str) -> None:
    """Give mails back as they were, none the worse: certainly not delivered by this sender."""
    session.connection().execute(
        update(OutgoingMail)
        .where(
            col(OutgoingMail.id).in_(ids),
            col(OutgoingMail.owner) == owner,
            col(OutgoingMail.state) == MailState.SENDING,
        )
        .values(state=as_before, owner=None, lease_until=None)
    )


def let_go(session: Session, mail: Claimed, owner: str) -> None:
    """The server has said that it did not take this one, for a reason that is not the mail's: as it was."""
    _settle(session, mail.id, owner, state=as_before, tries=mail.tries)


as_before = case((col(OutgoingMail.unsure_count) > 0, MailState.UNCERTAIN), else_=MailState.QUEUED)


def defer(session: Session, mail: Claimed, owner: str, reason: str) -> None:
    """The server asks us to come again later: only this mail waits, for four days at most."""
    now: datetime = session.info["at"]
    over = now - mail.queued_at > GIVE_UP_AFTER
    _settle(
        session, mail.id, owner,
        state=MailState.FAILED if over else as_before, last_error=reason[:400],
        next_try_at=now + wait_after(mail.tries), tries=mail.tries + 1,
    )  # fmt: skip


def wait_after(tries: int) -> timedelta:
    """How long the next try waits after so many earlier ones."""
    return timedelta(minutes=MINUTES[min(tries, len(MINUTES) - 1)])


def refuse(session: Session, mail: Claimed, owner: str, reason: str) -> None:
    """The recipient's side said no for good. Twice in a row pauses the address."""
    now: datetime = session.info["at"]
    _settle(
        session,
        mail.id,
        owner,
        state=MailState.FAILED,
        last_error=reason[:400],
        tries=mail.tries + 1,
        message=None,
    )
    insert_once(session, MailAddress, "address", address=mail.to_address, refusals=0)
    refusals = col(MailAddress.refusals) + 1
    session.connection().execute(
        update(MailAddress)
        .where(col(MailAddress.address) == mail.to_address)
        .values(
            refusals=refusals,
            last_error=reason[:400],
            paused_at=case((refusals >= REFUSALS_BEFORE_PAUSE, now), else_=col(MailAddress.paused_at)),
        )
    )


def revise(session: Session, mail_id: int, owner: str, words: bytes | None) -> None:
    """What a mail says may no longer leave as it is: other bytes take its place, or it is dropped.

    One that may have arrived already keeps its bytes and is left to a person instead.
    """
    values: dict[str, object] = {
        "state": MailState.CANCELLED,
        "message": None,
        "owner": None,
        "lease_until": None,
    }
    if words is not None:
        values = {"message": words, "digest_of_message": hashlib.sha256(words).hexdigest()}
    mine = _mine.where(col(OutgoingMail.state) == MailState.SENDING)
    named = {"mail": mail_id, "me": owner}
    changed = session.connection().execute(
        mine.where(col(OutgoingMail.unsure_count) == 0).values(
            last_error=CHANGED if words is None else None, **values
        ),
        named,
    )
    if not one_changed(changed):
        session.connection().execute(
            mine.values(
                state=MailState.UNCERTAIN,
                unsure_count=MOST_UNSURE,
                owner=None,
                lease_until=None,
                last_error=CHANGED,
            ),
            named,
        )


CHANGED = "what it says may no longer leave, or its reader no longer wants it"


def doubt(session: Session, mail: Claimed, owner: str, reason: str) -> None:
    """Nobody can know whether it arrived: repeated once, byte for byte, then left to a person."""
    now: datetime = session.info["at"]
    _settle(
        session, mail.id, owner, state=MailState.UNCERTAIN, unsure_count=mail.unsure_count + 1,
        next_try_at=now + REPEAT_AFTER, last_error=reason[:400],
    )  # fmt: skip


def _settle(session: Session, mail_id: int, owner: str, **values: object) -> None:
    session.connection().execute(
        _mine.where(col(OutgoingMail.state).in_((MailState.SENDING, MailState.COMMITTING))).values(
            owner=None, lease_until=None, **values
        ),
        {"mail": mail_id, "me": owner},
    )


def forgive(session: Session, address: str) -> None:
    """A mail arrived there: earlier refusals no longer count."""
    session.connection().execute(
        update(MailAddress).where(col(MailAddress.address) == address).values(refusals=0, paused_at=None)
    )


def free_abandoned(session: Session, data_dir: Path) -> int:
    """Take back what dead senders held: unsent mails wait again;
    the one between dot and answer is in doubt.
    """
    now: datetime = session.info["at"]
    freed = 0
    for held in holders(session):
        gone = is_gone(data_dir, held.owner)
        if gone is None:
            gone = held.lease_until < now
        if gone:
            freed += _free(session, held.owner, now)
    return freed


def _free(session: Session, owner: str, now: datetime) -> int:
    forget(session, owner)
    theirs = update(OutgoingMail).where(col(OutgoingMail.owner) == owner)
    in_doubt = session.connection().execute(
        theirs.where(col(OutgoingMail.state) == MailState.COMMITTING).values(
            state=MailState.UNCERTAIN,
            owner=None,
            lease_until=None,
            unsure_count=col(OutgoingMail.unsure_count) + 1,
            next_try_at=now + REPEAT_AFTER,
            last_error="the sender ended before the server answered",
        )
    )
    unsent = session.connection().execute(
        theirs.where(col(OutgoingMail.state) == MailState.SENDING).values(
            state=as_before, owner=None, lease_until=None
        )
    )
    return cast("CursorResult[Any]", in_doubt).rowcount + cast("CursorResult[Any]", unsent).rowcount


def one_changed(result: object) -> bool:
    return cast("CursorResult[Any]", result).rowcount == 1
