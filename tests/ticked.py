"""The answer of a second person who has read every sentence on the page: all ticks, and the digest of its words."""

import re
from typing import Any

from starlette.testclient import TestClient

TICK = re.compile(r'<input type="checkbox" id="[^"]*" name="read" value="([^"]*)"')
WORDS = re.compile(r'name="words" value="([^"]*)"')


def ticked(client: TestClient, path: str, **more: Any) -> dict[str, Any]:
    """What their form sends when every sentence is ticked; `more` may leave some of it out."""
    page = client.get(path).text
    digest = WORDS.search(page)
    return {
        "read": TICK.findall(page), "words": digest[1] if digest else "", "decision": "approved", **more
    }  # fmt: skip
