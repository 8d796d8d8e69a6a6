"""Where a person's name stands in texts, by any known spelling, with the words around it. Pure."""

import re
from collections.abc import Iterable

from app.consent.named_people import Circle, Names

SENTENCE = re.compile(r"(?<=[.!?…])\s+|\n+")
LONGEST = 200


class Finder:
    """Looks for one person: the whole name in either order, the last name alone; also declined and in other scripts."""

    def __init__(self, person: int, spellings: Iterable[str]) -> None:
        self._person = person
        circle = Circle(around=frozenset({person}))
        self._names = Names(((person, spelling) for spelling in spellings), circle)

    def words(self, text: str | None) -> str:
        """The first sentence of a text that says the name; "" where none does."""
        if not text or self._person not in self._names.in_text(text):
            return ""
        said = (one for one in SENTENCE.split(text) if self._person in self._names.in_text(one))
        return next(said, text).strip()[:LONGEST]

    def first(self, texts: Iterable[str | None]) -> str:
        """The first such sentence of several texts."""
        return next(filter(None, map(self.words, texts)), "")
