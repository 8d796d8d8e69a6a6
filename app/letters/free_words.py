"""The free words that enter letters, asked of the gate of words before they do: what may not leave is left out of the
draft with the reason; what a person typed keeps the letter here, with the sentence named.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from app.cases.models import Case
from app.cases.queries.timeline import Fact
from app.consent.models import Use
from app.consent.queries.consents import AsOf
from app.consent.queries.spellings import Near
from app.consent.word_gate import Doubt, Finding, Speech, Spoken, Verdict, asked_each
from app.letters.briefing import Briefing
from app.letters.letter_kinds import Kind, shipped_words
from app.letters.liquid_text import fixed_words
from app.letters.queries.briefing_facts import Asked
from app.letters.sentence_plan import sentences
from app.letters.sentences.languages import tongue
from app.letters.traced_sentence import Made, Telling
from app.text import _
from app.web.viewer import Viewer

FREE = ("condition", "wording", "normalised")  # columns of facts whose own words a sentence repeats


@dataclass(frozen=True, slots=True)
class Heard:
    """What the gate says of one letter's free words: sentences that are left out, and what keeps the letter here."""

    refused: Mapping[str, str] = field(default_factory=dict)
    blocks: tuple[str, ...] = ()
    doubts: tuple[Doubt, ...] = ()  # whom they name who may not be named; perhaps somebody else is meant


@dataclass(frozen=True, slots=True)
class Wanted:
    """One letter that is to be drafted."""

    case: Case
    briefing: Briefing
    kind: Kind
    words: str
    language: str
    own_line: str = ""
    wrong: tuple[Made, ...] = ()  # quoted from an earlier letter that is corrected
    is_public: bool = False


@dataclass(frozen=True, slots=True)
class _Asking:
    """One text for the gate: for which letter, and what a no means there."""

    place: int
    speech: Speech
    sentence: str = ""  # the made sentence that holds these words; "" for what a person typed
    others_only: bool = False  # the person's own groups are asked elsewhere


def heard(session: Session, asked: Asked, wanted: Sequence[Wanted]) -> list[Heard]:
    """The gate's answers for many letters, in as many statements as for one (and one round for each use and day)."""
    rounds: dict[date, list[_Asking]] = defaultdict(list)
    for place, one in enumerate(wanted):
        if not one.briefing.only_to_read:  # it stays here anyway, and is to be read whole
            rounds[asked.day_of(one.case)].extend(_texts_of(place, one))
    refused: dict[int, dict[str, str]] = defaultdict(dict)
    blocks: dict[int, list[str]] = defaultdict(list)
    doubts: dict[int, dict[Doubt, None]] = defaultdict(dict)
    for day, asking in rounds.items():
        speeches = [one.speech for one in asking]
        for use in asked.uses:
            verdicts = asked_each(session, speeches, use, AsOf(day, asked.known_by))
            for text, verdict in zip(asking, verdicts, strict=True):
                seen = _seen(session, text, verdict, wanted[text.place].case.person_id)
                why = [one.in_words for one in seen.findings]
                doubts[text.place] |= seen.doubts
                if why and text.sentence:
                    refused[text.place].setdefault(text.sentence, why[0])
                blocks[text.place] += () if text.sentence else why
    return [
        Heard(refused[place], tuple(dict.fromkeys(blocks[place])), tuple(doubts[place]))
        for place in range(len(wanted))
    ]


def _texts_of(place: int, one: Wanted) -> Iterator[_Asking]:
    near = Near(frozenset({one.case.person_id}), frozenset({one.case.campaign_id}))
    for made in (*_made(one), *one.wrong):
        yield _Asking(place, _speech(_("A sentence"), made.text, near), made.text, others_only=True)
        for free in [made.text] if made in one.wrong else _free_words(made, one.briefing):
            yield _Asking(place, _speech(_("A fact"), free, near), made.text)
    if one.is_public:  # a stranger's line is theirs, and an answer would tell whom the record knows
        return
    if one.own_line:
        yield _Asking(place, _speech(_("Your own line"), one.own_line, near))
    if one.words != shipped_words(one.kind.slug, one.language):
        words = _speech(_("The words of this kind of letter"), fixed_words(one.words), near)
        yield _Asking(place, words, others_only=True)


def _speech(where: str, text: str, near: Near) -> Speech:
    return Speech([Spoken(where, text)], near)


def _made(one: Wanted) -> list[Made]:
    return sentences(Telling.of(one.briefing, tongue(one.language))) if one.kind.about_case else []


def _free_words(made: Made, briefing: Briefing) -> Iterator[str]:
    for fact in briefing.facts:
        if f"entry-{fact.id}" in made.rests_on:
            yield from _of_fact(fact)


def _of_fact(fact: Fact) -> Iterator[str]:
    for name in FREE:
        if words := getattr(fact.detail, name, None):
            yield str(words)


def _seen(session: Session, one: _Asking, verdict: Verdict, person_id: int) -> Verdict:
    """What of it counts for this text, as whoever visits may read it; a job or a command spares nobody's eyes."""
    found = tuple(finding for finding in verdict.findings if _counts(finding, one, person_id))
    viewer: Viewer | None = session.info.get("viewer")
    counting = replace(verdict, findings=found)
    return counting if viewer is None or not found else counting.seen_by(session, viewer)


def _counts(finding: Finding, one: _Asking, person_id: int) -> bool:
    return finding.person != person_id or not one.others_only


def told_in_public(session: Session, asked: Asked, case: Case, texts: Sequence[str]) -> frozenset[str]:
    """Of these words, such as titles of sources, those that the world may read beside a letter about this case."""
    near = Near(frozenset({case.person_id}), frozenset({case.campaign_id}))
    speeches = [_speech(_("A source"), text, near) for text in texts]
    as_of = AsOf(asked.day_of(case), asked.known_by)
    verdicts = asked_each(session, speeches, Use.PUBLIC, as_of)
    return frozenset(text for text, verdict in zip(texts, verdicts, strict=True) if verdict.yes)


def asks_may_leave(session: Session, asked: Asked, cases: Sequence[Case], asks: str) -> bool:
    """Whether what a call asks for names nobody who has not agreed; of those it is for its own gate was asked."""
    near = Near(frozenset(case.person_id for case in cases), frozenset(case.campaign_id for case in cases))
    speech, as_of = _speech(_("What is asked for"), asks, near), AsOf(asked.day_of(cases[0]), asked.known_by)
    found = [one for use in asked.uses for one in asked_each(session, [speech], use, as_of)[0].findings]
    return all(one.person in near.about for one in found)
