"""What somebody typed, made plain: one alphabet of words, one order, no ornaments.

"am Fr., 13. Mai 2012" and "May 13th, 2012" become "friday 13 may 2012" and "13 may 2012".
"""

import re
import unicodedata

from app.dates.vocabulary import MONTH_NAMES, PLAIN, WEEKDAY_NAMES

_MONTH = f"({'|'.join(MONTH_NAMES)})"
_BEFORE_WORDS = (
    (re.compile(r"[‐‑]"), "-"),
    (re.compile(r"\s*[–—]\s*|\s-\s"), " to "),
    (re.compile(r"(?<![0-9.-])([0-9]{1,2})-([0-9]{1,2})(?=\.?\s+[^\W\d])"), r"\1 to \2"),
    (re.compile(r"\b([0-9]{4})-([0-9]{4})\b"), r"\1 to \2"),
    (re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b"), r"\1"),
    (re.compile(r"([0-9])\.\s*(?=[0-9])"), r"\1."),
    (re.compile(r"\b(mid|early|late)-"), r"\1 "),
    (re.compile(r"\((?:day|month and day|year) not known\)$"), ""),
    (re.compile(r"\bsome time\b"), ""),
    (re.compile(r"\b(?:no|not) later than\b|\bon or before\b"), "by"),
    (re.compile(r"\bon or after (.+)"), r"\1 or later"),
    (re.compile(r"\blater than\b"), "after"),
    (re.compile(r"\(\?\)|\s+\?"), "?"),
    (re.compile(r","), " , "),
)
_AFTER_WORDS = (
    (re.compile(rf"\b({'|'.join(WEEKDAY_NAMES)}) ,"), r"\1"),
    (re.compile(rf"\b{_MONTH} , ([0-9]{{4}})\b"), r"\1 \2"),
    (
        re.compile(rf"\b{_MONTH} ([0-9]{{1,2}}) (or|and|to) ([0-9]{{1,2}})(?: ,)? ([0-9]{{4}})\b"),
        r"\2 \3 \4 \1 \5",
    ),
    (re.compile(rf"\b{_MONTH} ([0-9]{{1,2}})(?: ,)? ([0-9]{{4}})\b"), r"\2 \1 \3"),
)


def made_plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    for pattern, replacement in _BEFORE_WORDS:
        plain = pattern.sub(replacement, plain)
    plain = " ".join(filter(None, (_plain(word) for word in plain.split())))
    for pattern, replacement in _AFTER_WORDS:
        plain = pattern.sub(replacement, plain)
    return plain


def _plain(word: str) -> str:
    """The plain word, without the full stop of "Sept." and "13." and with the doubt of "Mai?"."""
    stem = word.rstrip(".?")
    doubt = "?" if "?" in word[len(stem) :] else ""
    return PLAIN.get(stem, stem) + doubt
