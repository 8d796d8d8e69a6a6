"""The lists of words in `touching/`, one file per language, read once.

How such a file is read:

[section]     a group of facts; or `innocent`: words that only look as if; or what tells where somebody is held:
              `place` is a house, `place of` one whose name may follow bare, `kind` stands between the two, `held`
              is told of a person before a place, `held before` after it, `at` before its name, `nowhere` is none
a, b c        entries; `b c` are words that stand side by side; a hyphen counts as a space
sick*         a word that begins so; `*kind` ends so, `*kind*` has it somewhere
a .. b        at most four words between; `a & b` the same in either order
^Kind         with a capital only; `=word` in Cyrillic only; `9` is any number, `*` any word
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from app.name_likeness import fold

LISTS = Path(__file__).with_name("touching")
LANGUAGES = ("en", "de", "ru", "kk")
GAP, EITHER, ANY, NUMBER, CAPITAL, AS_WRITTEN, FOLDED = "..", "&", "*", "9", "^", "=", "~"
FOLDED_IN = "kk"  # written in Latin letters by many rules: the folding of names knows them
FOLDED_LETTERS, FOLDED_IN_PHRASE = 5, 3  # shorter ones look like words of other languages
LONGEST_WORD = 48
KEY = 3
_DIGITS = re.compile("[0-9]+")
_PLAIN = str.maketrans("ёéèêáàâóòîíçý", "еeeeaaaooiicy")
_UMLAUTS = (("ä", "ae"), ("ö", "oe"), ("ü", "ue"))


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: its words, and before which of them others may stand."""

    what: str
    words: tuple[str, ...]
    loose: tuple[bool, ...]

    @property
    def is_close(self) -> bool:
        """Whether its words stand side by side."""
        return not any(self.loose)


def plain(word: str) -> str:
    """A word as lists and texts are compared: small, without accents that change no meaning."""
    return unicodedata.normalize("NFC", word.casefold()).translate(_PLAIN)[:LONGEST_WORD]


class Lists:
    """All entries of all languages, found by their first word."""

    def __init__(self, entries: Iterator[Entry]) -> None:
        self.by_first: defaultdict[str, list[Entry]] = defaultdict(list)
        self._whole: set[str] = set()
        self._starts: defaultdict[str, set[str]] = defaultdict(set)
        self._ends: set[str] = set()
        self._inside: set[str] = set()
        for entry in entries:
            self.by_first[entry.words[0]].append(entry)
            for word in entry.words:
                self._know(word)

    def _know(self, word: str) -> None:
        if word == ANY:
            return
        if word.startswith("*") and word.endswith("*"):
            self._inside.add(word.strip("*"))
        elif word.startswith("*"):
            self._ends.add(word[1:])
        elif word.endswith("*"):
            self._starts[word[:KEY]].add(word)
        else:
            self._whole.add(word)

    def fitted_by(self, word: str, *, capital: bool) -> Iterator[str]:
        """The words of entries that this word of a text fits."""
        if word in self._whole:
            yield word
        if _DIGITS.fullmatch(word):
            yield NUMBER
        for start in self._starts.get(word[:KEY], ()):
            if word.startswith(start[:-1]):
                yield start
        if not word.startswith(FOLDED):
            yield from (f"*{end}" for end in self._ends if word.endswith(end))
            yield from (f"*{part}*" for part in self._inside if part in word)
        if capital:
            yield from self.fitted_by(CAPITAL + word, capital=False)


@lru_cache(maxsize=1)
def lists() -> Lists:
    """The lists as they are shipped."""
    return Lists(entry for language in LANGUAGES for entry in entries_of(language))


def entries_of(language: str) -> Iterator[Entry]:
    """Every entry of one language, with the other ways of writing it."""
    section = ""
    for line in (LISTS / f"{language}.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
        elif line and not line.startswith("# "):
            for written in line.split(","):
                yield from _written(section, written.strip(), language)


def _written(section: str, written: str, language: str) -> Iterator[Entry]:
    entry = _entry(section, written.replace(EITHER, GAP).lstrip(AS_WRITTEN))
    yield entry
    if EITHER in written:
        yield Entry(section, entry.words[::-1], entry.loose)
    if language == "de" and (spelled := _spelled_out(entry)) != entry:
        yield spelled
    if language == FOLDED_IN and not written.startswith(AS_WRITTEN) and (folded := _folded(entry)):
        yield folded


def _entry(section: str, written: str) -> Entry:
    words: list[str] = []
    loose: list[bool] = []
    after_gap = False
    for word in written.replace("-", " ").split():
        if word == GAP:
            after_gap = True
            continue
        words.append(plain(word))
        loose.append(after_gap)
        after_gap = False
    return Entry(section, tuple(words), tuple(loose))


def _spelled_out(entry: Entry) -> Entry:
    def spelled(word: str) -> str:
        for umlaut, letters in _UMLAUTS:
            word = word.replace(umlaut, letters)
        return word

    return Entry(entry.what, tuple(map(spelled, entry.words)), entry.loose)


def _folded(entry: Entry) -> Entry | None:
    keys = [fold(word.strip("*")).replace(" ", "") for word in entry.words]
    shortest = FOLDED_LETTERS if len(keys) == 1 else FOLDED_IN_PHRASE
    if any(len(key) < shortest for key in keys):
        return None
    words = (
        f"{FOLDED}{key}{'*' if word.endswith('*') else ''}"
        for key, word in zip(keys, entry.words, strict=True)
    )
    return Entry(entry.what, tuple(words), entry.loose)
