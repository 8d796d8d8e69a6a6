"""Whom a sentence names, of the people known here: in any known spelling and script, declined, in either order.

A whole name is sure. A single word of one counts where it can only be one of them, and after the whole name has
stood in the same text; where it may be several, nobody is chosen.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from app.cases.name_keys import KEY, LONG_PART
from app.consent.named_people import is_form_of
from app.intake.article.article_words import Glossary
from app.name_likeness import name_parts, other_forms

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’]s?$")
_APART = re.compile(r"[^\s.\"'«»„“”()-]|\.\s*$")
INITIAL = 2  # letters of Yu., Zh.
GROWN = 2  # letters by which a short part may grow when declined

Part = tuple[int, int, str]  # spelling, its place in it, folded


@dataclass(frozen=True, slots=True)
class Mention:
    """Words that name somebody; several persons where they may be any of them."""

    begins: int
    ends: int
    persons: frozenset[int]
    whole: bool


@dataclass(frozen=True, slots=True)
class _Word:
    begins: int
    ends: int
    text: str
    forms: tuple[str, ...]
    capital: bool
    initial: bool
    apart: bool  # more than a space stands before it


class KnownNames:
    """The spellings of everybody known, arranged by the beginnings of their parts."""

    def __init__(self, spellings: Iterable[tuple[int, str]], glossary: Glossary) -> None:
        self._spelled: list[tuple[int, tuple[str, ...]]] = []
        self._parts: dict[str, list[Part]] = defaultdict(list)
        self._glossary = glossary
        for person, text in spellings:
            parts = name_parts(text)
            for at, part in enumerate(parts):
                self._parts[part[:1]].append((len(self._spelled), at, part))
            self._spelled.append((person, parts))

    def mentions(self, sentence: str, told: set[int]) -> list[Mention]:
        """Who is named; `told` are those whom this text has named in full, and grows."""
        words = self._words(sentence)
        fitting = [self._fitting(word) for word in words]
        whole, taken = self._whole(words, fitting)
        told.update(person for one in whole if len(one.persons) == 1 for person in one.persons)
        single = [
            one
            for at in range(len(words))
            if at not in taken and (one := self._single(words, fitting, at, told)) is not None
        ]
        return sorted((*whole, *single), key=lambda one: one.begins)

    def strangers(self, sentence: str) -> list[str]:
        """Two or three words with capitals that look like a name of nobody known here."""
        words = self._words(sentence)
        _known, taken = self._whole(words, [self._fitting(word) for word in words])
        found, at = [], 0
        while at < len(words) - 1:
            run = at
            while run < len(words) and self._may_be_name(words, run, at) and run not in taken:
                run += 1
            if 2 <= run - at <= 3:
                found.append(sentence[words[at].begins : words[run - 1].ends])
            at = max(run, at + 1)
        return found

    def _may_be_name(self, words: Sequence[_Word], at: int, begun: int) -> bool:
        word = words[at]
        plain = word.text.casefold()
        return (
            word.capital and not word.text.isupper() and len(word.text) > INITIAL
            and not (at > begun and word.apart)
            and not self._glossary.is_no_name(plain)
        )  # fmt: skip

    def _words(self, sentence: str) -> list[_Word]:
        found: list[_Word] = []
        end = 0
        for match in _WORD.finditer(sentence):
            text = _POSSESSIVE.sub("", match[0])
            folded = name_parts(text)
            initial = len(text) <= INITIAL and sentence[match.end() : match.end() + 1] == "."
            between = sentence[end : match.start()]
            before = found[-1] if found else None
            apart = bool(_APART.search(between.removeprefix(".") if before and before.initial else between))
            end = match.start() + len(text)
            forms = (*folded, *other_forms(folded[0])) if len(folded) == 1 else folded
            found.append(_Word(match.start(), end, text, forms, not text[0].islower(), initial, apart))
        return found

    def _fitting(self, word: _Word) -> list[Part]:
        """The parts of names that this word is a form of."""
        if not word.capital:
            return []
        return [
            part
            for form in word.forms
            for part in self._parts.get(form[:1], ())
            if is_form_of(form, part[2])
            or (word.initial and part[2].startswith(form))
            or (KEY <= len(part[2]) < LONG_PART and _grown(form, part[2]))
        ]

    def _whole(
        self, words: Sequence[_Word], fitting: Sequence[Sequence[Part]]
    ) -> tuple[list[Mention], set[int]]:
        found: list[Mention] = []
        taken: set[int] = set()
        for at in range(len(words)):
            for there in (at + 1, at + 2):
                if at in taken or there >= len(words) or not _together(words, at, there):
                    continue
                persons = self._of_both(fitting[at], fitting[there], words[at], words[there])
                if persons:
                    found.append(Mention(words[at].begins, words[there].ends, persons, whole=True))
                    taken.update(range(at, there + 1))
        return found, taken

    def _of_both(
        self, ones: Sequence[Part], others: Sequence[Part], one: _Word, other: _Word
    ) -> frozenset[int]:
        by_spelling: dict[int, list[Part]] = defaultdict(list)
        for part in ones:
            by_spelling[part[0]].append(part)
        found: dict[int, bool] = {}
        for spelling, at, text in others:
            for _spelling, first, beside in by_spelling.get(spelling, ()):
                longest = max(len(text) if not other.initial else 0, len(beside) if not one.initial else 0)
                if first != at and longest >= LONG_PART:
                    exact = beside in one.forms and text in other.forms
                    person = self._spelled[spelling][0]
                    found[person] = found.get(person, False) or exact
        exactly = frozenset(person for person, exact in found.items() if exact)
        return exactly or frozenset(found)

    def _single(
        self, words: Sequence[_Word], fitting: Sequence[Sequence[Part]], at: int, told: set[int]
    ) -> Mention | None:
        """One word of a name, where no other word of a name stands beside it."""
        word = words[at]
        if word.initial or not fitting[at] or self._beside_a_name(words, at):
            return None
        last = {
            self._spelled[spelling][0]
            for spelling, place, part in fitting[at]
            if len(part) >= LONG_PART and place == len(self._spelled[spelling][1]) - 1 and _is(word, part)
        }
        any_part = {self._spelled[spelling][0] for spelling, _place, part in fitting[at] if len(part) >= KEY}
        alone = {self._spelled[one][0] for one, _at, part in fitting[at] if self._spelled[one][1] == (part,)}
        persons = (any_part & told) or alone & last or last
        return Mention(word.begins, word.ends, frozenset(persons), whole=False) if persons else None

    def _beside_a_name(self, words: Sequence[_Word], at: int) -> bool:
        before = words[at - 1] if at and not words[at].apart else None
        after = words[at + 1] if at + 1 < len(words) and not words[at + 1].apart else None
        return any(
            one is not None
            and one.capital
            and (len(one.text) > 1)
            and not self._glossary.stands_beside_names(one.text.casefold())
            for one in (before, after)
        )


def _is(word: _Word, part: str) -> bool:
    return any(is_form_of(form, part) for form in word.forms)


def _grown(form: str, part: str) -> bool:
    return form.startswith(part[: max(KEY - 1, len(part) - 1)]) and len(form) <= len(part) + GROWN


def _together(words: Sequence[_Word], at: int, there: int) -> bool:
    between = words[at + 1 : there + 1]
    if any(one.apart for one in between):
        return False
    return all(one.capital for one in words[at : there + 1])
