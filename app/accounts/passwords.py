"""Passwords: argon2id, at most two at once because each takes 64 MB and a fifth of a second; which are refused."""

import re
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from threading import Semaphore

from pwdlib import PasswordHash

from app.text import _

_at_once = Semaphore(2)
_hasher = PasswordHash.recommended()
SHORTEST, LONGEST = 12, 128
LIST = Path(__file__).with_name("common-passwords.txt")
PLAIN = str.maketrans("013457@$!", "oieastasi")  # signs that stand for the letters they look like
OURS = frozenset({"vigil", "solidarity", "administrator", "campaign", "correcthorsebatterystaple"})
RUN = re.compile(r"(.+?)\1+")
ROWS = (
    "qwertyuiop",
    "asdfghjkl",
    "zxcvbnm",
    "azertyuiop",
    "qwertzuiop",
    "1qaz2wsx3edc4rfv5tgb",
    "1q2w3e4r5t6y7u8i9o0p",
)


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
    if is_common(password):
        return _("This is among the first that anybody would try; choose something less common")
    return None


def is_common(password: str) -> bool:
    """Whether it is on the list, or something on the list with a tail, doubled, or with signs for letters."""
    text = password.lower()
    if len(set(text)) < 5 or text in common() or _is_run(text):
        return True
    tries = {
        text,
        text.translate(PLAIN),
        re.sub(r"[^a-z]+$", "", text),
        re.sub(r"^[^a-z]+|[^a-z]+$", "", text),
    }
    tries |= {one.translate(PLAIN) for one in tries} | {re.sub(r"[^a-z]", "", text)}
    tries |= {again[1] for one in tries if (again := RUN.fullmatch(one))}
    return any(one in common() or _is_run(one) for one in tries if len(one) > 3 or one == text)


def _is_run(text: str) -> bool:
    """Neighbours only: in the alphabet, among the digits, on the keyboard; forwards or backwards."""
    steps = {ord(b) - ord(a) for a, b in pairwise(text)}
    if len(text) > 3 and (steps <= {1, -9} or steps <= {-1, 9}):
        return True
    return any(len(text) > 3 and (text in row * 2 or text[::-1] in row * 2) for row in ROWS)


@lru_cache(maxsize=1)
def common() -> frozenset[str]:
    """The passwords that are tried first; where the list comes from stands beside it."""
    return frozenset(LIST.read_text(encoding="utf-8").split("\n")) | OURS


@lru_cache(maxsize=1)
def _nobodys() -> str:
    return hash_password("the password of nobody at all")
