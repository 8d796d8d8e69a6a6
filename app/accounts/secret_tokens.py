"""Random tokens and what is kept of them. Pure but for chance."""

import hashlib
import hmac
import secrets
from datetime import datetime

from app.characters import whole_number


def new_token() -> str:
    """192 random bits, safe in addresses and cookies."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """What the database keeps: a copy of it opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def subject_hash(secret: str, subject: str) -> str:
    """A keyed mark of an account or address for counting, from which neither can be read back."""
    return hmac.new(secret.encode(), subject.lower().encode(), hashlib.sha256).hexdigest()


def form_token(secret: str, key: str, volunteer_id: int) -> str:
    """The token of the sign-in that one form begins: the same however often it is sent, and nobody can guess it."""
    named = f"sign-in|{volunteer_id}|{key}"
    return hmac.new(secret.encode(), named.encode(), hashlib.sha256).hexdigest()


def half_token(secret: str, volunteer_id: int, password_hash: str, until: datetime) -> str:
    """Proof for the second step of signing in that the passphrase was right; void once the passphrase changes."""
    named = f"{volunteer_id}.{int(until.timestamp())}"
    return f"{named}.{_half_mac(secret, named, password_hash)}"


def half_claimed(token: str) -> int | None:
    """The volunteer such a proof speaks of; it is not yet known to be genuine."""
    return whole_number(token.partition(".")[0])


def is_half_token(secret: str, token: str, password_hash: str, now: datetime) -> bool:
    """Whether the proof is ours, for this passphrase, and has not run out."""
    named, _dot, mac = token.rpartition(".")
    until = named.rpartition(".")[2]
    genuine = hmac.compare_digest(mac.encode(), _half_mac(secret, named, password_hash).encode())
    return genuine and now.timestamp() < int(until)


def _half_mac(secret: str, named: str, password_hash: str) -> str:
    return hmac.new(secret.encode(), f"half|{named}|{password_hash}".encode(), hashlib.sha256).hexdigest()
