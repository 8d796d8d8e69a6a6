"""Sending a file as a browser does, and looking for what must not lie on the disk."""

from pathlib import Path
from typing import Any

from httpx2 import Response
from starlette.testclient import TestClient

WORDS = {"caption": "With her daughter", "kind": "photograph"}


def send(client: TestClient, where: str, name: str, content: bytes, **words: str) -> Response:
    """One upload."""
    answer: Any = client.post(f"{where}/files", data={**WORDS, **words}, files={"file": (name, content)})
    return answer  # type: ignore[no-any-return]


def files_holding(folder: Path, *canaries: bytes) -> list[str]:
    """Every file under a folder that holds one of these bytes."""
    found = []
    for path in folder.rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            found += [f"{path.name}: {canary!r}" for canary in canaries if canary in content]
    return found
