"""Where a text says somebody's name, and the text without it. Pure."""

import json
import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import Any

from anyascii import anyascii

KEYLIKE = frozenset({"key", "slug"})  # they say words in small letters, between signs
# Nothing stands between words there, so that a name is found anywhere in a line.
UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
SHORTEST_NAME, SHORTEST_WORD = 6, 2


class Telling:
    """The names of one person as texts may say them.

    A name of several words counts in any letters, also turned round or as part of an address. A single word may be
    an ordinary one: it counts alone, with a capital where its script has them, and not inside a longer name of
    somebody else (`others`).
    """

    def __init__(self, names: Sequence[str], others: Sequence[str] = ()) -> None:
        several = [name for name in names if len(name.split()) > 1]
        self.names = [one for one in _variants(several) if len(one) >= SHORTEST_NAME]
        self.words = [
            one for name in names if (one := name.strip()) not in several and len(one) >= SHORTEST_WORD
        ]
        several = [name for name in others if len(name.split()) > 1]
        self.others = [*several, *map(_as_key, several)]

    def __bool__(self) -> bool:
        return bool(self.names or self.words)

    @cached_property
    def _needles(self) -> list[str]:
        keys = [_as_key(word) for word in self.words]
        return [
            one for one in dict.fromkeys(word.casefold() for word in (*self.names, *self.words, *keys)) if one
        ]

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        """Others' longer names first, so that what belongs to them is taken by them."""
        known = [
            ("other", self.others),
            ("name", self.names),
            ("word", [*self.words, *map(_as_key, self.words)]),
        ]
        groups = [
            f"(?P<{group}>{'|'.join(re.escape(one) for one in sorted(set(words) - {''}, key=len, reverse=True))})"
            for group, words in known
            if set(words) - {""}
        ]
        return re.compile("|".join(groups), re.IGNORECASE)

    def perhaps(self, text: str) -> bool:
        """Whether it may say the name: a quick look that misses nothing."""
        folded = text.casefold()
        return any(word in folded for word in self._needles)

    def says(self, value: Any, column: str = "") -> bool:
        """Whether a text, or a text inside a list or a table of values, says the name."""
        return any(next(self._found(text, column), None) is not None for text in _texts(value))

    def without(self, value: Any, sign: str, column: str = "") -> Any:
        """The same value with a sign in the place of each name."""
        if isinstance(value, str):
            return self._without(value, sign, column)
        if isinstance(value, list):
            return [self.without(one, sign, column) for one in value]
        if isinstance(value, dict):
            return {
                self._without(key, sign, column): self.without(one, sign, column)
                for key, one in value.items()
            }
        return value

    def _without(self, text: str, sign: str, column: str) -> str:
        kept, at = [], 0
        for start, end in self._found(text, column):
            kept += [text[at:start], sign]
            at = end
        return "".join((*kept, text[at:]))

    def _found(self, text: str, column: str) -> Iterator[tuple[int, int]]:
        if not self or not self.perhaps(text):
            return
        for match in self._pattern.finditer(text):
            if match.lastgroup == "name" or (match.lastgroup == "word" and self._counts(match, column)):
                yield match.span()

    def _counts(self, match: re.Match[str], column: str) -> bool:
        word, text = match.group(), match.string
        if UNSPACED.search(word):
            return True
        around = (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1])
        if any(one and unicodedata.category(one)[0] in "LMN" for one in around):
            return False
        return column in KEYLIKE or word[0].isupper() or (word in self.words)


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)
    elif isinstance(value, dict):
        for key, one in value.items():
            yield key
            yield from _texts(one)


def _variants(names: Sequence[str]) -> list[str]:
    """A name, its parts the other way round, and as it stands in keys and addresses."""
    found: dict[str, None] = {}
    for name in names:
        parts = name.split()
        found[name] = found[" ".join((parts[-1], *parts[:-1]))] = None
        found[_as_key(name)] = None
    return list(found)


def _as_key(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", anyascii(name).lower()).strip("-")


def unpacked(raw: str) -> str:
    """Values kept as JSON, with every letter written as itself."""
    return json.dumps(json.loads(raw), ensure_ascii=False) if "\\" in raw else raw
