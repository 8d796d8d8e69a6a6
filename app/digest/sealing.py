"""The address of a chat is a key to its room: it is kept sealed, so that a copy of the database opens none. Pure."""

import hashlib
import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM


def seal(secret: str, campaign_id: int, address: str) -> str:
    """The address as it is stored, of use to this campaign alone."""
    nonce = secrets.token_bytes(12)
    sealed = _cipher(secret).encrypt(nonce, address.encode(), _bound_to(campaign_id))
    return urlsafe_b64encode(nonce + sealed).decode("ascii")


def unseal(secret: str, campaign_id: int, sealed: str) -> str | None:
    """The address again, or None when it was sealed with another secret."""
    raw = urlsafe_b64decode(sealed)
    try:
        return _cipher(secret).decrypt(raw[:12], raw[12:], _bound_to(campaign_id)).decode()
    except InvalidTag:
        return None


def _bound_to(campaign_id: int) -> bytes:
    return f"campaign {campaign_id}".encode()


def _cipher(secret: str) -> AESGCM:
    return AESGCM(hmac.new(secret.encode(), b"chat address", hashlib.sha256).digest())
