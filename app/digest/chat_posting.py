"""The last look before a chat is told, and the telling."""

import json
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.clock import civil_date
from app.db import number_of
from app.digest.chat_changes import TEST, tell_what_is_new
from app.digest.chat_messages import Told, message
from app.digest.models import Chat
from app.digest.queries.chats import chat_in, is_any_chat, to_tell
from app.digest.queries.readers import zones_of
from app.digest.sealed_chats import unseal
from app.fetch.public_numbers import Address
from app.jobs.presence import presence
from app.jobs.schedule import Step
from app.mail.changes import Claimed, free_abandoned
from app.mail.result import Refused
from app.mail.webhook_outbox import send_posts
from app.mail.webhooks import BadHook, post_json, read_hook
from app.settings import Settings
from app.text import _


def tell_chats(step: Step) -> str:
    """The job: queue what is new, then post what waits."""
    queued = tell_what_is_new(step.database, step.settings, step.now)
    with presence(step.settings.data_dir) as owner:
        with step.database.writing(actor="vigil", at=step.now) as session:
            free_abandoned(session, step.settings.data_dir)
        tally = send_posts(step, owner, lambda mail: post(step, mail))
    return f"{queued} queued; {tally.in_words}"


def something_to_tell(session: Session, _now: datetime) -> bool:
    """Whether there is any chat."""
    return is_any_chat(session)


def post(step: Step, mail: Claimed) -> bool:
    """Say it as it may be said now; False when nothing is left to say. Raises what `app.mail.result` names."""
    with step.database.reading() as session:
        chat = chat_in(session, mail.to_address)
        keys = json.loads(mail.message)
        words = words_now(session, step.settings, chat, keys, step.moment()) if chat else None
    if chat is None or words is None:
        return False
    post_json(_hook(step.settings, chat), words, loopback=step.settings.chat_loopback)
    return True


def words_now(
    session: Session, settings: Settings, chat: Chat, keys: Sequence[str], now: datetime
) -> bytes | None:
    """The message of these items as it may be said now; None when nothing is left."""
    if any(key.startswith(f"{TEST}:") for key in keys):
        hello = Told(TEST, _("A test from Vigil: this chat will be told of urgent things."), "/")
        return message([hello], settings.base_url)
    today = civil_date(now, zones_of(session)[chat.campaign_id], settings.today)
    holds = [one for one in to_tell(session, chat, today, now) if one.key in keys]
    return message(holds, settings.base_url) if holds else None


def _hook(settings: Settings, chat: Chat) -> Address:
    """Where to post."""
    address = unseal(settings.secret_key, chat.campaign_id, chat.sealed_address)
    if address is None:
        raise Refused(f"the address of chat {number_of(chat)} was sealed with another secret; add it again")
    try:
        return read_hook(address, loopback=settings.chat_loopback)
    except BadHook as bad:
        raise Refused(bad.sentence) from bad
