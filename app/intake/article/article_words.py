"""The words by which news texts tell what happened, per language, kept in files that anybody can read and check.

A phrase is words; `*` stands for any ending, `..` for up to five words, `|` parts words of which one stands there.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from app.cases.kinds import KINDS, EntryKind

FOLDER = Path(__file__).parent / "words"
LANGUAGES = ("en", "ru", "de")
_ANY_ENDING = r"\w*"
REACH = 60  # letters before a word in which "demand", "may" or "not" make it no fact


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one group of phrases says has happened."""

    rank: int  # its place in the file: the first of a kind that fits fills the fields
    kind: EntryKind
    fields: tuple[tuple[str, str], ...]
    named_after: bool  # whether it tells of whoever is named behind it: "the death of"
    guarded: bool  # whether "may", "demand" and "not" make it no fact


class Hit(NamedTuple):
    """A phrase of the glossary in a sentence."""

    begins: int
    ends: int
    meaning: Meaning


class Glossary:
    """One language's words, ready for looking through sentences."""

    def __init__(self, told: dict[str, Any]) -> None:
        self._each = [
            (_meaning(rank, group), _looking_for(group["words"]))
            for rank, group in enumerate(told["meanings"])
        ]
        self._any = _looking_for(phrase for group in told["meanings"] for phrase in group["words"])
        self._guards = _looking_for(told["guards"])
        self._he_or_she = _looking_for(told["he or she"])
        self._they = _looking_for(told["they"])
        self._theirs = re.compile(
            rf"['’]?s?\s+(?:\w+\s+)?{_looking_for(told['relatives']).pattern}", re.IGNORECASE
        )
        self._aside = re.compile(rf"{_looking_for(told['beside the matter']).pattern}\W*$", re.IGNORECASE)
        self._no_names = frozenset(told["no names"])
        self._titles = frozenset(told["before names"])
        self.court = re.compile(told["court"])
        self.article = re.compile(told["article"], re.IGNORECASE)
        self.length = re.compile(told["length"], re.IGNORECASE)

    def hits(self, sentence: str) -> list[Hit]:
        """What the sentence says has happened, the longest phrase of each place first told."""
        if not self._any.search(sentence):
            return []
        found = [
            Hit(match.start(), match.end(), meaning)
            for meaning, each in self._each
            for match in each.finditer(sentence)
            if not (meaning.guarded and self._is_guarded(sentence, match.start()))
        ]
        return sorted(found, key=lambda hit: (hit.begins, -hit.ends))

    def goes_on(self, sentence: str, *, about_several: bool) -> bool:
        """Whether it speaks of "her" or of "them", and so perhaps of whom the sentence before named."""
        words = self._they if about_several else self._he_or_she
        return words.search(sentence) is not None

    def begins_with_it(self, sentence: str) -> bool:
        """Whether "She" is the first word, so that a new paragraph goes on about whom the last one named."""
        return self._he_or_she.match(sentence.lstrip('“«„"')) is not None

    def is_of_relatives(self, sentence: str, begins: int, ends: int) -> bool:
        """Whether a name only says whose daughter, lawyer or case it is."""
        return (
            self._theirs.match(sentence, ends) is not None
            or self._aside.search(sentence[:begins]) is not None
        )

    def stands_beside_names(self, word: str) -> bool:
        """Titles, and words that begin a sentence, are no other part of a name."""
        return word in self._titles or word in self._no_names

    def is_no_name(self, word: str) -> bool:
        """Words that stand with a capital and name nobody."""
        return word in self._no_names or word in self._titles

    def _is_guarded(self, sentence: str, begins: int) -> bool:
        return self._guards.search(sentence[max(0, begins - REACH) : begins]) is not None


@cache
def glossary(language: str) -> Glossary:
    """The words of a language."""
    text = (FOLDER / f"{language}.yaml").read_text(encoding="utf-8")
    return Glossary(yaml.safe_load(text))


def _meaning(rank: int, group: dict[str, Any]) -> Meaning:
    kind = EntryKind(group["kind"])
    fields = {name: str(value) for name, value in group.get("fields", {}).items()}
    if strange := fields.keys() - KINDS[kind].sorts.keys():
        raise ValueError(f"the glossary asks {kind} for {sorted(strange)}")
    return Meaning(
        rank,
        kind,
        tuple(fields.items()),
        named_after=group.get("named") == "after",
        guarded=group.get("guarded", True),
    )


def _looking_for(phrases: Iterable[str]) -> re.Pattern[str]:
    some = "|".join("".join(_pieces(phrase.split())) for phrase in phrases) or "(?!)"
    return re.compile(rf"(?<!\w)(?:{some})(?!\w)", re.IGNORECASE)


def _pieces(words: Sequence[str]) -> Iterator[str]:
    gap = ""
    for word in words:
        if word == "..":
            gap = r"(?:\W+[\w'’]+){0,5}?\W+"
            continue
        yield gap
        yield f"(?:{'|'.join(_ANY_ENDING.join(map(re.escape, one.split('*'))) for one in word.split('|'))})"
        gap = r"[\s,]+"
