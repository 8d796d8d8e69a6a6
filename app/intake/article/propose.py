"""Proposed entries: what each sentence of an article says has happened to whom. Pure, and alike every time.

A sentence that names somebody with a case, or goes on about one, and holds a word of the glossary becomes a proposed
entry, filled as far as the sentence goes. Nothing of it is kept before a person accepts it.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from app.cases.kinds import EntryKind
from app.dates import FuzzyDate
from app.intake.article.answers import Span, answers_of
from app.intake.article.article_words import Glossary, Hit, glossary
from app.intake.article.dates_told import ToldDate, dates_in, year_of
from app.intake.article.mentions import KnownNames, Mention
from app.intake.article.passages import Passage, language_of, passages

LOCATOR_WORDS = 6
NOWHERE = (0, 0)  # where somebody stands whom the sentence does not name
_LIST = re.compile(r"(?:[\s,]|\b(?:and|und|и)\b)*")
_OF_SEVERAL = re.compile(r"\b(?:have|were|are|both|wurden|sind|haben|beide|были|оба)\b", re.IGNORECASE)
_PARTS = re.compile(r"[;,()]| (?:and|but|и|а|und|aber) ")
CLOSE_BEHIND = 90  # letters from "the trial of" to the last of those it is of
SO_MANY_NAMED = 6  # more names in one sentence are a list of somebody else's making


@dataclass(frozen=True, slots=True)
class KnownPerson:
    """Somebody the record knows: every spelling, and the references of their cases, often none."""

    person_id: int
    spellings: tuple[str, ...]
    cases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """One entry that a sentence proposes. Several cases mean that a person has to say whose it is."""

    key: str
    cases: tuple[str, ...]
    kind: EntryKind
    answers: Mapping[str, str]
    sentence: str
    spans: tuple[Span, ...]  # the words it rests on
    locator: str
    on: FuzzyDate | None
    date_as_told: str
    is_guess: bool  # the sentence does not name the person
    is_open: bool  # the name may be that of several people, or there are several cases: a person chooses


@dataclass(slots=True)
class Reading:
    """What was found in a text."""

    language: str
    proposals: list[Proposal] = field(default_factory=list)
    mentions: dict[str, int] = field(default_factory=dict)  # by case, how often somebody is named
    unknown: dict[str, int] = field(default_factory=dict)  # names of nobody known here


def proposals(
    text: str, people: Sequence[KnownPerson], written: FuzzyDate | None = None, places: Sequence[str] = ()
) -> Reading:
    """Everything the text proposes, in its order."""
    language = language_of(text)
    return _Reader(glossary(language), people, places, Reading(language)).read(passages(text, written))


class _Reader:
    """Goes through a text and remembers whom and when it spoke of last."""

    def __init__(
        self, words: Glossary, people: Sequence[KnownPerson], places: Sequence[str], found: Reading
    ) -> None:
        self._words, self._places, self._found = words, places, found
        self._cases = {one.person_id: one.cases for one in people}
        spelled = [(one.person_id, text) for one in people for text in one.spellings]
        self._names = KnownNames(spelled, words)
        self._told: set[int] = set()
        self._subjects: frozenset[int] = frozenset()
        self._paragraph = -1
        self._year: int | None = None

    def read(self, text: Iterable[Passage]) -> Reading:
        for passage in text:
            self._one(passage)
        return self._found

    def _one(self, passage: Passage) -> None:
        if passage.paragraph != self._paragraph:
            self._paragraph = passage.paragraph
            if len(self._subjects) > 1 or not self._words.begins_with_it(passage.text):
                self._subjects = frozenset()
        named = self._names.mentions(passage.text, self._told)
        self._count(named, passage.text)
        dates = dates_in(passage.text, self._year, passage.written)
        self._year = next((year for one in reversed(dates) if (year := year_of(one.on))), self._year)
        hits = self._words.hits(passage.text)
        about = self._about(named, passage.text)
        whom = about or self._guessed(named, passage.text)
        self._found.proposals.extend(self._proposed(passage, whom, hits, dates))
        if named:
            self._subjects = frozenset(
                person for one in about if len(one.persons) == 1 for person in one.persons
            )

    def _count(self, named: Sequence[Mention], sentence: str) -> None:
        for one in named:
            for case in self._cases[next(iter(one.persons))] if len(one.persons) == 1 else ():
                self._found.mentions[case] = self._found.mentions.get(case, 0) + 1
        court = self._words.court.search(sentence)
        for name in self._names.strangers(sentence):
            if court and name in court[0]:
                continue
            self._found.unknown[name] = self._found.unknown.get(name, 0) + 1

    def _about(self, named: Sequence[Mention], sentence: str) -> list[Mention]:
        """Those with a case whom the sentence is about, not those by whose daughter or lawyer somebody is called."""
        return [
            one
            for one in named
            if any(self._cases[person] for person in one.persons)
            and not self._words.is_of_relatives(sentence, one.begins, one.ends)
        ]

    def _guessed(self, named: Sequence[Mention], sentence: str) -> list[Mention]:
        """Where nobody is named: those of whom the sentence before spoke, if this one goes on about them."""
        several = len(self._subjects) > 1
        if named or not self._subjects or not self._words.goes_on(sentence, about_several=several):
            return []
        return [Mention(*NOWHERE, frozenset({person}), whole=False) for person in sorted(self._subjects)]

    def _proposed(
        self,
        passage: Passage,
        whom: Sequence[Mention],
        hits: Sequence[Hit],
        dates: Sequence[ToldDate],
    ) -> Iterator[Proposal]:
        if len(whom) > SO_MANY_NAMED:
            return
        for persons, spans in _by_person(whom).items():
            mine = [hit for hit in hits if _concerns(passage.text, whom, spans, hit)]
            kinds = list(dict.fromkeys(hit.meaning.kind for hit in mine))
            if EntryKind.DEATH in kinds and EntryKind.HEALTH_ALERT in kinds:
                kinds.remove(EntryKind.HEALTH_ALERT)  # what somebody died of asks for no look any more
            for kind in kinds:
                of_kind = [hit for hit in mine if hit.meaning.kind is kind]
                told = _dated(passage.text, dates, of_kind, hits)
                yield self._proposal(passage, persons, spans, of_kind, told)

    def _proposal(
        self, passage: Passage, persons: frozenset[int], spans: Sequence[Span], hits: Sequence[Hit],
        told: ToldDate | None,
    ) -> Proposal:  # fmt: skip
        kind = hits[0].meaning.kind
        cases = tuple(sorted(case for person in persons for case in self._cases[person]))
        answers, used = answers_of(passage.text, hits, self._words, self._places)
        if told is not None and told.on is not None:
            answers["on"] = told.on.edtf
        answers["summary"] = passage.text
        marked = [*spans, *((hit.begins, hit.ends) for hit in hits), *used]
        marked += [(told.begins, told.ends)] if told else []
        return Proposal(
            _key(passage, cases, kind), cases, kind, answers, passage.text, _merged(marked),
            " ".join(passage.text.split()[:LOCATOR_WORDS]), told.on if told else None,
            told.as_told if told else "", NOWHERE in spans, len(persons) > 1 or len(cases) > 1,
        )  # fmt: skip


def _by_person(whom: Sequence[Mention]) -> dict[frozenset[int], list[Span]]:
    found: dict[frozenset[int], list[Span]] = {}
    for one in whom:
        found.setdefault(one.persons, []).append((one.begins, one.ends))
    return found


def _concerns(sentence: str, whom: Sequence[Mention], spans: Sequence[Span], hit: Hit) -> bool:
    """Whether a word of the glossary stands with this person rather than with another of the sentence."""
    if hit.meaning.named_after:
        return any(0 <= begins - hit.ends <= CLOSE_BEHIND for begins, _ends in spans)
    if all((one.begins, one.ends) == NOWHERE for one in whom) or len({one.persons for one in whom}) == 1:
        return True
    if _OF_SEVERAL.search(sentence, max(0, hit.begins - 25), hit.ends):
        begins, ends = _clause(sentence, hit)
        near = [one for one in whom if begins <= one.begins < ends]
    else:
        before = [one for one in whom if one.begins < hit.begins]
        near = _listed(sentence, before or whom, last=bool(before))
    return any((one.begins, one.ends) in spans for one in near or whom)


def _listed(sentence: str, whom: Sequence[Mention], *, last: bool) -> list[Mention]:
    """The last of them, or the first, with those who stand in one list with it."""
    ordered = list(reversed(whom)) if last else list(whom)
    found = ordered[:1]
    for one in ordered[1:]:
        between = sorted((one, found[-1]), key=lambda mention: mention.begins)
        if not _LIST.fullmatch(sentence[between[0].ends : between[1].begins]):
            break
        found.append(one)
    return found


def _clause(sentence: str, hit: Hit) -> Span:
    begins = max(sentence.rfind(sign, 0, hit.begins) for sign in (";", " while ", " but ")) + 1
    ends = [at for sign in (";", " while ", " but ") if (at := sentence.find(sign, hit.ends)) >= 0]
    return begins, min(ends, default=len(sentence))


def _dated(
    sentence: str, dates: Sequence[ToldDate], hits: Sequence[Hit], every: Sequence[Hit]
) -> ToldDate | None:
    """The date that stands nearest to these words than to any other, or beside them with nothing between."""
    mine = [
        (distance, told)
        for told in dates
        for hit in hits
        if (distance := _distance(told, hit)) == min(_distance(told, one) for one in every)
        or not _PARTS.search(sentence[min(told.ends, hit.ends) : max(told.begins, hit.begins)])
    ]
    return min(mine, key=lambda one: (one[1].on is None, one[0]), default=(0, None))[1]


def _distance(told: ToldDate, hit: Hit) -> int:
    return max(told.begins - hit.ends, hit.begins - told.ends, 0)


def _merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    found: list[Span] = []
    for begins, ends in sorted(span for span in spans if span[1] > span[0]):
        if found and begins <= found[-1][1]:
            found[-1] = (found[-1][0], max(ends, found[-1][1]))
        else:
            found.append((begins, ends))
    return tuple(found)


def _key(passage: Passage, cases: Sequence[str], kind: EntryKind) -> str:
    """The same for the same sentence, people and kind, so that what was decided stays decided."""
    said = "\n".join((str(passage.number), passage.text, *cases, kind))
    return hashlib.sha256(said.encode()).hexdigest()[:16]
