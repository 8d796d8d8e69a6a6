"""Words sealed under the installation's secret: a copy of the database alone opens none. Pure but for chance.

What is told in confidence is sealed elsewhere, under a key of its own.
"""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

NONCE = 12


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
