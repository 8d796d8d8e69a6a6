"""Mail into a folder instead of a server: what development does, so that nothing leaves by accident."""

import hashlib
import os
import re
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from app.mail.result import Envelope


@dataclass
class FolderWay:
    """Each mail becomes a file named after its Message-ID, whole or not at all; a repeat lands on itself."""

    folder: Path
    offered: tuple[Path, Path] | None = None
    per_second: float | None = None

    def offer(self, envelope: Envelope, message: bytes, *, is_marked: bool = False) -> None:  # noqa: ARG002
        """Write it beside its place."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        found = re.search(rb"^Message-ID: <([0-9a-f]{32})@", message, re.MULTILINE)
        name = found.group(1).decode("ascii") if found else hashlib.sha256(message).hexdigest()[:32]
        fresh = self.folder / f".{name}.{os.getpid()}"
        with os.fdopen(os.open(fresh, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "wb") as file:
            file.write(message)
            file.flush()
            os.fsync(file.fileno())
        self.offered = (fresh, self.folder / f"{name}.eml")

    def finish(self, following: Envelope | None = None) -> None:  # noqa: ARG002
        """Give it its name."""
        if self.offered is not None:
            fresh, place = self.offered
            fresh.replace(place)
            self.offered = None

    def reset(self) -> None:
        """Nothing is kept between mails."""

    def abandon(self) -> None:
        """Remove what was written beside."""
        if self.offered is not None:
            with suppress(FileNotFoundError):
                self.offered[0].unlink()
            self.offered = None

    def close(self) -> None:
        """Nothing is open."""
