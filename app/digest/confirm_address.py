"""The link by which a reader confirms the address of their weekly mail."""

import hashlib
import hmac
import re
from datetime import datetime, timedelta

from sqlmodel import Session

from app.digest.changes import confirm_address
from app.digest.reader import Reader
from app.mail.message import Post
from app.mail.outbox import queue
from app.settings import Settings
from app.text import _, render

GOOD_FOR = timedelta(days=7)
SHAPE = re.compile(r"(?P<reader>[0-9a-f]{1,8})-(?P<moment>[0-9a-f]{1,10})-(?P<mac>[0-9a-f]{40})", re.ASCII)


def ask(session: Session, settings: Settings, reader: Reader, *, again: bool = False) -> bool:
    """Queue the mail with the link: once for each address, and when asked for again at most once an hour."""
    at: datetime = session.info["at"]
    mark = hashlib.sha256(reader.address.encode()).hexdigest()[:16]
    hour = f":{at:%Y-%m-%dT%H}" if again else ""
    link = (
        f"{settings.base_url}/digest/confirm/{token_of(settings.secret_key, reader.id, reader.address, at)}"
    )
    words = {"link": link, "base_url": settings.base_url}
    return queue(
        session,
        Post(
            dedupe_key=f"confirm:user{reader.id}:{mark}{hour}",
            kind="confirm",
            to=reader.address,
            subject=_("Confirm your address"),
            text=render("mail/confirm/body.txt", **words),
            volunteer_id=reader.id,
        ),
        settings,
    )


def confirm(session: Session, reader: Reader) -> None:
    """The person behind the address wants the mail."""
    confirm_address(session, reader.id, reader.address)


def token_of(secret: str, volunteer_id: int, address: str, at: datetime) -> str:
    """Names reader and moment, and proves the address without holding it: links stand in logs."""
    moment = int(at.timestamp())
    return f"{volunteer_id:x}-{moment:x}-{_mac(secret, volunteer_id, moment, address)}"


def reader_named(token: str) -> int | None:
    """Whom a link claims to belong to; whether it does, `is_genuine` says."""
    found = SHAPE.fullmatch(token)
    number = int(found["reader"], 16) if found else 0
    return number if 0 < number < 2**31 else None


def is_genuine(secret: str, token: str, reader: Reader, now: datetime) -> bool:
    """Whether we made this link within a week for the address this reader has now."""
    found = SHAPE.fullmatch(token)
    if found is None:
        return False
    moment = int(found["moment"], 16)
    fresh = abs(now.timestamp() - moment) <= GOOD_FOR.total_seconds()
    return fresh and hmac.compare_digest(found["mac"], _mac(secret, reader.id, moment, reader.address))


def _mac(secret: str, volunteer_id: int, moment: int, address: str) -> str:
    said = f"confirm-address|{volunteer_id}|{moment}|{address}".encode()
    return hmac.new(secret.encode(), said, hashlib.sha256).hexdigest()[:40]
