"""Entries of the lists found in a text, whatever its script, case, accents and hyphens. Pure, linear in its length."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple
from urllib.parse import unquote

from app.consent.word_lists import ANY, FOLDED, LONGEST_WORD, Entry, lists, plain
from app.name_likeness import name_parts

BETWEEN = 4  # words that may stand in the gap of an entry
JOINED = 3  # parts of one word that hyphens may have torn apart

_WORD = re.compile(r"[^\W_]+(?:['’ʼ][^\W_]+)*")
_HYPHEN = re.compile(r"\s?[-‐‑]\s{0,4}")
_PAUSE = re.compile(r"[.,;:!?()«»\"“”…—·\n]")
_ESCAPED = re.compile("(?:%[0-9A-Fa-f]{2})+")
_GROWN_TOGETHER = re.compile("(?<=[a-zа-яё])(?=[A-ZА-ЯЁ])")  # #HungerStrike
_OWN = re.compile("['’ʼ]s?$")  # Aliya's, the parents'
_DIGITS = re.compile("[0-9]+")
_LATIN = re.compile("[a-z]")
_CYRILLIC = re.compile("[а-яәғқңөұүһі]")
_LOOKS = ("aceiopxyhkmtb", "асеіорхуһкмтв")  # letters that look alike in both scripts
_TO_CYRILLIC, _TO_LATIN = str.maketrans(*_LOOKS), str.maketrans(*_LOOKS[::-1])


class Word(NamedTuple):
    """One word of a text: which words of entries it fits, by itself and joined with those behind a hyphen."""

    begins: int
    ends: int
    fits: frozenset[str]
    joined: tuple[frozenset[str], ...]
    is_capital: bool
    is_number: bool
    after_pause: bool


class Match(NamedTuple):
    """An entry in a text: from which word to which."""

    first: int
    last: int
    entry: Entry


def as_compared(text: str) -> str:
    """The text without what nobody sees: signs without width, soft hyphens, marks of stress; addresses spelled out."""
    text = _ESCAPED.sub(lambda found: unquote(found[0]), text)
    if not text.isascii():
        text = "".join(sign for sign in unicodedata.normalize("NFKC", text) if not _is_unseen(sign))
    return _GROWN_TOGETHER.sub(" ", text)


def words_of(text: str) -> tuple[Word, ...]:
    """The words of a text as `as_compared` gives it."""
    found = list(_WORD.finditer(text))
    gaps = [text[one.end() : after.start()] for one, after in pairwise(found)]
    return tuple(_word(found, gaps, at) for at in range(len(found)))


def _word(found: Sequence[re.Match[str]], gaps: Sequence[str], at: int) -> Word:
    one = found[at]
    joined, whole = [], one[0]
    for further in range(at, min(at + JOINED, len(gaps))):
        if not _HYPHEN.fullmatch(gaps[further]):
            break
        whole += found[further + 1][0]
        joined.append(_fits(whole[: LONGEST_WORD + 1]))
    return Word(
        begins=one.start(),
        ends=one.end(),
        fits=_fits(one[0][: LONGEST_WORD + 1]),
        joined=tuple(joined),
        is_capital=one[0][0].isupper(),
        is_number=_DIGITS.fullmatch(one[0]) is not None,
        after_pause=at == 0 or bool(_PAUSE.search(gaps[at - 1])),
    )


@lru_cache(maxsize=2**10)
def _is_unseen(sign: str) -> bool:
    return unicodedata.category(sign) in {"Cf", "Mn"}


@lru_cache(maxsize=2**14)
def _fits(written: str) -> frozenset[str]:
    word, known = plain(_OWN.sub("", written)), lists()
    capital = written[0].isupper()
    spelled = {word}
    has_latin = _LATIN.search(word)
    if has_latin and _CYRILLIC.search(word):
        spelled |= {word.translate(_TO_CYRILLIC), word.translate(_TO_LATIN)}
    found = {form for one in spelled for form in known.fitted_by(one, capital=capital)}
    if has_latin:
        found.update(known.fitted_by(FOLDED + "".join(name_parts(word)), capital=False))
    return frozenset(found)


def matches(words: Sequence[Word]) -> Iterator[Match]:
    """Every entry that begins at a word of the text."""
    by_first = lists().by_first
    for at, word in enumerate(words):
        for width, fits in enumerate((word.fits, *word.joined)):
            for form in fits:
                for entry in by_first.get(form, ()):
                    last = _last_of(words, at + width, entry)
                    if last is not None:
                        yield Match(at, last, entry)


def _last_of(words: Sequence[Word], at: int, entry: Entry) -> int | None:
    for form, loose in zip(entry.words[1:], entry.loose[1:], strict=True):
        reach = range(at + 1, min(at + 2 + (BETWEEN if loose else 0), len(words)))
        found = next((there for there in reach if form == ANY or form in words[there].fits), None)
        if found is None:
            return None
        at = found
    return at
