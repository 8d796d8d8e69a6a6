"""The hidden key of every form: proof that the form is ours, and the mark by which twice is once."""

import hashlib
import hmac
import secrets


def new_key(secret: str, bearer: str) -> str:
    """A fresh key for a form shown to this bearer (a sign-in's number, or `anyone`)."""
    nonce = secrets.token_urlsafe(12)
    return f"{nonce}.{_mac(secret, bearer, nonce)}"


def is_ours(secret: str, bearer: str, key: str) -> bool:
    """Whether we made this key for this bearer."""
    nonce, _dot, mac = key.partition(".")
    return bool(mac) and hmac.compare_digest(mac, _mac(secret, bearer, nonce))


def key_hash(key: str, path: str) -> str:
    """What is kept of a used key: one form key counts once per address."""
    return hashlib.sha256(f"{key}|{path}".encode()).hexdigest()


def words_mark(secret: str, body_hash: str) -> str:
    """What is kept of the words sent with a key: without the secret nobody can try words against it."""
    return hmac.new(secret.encode(), f"words|{body_hash}".encode(), hashlib.sha256).hexdigest()


def _mac(secret: str, bearer: str, nonce: str) -> str:
    return hmac.new(secret.encode(), f"form|{bearer}|{nonce}".encode(), hashlib.sha256).hexdigest()[:24]
