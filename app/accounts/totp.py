"""Codes of a second factor: six digits that a telephone shows for half a minute; recovery codes for when it is lost.

Pure but for chance. The key is sealed with the installation's secret, so that a copy of the database makes no codes.
"""

import hashlib
import hmac
import io
import secrets
from base64 import b32encode
from datetime import datetime

import pyotp
import segno

from app.web.sealer import Sealer

PURPOSE = "second factor"
STEP = 30  # seconds
ISSUER = "Vigil"
RECOVERY_CODES = 10


def new_key() -> str:
    """A random key of 160 bits, in base32 as authenticators take it."""
    return pyotp.random_base32(32)


def seal(secret: str, volunteer_id: int, key: str) -> str:
    """The key as it is stored."""
    return Sealer(secret, PURPOSE).seal(f"volunteer {volunteer_id}", key)


def unseal(secret: str, volunteer_id: int, sealed: str) -> str | None:
    """The key again, or None when it was sealed with another secret or for somebody else."""
    return Sealer(secret, PURPOSE).unseal(f"volunteer {volunteer_id}", sealed)


def step_of(key: str, code: str, now: datetime, last: int | None) -> int | None:
    """The time step whose code this is: this one or a neighbour, for clocks that differ; never one used before."""
    here, found = int(now.timestamp()) // STEP, None
    authenticator = pyotp.TOTP(key, interval=STEP)
    for step in (here - 1, here, here + 1):
        right = hmac.compare_digest(authenticator.generate_otp(step), plain(code))
        if right and (last is None or step > last):
            found = step
    return found


def plain(code: str) -> str:
    """What was typed without the spaces and hyphens people put into it."""
    return "".join(sign for sign in code.upper() if sign.isascii() and sign.isalnum())


def in_groups(key: str) -> str:
    """A key or code in groups of four, for reading and typing."""
    return " ".join(key[start : start + 4] for start in range(0, len(key), 4))


def picture(key: str, email: str) -> bytes:
    """The key as a picture for an authenticator's camera."""
    address = pyotp.TOTP(key, interval=STEP).provisioning_uri(name=email, issuer_name=ISSUER)
    written = io.BytesIO()
    segno.make(address, error="m").save(written, kind="png", scale=6, border=4)
    return written.getvalue()


def new_recovery_codes() -> list[str]:
    """Ten codes of 80 random bits."""
    return [b32encode(secrets.token_bytes(10)).decode("ascii") for _one in range(RECOVERY_CODES)]


def code_hash(code: str) -> str:
    """What is kept of a recovery code; it is random enough that nobody finds it from this."""
    return hashlib.sha256(plain(code).encode()).hexdigest()
