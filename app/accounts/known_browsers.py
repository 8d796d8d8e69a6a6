"""Knowing a browser again: by what it calls itself, for its owner's eye, and by a mark we gave it.

The mark says no more than that somebody with this address has signed in here before. Whoever guesses passphrases has
none, so however many guess at once, people at their own browsers are let through to theirs.
"""

import hmac
import secrets
from datetime import timedelta
from hashlib import sha256

from starlette.responses import Response

from app.settings import Settings
from app.web.visit import Visit

KNOWN_FOR = timedelta(days=180)

BROWSERS = (("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("Chrome", "Chrome"),
            ("CriOS", "Chrome"), ("Safari", "Safari"))  # fmt: skip
SYSTEMS = (("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Windows", "Windows"),
           ("Mac OS X", "macOS"), ("CrOS", "ChromeOS"), ("Linux", "Linux"))  # fmt: skip


def label(user_agent: str) -> str | None:
    """Such as "Firefox, Linux"; None when neither is known."""
    found = [
        next((name for mark, name in known if mark in user_agent), None) for known in (BROWSERS, SYSTEMS)
    ]
    return ", ".join(word for word in found if word) or None


def known_browser(visit: Visit, email: str) -> str | None:
    """The number of the browser if somebody with this address has signed in with it before; else None."""
    mark = visit.request.cookies.get(known_cookie(visit.settings), "")
    return _number_in_mark(visit.settings.secret_key, email, mark)


def remember_browser(visit: Visit, answer: Response, email: str) -> None:
    """Mark the browser as one that its owner signs in with, for half a year after the last time."""
    settings, name = visit.settings, known_cookie(visit.settings)
    known = known_browser(visit, email)
    mark = visit.request.cookies[name] if known is not None else _new_mark(settings.secret_key, email)
    answer.set_cookie(
        name, mark, path="/", httponly=True, samesite="lax", secure=settings.is_https,
        max_age=int(KNOWN_FOR.total_seconds()),
    )  # fmt: skip


def known_cookie(settings: Settings) -> str:
    """Beside the cookie of the sign-in, which it outlasts."""
    return "__Host-vigil-known" if settings.is_https else "vigil-known"


def _new_mark(secret: str, email: str) -> str:
    """A mark for the browser in which somebody with this address has just signed in."""
    number = secrets.token_urlsafe(12)
    return f"{number}.{_mac(secret, email, number)}"


def _number_in_mark(secret: str, email: str, mark: str) -> str | None:
    """The browser's number where the mark is ours and for this address; else None."""
    number, _dot, mac = mark.partition(".")
    return number if hmac.compare_digest(mac.encode(), _mac(secret, email, number).encode()) else None


def _mac(secret: str, email: str, number: str) -> str:
    return hmac.new(secret.encode(), f"browser|{email.lower()}|{number}".encode(), sha256).hexdigest()
