"""Who is still there: a file lock that the kernel gives back the moment its holder dies, whatever the
clock says.
"""

import fcntl
import hashlib
import os
import secrets
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def presence(data_dir: Path) -> Iterator[str]:
    """A name for this owner of work, and a lock that others on this machine can feel for."""
    owner = f"{_place(data_dir)}-{os.getpid()}-{secrets.token_hex(6)}"
    path = _folder(data_dir) / owner
    held = os.open(path, os.O_CREAT | os.O_EXCL | os.O_RDWR, 0o600)
    try:
        fcntl.flock(held, fcntl.LOCK_EX)
        yield owner
    finally:
        path.unlink(missing_ok=True)
        os.close(held)


def is_gone(data_dir: Path, owner: str) -> bool | None:
    """Whether the owner died; None when it belongs to another machine, where only its lease can tell."""
    if not owner.startswith(f"{_place(data_dir)}-"):
        return None
    path = _folder(data_dir) / owner
    try:
        felt = os.open(path, os.O_RDWR)
    except FileNotFoundError:
        return True
    try:
        fcntl.flock(felt, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    else:
        path.unlink(missing_ok=True)
        return True
    finally:
        os.close(felt)


def _place(data_dir: Path) -> str:
    """One machine and data directory: two installations' folders on one machine are two places."""
    path = _folder(data_dir) / "place"
    if not path.exists():
        fresh = path.with_name(f"place-{secrets.token_hex(6)}")
        fresh.write_text(secrets.token_hex(8), encoding="ascii")
        with suppress(FileExistsError):
            os.link(fresh, path)  # whole or not at all, also when two processes start together
        fresh.unlink()
    words = f"{socket.gethostname()}|{path.read_text(encoding='ascii')}"
    return hashlib.sha256(words.encode()).hexdigest()[:16]


def _folder(data_dir: Path) -> Path:
    folder = data_dir / "present"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
