"""Chats of a campaign: added, taken out, told of what is new, and the posting of what waits for them."""

import hashlib
import json
from collections.abc import Sequence
from datetime import datetime

from sqlmodel import Session

from app.accounts.demonstration import refuse_to_leave
from app.clock import civil_date
from app.db import Database, insert_once, number_of
from app.digest.forms import ChatForm
from app.digest.models import Chat, ChatTold
from app.digest.queries.chats import address_of, chats, forget_told, told_name, untold, waiting_for
from app.digest.queries.readers import zones_of
from app.mail.models import MailState, OutgoingMail
from app.mail.outbox import drop
from app.settings import Settings

KIND = "chat"
TEST = "test"


def add_chat(session: Session, campaign_id: int, form: ChatForm, host: str, sealed: str) -> None:
    """A new chat is told what is new from now on."""
    refuse_to_leave(session, campaign_id)
    session.add(
        Chat(
            campaign_id=campaign_id, label=form.label[:80], host=host, sealed_address=sealed,
            tells_urgent="urgent" in form.tells, tells_outcomes="outcomes" in form.tells,
            detailed=form.detailed == "yes", added_by_id=session.info.get("actor_id"), added_at=session.info["at"],
        )
    )  # fmt: skip


def remove_chat(session: Session, chat: Chat) -> None:
    """It is told nothing any more, nor what waits for it."""
    number = number_of(chat)
    drop(session, waiting_for(session, number), "the chat was taken out")
    forget_told(session, number)
    session.delete(chat)


def tell_a_test(session: Session, chat: Chat) -> None:
    """A message that says nothing but that the way is open."""
    at: datetime = session.info["at"]
    _queue(session, chat, [f"{TEST}:{at.isoformat()}"])


def tell_what_is_new(database: Database, settings: Settings, now: datetime) -> int:
    """Queue one message for every chat that has not heard of something; how many were queued."""
    with database.writing(actor="vigil", at=now) as session:
        zones = zones_of(session)
        queued = 0
        for chat in chats(session):
            today = civil_date(now, zones[chat.campaign_id], settings.today)
            fresh = [
                one.key for one in untold(session, chat, today, now) if _remember(session, chat, one.key)
            ]
            if fresh:
                _queue(session, chat, fresh)
                queued += 1
    return queued


def _remember(session: Session, chat: Chat, key: str) -> bool:
    """Whether this worker is the one to tell it."""
    number = number_of(chat)
    name, at = told_name(number, key), session.info["at"]
    return insert_once(session, ChatTold, "item", item=name, chat_id=number, at=at)


def _queue(session: Session, chat: Chat, items: Sequence[str]) -> None:
    """What waits holds keys only: the words are made when it leaves, from what may be said then."""
    at: datetime = session.info["at"]
    keys = json.dumps(list(items)).encode()
    insert_once(
        session, OutgoingMail, "dedupe_key", dedupe_key=f"chat:{number_of(chat)}:{items[0]}", kind=KIND,
        volunteer_id=None, to_address=address_of(number_of(chat)), envelope_from="", message_id="", message=keys,
        digest_of_message=hashlib.sha256(keys).hexdigest(), state=MailState.QUEUED, tries=0, unsure_count=0,
        queued_at=at, next_try_at=at,
    )  # fmt: skip
