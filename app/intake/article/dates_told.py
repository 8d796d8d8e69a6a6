"""The dates a text tells, read by the house's own reader and never finer than the words.

A date without a year takes it from what stands before it or from when the text was written, and says so:
"16 December" becomes 2011-12-16?, shown as "16 December [2011?]".
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from app.dates import FuzzyDate, UnreadableDate, read_date
from app.dates.vocabulary import MONTH_NAMES, PLAIN, WEEKDAY_NAMES

_MONTHS = [
    word for word, plain in PLAIN.items() if plain in MONTH_NAMES and word not in {"may", "mai", "mar"}
]
_MONTH = rf"(?:{'|'.join(sorted(map(re.escape, _MONTHS), key=len, reverse=True))}|may|mai|mar)\b\.?"
_WEEKDAYS = {
    word: WEEKDAY_NAMES.index(plain)
    for word, plain in PLAIN.items()
    if plain in WEEKDAY_NAMES and len(word) > 3
}
_DAY = r"[0-3]?[0-9](?:st|nd|rd|th|-го|\.)?"
_DAYS = rf"{_DAY}(?:\s?(?:-|–|to|or|and|bis|oder|und|или|и|по)\s?{_DAY})?"
_YEAR = r"(?:1[89]|20)[0-9]{2}"
_OF_THE_YEAR = r"(?:\s+(?:года|году|г\.))?"
_BEFORE = (
    r"(?:(?P<about>(?:about|around|circa|early|mid|late|before|after|since|until|by|etwa|anfang|mitte|ende|vor|nach|seit|"
    r"bis|около|начале|середине|конце|до|после)[ -](?:in |of |the |dem |der |den |im )*)?)"
)


def _after(*before: str, words: str) -> str:
    """One of the words where one of these stands before it: in May, am Montag."""
    stands = "|".join(rf"(?<=\b{one} )" for one in before)
    return rf"(?:{stands})(?:{words})\b"


_FORMS = "|".join(
    (
        rf"(?P<iso>{_YEAR}-[01][0-9]-[0-3][0-9])",
        rf"(?P<dotted>[0-3]?[0-9]\.\s?[01]?[0-9]\.\s?{_YEAR})",
        rf"(?P<dmy>{_DAYS}\s+(?:of\s+)?{_MONTH},?\s+{_YEAR}{_OF_THE_YEAR})",
        rf"(?P<mdy>{_MONTH}\s+{_DAYS},?\s+{_YEAR})",
        rf"(?P<dm>{_DAYS}\s+(?:of\s+)?{_MONTH})(?!\w)",
        rf"(?P<md>{_MONTH}\s+{_DAYS})(?![\w:])",
        rf"(?P<my>{_MONTH},?\s+(?:of\s+)?{_YEAR}{_OF_THE_YEAR})",
        rf"(?P<y>(?<![0-9$€£.,/-]){_YEAR}(?![0-9%/-]|,[0-9])){_OF_THE_YEAR}",
        rf"(?P<m>{_after('in', 'im', 'в', 'since', 'last', words=_MONTH)})",
        rf"(?P<weekday>{_after('on', 'am', 'в', 'во', words='|'.join(_WEEKDAYS))})",
    )
)
_DATE = re.compile(rf"{_BEFORE}(?<!\w)(?:{_FORMS})", re.IGNORECASE)
_IN_FULL = re.compile(r"\[([0-9]{4})\]")
AHEAD = timedelta(days=62)  # news tell of what is soon; later than that a month is one of the year before
_WITHOUT_YEAR = {"dm", "md", "m"}
_ORNAMENT = re.compile(r"(?<=[0-9])(?:st|nd|rd|th|-го)\b|\bof\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class ToldDate:
    """A date, where its words stand in the sentence, and what was taken from elsewhere to complete it."""

    begins: int
    ends: int
    words: str
    on: FuzzyDate | None
    assumed: str = ""  # the year, or the day of a weekday, that the words do not say

    @property
    def as_told(self) -> str:
        """The words, and in brackets what they do not say."""
        return f"{self.words} [{self.assumed}?]" if self.assumed else self.words


def dates_in(sentence: str, year: int | None, written: FuzzyDate | None) -> list[ToldDate]:
    """The dates of a sentence; `year` is the last that was told before it."""
    return list(_dates(sentence, year, written))


def year_of(on: FuzzyDate | None) -> int | None:
    """The one year a date lies in."""
    if on is None or on.first is None or on.last is None or on.first.year != on.last.year:
        return None
    return on.first.year


def date_alone(line: str) -> FuzzyDate | None:
    """The date that a line holds and little else: a day with its year, as over a news text or behind its author."""
    match = _DATE.search(line)
    if match is None or match.lastgroup not in {"iso", "dotted", "dmy", "mdy"} or match["about"]:
        return None
    rest = (line[: match.start()] + line[match.end() :]).strip(" ,.|·–-:")
    if len(rest) > 30 or line.rstrip().endswith((".", "!", "?")) or len(rest.split()) > 4:
        return None
    return _read(match[0])


def _dates(sentence: str, year: int | None, written: FuzzyDate | None) -> Iterator[ToldDate]:
    for match in _DATE.finditer(sentence):
        sort = match.lastgroup or ""
        told = ToldDate(match.start(), match.start() + len(match[0].rstrip(" .")), match[0].strip(" ."), None)
        if sort == "weekday":
            yield _weekday(told, match[sort], written)
            continue
        if sort in _WITHOUT_YEAR:
            told = _with_year(told, sentence, year, written)
            year = year_of(told.on) or year
        else:
            told = replace(told, on=_read(told.words))
            year = year_of(told.on) or year
        if told.on is not None or sort in _WITHOUT_YEAR:
            yield told


def _with_year(told: ToldDate, sentence: str, year: int | None, written: FuzzyDate | None) -> ToldDate:
    """The year in the text's own brackets, or the newest one in which this was not still to come."""
    if bracketed := _IN_FULL.match(sentence[told.ends :].lstrip()):
        return replace(told, on=_read(f"{told.words} {bracketed[1]}"))
    newest = written.last if written is not None else None
    guess = year_of(written) or year
    if guess is None:
        return told
    on = _read(f"{told.words} {guess}")
    if on is not None and newest is not None and on.first is not None and on.first > newest + AHEAD:
        guess -= 1
        on = _read(f"{told.words} {guess}")
    return replace(told, on=_doubted(on), assumed=str(guess))


def _weekday(told: ToldDate, word: str, written: FuzzyDate | None) -> ToldDate:
    """The last such day up to the one on which the text was written; without that one no day."""
    if written is None or not written.is_exact_day or written.first is None:
        return told
    back = (written.first.weekday() - _WEEKDAYS[word.casefold()]) % 7
    day: date = written.first - timedelta(days=back)
    return replace(told, on=FuzzyDate.parse(f"{day.isoformat()}?"), assumed=day.isoformat())


def _doubted(on: FuzzyDate | None) -> FuzzyDate | None:
    """The same with the doubt of its year; what cannot carry it is left out rather than made certain."""
    if on is None:
        return None
    if on.is_uncertain:
        return on
    try:
        return FuzzyDate.parse(f"{on.edtf}?")
    except UnreadableDate:
        return None


def _read(words: str) -> FuzzyDate | None:
    try:
        return read_date(" ".join(_ORNAMENT.sub(" ", words).split()))
    except UnreadableDate:
        return None
