"""Queueing mail in the transaction of whatever it tells about."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import insert, update
from sqlmodel import Session, col

from app.db import insert_once
from app.mail.message import Post, Sender, build, envelope_from, message_id, sender_of
from app.mail.models import MailState, OutgoingMail
from app.settings import Settings


def queue(session: Session, post: Post, settings: Settings) -> bool:
    """Queue one mail; False when one with this key was queued before, whatever became of it."""
    at: datetime = session.info["at"]
    row = row_of(post, sender_of(settings.mail_from, settings.secret_key), at)
    return insert_once(session, OutgoingMail, "dedupe_key", **row)


def queue_fresh(session: Session, posts: Iterable[Post], settings: Settings) -> None:
    """Queue many mails whose keys are known to be new, such as editions just claimed."""
    at: datetime = session.info["at"]
    sender = sender_of(settings.mail_from, settings.secret_key)
    rows = [row_of(post, sender, at) for post in posts]
    if rows:
        session.connection().execute(insert(OutgoingMail), rows)


def row_of(post: Post, sender: Sender, at: datetime) -> dict[str, object]:
    """The row of a mail: its bytes, Date and Message-ID are fixed now, so that a repeat is the same mail."""
    message = build(post, sender, at)
    return {
        "dedupe_key": post.dedupe_key,
        "kind": post.kind,
        "volunteer_id": post.volunteer_id,
        "to_address": post.to,
        "envelope_from": envelope_from(sender, post.dedupe_key),
        "message_id": message_id(sender, post.dedupe_key),
        "message": message,
        "digest_of_message": hashlib.sha256(message).hexdigest(),
        "state": MailState.QUEUED,
        "tries": 0,
        "unsure_count": 0,
        "queued_at": at,
        "next_try_at": at,
    }


def drop(session: Session, ids: Sequence[int], reason: str) -> None:
    """Never send these; for those that still wait."""
    session.connection().execute(
        update(OutgoingMail)
        .where(
            col(OutgoingMail.id).in_(ids),
            col(OutgoingMail.state).in_((MailState.QUEUED, MailState.UNCERTAIN)),
        )
        .values(state=MailState.CANCELLED, message=None, owner=None, lease_until=None, last_error=reason)
    )
