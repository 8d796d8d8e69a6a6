"""Knowing a browser again: by what it calls itself, for its owner's eye, and by a mark we gave it. Pure.

The mark says no more than that somebody with this address has signed in here before. Whoever guesses passphrases has
none, so however many guess at once, people at their own browsers are let through to theirs.
"""

import hmac
import secrets
from hashlib import sha256

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


def new_mark(secret: str, email: str) -> str:
    """A mark for the browser in which somebody with this address has just signed in."""
    number = secrets.token_urlsafe(12)
    return f"{number}.{_mac(secret, email, number)}"


def number_in_mark(secret: str, email: str, mark: str) -> str | None:
    """The browser's number where the mark is ours and for this address; else None."""
    number, _dot, mac = mark.partition(".")
    return number if hmac.compare_digest(mac.encode(), _mac(secret, email, number).encode()) else None


def _mac(secret: str, email: str, number: str) -> str:
    return hmac.new(secret.encode(), f"browser|{email.lower()}|{number}".encode(), sha256).hexdigest()
