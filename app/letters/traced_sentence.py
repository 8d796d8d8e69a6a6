"""A sentence that was made of a briefing: its words, the facts it rests on and who says so; pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

from app.cases.queries.timeline import Fact
from app.dates import FuzzyDate
from app.letters.briefing import Briefing
from app.letters.sentences.tongue import WAYS, Person, Source, Tongue
from app.sources.citation_rows import Cited, credited

ADDRESS = re.compile(r"\s*\([^()]*\)\s*$")  # a publisher's web address, in brackets after its name


@dataclass(frozen=True, slots=True)
class Voice:
    """How a sentence stands in a letter: in which of the language's ways, and where.

    `again` is for a claim whose report the sentence before it has named; `leads` for what opens a letter.
    """

    way: int = 0
    again: bool = False
    leads: bool = False


@dataclass(frozen=True, slots=True)
class Made:
    """One sentence: where it belongs, its words, what it rests on (`entry-12`, `role-3`) and who says so.

    `voiced` says the same in another voice, `credit` is the report it names, and `gravity` ranks what may open a
    letter, the gravest first.
    """

    slot: str
    text: str
    rests_on: tuple[str, ...]
    cites: tuple[Cited, ...]
    voiced: Callable[[Voice], str] | None = field(default=None, compare=False, repr=False)
    credit: Source | None = field(default=None, compare=False, repr=False)
    gravity: int | None = field(default=None, compare=False, repr=False)

    def spoken(self, voice: Voice) -> str:
        """Its words in a voice; "" where the language cannot say it so."""
        return self.voiced(voice) if self.voiced else self.text

    def reads(self, words: str) -> bool:
        """Whether a letter that has these words says this."""
        if words == self.text or not self.voiced:
            return words == self.text
        places = product(range(WAYS), (False, True), (False, True))
        return any(
            said in (words, words[:1].upper() + words[1:])
            for said in (self.spoken(Voice(*place)) for place in places)
            if said
        )


@dataclass(frozen=True, slots=True)
class Telling:
    """A briefing in the mouth of one language."""

    briefing: Briefing
    tongue: Tongue
    who: Person

    @classmethod
    def of(cls, briefing: Briefing, tongue: Tongue) -> "Telling":
        """The teller of a briefing in a language."""
        return cls(briefing, tongue, Person.of(briefing.subject, tongue.script))

    def say(self, slot: str, say: Callable[..., str], *facts: Fact, **told: Any) -> Made:
        """A sentence of the language that rests on these facts; a claim's `source` is the report it is credited to."""
        source = told.get("source")

        def voiced(voice: Voice) -> str:
            who = replace(self.who, is_first=voice.leads, way=voice.way)
            if source is None:
                return say(who, **told)
            return say(who, **told | {"source": replace(source, way=voice.way, again=voice.again)})

        cites = tuple({cited.id: cited for fact in facts for cited in fact.cites}.values())
        grounds = tuple(dict.fromkeys(f"entry-{fact.id}" for fact in facts))
        return Made(slot, voiced(Voice()), grounds, cites, voiced, source)


Maker = Callable[[Telling], Iterator[Made]]


def source_of(fact: Fact, lapsed: FuzzyDate | None = None, **shown: object) -> Source:
    """The text to name for a claim: the newest that carries what is shown. Relatives and witnesses are never named."""
    cited = credited(fact.cites, shown)
    if cited is None:
        return Source("", None, lapsed)
    return Source(ADDRESS.sub("", cited.publisher or cited.author or ""), cited.published, lapsed)
