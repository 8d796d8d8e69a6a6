"""Where uploaded bytes lie: beside the database, under random names, whole or not there at all."""

import os
import re
import secrets
from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path

NAME = re.compile(r"[0-9a-f]{32}")


class Shelf:
    """A folder of files that never change; what a person called a file never reaches the disk."""

    def __init__(self, data_dir: Path) -> None:
        self.folder = data_dir / "files"
        self.incoming = data_dir / "incoming"

    def put(self, content: bytes, name: str | None = None) -> str:
        """Keep the bytes and return their name; once this returns, they are on the disk."""
        for folder in (self.folder, self.incoming):
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        name = name or secrets.token_hex(16)
        coming = self.incoming / secrets.token_hex(16)
        try:
            with coming.open("xb") as file:
                os.fchmod(file.fileno(), 0o600)
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            coming.replace(self.path(name))
        finally:
            coming.unlink(missing_ok=True)
        sync_folder(self.folder)
        return name

    def path(self, name: str) -> Path:
        """Where the bytes of this name lie."""
        if not NAME.fullmatch(name):
            raise ValueError("no name of ours")
        return self.folder / name

    def read(self, name: str) -> bytes:
        """The bytes."""
        return self.path(name).read_bytes()

    def remove(self, names: Collection[str | None]) -> None:
        """Take files away for good; those that are gone already stay gone."""
        for name in names:
            if name:
                self.path(name).unlink(missing_ok=True)
        if self.folder.is_dir():
            sync_folder(self.folder)

    def names(self) -> Iterator[str]:
        """Every file there is."""
        if self.folder.is_dir():
            yield from sorted(path.name for path in self.folder.iterdir() if NAME.fullmatch(path.name))

    def sweep(self, known: Collection[str], before: datetime) -> int:
        """Remove what no row knows and what a broken-off upload left, if older than `before`; say how much."""
        lying = [self.path(name) for name in self.names() if name not in known]
        lying += list(self.incoming.iterdir()) if self.incoming.is_dir() else []
        old = [path for path in lying if path.stat().st_mtime < before.timestamp()]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)


def sync_folder(folder: Path) -> None:
    """Wait until the names in a folder are on the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
