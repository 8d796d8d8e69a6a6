"""Who is named in a text: by any known spelling, in any script, in either order, also declined. Pure."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from app.names import name_parts

WORD = re.compile(r"[^\W\d_]+")
KEY = 3  # letters that a declined word keeps
SURNAME_LETTERS = 5


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the text, folded as names are. Others are named with a capital; the own name counts in small too."""

    folded: str
    may_be_name: bool


@dataclass(frozen=True, slots=True)
class Circle:
    """Whose single names count too: the person's own, those tied to them, and others of the same campaign."""

    own: int
    tied: frozenset[int] = frozenset()
    around: frozenset[int] = frozenset()


class Names:
    """Everybody's spellings, arranged for looking through texts.

    A whole name is found of everybody. A single word of it is found of the person and of those tied to them; of
    others of the campaign their last name.
    """

    def __init__(self, spellings: Iterable[tuple[int, str]], circle: Circle) -> None:
        known = [(person, name_parts(text)) for person, text in spellings]
        self._own = circle.own
        own = {part for person, parts in known if person == circle.own for part in parts}
        self._whole: dict[str, set[tuple[int, tuple[str, ...]]]] = defaultdict(set)
        self._single: dict[str, set[tuple[int, str]]] = defaultdict(set)
        for person, parts in known:
            if len(parts) > 1:
                self._whole[parts[0][:KEY]].add((person, parts))
                self._whole[parts[-1][:KEY]].add((person, parts[::-1]))
            for part in _single_parts(person, parts, circle):
                if person == circle.own or part not in own:
                    self._single[part[:KEY]].add((person, part))

    def in_text(self, *texts: str | None) -> frozenset[int]:
        """The numbers of all persons named in these texts."""
        found: set[int] = set()
        for text in texts:
            tokens = list(_tokens(text or ""))
            for at, token in enumerate(tokens):
                named = self._at(tokens, at)
                found |= named if token.may_be_name else named & {self._own}
        return frozenset(found)

    def _at(self, tokens: list[Token], at: int) -> set[int]:
        folded = tokens[at].folded
        found = {person for person, part in self._single.get(folded[:KEY], ()) if is_form_of(folded, part)}
        for person, parts in self._whole.get(folded[:KEY], ()):
            words = tokens[at : at + len(parts)]
            if len(words) == len(parts) and all(
                is_form_of(word.folded, part) for word, part in zip(words, parts, strict=True)
            ):
                found.add(person)
        return found


def _single_parts(person: int, parts: tuple[str, ...], circle: Circle) -> tuple[str, ...]:
    if person == circle.own or person in circle.tied:
        return tuple(part for part in parts if len(part) >= KEY)
    if person in circle.around and len(parts[-1:]) and len(parts[-1]) >= SURNAME_LETTERS:
        return parts[-1:]
    return ()


def _tokens(text: str) -> Iterable[Token]:
    for word in WORD.findall(text):
        for part in name_parts(word):
            yield Token(part, may_be_name=not word[0].islower())


def is_form_of(word: str, part: str) -> bool:
    """Whether a word is the name, or the name with the ending of another case."""
    if word == part:
        return True
    kept = len(part) - (2 if len(part) > SURNAME_LETTERS + 1 else 1)
    return len(part) >= SURNAME_LETTERS and word.startswith(part[:kept]) and abs(len(word) - len(part)) <= KEY
