"""Since when the world has been told a fact in its present words; pure."""

from collections.abc import Sequence
from datetime import datetime
from typing import NamedTuple

from app.publishing.page_content import Content

SAID = ("on", "title", "body", "place", "answers")


class Approved(NamedTuple):
    """One content as it was approved."""

    at: datetime
    content: Content


def since_when(history: Sequence[Approved], facts: Sequence[Content]) -> dict[int, datetime]:
    """For each fact the approval from which on it read as it reads now; `history` is oldest first."""
    found: dict[int, datetime] = {}
    for fact in facts:
        for approved in reversed(history):
            if not any(_same(fact, earlier) for earlier in approved.content["facts"]):
                break
            found[fact["id"]] = approved.at
    return found


def _same(fact: Content, other: Content) -> bool:
    return bool(fact["id"] == other["id"]) and all(
        fact[name] == other[name] or fact[name] is None for name in SAID
    )
