"""What every language of letters offers: words for pronouns, dates and lengths, and one method per sentence.

A method returns "" where the language cannot say it; then the clause is dropped and the fact stands among those
left out. Claims nobody has proven come with `source`, the text that reports them.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from app.dates import Duration, DurationRange, FuzzyDate
from app.letters.briefing import Subject


@dataclass(frozen=True, slots=True)
class Person:
    """Whom a sentence is about: the name as this language prints it, and the gender for its grammar."""

    name: str
    gender: str
    is_first: bool = False  # nothing before it says whom a pronoun would mean
    way: int = 0  # which of the language's ways a sentence about them takes

    @property
    def spoken_of(self) -> str:
        """The gender by which pronouns stand for the name; "unknown" where the name has to stand itself."""
        return "unknown" if self.is_first else self.gender

    @classmethod
    def of(cls, subject: Subject, script: str) -> "Person":
        """The subject of a letter in a language of that script."""
        gender = subject.gender if subject.gender in ("female", "male") else "unknown"
        return cls(subject.called(script), gender)


@dataclass(frozen=True, slots=True)
class Term:
    """A sentence as a court gave it; `disputed` holds the lengths between which nobody has chosen."""

    form: str
    length: Duration | DurationRange | None
    disputed: tuple[Duration, ...] = ()
    amount: str = ""
    on_appeal: bool = False
    added: bool = False  # begins when an earlier one ends, which is told too
    enforced: Duration | None = None  # the part of it that is to be served
    absent: bool = False  # the person was not there
    lashes: int = 0
    also: bool = False  # imposed on the same day as the one told before it


@dataclass(frozen=True, slots=True)
class Source:
    """The text that reports a claim: who published it and when.

    `lapsed` is for when it was last told, where that is too long ago to say that it still is so. `way` is one of the
    language's ways to name a report; `again` says that the sentence before has named this one.
    """

    publisher: str
    published: FuzzyDate | None
    lapsed: FuzzyDate | None = None
    way: int = 0
    again: bool = False

    def is_same_as(self, other: "Source | None") -> bool:
        """Whether it is the same text of the same day."""
        named = bool(other and self.publisher and self.published)
        return named and (self.publisher, self.published) == (other.publisher, other.published)  # type: ignore[union-attr]


@dataclass(frozen=True, slots=True)
class Frames:
    """Ways to name a report around what it says: the first by its name and day, those again by "the same report"."""

    named: tuple[str, ...]
    again: tuple[str, ...]

    def around(self, said: str, source: Source, by: str) -> str:
        """A sentence that names the report; `by` is who published it, and when."""
        frame = self.again[source.way % len(self.again)] if source.again else self.named[source.way - 1]
        whole = " ".join((frame % {"by": by, "publisher": source.publisher, "said": said}).split())
        return whole[:1].upper() + whole[1:]


@dataclass(frozen=True, slots=True)
class Count:
    """Days as far as anybody told of them: no sentence counts beyond `heard`."""

    days: int
    at_least: bool
    heard: FuzzyDate


WAYS = 4  # in which a language names a report


class Tongue(Protocol):
    """One language of letters."""

    code: str
    script: str
    salutation: str
    closing: str
    copy_to: str
    to_ambassador: str  # how an ambassador is addressed whose own form the directory does not have
    ask: str  # before what is asked for, a clause of its own, of whoever can do it
    ask_embassy: str  # the same of an embassy, which passes it on
    needs_gender: bool
    goes_on_small: bool  # after the comma of a salutation

    def pronouns(self, who: Person) -> Mapping[str, str]:
        """Forms for the fixed words of a kind."""

    def day(self, fuzzy: FuzzyDate) -> str:
        """A date standing alone."""

    def cited(self, source: Source) -> str:
        """How a report is named in brackets or after "according to"."""

    def missing(self, who: Person, since: FuzzyDate | None, source: Source, *, denied: bool) -> str:
        """That somebody was taken, and is denied or held nobody says where."""

    def held(self, who: Person, where: str) -> str:
        """Where somebody is kept; `where` is the name of the place or ""."""

    def was_held(self, who: Person, where: str, heard: FuzzyDate | None, count: Count | None) -> str:
        """Where somebody was kept when last heard of, and how long that was by then."""

    def arrested(self, who: Person, on: FuzzyDate | None) -> str: ...
    def held_for(self, who: Person, count: Count) -> str: ...
    def charged(self, who: Person, charge: str, article: str, wording: str) -> str: ...
    def sentenced(self, who: Person, term: Term, on: FuzzyDate | None) -> str: ...
    def appealing(self, who: Person, lapsed: FuzzyDate | None) -> str: ...
    def hearing(self, who: Person, stage: str, on: FuzzyDate) -> str: ...
    def known_as(self, who: Person, role: str, heard: FuzzyDate | None, *, still: bool) -> str: ...
    def under(self, who: Person, form: str, until: FuzzyDate) -> str: ...
    def freed(self, who: Person, on: FuzzyDate | None, how: str) -> str: ...
    def on_strike(self, who: Person, on: FuzzyDate | None, source: Source) -> str: ...
    def striking(self, who: Person, on: FuzzyDate | None, source: Source, reached: Count | None) -> str: ...
    def ill(self, who: Person, condition: str, severity: str, source: Source) -> str: ...
    def care_refused(self, who: Person, source: Source) -> str: ...
    def ill_treated(self, who: Person, during: str, source: Source, *, in_court: bool) -> str: ...
    def threatened(self, who: Person, source: Source, *, family: bool) -> str: ...
    def not_let_through(self, who: Person, form: str, source: Source) -> str: ...
