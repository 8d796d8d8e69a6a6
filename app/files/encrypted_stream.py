r"""An encrypted stream: what it holds cannot be read, changed, cut off, reordered or mixed with another one unnoticed.

    magic       "VIGIL-BACKUP 1\n"
    salt        16 random bytes
    work        3 bytes: log2(n), r and p of scrypt
    pieces      each 65,536 bytes of content (the last one fewer, or none) as AES-256-GCM, so 16 bytes longer

The key is scrypt of the passphrase with the salt, and so is used for this one stream. The nonce of a piece is its
number (8 bytes) and 0, or 1 for the last one (4 bytes), all big endian; magic, salt and work are the additional data
of every piece.
"""

import secrets
from io import BufferedIOBase, RawIOBase
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from app.text import _

MAGIC = b"VIGIL-BACKUP 1\n"
SALT, PIECE, TAG = 16, 65_536, 16
WORK = bytes((15, 8, 2))  # 32 MB and about a fifth of a second
MOST_WORK = 20


class CannotRead(Exception):
    """No backup of ours, another passphrase, or changed since it was written."""


def _cipher(passphrase: str, salt: bytes, work: bytes) -> AESGCM:
    log_n, r, p = work
    if not (10 <= log_n <= MOST_WORK and 1 <= r <= 16 and 1 <= p <= 16):
        raise CannotRead(_("the file says it was sealed in a way that this program does not know"))
    return AESGCM(Scrypt(salt, 32, 1 << log_n, r, p).derive(passphrase.encode()))


def _nonce(number: int, *, last: bool) -> bytes:
    return number.to_bytes(8, "big") + int(last).to_bytes(4, "big")


class SealedWriter(RawIOBase):
    """Seals what is written to it; closing it writes the last piece."""

    def __init__(self, out: BufferedIOBase, passphrase: str) -> None:
        self._out, self._held, self._number = out, bytearray(), 0
        salt = secrets.token_bytes(SALT)
        self._head = MAGIC + salt + WORK
        self._aead = _cipher(passphrase, salt, WORK)
        out.write(self._head)

    def writable(self) -> bool:
        """Yes."""
        return True

    def write(self, content: Any) -> int:
        """Seal every whole piece; a piece that may be the last one waits."""
        self._held += content
        while len(self._held) > PIECE:
            self._put(bytes(self._held[:PIECE]), last=False)
            del self._held[:PIECE]
        return len(content)

    def finish(self) -> None:
        """The last piece; without it the stream cannot be read."""
        self._put(bytes(self._held), last=True)
        self._held.clear()

    def _put(self, piece: bytes, *, last: bool) -> None:
        self._out.write(self._aead.encrypt(_nonce(self._number, last=last), piece, self._head))
        self._number += 1


class SealedReader(RawIOBase):
    """Opens a stream piece by piece; raises CannotRead instead of giving out anything that is not as written."""

    def __init__(self, source: BufferedIOBase, passphrase: str) -> None:
        self._source, self._number, self._open, self._ended = source, 0, b"", False
        self._head = source.read(len(MAGIC) + SALT + len(WORK))
        if not self._head.startswith(MAGIC) or len(self._head) != len(MAGIC) + SALT + len(WORK):
            raise CannotRead(_("this is no backup of Vigil"))
        at = len(MAGIC)
        self._aead = _cipher(passphrase, self._head[at : at + SALT], self._head[at + SALT :])
        self._next = source.read(PIECE + TAG)

    def readable(self) -> bool:
        """Yes."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Some of the content; 0 only after the last piece."""
        while not self._open and not self._ended:
            self._open_next()
        given = self._open[: len(buffer)]
        buffer[: len(given)] = given
        self._open = self._open[len(given) :]
        return len(given)

    def _open_next(self) -> None:
        sealed, self._next = self._next, self._source.read(PIECE + TAG)
        self._ended = not self._next
        try:
            self._open = self._aead.decrypt(_nonce(self._number, last=self._ended), sealed, self._head)
        except (InvalidTag, ValueError) as error:
            raise CannotRead(
                _("the passphrase is another one, or the file was changed or cut off")
            ) from error
        self._number += 1
