"""Spellings of one name: what they have in common, and how alike two of them are.

Texts write Жаңаөзен as Zhanaozen, Janaözen, Zhangaozen or Schanaosen. Folding gives all usual spellings of a
name the same key; the skeleton is coarser and also survives a wrong vowel. Both keys are for comparing only,
never for showing: "6" stands for every sound like zh or sh, "4" for ch.
"""

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from anyascii import anyascii

# From this score on two names are probably one person's. In the documents of the strike the loosest true pair
# (Karabalaeva and Karabakaeva) reaches 0.936, the closest strangers 0.867 (the two Armans).
LIKELY = 0.93
# No single word of a likely pair may be less alike than this, so that an equal family name cannot carry two
# different first names: with one, Nurlan and Nurzhan score 0.939, but by themselves they reach only 0.88.
LIKELY_WORD = 0.9
# Below this a result looks like a mistake. Half a name typed ("Tulet") reaches 0.81, one right word of two
# about 0.7; of 60,000 pairs of made-up full names 95 % stay below, of family names alone 87 %.
WORTH_SHOWING = 0.66

_SKELETON_TRUST = 0.96  # a skeleton forgets every vowel, so even an equal one is not quite a certainty
_SHORT_FORM_TRUST = 0.96  # Sasha is Aleksandr, but may also be Aleksandra
_INITIAL_TRUST = 0.9  # "V. Kozlov" fits Vladimir, and every other V
_SKELETON_LETTERS = 5  # shorter ones make strangers equal: Dana and Dina, Asan and Esen, Ali and Ella

# Letters on which the general transliteration differs from what campaigns, papers and passports write.
_LETTERS = str.maketrans(
    {"ё": "е", "ý": "u", "ş": "sh", "š": "sh", "ž": "zh", "č": "ch", "ç": "ch", "ŋ": "ng"}
)
_SOFT_SIGN_BEFORE_VOWEL = re.compile("[ьъ](?=[аеиоуэюя])")
_BETWEEN_PARTS = re.compile("[^a-z0-9]+")

# German writes w for v, j for y and ch for kh, each of which means something else in English or Kazakh.
_GERMAN = re.compile("^w|[eo]w(?:a?$|sk)")
_GERMAN_RULES = (("schtsch", "6"), ("tsch", "4"), ("sch", "6"), ("ch", "kh"), ("j", "y"))
_RULES = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("^j(?=ako[vw]|aros|ekat|elen|er|es|e[vw]g|uli|uri)", ""),  # Jelena, Jerlan, Juri: not Kazakh j
        ("schtsch|shch|chtch", "6"),
        ("tsch|tch", "4"),
        ("(?<=[b-df-hk-np-tvz])ja$|(?<=t)ja|(?<=^l)ja", "ia"),  # Natalja, Tatjana, but Erjan
        ("(?<=^l)j(?=u)", "i"),  # Ljudmila
        ("(?<=[aeiouy])j$", "i"),  # Andrej
        ("dzh|dj|zh|sch|sh|j", "6"),
        ("ch", "4"),
        ("(?<=[^l]a)w(?![aeiouy])", "u"),  # Mangistaw, but Stanislaw
        ("w", "v"),
        ("x", "ks"),
        ("ck|q", "k"),
        ("c(?=[eiy])", "s"),
        ("c", "k"),
        ("kh", "h"),
        ("gh", "g"),
        ("ng", "n"),
        ("gu(?=[eiy])", "g"),  # Serguei
        ("ou", "u"),
        ("(?<![aeiouy])yo", "e"),  # Semyonov is Семёнов, usually printed Семенов
        ("(?<=.)z", "s"),  # Kozlov, Koslow; but Zamira is not Samira
        ("(?:^|(?<=[aeiouy]))[yi](?=[aeiouy])", ""),  # Yedilov, Turbayev
        ("y", "i"),
        (r"(.)\1+", r"\1"),
    )
)
_SKELETON_RULES = tuple(
    (re.compile(pattern), instead)
    for pattern, instead in (
        ("t?[sz]", "s"),  # Kusnezow, Kuznetsov
        ("4", "6"),  # French ch is sh
        ("h", "k"),  # Bakhyt, Baqyt
        ("[aeiou]+", "a"),
        (r"(.)\1+", r"\1"),
    )
)

_SHORT_FORMS = {
    "aleksandr alexander": "sasha sanya shura alik",
    "aleksandra alexandra": "sasha sanya shura",
    "aleksei": "alyosha lyosha lyokha",
    "anastasia": "nastya",
    "anatoli": "tolya tolik",
    "andrei": "andryusha",
    "anna": "anya",
    "boris": "borya",
    "daria": "dasha",
    "dmitri": "dima mitya",
    "ekaterina": "katya",
    "elena": "lena",
    "evgeni": "zhenya",
    "evgenia": "zhenya",
    "fyodor": "fedya",
    "galina": "galya",
    "gennadi": "gena",
    "georgi": "gosha zhora",
    "grigori": "grisha",
    "irina": "ira",
    "ivan": "vanya",
    "konstantin": "kostya",
    "ksenia": "ksyusha",
    "lyubov": "lyuba",
    "lyudmila": "lyuda lyusya",
    "maksim": "maks",
    "margarita": "rita",
    "maria": "masha",
    "mikhail": "misha",
    "nadezhda": "nadya",
    "natalia": "natasha nata",
    "nikolai": "kolya",
    "olga": "olya",
    "pavel": "pasha",
    "pyotr": "petya",
    "roman": "roma",
    "sergei": "seryozha serzh",
    "sofia": "sonya",
    "stepan": "styopa",
    "svetlana": "sveta",
    "tamara": "toma",
    "tatiana": "tanya",
    "valentin": "valya",
    "valentina": "valya",
    "vasili": "vasya",
    "viktor": "vitya",
    "viktoria": "vika",
    "vladimir": "volodya vova",
    "vladislav": "vlad slava",
    "vyacheslav": "slava",
    "yaroslav": "slava yarik",
    "yuri": "yura",
}


def fold(text: str) -> str:
    """The key that all usual spellings of a name share; its words keep their order."""
    return " ".join(name_parts(text))


def skeleton(text: str) -> str:
    """A coarser key, in which also a wrong vowel makes no difference."""
    return " ".join(map(_skeleton_of, name_parts(text)))


def name_parts(text: str) -> tuple[str, ...]:
    """The words of a name, each folded; words of which nothing is left are dropped."""
    return tuple(part for word in text.split() for part in _parts_of(word))


def pieces(part: str) -> tuple[str, ...]:
    """The beginning, middle and end of a folded part, for an index to find: a misspelling leaves one whole.

    Two spaces stand for the beginning of a word, so that the first piece finds beginnings only and even an
    initial is three signs long. Pieces of six find few strangers and are still short enough to miss an error.
    """
    begun = f"  {part}"
    if len(part) < 4:
        return (begun,)
    if len(part) < 6:
        return (begun[:4], part[-3:])
    size = min(6, -(-len(begun) // 2))
    middle = (len(begun) - size) // 2
    return (begun[:size], begun[middle : middle + size], begun[max(size, len(begun) - size) :])


def other_forms(part: str) -> tuple[str, ...]:
    """Full names a folded short form may stand for, or the short forms of a full name."""
    return _FORMS.get(part, ())


def score(query: str, spelling: str) -> float:
    """How well every word of the query is found in the spelling, from 0 to 1; further words are free."""
    return score_parts(name_parts(query), name_parts(spelling))


def score_parts(wanted: tuple[str, ...], known: tuple[str, ...]) -> float:
    """The score of names whose parts are folded already."""
    if not wanted or not known:
        return 0.0
    by_word = sum(_best_likenesses(wanted, known)) / len(wanted)
    if len(wanted) == len(known):
        return by_word
    return max(by_word, _likeness("".join(wanted), "".join(known)))  # Zhana Ozen, Zhanaozen


def likely_same(name: str, other: str) -> bool:
    """Whether two names are probably one person's; a patronymic or second surname too many does not matter.

    One word alone is too little to go by: Aliya may be any Aliya.
    """
    wanted, known = sorted((name_parts(name), name_parts(other)), key=len)
    if len(wanted) < 2:
        return min(score_parts(wanted, known), score_parts(known, wanted)) >= LIKELY
    weakest = min(_best_likenesses(wanted, known))
    return weakest >= LIKELY_WORD and score_parts(wanted, known) >= LIKELY


@lru_cache(maxsize=2**15)
def _parts_of(word: str) -> tuple[str, ...]:
    lowered = unicodedata.normalize("NFC", unicodedata.normalize("NFC", word).casefold())
    with_vowels = _SOFT_SIGN_BEFORE_VOWEL.sub("и", lowered.translate(_LETTERS))
    plain = anyascii(with_vowels).lower().replace("'", "").replace("`", "")
    return tuple(folded for part in _BETWEEN_PARTS.split(plain) if (folded := _fold_part(part)))


def _fold_part(part: str) -> str:
    if _GERMAN.search(part):
        for german, instead in _GERMAN_RULES:
            part = part.replace(german, instead)
    before = ""
    while part != before:  # a rule may make room for an earlier one; each shortens or settles, so this ends
        before = part
        part = _rewritten(part, _RULES)
    return part


@lru_cache(maxsize=2**15)
def _skeleton_of(part: str) -> str:
    return _rewritten(part, _SKELETON_RULES)


def _rewritten(part: str, rules: Iterable[tuple[re.Pattern[str], str]]) -> str:
    for pattern, instead in rules:
        part = pattern.sub(instead, part)
    return part


def _best_likenesses(wanted: tuple[str, ...], known: tuple[str, ...]) -> list[float]:
    """For every wanted word its likeness to the known word that is its partner; no word is partner twice."""
    if len(wanted) == 1:
        return [max(_likeness(wanted[0], other) for other in known)]
    pairs = sorted(
        (
            (_likeness(word, other), -at, -there)
            for at, word in enumerate(wanted)
            for there, other in enumerate(known)
        ),
        reverse=True,
    )
    found: dict[int, float] = {}
    taken: set[int] = set()
    for likeness, at, there in pairs:
        if at not in found and there not in taken:
            found[at] = likeness
            taken.add(there)
    return [found.get(-at, 0.0) for at in range(len(wanted))]


@lru_cache(maxsize=2**14)
def _likeness(word: str, other: str) -> float:
    if word == other:
        return 1.0
    if min(len(word), len(other)) == 1:
        return _INITIAL_TRUST if word[0] == other[0] else 0.0
    likeness = _plain_likeness(word, other)
    forms = _FORMS.get(word)
    if forms and (other in forms or not set(forms).isdisjoint(_FORMS.get(other, ()))):
        return max(likeness, _SHORT_FORM_TRUST)
    return likeness


def _plain_likeness(word: str, other: str) -> float:
    from rapidfuzz.distance import (  # only where names are compared; the rest of the day none is
        Indel,
        JaroWinkler,
    )

    by_letters = (
        JaroWinkler.normalized_similarity(word, other) + Indel.normalized_similarity(word, other)
    ) / 2
    bones, other_bones = _skeleton_of(word), _skeleton_of(other)
    if min(len(bones), len(other_bones)) < _SKELETON_LETTERS:
        return by_letters
    return max(by_letters, _SKELETON_TRUST * Indel.normalized_similarity(bones, other_bones))


def _short_and_full_forms() -> dict[str, tuple[str, ...]]:
    forms: dict[str, list[str]] = {}
    for full_names, short_names in _SHORT_FORMS.items():
        for full in name_parts(full_names):
            for short in name_parts(short_names):
                forms.setdefault(full, []).append(short)
                forms.setdefault(short, []).append(full)
    return {form: tuple(others) for form, others in forms.items()}


_FORMS = _short_and_full_forms()
