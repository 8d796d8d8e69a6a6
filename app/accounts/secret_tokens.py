"""Random tokens and what is kept of them; short secrets sealed under the installation's own, so that a copy of the
database alone opens none. Pure but for chance.

What is told in confidence is sealed elsewhere, under a key of its own.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import datetime

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from app.characters import whole_number

NONCE = 12


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


class Sealer:
    """Seals for one purpose; what it sealed for one row opens for no other."""

    def __init__(self, secret: str, purpose: str) -> None:
        self._cipher = AESGCM(hmac.new(secret.encode(), purpose.encode(), hashlib.sha256).digest())

    def seal(self, bound_to: str, words: str) -> str:
        """The words as they are stored."""
        nonce = secrets.token_bytes(NONCE)
        return urlsafe_b64encode(
            nonce + self._cipher.encrypt(nonce, words.encode(), bound_to.encode())
        ).decode()

    def unseal(self, bound_to: str, sealed: str) -> str | None:
        """The words again, or None when they were sealed with another secret or for another row."""
        raw = urlsafe_b64decode(sealed)
        try:
            return self._cipher.decrypt(raw[:NONCE], raw[NONCE:], bound_to.encode()).decode()
        except InvalidTag:
            return None
