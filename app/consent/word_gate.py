"""The gate of words: whether free words may leave, for this use, as everybody's consents stand now.

Whatever prints somebody's words to outsiders asks here, at approval and again whenever it is shown or sent. In each
sentence everybody named has to have agreed to be named for the use, and each group of facts that the sentence touches
needs the consent of those named in it; where nobody is, of everybody the texts are about or name anywhere. A person who
has asked to stop closes the texts, and so does one whose every case is restricted.

What has to be linked is not decided here: words that name nobody and are about nobody may leave.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from sqlmodel import Session

from app.consent.models import TO_LOOK, FieldGroup, Use
from app.consent.named_people import Names
from app.consent.queries.consents import AsOf, consents_of_people
from app.consent.queries.namesakes import Passage, passages_apart
from app.consent.queries.spellings import (
    Near,
    names_of_people,
    people_seen,
    spellings_in,
)
from app.consent.rules import GROUPS, Consented, is_stopped, may_leave
from app.consent.split_sentences import sentences
from app.consent.touched_groups import speaks_of
from app.text import N_, _, marked
from app.web.viewer import Viewer

HIDDEN = N_("Somebody else has to look at these words before they can go out.")


@dataclass(frozen=True, slots=True)
class Spoken:
    """One free text, and what it is, as a person calls it: Title, Summary."""

    where: str
    text: str | None


@dataclass(frozen=True, slots=True)
class Speech:
    """All free words of one thing, with what they are about; `action` is the number of the one whose words they are."""

    spoken: Sequence[Spoken]
    near: Near = field(default_factory=Near)
    action: int | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """Why a sentence may not leave: who is named or meant, which group of facts, and what consent says.

    Nobody and no sentence where the reader may not know of the person: a second person has to look.
    """

    where: str
    sentence: str
    person: int | None
    name: str
    group: FieldGroup | None
    why: str

    @property
    def in_words(self) -> str:
        """One clear sentence that quotes the words."""
        told = {"where": self.where, "sentence": self.sentence, "who": self.name, "why": self.why}
        if self.person is None:
            return self.why
        if not self.sentence:
            return _("%(who)s: %(why)s.") % told
        if self.group is FieldGroup.NAME or self.group is None:
            return _("%(where)s: “%(sentence)s” names %(who)s. %(why)s.") % told
        told["group"] = marked(GROUPS[self.group]).lower()
        return _("%(where)s: “%(sentence)s” tells of %(who)s (%(group)s). %(why)s.") % told


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence with whom it names and which groups of facts it touches."""

    where: str
    sentence: str
    named: frozenset[int]
    touches: frozenset[FieldGroup]


class Doubt(NamedTuple):
    """Somebody whom a passage names, or who only has the same name."""

    person: int
    name: str
    words: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the gate says of the words of one thing: its sentences, and what keeps them in."""

    said: tuple[Said, ...] = ()
    findings: tuple[Finding, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    kept: frozenset[int] = frozenset()  # persons of restricted cases among the findings
    speech: Speech = field(default_factory=lambda: Speech(()))  # of what

    @property
    def yes(self) -> bool:
        """Whether all of it may leave."""
        return not self.findings

    def seen_by(self, session: Session, viewer: Viewer) -> "Verdict":
        """The same as this viewer may read it: of persons they may not know of, only that somebody has to look."""
        people = {one.person for one in self.findings if one.person is not None}.union(self.names)
        seen = people_seen(session, viewer, people, self.kept)
        said = tuple(replace(one, named=one.named & seen) for one in self.said)
        shown = [one if one.person in seen else _hidden() for one in self.findings]
        self.ask_about_hidden(session, seen)
        names = {number: name for number, name in self.names.items() if number in seen}
        return Verdict(said, tuple(dict.fromkeys(shown)), names, self.kept & seen, self.speech)

    def ask_about_hidden(self, session: Session, seen: Collection[int]) -> None:
        """Those whom the words name and the reader may not know of are for somebody else to look at."""
        for person in {
            one.person for one in self.findings if one.person is not None and one.sentence
        }.difference(seen):
            session.info.setdefault(TO_LOOK, {})[person, self.speech.near, self.said] = self

    @property
    def doubts(self) -> dict["Doubt", None]:
        """Whom the words name who may not be named; perhaps they mean somebody else."""
        named = {(said.sentence, person) for said in self.said for person in said.named}
        found = (Doubt(one.person or 0, one.name, one.sentence) for one in self.findings if one.sentence)
        return dict.fromkeys(one for one in found if (one.words, one.person) in named)

    def in_words(self, session: Session, viewer: Viewer) -> list[str]:
        """Every finding as a sentence for this viewer."""
        return [one.in_words for one in self.seen_by(session, viewer).findings]


def asked(session: Session, speech: Speech, use: Use, as_of: AsOf) -> Verdict:
    """The one question about free words; nine statements however many people are in the record."""
    return asked_each(session, [speech], use, as_of)[0]


def asked_each(session: Session, speeches: Sequence[Speech], use: Use, as_of: AsOf) -> list[Verdict]:
    """The same of several things, at no more statements than of one."""
    texts = (spoken.text for speech in speeches for spoken in speech.spoken)
    spellings = spellings_in(session, texts, [speech.near for speech in speeches])
    names = {near: spellings.names(near) for near in {speech.near for speech in speeches}}
    said = [_said(speech, names[speech.near]) for speech in speeches]
    if named := frozenset[int]().union(*(one.named for each in said for one in each)):
        apart = passages_apart(session, named)
        pairs = zip(speeches, said, strict=True)
        said = [[_apart(one, speech, names[speech.near], apart) for one in each] for speech, each in pairs]
    people = frozenset[int]().union(
        *(speech.near.about for speech in speeches), *(one.named for each in said for one in each)
    )
    if not people:
        return [Verdict(tuple(each), speech=speech) for speech, each in zip(speeches, said, strict=True)]
    called, kept = names_of_people(session, people)
    judge = _Judge(consents_of_people(session, sorted(people), as_of.known_by), kept, called, use, as_of)
    return [judge.verdict(speech, each) for speech, each in zip(speeches, said, strict=True)]


def _said(speech: Speech, names: Names) -> list[Said]:
    return [
        Said(spoken.where, sentence, names.in_text(sentence), speaks_of(sentence))
        for spoken in speech.spoken
        for sentence in sentences(spoken.text or "")
    ]


def _apart(said: Said, speech: Speech, names: Names, apart: Mapping[int, Sequence[Passage]]) -> Said:
    """The sentence without those whom two people say its passages do not mean, where nothing else in it names them."""
    here = {
        person: [one.words for one in apart.get(person, ()) if one.is_of(speech.action, speech.near.about)]
        for person in said.named
    }
    return replace(said, named=names.without(said.sentence, said.named, here)) if any(here.values()) else said


@dataclass(frozen=True, slots=True)
class _Judge:
    consents: Mapping[int, Sequence[Consented]]
    kept: frozenset[int]
    names: Mapping[int, str]
    use: Use
    as_of: AsOf

    def verdict(self, speech: Speech, said: Sequence[Said]) -> Verdict:
        meant = speech.near.about.union(*(one.named for one in said))
        found = [finding for one in said for finding in self._of_sentence(one, meant)]
        found += self._of_those_meant(meant, {one.person for one in found})
        names = {number: name for number, name in self.names.items() if number in meant}
        return Verdict(tuple(said), tuple(found), names, self.kept & meant, speech)

    def _of_sentence(self, said: Said, meant: Collection[int]) -> list[Finding]:
        found = {
            person: (FieldGroup.NAME, why)
            for person in said.named
            if (why := self._why(person, FieldGroup.NAME))
        }
        wider = (
            not said.named or FieldGroup.FAMILY in said.touches
        )  # a relative who is named tells of somebody else
        for person in sorted(meant if wider else said.named):
            for group in sorted(said.touches):
                if person not in found and (why := self._why(person, group)):
                    found[person] = (group, why)
        return [
            Finding(said.where, said.sentence, person, self.names.get(person, ""), group, why)
            for person, (group, why) in sorted(found.items())
        ]

    def _of_those_meant(self, meant: Collection[int], told: Collection[int | None]) -> list[Finding]:
        """Whoever asked to stop, or is kept to a few, closes also what only is about them."""
        return [
            Finding("", "", person, self.names.get(person, ""), None, why)
            for person in sorted(meant)
            if person not in told and (why := self._closes(person))
        ]

    def _closes(self, person: int) -> str:
        if person in self.kept:
            return _("Their case is only for those named on it")
        if is_stopped(self.consents[person]) is not None:
            return self._why(person, FieldGroup.NAME)
        return ""

    def _why(self, person: int, group: FieldGroup) -> str:
        if person in self.kept:
            return self._closes(person)
        answer = may_leave(self.consents[person], group, self.use, self.as_of.today)
        return "" if answer.yes else answer.reason


def _hidden() -> Finding:
    return Finding("", "", None, "", None, marked(HIDDEN))
