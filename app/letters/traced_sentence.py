"""A sentence that was made of a briefing: its words, the facts it rests on and who says so; pure."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from app.cases.queries.timeline import Fact
from app.dates import FuzzyDate
from app.letters.briefing import Briefing
from app.letters.sentences.tongue import Person, Source, Tongue
from app.sources.citation_rows import Cited, credited

ADDRESS = re.compile(r"\s*\([^()]*\)\s*$")  # a publisher's web address, in brackets after its name


@dataclass(frozen=True, slots=True)
class Made:
    """One sentence: where it belongs, its words, what it rests on (`entry-12`, `role-3`) and who says so."""

    slot: str
    text: str
    rests_on: tuple[str, ...]
    cites: tuple[Cited, ...]


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


Maker = Callable[[Telling], Iterator[Made]]


def made_of(slot: str, text: str, *facts: Fact) -> Made:
    """A sentence that rests on these facts."""
    cites = tuple({cited.id: cited for fact in facts for cited in fact.cites}.values())
    return Made(slot, text, tuple(dict.fromkeys(f"entry-{fact.id}" for fact in facts)), cites)


def source_of(fact: Fact, lapsed: FuzzyDate | None = None, **shown: object) -> Source:
    """The text to name for a claim: the newest that carries what is shown. Relatives and witnesses are never named."""
    cited = credited(fact.cites, shown)
    if cited is None:
        return Source("", None, lapsed)
    return Source(ADDRESS.sub("", cited.publisher or cited.author or ""), cited.published, lapsed)
