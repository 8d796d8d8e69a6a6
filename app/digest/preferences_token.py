"""The token behind /u/{token}: it opens one reader's preferences only, and no copy of the database holds it."""

import hashlib
import hmac


def token_of(secret: str, volunteer_id: int, serial: int) -> str:
    """The reader's token; raising the serial makes a new one and the old one useless."""
    return f"{volunteer_id:x}-{_mac(secret, volunteer_id, serial)}"


def volunteer_in(token: str) -> int | None:
    """Whom a token claims to belong to; whether it does, `is_genuine` says."""
    number, dash, _mac_part = token.partition("-")
    digits = number.isascii() and number.isalnum() and number == number.lower() and len(number) <= 8
    if not (dash and digits):
        return None
    try:
        found = int(number, 16)
    except ValueError:
        return None
    return found if found < 2**31 else None


def is_genuine(secret: str, token: str, volunteer_id: int, serial: int) -> bool:
    """Whether we made this token for this reader."""
    return token.isascii() and hmac.compare_digest(token, token_of(secret, volunteer_id, serial))


def _mac(secret: str, volunteer_id: int, serial: int) -> str:
    words = f"mail-preferences|{volunteer_id}|{serial}".encode()
    return hmac.new(secret.encode(), words, hashlib.sha256).hexdigest()[:40]
