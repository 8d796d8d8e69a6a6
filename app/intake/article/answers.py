"""What a sentence says of an entry besides that it happened: how long, by which article, which court, where."""

import re
from collections.abc import Sequence

from app.cases.kinds import KINDS, EntryKind
from app.dates import Duration, DurationRange, UnreadableDuration, read_duration
from app.intake.article.article_words import Glossary, Hit

Span = tuple[int, int]

_FROM_TO = re.compile(r"\bfrom (?P<before>[^,.]{1,20}?) to (?P<after>\w+)", re.IGNORECASE)
_QUOTED = re.compile(r"[“«„\"]([^”»“\"]{3,80})[”»“\"]")
_OF = re.compile(r"\s*(?:with|of|for|в|wegen|des|der)\s+([^,.;]{4,80})")
_HALF = re.compile(r"(\w+)einhalb ", re.IGNORECASE)
_NUMBERS = """
    1 один одному ein einem einer
    2 два двум zwei
    3 три трем трём drei
    4 четыре четырем четырём vier
    5 пять пяти fünf
    6 шесть шести sechs
    7 семь семи sieben
    8 восемь восьми acht
    9 девять девяти neun
    10 десять десяти zehn
    11 elf
    12 двенадцать двенадцати zwölf
    15 пятнадцать пятнадцати fünfzehn
    год году
    года годам
    месяцев месяцам
    дней дням
    суток суткам
    часов часам
"""
_PLAINER = {
    word: line.split()[0] for line in _NUMBERS.strip().splitlines() for word in line.split()[1:]
}  # as the reader of lengths knows them
_LONGEST_PLACE = 80
CLOSE, FAR = 20, 120  # letters from a word to the length that belongs to it


def answers_of(
    sentence: str, hits: Sequence[Hit], words: Glossary, places: Sequence[str]
) -> tuple[dict[str, str], list[Span]]:
    """The answers by their columns, and the words they rest on."""
    kind = hits[0].meaning.kind
    answers: dict[str, str] = {}
    for hit in sorted(hits, key=lambda one: one.meaning.rank):
        for name, value in hit.meaning.fields:
            answers.setdefault(name, value)
    used: list[Span] = []
    if kind in {EntryKind.SENTENCE, EntryKind.CUSTODY}:
        used += _length(sentence, hits, words, answers)
    for name, pattern in (("court", words.court), ("article", words.article)):
        if name in KINDS[kind].sorts and (match := pattern.search(sentence)) and len(match[1]) < 200:
            answers[name] = match[1]
            used.append(match.span(1))
    if kind is EntryKind.CHARGE:
        used += _wording(sentence, hits, answers)
    if kind is EntryKind.HEALTH_ALERT:
        answers["condition"] = sentence[hits[0].begins : hits[0].ends]
    used += _place(sentence, places, answers)
    return answers, used


def _length(sentence: str, hits: Sequence[Hit], words: Glossary, answers: dict[str, str]) -> list[Span]:
    """The length nearest to the word; of "from seven years to five" the second."""
    found = [
        (match.span(), length)
        for match in words.length.finditer(sentence)
        if (length := _read(match[0])) is not None
    ]
    reach = CLOSE if hits[0].meaning.kind is EntryKind.CUSTODY else FAR
    near = [one for one in found if any(_distance(one[0], hit) < reach for hit in hits)]
    if not near:
        return []
    span, length = min(near, key=lambda one: min(_distance(one[0], hit) for hit in hits))
    if (cut := _FROM_TO.search(sentence)) and cut.start() <= span[0] < cut.end():
        unit = sentence[span[0] : span[1]].rsplit(maxsplit=1)[-1]
        length = _read(f"{cut['after']} {unit}") or length
        span = (span[0], cut.end())
    _write(length, answers)
    return [span]


def _write(length: Duration | DurationRange, answers: dict[str, str]) -> None:
    if isinstance(length, Duration):
        answers["length"] = length.iso
        return
    if length.minimum is not None:
        answers["length_min"] = length.minimum.iso
    if length.maximum is not None:
        answers["length_max"] = length.maximum.iso


def _distance(span: Span, hit: Hit) -> int:
    return max(span[0] - hit.ends, hit.begins - span[1], 0)


def _read(text: str) -> Duration | DurationRange | None:
    plain = _HALF.sub(r"\1 ", text.replace("-", " ").replace("–", " to ").rstrip("'’"))
    plain = " ".join(_PLAINER.get(word.casefold(), word) for word in plain.split())
    try:
        return read_duration(plain) if not _HALF.search(text) else None
    except UnreadableDuration:
        return None


def _wording(sentence: str, hits: Sequence[Hit], answers: dict[str, str]) -> list[Span]:
    """What somebody is charged with, in the text's own words: what stands in quotes, else up to the next comma."""
    if quoted := _QUOTED.search(sentence, hits[0].begins):
        answers["wording"] = quoted[1].strip()
        return [quoted.span(1)]
    if said := _OF.match(sentence, hits[0].ends):
        answers["wording"] = said[1].strip()
        return [said.span(1)]
    return []


def _place(sentence: str, places: Sequence[str], answers: dict[str, str]) -> list[Span]:
    for name in places:
        at = sentence.find(name)
        if at >= 0 and len(name) <= _LONGEST_PLACE:
            answers["place_text"] = name
            return [(at, at + len(name))]
    return []
