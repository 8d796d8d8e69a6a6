"""Random tokens and what is kept of them."""

import hashlib
import hmac
import secrets


def new_token() -> str:
    """192 random bits, safe in addresses and cookies."""
    return secrets.token_urlsafe(24)


def token_hash(token: str) -> str:
    """What the database keeps: a copy of it opens nothing."""
    return hashlib.sha256(token.encode()).hexdigest()


def subject_hash(secret: str, subject: str) -> str:
    """A keyed mark of an account or address for counting, from which neither can be read back."""
    return hmac.new(secret.encode(), subject.lower().encode(), hashlib.sha256).hexdigest()
