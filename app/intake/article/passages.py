"""A text cut into passages: sentences in their paragraphs, in which language, and how old each part says it is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.consent.split_sentences import sentences
from app.dates import FuzzyDate
from app.intake.article.dates_told import date_alone

LONGEST_DATELINE = (
    60  # letters: a line so short that holds a date and no full stop tells when what follows was written
)
_BLANK = re.compile(r"\n\s*\n")
_GOES_ON = re.compile(r"[^\W\d_]|[,;–-]")  # how a paragraph ends that a page break has cut
# Where the careful cutter keeps two sentences as one, and a reader would not.
_MORE_ENDS = re.compile(
    r"(?<=[^.\s][”»\])]\.)\s+(?=[^\W\d_a-zа-яё])"
    r"|(?:(?<=[0-9]{3}\.)|(?<=[^\W\d_a-zа-яё]{3}\.)|(?<=[^\W\d_]{2}\.))\s+(?=(?:One|He|She|They|The|Er|Sie|Das|Der|Он|Она|Они|По)\s)"
    r"|(?:(?<=[0-9]{3}\.)|(?<=[^\W\d_a-zа-яё]{3}\.))\s+(?=[^\W\d_a-zа-яё])"
)
_GERMAN = re.compile(r"\b(?:der|die|das|und|wurde|nicht|ist|von|mit|im|ein|eine)\b", re.IGNORECASE)
_ENGLISH = re.compile(r"\b(?:the|and|was|of|in|to|has|not|for|with|a|is)\b", re.IGNORECASE)
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence, where it stands, and the day its text was written where that is told."""

    number: int
    paragraph: int
    text: str
    written: FuzzyDate | None


def passages(text: str, written: FuzzyDate | None = None) -> list[Passage]:
    """The sentences in their order; a line that is a date begins a text of that date."""
    found: list[Passage] = []
    for paragraph, words in enumerate(_paragraphs(text)):
        written = _dateline(words) or written
        cut = [piece for sentence in sentences(words) for piece in _MORE_ENDS.split(sentence)]
        found.extend(
            Passage(len(found) + at, paragraph, sentence, written) for at, sentence in enumerate(cut)
        )
    return found


def language_of(text: str) -> str:
    """English, Russian or German, whichever most of its words are."""
    if len(_CYRILLIC.findall(text)) > len(_LATIN.findall(text)):
        return "ru"
    return "de" if len(_GERMAN.findall(text)) > len(_ENGLISH.findall(text)) else "en"


def _paragraphs(text: str) -> Iterator[str]:
    begun = ""
    for words in _BLANK.split(text.replace("\r\n", "\n")):
        if begun and words.lstrip()[:1].islower() and _GOES_ON.match(begun.rstrip()[-1:]):
            begun = f"{begun.rstrip()} {words.lstrip()}"
            continue
        if begun.strip():
            yield begun
        begun = words
    if begun.strip():
        yield begun


def _dateline(paragraph: str) -> FuzzyDate | None:
    for line in paragraph.splitlines():
        if 0 < len(line.strip()) <= LONGEST_DATELINE and (day := date_alone(line.strip())) is not None:
            return day
    return None
