"""The list of who was erased here: a file beside the database, so that an older copy of the data brings nobody back.

A line is written before the erasure commits, and once more, as done, afterwards. It holds no name: people and cases
stand in it by marks, which are their number and a hash of when they came in. A line cut off by a crash is passed over,
for its erasure never ended, or its first line stands.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from app.files.storage import sync_folder

NAME = "erasures.jsonl"


@dataclass(frozen=True, slots=True)
class Erased:
    """One erasure: whom and which cases it reached, by their marks, and when it was asked for and agreed to."""

    people: tuple[str, ...]  # the one it was asked for comes first
    cases: tuple[str, ...]
    ground: str
    asked_at: datetime
    decided_at: datetime
    decision: str
    done: bool = False


class Ledger:
    """The file. It only grows."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / NAME

    def write(self, lines: Iterable[Erased]) -> None:
        """Add lines; once this returns, they are on the disk."""
        content = b"".join(_line(one) for one in lines)
        if not content:
            return
        self.path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        opened = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(opened, b"\n" + content)  # the empty line ends whatever a crash has cut off
            os.fsync(opened)
        finally:
            os.close(opened)
        sync_folder(self.path.parent)

    def read(self) -> list[Erased]:
        """Every erasure once, in the order they were agreed to; done if any of its lines says so."""
        found: dict[str, Erased] = {}
        for line in self._lines():
            one = _read(line)
            if one is not None:
                known = found.get(one.people[0], one)
                found[one.people[0]] = replace(one, done=one.done or known.done)
        return sorted(found.values(), key=lambda one: one.decided_at)

    def _lines(self) -> list[bytes]:
        try:
            return [line for line in self.path.read_bytes().split(b"\n") if line]
        except FileNotFoundError:
            return []


def _line(one: Erased) -> bytes:
    told = {
        "people": one.people, "cases": one.cases, "ground": one.ground, "asked_at": one.asked_at.isoformat(),
        "decided_at": one.decided_at.isoformat(), "decision": one.decision, "done": one.done,
    }  # fmt: skip
    return json.dumps(told, separators=(",", ":")).encode("ascii") + b"\n"


def _read(line: bytes) -> Erased | None:
    try:
        told: dict[str, Any] = json.loads(line)
        return Erased(
            tuple(told["people"]), tuple(told["cases"]), told["ground"],
            datetime.fromisoformat(told["asked_at"]), datetime.fromisoformat(told["decided_at"]),
            told["decision"], bool(told["done"]),
        ) if told["people"] else None  # fmt: skip
    except (ValueError, KeyError, TypeError):
        return None
