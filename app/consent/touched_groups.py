"""Which groups of facts free words seem to touch, whoever wrote them. Pure.

The lists (`touching/`) help and prove nothing: a second person reads every sentence. They rather alarm too often.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.consent.models import FieldGroup
from app.consent.phrase_matching import Match, as_compared, matches, words_of
from app.consent.whereabouts import CODE, Where

TOLD = {str(group): group for group in (FieldGroup.HEALTH, FieldGroup.ILL_TREATMENT, FieldGroup.FAMILY)}
INNOCENT = "innocent"


@dataclass(frozen=True, slots=True)
class Heard:
    """Words of a text, and the group of facts they seem to touch."""

    group: FieldGroup
    words: str


def speaks_of(words: str | None) -> frozenset[FieldGroup]:
    """Groups that free words seem to touch, so that they can be held to the same consents as facts of that group."""
    return frozenset(one.group for one in heard_in(words))


def names_relatives(words: str | None) -> bool:
    """Whether the words point at the family or at friends, who have consents of their own to give."""
    return FieldGroup.FAMILY in speaks_of(words)


@lru_cache(maxsize=2**12)  # the facts of a page are asked anew at every save
def heard_in(text: str | None) -> tuple[Heard, ...]:
    """What free words seem to touch, each with the words by which it was heard, in their order."""
    if not text:
        return ()
    text = as_compared(text)
    words = words_of(text)
    found = list(matches(words))
    calm = {at for one in found if one.entry.what == INNOCENT for at in range(one.first, one.last + 1)}
    told = [one for one in found if not calm.issuperset(range(one.first, one.last + 1))]
    spans = {(one.first, one.last, TOLD[one.entry.what]) for one in _longest(told)}
    spans |= {(first, last, FieldGroup.PLACE) for first, last in Where(text, words, told).spans()}
    codes = tuple(Heard(FieldGroup.PLACE, code[0]) for code in CODE.finditer(text))
    return tuple(Heard(group, text[words[a].begins : words[b].ends]) for a, b, group in sorted(spans)) + codes


def _longest(found: list[Match]) -> Iterator[Match]:
    """Without what is only the beginning of a longer entry: "ill" of "ill-treatment"."""
    close = [one for one in found if one.entry.what in TOLD and one.entry.is_close]
    reach: dict[int, int] = {}
    for one in close:
        reach[one.first] = max(one.last, reach.get(one.first, one.last))
    yield from (one for one in close if one.last == reach[one.first])
    yield from (one for one in found if one.entry.what in TOLD and not one.entry.is_close)
