"""What somebody typed, made plain: one alphabet of words, one order, no ornaments.

"am Fr., 13. Mai 2012" and "May 13th, 2012" become "friday 13 may 2012" and "13 may 2012".
"""

import re
import unicodedata

from app.dates.unreadable import NotUnderstoodError
from app.dates.vocabulary import MONTH_NAMES, PLAIN, WEEKDAY_NAMES

_MONTH = f"({'|'.join(MONTH_NAMES)})"
_ABOUT = "about|around|from|between|since|circa|ca?|von|seit|um|с|около|ок"
_SHAPES = (  # what is written with signs, letter by letter
    (re.compile(r"[‐‑]"), "-"),
    (re.compile(r"\b(mid|early|late)-"), r"\1 "),
    (re.compile(r"\s*[–—]\s*|\s-\s"), " to "),
    (
        re.compile(
            r"[,;]? *\(?\b(?:exact )?(?:day|month and day|year|date) (?:is )?(?:not known|unknown)\)?$"
        ),
        "",
    ),
    (re.compile(r"(?<=[0-9])\s*(?:гг?|ж)(?:\.|\b)"), ""),
    (re.compile(r"(?<![^\W\d])(?:ca?|ок|um)\.\s*(?=[0-9])|^~\s*(?=[0-9a-z])"), "about "),
    (re.compile(r"\b([0-9]{1,2})[-./]?([^\W\d]{3,})\.?[-./]?([0-9]{4})\b"), r"\1 \2 \3"),
    (re.compile(r"\b([0-9]{4})[-./]([^\W\d]{3,})\.?[-./]([0-9]{1,2})\b"), r"\3 \2 \1"),
    (re.compile(r"^([^\W\d]{3,})[-./]([0-9]{4})$"), r"\1 \2"),
    (
        re.compile(r"\b([0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4})\.?-([0-9]{1,2}[./][0-9]{1,2}[./][0-9]{4})\b"),
        r"\1 to \2",
    ),
    (re.compile(r"\b([0-9]{1,2}\.[0-9]{1,2})\.?-([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})\b"), r"\1 to \2"),
    (re.compile(r"(?<![0-9.-])([0-9]{1,2})\.?-([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})\b"), r"\1 to \2"),
    (re.compile(r"(?<![0-9.-])([0-9]{1,2})\.?-([0-9]{1,2})(?=\.?\s+[^\W\d])"), r"\1 to \2"),
    (re.compile(r"(?<![0-9./])([0-9]{1,2})\.?/([0-9]{1,2})(?=\.?\s+[^\W\d])"), r"\1 or \2"),
    (re.compile(r"(?<![0-9./])([0-9]{1,2})\./([0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4})\b"), r"\1 or \2"),
    (re.compile(rf"^((?:(?:{_ABOUT})\.? )?)([0-9]{{4}})-([0-9]{{4}})$"), r"\1\2 to \3"),
    (re.compile(r"([^\W\d]{3,})/([^\W\d]{3,})(?=,? [0-9]{4}\b)"), r"\1 or \2"),
    (re.compile(r"([^\W\d]{3,})-([^\W\d]{3,})(?=,? [0-9]{4}\b)"), r"\1 to \2"),
    (re.compile(r"([^\W\d]{3,}\.? )([0-9]{1,2})-([0-9]{1,2})(?=,? [0-9]{4}\b)"), r"\1\2 to \3"),
    (re.compile(r"(?<=[0-9]{4}) жыл(?:ғы|ы) (?=[0-9])"), " "),
    (re.compile(r"\b([0-9]{1,2})(?:st|nd|rd|th)\b"), r"\1"),
    (re.compile(r"([0-9])\.\s*(?=[0-9])"), r"\1."),
    (re.compile(r"^(?:x{2}|\?{2}|_{2}|-{2})[-./](?:x{2}|\?{2}|_{2}|-{2})[-./]([0-9]{4})$"), r"some day \1"),
    (
        re.compile(r"^(?:x{2}|\?{2}|_{2}|-{2})[-./ ](?=(?:[0-9]{1,2}|[^\W\d]{3,})[-./ ]+[0-9]{4}$)"),
        "some day ",
    ),
    (re.compile(r"\(\?\)|\s+\?"), "?"),
    (re.compile(r","), " , "),
)
_FIRST = r"(?:1st|first|1-я|1-й|1-е|первая|первой|первое|первом|erste[ns]?|i|1)"
_SECOND = r"(?:2nd|second|2-я|2-й|2-е|вторая|второй|второе|втором|zweite[ns]?|ii|2)"
_THIRD = r"(?:3rd|third|3-й|третий|третьем|dritte[ns]?|iii|3)"
_FOURTH = r"(?:4th|fourth|last|4-й|четвертый|четвертом|vierte[ns]?|iv|4)"
_HALF = r"(?:half(?: of)?|половин[аеы]|полугоди[еия]|hälfte(?: des| von)?|halbjahr)"
_QUARTER = r"(?:quarter(?: of)?|квартал[еа]?|quartal)"
_PARTS_OF_A_YEAR = (
    ("half", _HALF, (_FIRST, _SECOND)),
    ("quarter", _QUARTER, (_FIRST, _SECOND, _THIRD, _FOURTH)),
)
_PHRASES = (  # what several words say together
    *(
        (
            re.compile(rf"^(?:in |during |within |в )?(?:the |im |in der )?{order}\.? {part}[ ,]+(?=.*[0-9]{{4}})"),
            f"{name} {number} ",
        )
        for name, part, orders in _PARTS_OF_A_YEAR
        for number, order in enumerate(orders, 1)
    ),
    (re.compile(r"^(?:in )?(?:h([12])|([12])h)[ /-]?([0-9]{4})$|^([0-9]{4})[ /-]?h([12])$"), r"half \1\2\5 \3\4"),
    (re.compile(r"^(?:in )?(?:q([1-4])|([1-4])q)[ /-]?([0-9]{4})$|^([0-9]{4})[ /-]?q([1-4])$"), r"quarter \1\2\5 \3\4"),
    (re.compile(r"\bsome time\b"), ""),
    (re.compile(r"\b(?:on|in|at) or (?=about |around )"), ""),
    (re.compile(r"\b(?:(?:no|not) later than|on or before|не позднее|не позже|spätestens(?: am)?)\b"), "by"),
    (
        re.compile(r"\b(?:on or after|(?:no|not) earlier than|not before|не раньше|не ранее|frühestens(?: am)?) (.+)"),
        r"\1 or later",
    ),
    (re.compile(r"\blater than\b"), "after"),
    (re.compile(r"^(?:from |since |с |seit |von )?(.+?) (?:to|until|till|по|до|bis) (?:the )?"
                r"(?:present|now|date|heute|настоящее время|настоящего времени|сих пор)(?: day)?$"), r"since \1"),
    (re.compile(r"\b(?:в )?ночь (?:с|со) (.+?) на (.+)"), r"\1 or \2"),
    (re.compile(r"\b(?:in der )?nacht (?:vom|von) (.+?) (?:auf|zu) (?:den |dem )?(.+)"), r"\1 or \2"),
    (
        re.compile(
            r"^(?:(?:on|in|during|at) )?(?:the )?(?:over)?night (?:of |from |between |on )?(?:the )?"
            r"(.+?) (?:to|and|or) (?:the )?(.+)"
        ),
        r"\1 or \2",
    ),
    (
        re.compile(
            r"^(?:on |in )?(?:the )?(?:early |late )?(?:morning|afternoon|evening|noon|midday) "
            r"(?:of |on )(?:the )?(?=.*[0-9])"
        ),
        "",
    ),
)  # fmt: skip
_AFTER_WORDS = (
    (re.compile(rf"\b({'|'.join(WEEKDAY_NAMES)}) ,"), r"\1"),
    (re.compile(rf"\b{_MONTH} , ([0-9]{{4}})\b"), r"\1 \2"),
    (re.compile(rf"^([0-9]{{4}}) , (?={_MONTH}(?: [0-9]{{1,2}})?$)"), r"\1 "),
    (
        re.compile(
            rf"\b{_MONTH} ([0-9]{{1,2}})(?: ,)? (or|and|to|until) {_MONTH} ([0-9]{{1,2}})(?: ,)? ([0-9]{{4}})\b"
        ),
        r"\2 \1 \3 \5 \4 \6",
    ),
    (
        re.compile(rf"\b{_MONTH} ([0-9]{{1,2}}) (or|and|to) ([0-9]{{1,2}})(?: ,)? ([0-9]{{4}})\b"),
        r"\2 \3 \4 \1 \5",
    ),
    (re.compile(rf"\b{_MONTH} ([0-9]{{1,2}})(?: ,)? ([0-9]{{4}})\b"), r"\2 \1 \3"),
)
_NUMBER = re.compile("[0-9]+")
_HOUR = r"(?:[01]?[0-9]|2[0-4])"
_TIME = (
    rf"(?:(?:at|um|в|gegen|около|about|around|approximately) )*"
    rf"(?:{_HOUR}:[0-5][0-9](?::[0-5][0-9])?(?: ?(?:[ap]\.?m\.?|uhr|h|hrs|hours|час(?:ов|а)?|ч\.?))?"
    rf"|{_HOUR}(?:[.:][0-5][0-9])? ?(?:[ap]\.?m\.?|uhr|o'clock|hrs|hours|час(?:ов|а)?|ч\.?))"
)
_TIME_AT_AN_END = re.compile(
    rf"^{_TIME}[ ,]+(?:on |am )?(?P<first>.+)$|^(?P<last>.+?)(?: ?, ?| |(?<=[0-9])t){_TIME}$"
)


def without_time(text: str) -> tuple[str, bool]:
    """The text without the hour before or behind it, and whether there was one."""
    folded = " ".join(unicodedata.normalize("NFKC", text).casefold().split())
    match = _TIME_AT_AN_END.fullmatch(folded)
    return ((match["first"] or match["last"]), True) if match else (text, False)


def made_plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("ё", "е")
    plain = " ".join(plain.split())
    for pattern, replacement in (*_SHAPES, *_PHRASES):
        plain = pattern.sub(replacement, plain)
    words = [_plain(word) for word in plain.split()]
    if any(
        not dropped and _NUMBER.fullmatch(words[at - 1]) and _NUMBER.fullmatch(words[at + 1])
        for at, dropped in enumerate(words[1:-1], 1)
    ):
        raise NotUnderstoodError  # "2020 at 11": no one can say what the second number is
    plain = " ".join(filter(None, words))
    for pattern, replacement in _AFTER_WORDS:
        plain = pattern.sub(replacement, plain)
    return plain


def _plain(word: str) -> str:
    """The plain word, without the full stop of "Sept." and "13." and with the doubt of "Mai?"."""
    stem = word.rstrip(".?")
    doubt = "?" if "?" in word[len(stem) :] else ""
    return PLAIN.get(stem, stem) + doubt
