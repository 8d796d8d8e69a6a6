"""What people type for a length of time: "three years", "7 to 15 days", "up to 12 years"."""

import re
import unicodedata

from app.dates.lengths import Duration, DurationRange, Length, parse_length
from app.dates.unreadable import NotUnderstoodError, UnreadableDuration, no_length
from app.text import _

_UNIT_WORDS = """
    years year yr yrs y jahr jahre jahren год года лет
    months month mo monat monate monaten месяц месяца месяцев
    weeks week woche wochen неделя недели недель
    days day d tag tage tagen день дня дней сутки суток
    hours hour hr hrs h stunde stunden час часа часов
"""
_NUMBER_WORDS = """
    zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
    seventeen eighteen nineteen twenty
"""
_TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
_UNIT = {word: line.split()[0] for line in _UNIT_WORDS.strip().splitlines() for word in line.split()}
_NUMBER = {word: number for number, word in enumerate(_NUMBER_WORDS.split())} | _TENS | {"a": 1, "an": 1}
_PLAINER = (
    (re.compile(r"\s*[–—]\s*"), "-"),
    (re.compile(r"\b([0-9]+)-([0-9]+)\b"), r"\1 to \2"),
    (re.compile(r"\b([0-9]{1,2}),([0-9]{3})\b"), r"\1\2"),
    (re.compile(r"\bhalf (?:a|an) year\b"), "6 months"),
    (re.compile(r"\b(\S+) years? and a half\b|\b(\S+) and a half years\b"), r"\1\2 years 6 months"),
    (re.compile(r"([0-9])(?=[^\W\d])"), r"\1 "),
    (re.compile(r",|\.(?![0-9])"), " "),
)
_LONGEST = 200
_LIFE = {"life", "life imprisonment", "for life", "lebenslang", "пожизненно"}
_UP_TO = re.compile(r"(?:up to|at most|(?:no|not) more than|(?:a )?maximum(?: of)?|bis zu|до|не более) (.+)")
_AT_LEAST = re.compile(r"(?:at least|(?:no|not) less than|(?:a )?minimum(?: of)?|mindestens|не менее) (.+)")
_RANGE = re.compile(r"(?:from )?(.+) (?:to|or) (.+)|between (.+?) and (.+)|von (.+) bis (.+)|от (.+) до (.+)")


def read_duration(text: str) -> Length:
    """The length that somebody typed; raises UnreadableDuration with a sentence for them."""
    typed = text.strip()
    if not typed:
        raise UnreadableDuration(_("Give a length, such as 7 years"))
    if len(typed) > _LONGEST:
        raise no_length(typed)
    if re.fullmatch(r"P[0-9].*|PT.*|\.\./P.*", typed):
        return parse_length(typed)
    plain = _made_plain(typed)
    if plain in _LIFE:
        raise UnreadableDuration(_("A life sentence has no length"))
    try:
        return _length(plain)
    except NotUnderstoodError:
        raise no_length(typed) from None


def _made_plain(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold()
    for pattern, replacement in _PLAINER:
        plain = pattern.sub(replacement, plain)
    return " ".join(plain.split())


def _length(plain: str) -> Length:
    if match := _UP_TO.fullmatch(plain):
        return DurationRange(None, _exact(match[1]))
    if match := _AT_LEAST.fullmatch(plain):
        return DurationRange(_exact(match[1]), None)
    if match := _RANGE.fullmatch(plain):
        shortest, longest = filter(None, match.groups())
        maximum = _exact(longest)
        return DurationRange(_exact(_with_unit(shortest, longest)), maximum)
    return _exact(plain)


def _with_unit(shortest: str, longest: str) -> str:
    """The "7" of "7 to 15 days" means days."""
    return shortest if " " in shortest else f"{shortest} {longest.rpartition(' ')[2]}"


def _exact(text: str) -> Duration:
    words = [word for word in text.split() if word not in {"and", "und", "и"}]
    numbers, units = words[::2], words[1::2]
    if len(words) == 1 and _number(words[0]):
        sentence = _("Say whether %(number)s means years, months, weeks, days or hours")
        raise UnreadableDuration(sentence % {"number": words[0]})
    if not words or len(numbers) != len(units) or not set(units) <= _UNIT.keys():
        raise NotUnderstoodError
    named = [_UNIT[unit] for unit in units]
    if len(set(named)) < len(named):
        raise UnreadableDuration(_("Give each unit once, such as 1 year 6 months"))
    return Duration(**{unit: _number(number) for unit, number in zip(named, numbers, strict=True)})


def _number(word: str) -> int:
    """7, seven, twenty-five."""
    ten, __, one = word.partition("-")
    if word in _NUMBER:
        return _NUMBER[word]
    if ten in _TENS and 1 <= _NUMBER.get(one, 0) <= 9:
        return _TENS[ten] + _NUMBER[one]
    if re.fullmatch("[0-9]+[.][0-9]+", word):
        raise UnreadableDuration(_("Give whole numbers, such as 1 year 6 months"))
    if not re.fullmatch("[0-9]{1,9}", word):
        raise NotUnderstoodError
    return int(word)
