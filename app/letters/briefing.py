"""What a letter may rest on: the facts that may leave, and the rest with the reason it stays; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from app.cases.describing import headline
from app.cases.models import EntryKind, Standing, Visibility
from app.cases.queries.timeline import Cited, Fact
from app.cases.rules.custody import days_in_custody, is_held
from app.cases.rules.sentences import operative
from app.consent.models import FieldGroup, Use
from app.consent.rules import Consented, is_withdrawn, may_leave
from app.dates import DayCount
from app.text import _

WORST_RELIABILITY = "c"
LAGS_AFTER_DAYS = 180
FLEETING = frozenset({EntryKind.HEALTH_ALERT, EntryKind.CONTACT, EntryKind.THREAT})
IN_LETTERS = frozenset(EntryKind) - {EntryKind.NOTE}


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom the letter is about: the name to print, by script, and the gender for grammar."""

    name: str
    gender: str = "unknown"  # female, male, unknown
    by_script: Mapping[str, str] = field(default_factory=dict)

    def called(self, script: str) -> str:
        """The name in a script where the record has it there."""
        return self.by_script.get(script, self.name)


@dataclass(frozen=True, slots=True)
class Role:
    """What somebody was, as sources say."""

    id: int
    role: str
    cites: tuple[Cited, ...]


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A fact that the letter does not tell, and why."""

    fact_id: int | None
    about: str
    reason: str


@dataclass(frozen=True, slots=True)
class Known:
    """Everything about one case that a briefing is made of."""

    reference: str
    subject: Subject
    standing: Standing
    facts: Sequence[Fact]
    consents: Sequence[Consented]
    roles: Sequence[Role] = ()
    choices: Mapping[tuple[int, str], str | None] = field(
        default_factory=dict
    )  # chosen value, None: undecided
    closed: bool = False
    unconfirmed: frozenset[int] = frozenset()  # releases and deaths that wait for a second person


@dataclass(frozen=True, slots=True)
class Briefing:
    """What may be said in a letter on this day. `only_to_read` says why nothing may be sent, "" where it may."""

    reference: str
    subject: Subject
    standing: Standing
    today: date
    facts: tuple[Fact, ...]
    roles: tuple[Role, ...]
    left_out: tuple[LeftOut, ...]
    may_say_place: bool
    held: bool
    days: DayCount | None
    choices: Mapping[tuple[int, str], str | None]
    newest: date | None
    only_to_read: str = ""
    is_stopped: bool = False  # closed, withdrawn or asked to stop: nothing is drafted at all

    def of(self, *kinds: EntryKind) -> list[Fact]:
        """The facts of these kinds, oldest first."""
        return [fact for fact in self.facts if fact.kind in kinds]

    def value(self, fact: Fact, name: str) -> str | None:
        """The value that counts: the chosen one where sources differ; None where nobody has chosen."""
        if (fact.id, name) in self.choices:
            return self.choices[fact.id, name]
        stored: str | None = getattr(fact.detail, name, None)
        return stored

    def disputed(self, fact: Fact, name: str) -> tuple[str, ...]:
        """The values among which nobody has chosen."""
        if self.choices.get((fact.id, name), "") is not None:
            return ()
        return next((tuple(v for v, _who in d.values) for d in fact.disagreements if d.field == name), ())


def brief(known: Known, today: date) -> Briefing:
    """Sort what is known into what may be said and what may not."""
    reading = _reading_only(known, today)
    withdrawn = known.closed or is_withdrawn(known.consents, Use.LETTER, today)
    newest = _newest(known.facts, today)
    counting = {fact.id for fact in operative(known.facts)}
    allowed = {
        group: bool(reading and not withdrawn) or may_leave(known.consents, group, Use.LETTER, today).yes
        for group in (FieldGroup.CASE, FieldGroup.PLACE)
    }
    said: list[Fact] = []
    left_out: list[LeftOut] = []
    for fact in known.facts:
        reason = _superseded(fact, counting) or _too_old(fact, newest) or _weak(fact) or _closed_to(fact)
        if not reason and fact.id in known.unconfirmed:
            reason = _("Reported, not yet confirmed by a second person")
        if not reason:
            reason = "" if reading and not withdrawn else reading or _unconsented(fact, known, today)
        if not reason:
            said.append(_with_cites_that_count(fact, known.choices))
        elif fact.kind in IN_LETTERS:
            left_out.append(LeftOut(fact.id, headline(fact), reason))
    return Briefing(
        known.reference, known.subject, known.standing, today, tuple(said),
        tuple(role for role in known.roles if _reliable(role.cites)) if allowed[FieldGroup.CASE] else (),
        tuple(left_out), allowed[FieldGroup.PLACE],
        is_held(said, today), days_in_custody(said, today), known.choices, newest, reading, withdrawn,
    )  # fmt: skip


def _reading_only(known: Known, today: date) -> str:
    if known.closed:
        return _("This case is closed, so nothing is written about it.")
    answer = may_leave(known.consents, FieldGroup.NAME, Use.LETTER, today)
    return "" if answer.yes else answer.reason


def _superseded(fact: Fact, counting: set[int]) -> str:
    if fact.kind not in IN_LETTERS:
        return _("Notes are for the team")
    if fact.kind is EntryKind.SENTENCE and fact.id not in counting:
        return _("A later sentence supersedes it")
    return ""


def _too_old(fact: Fact, newest: date | None) -> str:
    """Health, visits and threats change: what lags half a year behind the newest news is no longer said."""
    if fact.kind not in FLEETING or newest is None or fact.known is None:
        return ""
    last = fact.known.last or fact.known.earliest_plausible
    if (newest - last).days > LAGS_AFTER_DAYS:
        return _("Too old: there is news more than %(days)s days newer") % {"days": LAGS_AFTER_DAYS}
    return ""


def _weak(fact: Fact) -> str:
    if not fact.cites:
        return _("No source says so yet")
    return "" if _reliable(fact.cites) else _("No source of it is reliable enough for a letter")


def _reliable(cites: Sequence[Cited]) -> bool:
    return any((cited.reliability or WORST_RELIABILITY) <= WORST_RELIABILITY for cited in cites)


def _closed_to(fact: Fact) -> str:
    return _("Only for those named on the case") if fact.visibility == Visibility.RESTRICTED else ""


def _unconsented(fact: Fact, known: Known, today: date) -> str:
    answer = may_leave(known.consents, fact, Use.LETTER, today)
    return "" if answer.yes else answer.reason


def _with_cites_that_count(fact: Fact, choices: Mapping[tuple[int, str], str | None]) -> Fact:
    """Without the citations that report a value that was not chosen, and those not reliable enough."""
    return replace(
        fact,
        cites=tuple(
            cited for cited in fact.cites
            if (cited.reliability or WORST_RELIABILITY) <= WORST_RELIABILITY
            and (not cited.field or choices.get((fact.id, cited.field)) in (None, cited.value))
        )
        or fact.cites,
    )  # fmt: skip


def _newest(facts: Sequence[Fact], today: date) -> date | None:
    known = [fact.known for fact in facts if fact.known is not None and fact.cites]
    days = [
        min(one.last or one.earliest_plausible, today) for one in known if one.earliest_plausible <= today
    ]
    return max(days, default=None)
