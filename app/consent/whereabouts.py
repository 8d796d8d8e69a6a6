"""Whether words tell where somebody is held, by how they are put: also of a place that no list knows. Pure.

A house of detention beside a name or a number ("Atyrau's prison", "колония № 155/4"), or somebody held and then a
place ("is held at Atyrau"). Places that the record knows are found by their names: `app/publishing/place_words.py`.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from app.consent.phrase_matching import Match, Word

HOUSE, NAMED_HOUSE, BETWEEN, AT = "place", "place of", "kind", "at"
HELD, HELD_BEFORE, NOWHERE = "held", "held before", "nowhere"
SECTIONS = frozenset({HOUSE, NAMED_HOUSE, BETWEEN, AT, HELD, HELD_BEFORE, NOWHERE})
REACH, NAME_REACH = 5, 3  # words from being held to "in", and from there to the name
CODE = re.compile(r"\b[^\W0-9_]{2,4}[-‐‑–\s]?[0-9]{1,3}/[0-9]{1,2}\b")  # ЛА-155/4
NUMBER_SIGNS = re.compile("(?:no|nr|num|number|n)", re.IGNORECASE)
OF_A_TOWN = re.compile("(?:[сц]к(?:ая|ой|ую|ий|ого|ому|ом|им|ие|их|ими)|er)$")  # Атырауская, Atyrauer
IN_PLACE = re.compile("[дт][ае]$|[dt][ae]$")  # Атырауда, Жаңаөзенде


class Where:
    """One text's words, and what the lists say of them."""

    def __init__(self, text: str, words: Sequence[Word], found: Sequence[Match]) -> None:
        self._text, self._words = text, words
        self._at: Mapping[str, dict[int, int]] = defaultdict(dict)
        for one in found:
            if one.entry.what in SECTIONS:
                self._at[one.entry.what][one.first] = one.last

    def spans(self) -> Iterator[tuple[int, int]]:
        """From which word to which somebody's place is told."""
        for what in (HOUSE, NAMED_HOUSE):
            for first, last in self._at[what].items():
                yield from self._beside(first, last, bare=what == NAMED_HOUSE)
        for first, last in self._at[HELD].items():
            yield from self._held(first, last)
        for first in self._at[HELD_BEFORE]:
            for at in range(max(0, first - REACH), first):
                if self._is_name(at) and IN_PLACE.search(self._said(at)):
                    yield at, first

    def _beside(self, first: int, last: int, *, bare: bool) -> Iterator[tuple[int, int]]:
        while first > 0 and (first - 1) in self._between and not self._words[first].after_pause:
            first -= 1
        while (
            last + 1 < len(self._words)
            and (last + 1) in self._between
            and not self._words[last + 1].after_pause
        ):
            last += 1
        named = first > 0 and not self._words[first].after_pause and self._is_name(first - 1)
        if named and (not bare or OF_A_TOWN.search(self._said(first - 1))):
            yield first - 1, last
        after = last + 1
        if after >= len(self._words):
            return
        if self._number(after) or (bare and not self._words[after].after_pause and self._is_name(after)):
            yield first, after
        if after in self._at[AT]:
            yield from ((first, at) for at in self._names_from(after))

    @property
    def _between(self) -> set[int]:
        return self._at[BETWEEN].keys() | self._at[HOUSE].keys() | self._at[NAMED_HOUSE].keys()

    def _held(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        for at in range(last, min(last + REACH + 1, len(self._words))):
            if at in self._at[AT]:
                yield from ((first, name) for name in self._names_from(at))
        for at in range(max(0, first - REACH), first):
            if at in self._at[AT] and not any(one.after_pause for one in self._words[at + 1 : first + 1]):
                yield from ((at, last) for name in self._names_from(at) if name < first)

    def _names_from(self, at: int) -> Iterator[int]:
        for name in range(at + 1, min(at + 1 + NAME_REACH, len(self._words))):
            if self._words[name].after_pause:
                return
            if self._is_name(name):
                yield name
                return

    def _number(self, at: int) -> bool:
        """A number of a house, not of years."""
        word = self._words[at]
        if NUMBER_SIGNS.fullmatch(self._said(at)) and at + 1 < len(self._words):
            return self._words[at + 1].is_number
        if not word.is_number or word.after_pause:
            return False
        signs = self._text[word.begins - 1 : word.begins] + self._text[word.ends : word.ends + 1]
        counts = at + 1 < len(self._words) and not self._words[at + 1].after_pause
        return "-" in signs or "/" in signs or not counts

    def _said(self, at: int) -> str:
        return self._text[self._words[at].begins : self._words[at].ends]

    def _is_name(self, at: int) -> bool:
        return self._words[at].is_capital and at not in self._at[NOWHERE]
