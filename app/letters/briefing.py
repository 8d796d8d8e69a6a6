"""What a letter may rest on: the facts that may leave, and the rest with the reason it stays; pure."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.cases.entry_words import headline
from app.cases.kinds import KINDS, EntryKind
from app.cases.models import Standing, Visibility
from app.cases.queries.pleas import Pleas
from app.cases.queries.timeline import Fact
from app.cases.rules.facts import heard, last_day, newest
from app.cases.rules.reading import SHIPPED, Reading, read_case
from app.cases.rules.sentences import operative
from app.consent.models import FieldGroup, Use
from app.consent.rules import Consented, is_withdrawn, may_leave
from app.dates import Duration, FuzzyDate
from app.directory.periods import Periods
from app.letters.disputed_values import Choices, length_of, settled
from app.sources.citation_rows import Cited
from app.text import _

WORST_RELIABILITY = "c"  # what a campaign lets into letters unless it says otherwise
UNRATED = "c"  # a source that nobody has judged yet
LAGS_AFTER_DAYS = 180
# Undecided, these leave the whole fact out: half of it could be untrue.
DECIDING = ("outcome", "resolution", "severity", "form", "wording", "normalised", "target")
GIVEN_AS_DISPUTED = {(EntryKind.SENTENCE, "length")}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the letter is about: the name to print, by script, and the gender for grammar."""

    name: str
    gender: str = "unknown"  # female, male, unknown
    by_script: Mapping[str, str] = field(default_factory=dict)
    is_named: bool = True  # False where a text only describes somebody
    may_be_written: bool = True  # False where somebody said that letters would do harm, or are not wanted

    def called(self, script: str) -> str:
        """The name in a script where the record has it there."""
        return self.by_script.get(script, self.name)

    def is_spelled_in(self, script: str) -> bool:
        """Whether the record has the name in this script; every name it has can stand in Latin letters."""
        return script == "Latn" or script in self.by_script


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody was, as sources say."""

    id: int
    role: str
    cites: tuple[Cited, ...]

    @property
    def heard(self) -> FuzzyDate | None:
        """When a text last said so."""
        return newest(cited.published for cited in self.cites)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that the letter does not tell, and why."""

    fact_id: int | None
    about: str
    reason: str
    is_kept: bool = False  # that there is such a fact at all is only for those named on the case


@dataclass(frozen=True, slots=True)
class Known:
    """Everything about one case that a briefing is made of."""

    reference: str
    subject: Subject
    reading: Reading[Fact]  # of all facts, also those that no letter tells
    facts: Sequence[Fact]
    consents: Sequence[Consented]
    periods: Periods = SHIPPED
    roles: Sequence[Role] = ()
    choices: Choices = field(default_factory=dict)  # chosen value, None: undecided
    pleas: Pleas = field(default_factory=Pleas)  # what is asked for the person, and whether two agreed
    closed: bool = False
    restricted: bool = False  # the whole case is only for those named on it
    unconfirmed: frozenset[int] = frozenset()  # releases and deaths that wait for a second person
    worst: str = WORST_RELIABILITY  # the least reliable source whose word may leave
    uses: tuple[Use, ...] = (Use.LETTER,)  # for all of which consent has to stand


@dataclass(frozen=True, slots=True)
class Briefing:
    """What may be said in a letter on this day. `only_to_read` says why nothing may be sent, "" where it may."""

    reference: str
    subject: Subject
    reading: Reading[Fact]  # of the facts that may be said
    whole: Reading[Fact]  # of all facts: a release that may not be told still stops a plea
    today: date
    facts: tuple[Fact, ...]
    roles: tuple[Role, ...]
    left_out: tuple[LeftOut, ...]
    may_say_place: bool
    choices: Choices
    as_of: FuzzyDate | None  # the newest sourced news by which the case stands where it does
    only_to_read: str = ""
    groups: frozenset[FieldGroup] = frozenset()  # what may be said now
    is_stopped: bool = False  # closed, withdrawn or asked to stop: nothing is drafted at all
    pleas: Pleas = field(default_factory=Pleas)  # what may be asked for the person

    @property
    def standing(self) -> Standing:
        """Where the case stands by all facts."""
        return self.whole.standing

    @property
    def stands_in_secret(self) -> bool:
        """Whether only facts that few may see say where the case stands."""
        seen = [fact for fact in self.whole.facts if fact.visibility != Visibility.RESTRICTED]
        if len(seen) == len(self.whole.facts):
            return False
        return read_case(seen, self.today, self.whole.periods).standing is not self.standing

    @property
    def newest(self) -> date | None:
        """The last possible day of that news."""
        return last_day(self.as_of, self.today) if self.as_of else None

    @property
    def is_thought_held(self) -> bool:
        """Whether the last news is of somebody behind bars, and none of somebody seen free since then."""
        return self.whole.is_thought_held and not self.whole.doubts

    def of(self, *kinds: EntryKind) -> list[Fact]:
        """The facts of these kinds, oldest first."""
        return [fact for fact in self.facts if fact.kind in kinds]

    def disputed_lengths(self, fact: Fact) -> tuple[Duration, ...]:
        """The lengths of a sentence among which nobody has chosen, where all of them can be read."""
        if self.choices.get((fact.id, "length"), "") is not None:
            return ()
        told = next((d.values for d in fact.disagreements if d.field == "length"), ())
        read = [length for value, _who in told if (length := length_of(value)) is not None]
        return tuple(read) if len(read) == len(told) else ()


def brief(known: Known, today: date) -> Briefing:
    """Sort what is known into what may be said and what may not."""
    reading = _reading_only(known, today)
    withdrawn = known.closed or is_withdrawn(known.consents, Use.LETTER, today)
    opened = (
        bool(reading) and not withdrawn and Use.PUBLIC not in known.uses
    )  # to be read by the team, not sent
    cited = [fact for fact in known.facts if fact.cites]
    news = newest(heard(fact, today) for fact in cited)
    carrying = read_case(cited, today, known.periods).as_of
    said: list[Fact] = []
    left_out: list[LeftOut] = []
    for fact, reason in _sorted_out(known, last_day(news, today) if news else None, today):
        why = reason or ("" if opened else reading or _unconsented(fact, known, today))
        if not why:
            said.append(_with_cites_that_count(fact, known))
            left_out += _blanked(fact, known.choices)
        elif KINDS[fact.kind].letters is not None:
            is_kept = fact.visibility == Visibility.RESTRICTED
            left_out.append(LeftOut(fact.id, headline(fact), why, is_kept))
    read = read_case(said, today, known.periods)
    roles = tuple(role for role in known.roles if _reliable(role.cites, known.worst))
    allowed = {group: opened or not _refused(known, group, today) for group in FieldGroup}
    return Briefing(
        known.reference, known.subject, read, known.reading, today, tuple(said),
        roles if allowed[FieldGroup.CASE] else (), tuple(left_out), allowed[FieldGroup.PLACE], known.choices,
        carrying, reading, frozenset(group for group, may in allowed.items() if may), withdrawn,
        known.pleas,
    )  # fmt: skip


def _sorted_out(known: Known, news: date | None, today: date) -> Iterator[tuple[Fact, str]]:
    """Every fact with the values that count, and why it stays whoever consented; "" where nothing keeps it."""
    counting = {fact.id for fact in operative(known.facts)}
    for stored in known.facts:
        fact = settled(stored, known.choices)
        reason = (
            _superseded(fact, counting)
            or _too_old(fact, news, today)
            or _weak(fact, known)
            or _closed_to(fact)
        )
        if not reason and fact.id in known.unconfirmed:
            reason = _("Reported, not yet confirmed by a second person")
        yield fact, reason or _unsettled(fact, known.choices)


def _reading_only(known: Known, today: date) -> str:
    if known.closed:
        return _("This case is closed, so nothing is written about it.")
    if known.restricted:
        return _("The case is only for those named on it")
    return _refused(known, FieldGroup.NAME, today)


def _refused(known: Known, what: Fact | FieldGroup, today: date) -> str:
    """Why this must not leave, for any of the uses; "" where it may."""
    answers = (may_leave(known.consents, what, use, today) for use in known.uses)
    return next((answer.reason for answer in answers if not answer.yes), "")


def _superseded(fact: Fact, counting: set[int]) -> str:
    if KINDS[fact.kind].letters is None:
        return _("Notes are for the team")
    if fact.kind is EntryKind.SENTENCE and fact.id not in counting:
        return _("A later sentence supersedes it")
    return ""


def _too_old(fact: Fact, news: date | None, today: date) -> str:
    """Health, visits and threats change: what lags half a year behind the newest news is no longer said."""
    told = heard(fact, today)
    if not KINDS[fact.kind].fades or news is None or told is None:
        return ""
    if (news - last_day(told, today)).days > LAGS_AFTER_DAYS:
        return _("Too old: there is news more than %(days)s days newer") % {"days": LAGS_AFTER_DAYS}
    return ""


def _weak(fact: Fact, known: Known) -> str:
    if not fact.cites:
        return _("No source says so yet")
    if _counting_cites(fact, known):
        return ""
    return _("No source of it is reliable enough for a letter: the campaign asks for %(worst)s or better") % {
        "worst": known.worst.upper()
    }


def _reliable(cites: Sequence[Cited], worst: str) -> bool:
    return any((cited.reliability or UNRATED) <= worst for cited in cites)


def _closed_to(fact: Fact) -> str:
    return _("Only for those named on the case") if fact.visibility == Visibility.RESTRICTED else ""


def _unsettled(fact: Fact, choices: Choices) -> str:
    """Sources differ on what decides whether the fact still holds at all."""
    if any(choices.get((fact.id, name), "") is None for name in DECIDING):
        return _("Sources differ, and nobody has chosen between them yet")
    return ""


def _blanked(fact: Fact, choices: Choices) -> Iterator[LeftOut]:
    """The fields of a told fact that are not told, for nobody has chosen between the sources."""
    for number, name in choices:
        if number == fact.id and choices[number, name] is None and (fact.kind, name) not in GIVEN_AS_DISPUTED:
            about = _("%(fact)s: %(field)s") % {"fact": headline(fact), "field": name.replace("_", " ")}
            yield LeftOut(fact.id, about, _("Sources differ, and nobody has chosen between them yet"))


def _unconsented(fact: Fact, known: Known, today: date) -> str:
    return _refused(known, fact, today)


def _counting_cites(fact: Fact, known: Known) -> tuple[Cited, ...]:
    """Without the citations that report a value that was not chosen, and those not reliable enough."""
    return tuple(
        cited
        for cited in fact.cites
        if _reliable([cited], known.worst)
        and (not cited.field or known.choices.get((fact.id, cited.field)) in (None, cited.value))
    )


def _with_cites_that_count(fact: Fact, known: Known) -> Fact:
    return replace(fact, cites=_counting_cites(fact, known))
