"""A text cut into words as names are written in it: folded, without hidden signs, with addresses taken apart. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import unquote

from app.cases.name_keys import KEY
from app.name_likeness import name_parts, other_forms

APOSTROPHES = "'’ʼ`´"
WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*")
CHUNK = re.compile(r"\S+")
ESCAPED = re.compile("(?:%[0-9A-Fa-f]{2})+")
JOINT = re.compile(rf"[{APOSTROPHES}]|(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")  # Tuletaeva's, FreeTuletaeva
# Addresses, hashtags, accounts, file names and slugs: names stand there in small letters, and grown together.
ADDRESS = re.compile(r"://|^www\.|[@#_/]|\w\.\w{2}|^\W*[^\W_]+(?:-[^\W_]+)+\W*$")
GLUED = 8  # letters from which a word of an address may be several words grown together
LETTERS_OF_INITIAL = 2  # Yu., Zh.


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the text, folded as names are; `forms` are the ways to read it."""

    forms: tuple[str, ...]
    is_capital: bool
    is_initial: bool
    in_address: bool
    is_apart: bool  # more than a space stands between it and the word before

    @property
    def may_be_name(self) -> bool:
        """Names begin with a capital, but not in addresses and the like."""
        return self.is_capital or self.in_address

    @property
    def beginnings(self) -> tuple[str, ...]:
        """What the keys of names keep of it."""
        return (self.forms[0][:1],) if self.is_initial else tuple(form[:KEY] for form in self.forms)


@lru_cache(maxsize=2**12)
def tokens_of(text: str) -> tuple[Token, ...]:
    """The words of a text in their order."""
    return tuple(_tokens(_plain(text)))


def _plain(text: str) -> str:
    shown = "".join(
        sign for sign in unicodedata.normalize("NFKC", text) if unicodedata.category(sign) != "Cf"
    )
    return ESCAPED.sub(lambda found: unquote(found.group()), shown)


def _tokens(text: str) -> Iterator[Token]:
    end, was_initial = 0, False
    for chunk in CHUNK.finditer(text):
        in_address = ADDRESS.search(chunk.group()) is not None
        for found in WORD.finditer(text, chunk.start(), chunk.end()):
            inside = in_address and end > chunk.start()
            apart = not inside and _parts_words(text[end : found.start()], was_initial=was_initial)
            end, after = found.end(), text[found.end() : found.end() + 1]
            word = found.group()
            was_initial = _is_initial(word, after)
            for forms in _forms(word):
                yield Token(forms, not word[0].islower(), was_initial, in_address, apart)
                apart = False


def _parts_words(between: str, *, was_initial: bool) -> bool:
    """Whether the signs between two words keep them apart; a hyphen, quotes or the full stop of an initial do not."""
    signs = between.removeprefix(".") if was_initial else between
    return bool(signs.strip(" \t-\"'’«»„“”()")) or "\n\n" in signs


def _is_initial(word: str, after: str) -> bool:
    return len(word) <= LETTERS_OF_INITIAL and (after == "." or (len(word) == 1 and word.isupper()))


def _forms(word: str) -> Iterator[tuple[str, ...]]:
    """The word folded; besides, the words it is put together from, and full names for short ones."""
    folded = name_parts(word)
    if len(folded) != 1:
        yield from ((part,) for part in folded)
        return
    pieces = JOINT.split(word)
    parts = [part for piece in pieces[len(pieces) == 1 :] for part in name_parts(piece) if len(part) >= KEY]
    yield tuple(dict.fromkeys((*folded, *parts, *other_forms(folded[0]))))
