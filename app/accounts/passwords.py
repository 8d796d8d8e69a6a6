"""Passwords: argon2id, at most two at once because each takes 64 MB and a fifth of a second."""

from functools import lru_cache
from threading import Semaphore

from pwdlib import PasswordHash

from app.text import _

_at_once = Semaphore(2)
_hasher = PasswordHash.recommended()
SHORTEST, LONGEST = 12, 128


def hash_password(password: str) -> str:
    """The text that is stored."""
    with _at_once:
        return _hasher.hash(password)


def is_password(password: str, stored: str | None) -> bool:
    """Whether it is the right one. An unknown account takes as long as a known one."""
    with _at_once:
        return _hasher.verify(password, stored or _nobodys()) and stored is not None


def fault_of(password: str) -> str | None:
    """Why this cannot be a password, or None."""
    if len(password) < SHORTEST:
        return _("Use at least 12 characters; a few words in a row are easy to remember")
    if len(password) > LONGEST:
        return _("Use at most 128 characters")
    if len(set(password.lower())) < 5 or password.lower() in COMMON:
        return _("This is among the first that anybody would try; choose something less common")
    return None


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return hash_password("the password of nobody at all")


# The long ones of the usual lists; shorter ones are refused by length.
COMMON = frozenset(
    """
    123456789012 1234567890123 qwertyuiopas qwertyuiop123 password1234 password12345 passwordpassword 111111111111
    iloveyou1234 administrator administrator1 letmeinletmein welcome12345 changemechangeme qwerty123456 123456qwerty
    abcdefghijkl abcdef123456 1q2w3e4r5t6y 1qaz2wsx3edc correcthorsebatterystaple unknownunknown football1234
    princess1234 sunshine1234 superman12345 trustno1trustno1 vigilvigilvigil solidarity123 solidarity1234
    """.split()  # noqa: SIM905 - easier to read and to add to
)
