"""Words sealed by the program itself, so that whoever takes the database, a copy or the disk cannot read them.

AES-256-GCM under a key derived from VIGIL_VAULT_KEY, with a nonce of its own for each sealing. What is sealed is
bound to its row by a random token: moved into another row it does not open. The key never lies in the data
directory; where none is set, nothing can be written or read.
"""

import secrets
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.refusal import Conflict
from app.text import _

NONCE = 12
SHORTEST_KEY = 24


class CannotOpen(Conflict):
    """Sealed with another key, or changed by somebody since."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "This was sealed with another key than the one in VIGIL_VAULT_KEY, so it cannot be opened here."
            )
        )


def vault_of(key: str | None) -> "Vault | None":
    """What seals with this key; nothing where there is none, or one that could be guessed."""
    return Vault(key) if key and len(key) >= SHORTEST_KEY else None


class Vault:
    """What seals and opens, for one key."""

    def __init__(self, key: str) -> None:
        derived = HKDF(SHA256(), 32, salt=None, info=b"vigil vault 1").derive(key.encode())
        self.mark = sha256(b"vigil vault mark" + derived).hexdigest()[:16]
        self._cipher = AESGCM(derived)

    def seal(self, token: str, words: str) -> bytes:
        """Words as bytes that tell nothing; padded, so that even their length is only known roughly."""
        nonce = secrets.token_bytes(NONCE)
        plain = words.encode()
        padded = plain + b"\x80" + bytes(-(len(plain) + 1) % 64)
        return nonce + self._cipher.encrypt(nonce, padded, token.encode())

    def open(self, token: str, sealed: bytes) -> str:
        """The words; raise CannotOpen for another key, another row, or a changed byte."""
        try:
            padded = self._cipher.decrypt(sealed[:NONCE], sealed[NONCE:], token.encode())
        except InvalidTag as error:
            raise CannotOpen from error
        return padded.rstrip(b"\x00")[:-1].decode()
