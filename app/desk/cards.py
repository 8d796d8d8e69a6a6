"""The five cards of a case page: what stands now, each value with its age and who says so; pure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from app.cases import vocabulary as words
from app.cases.entry_words import credit, headline, kind_in_words
from app.cases.kinds import EntryKind
from app.cases.kinds.charge import charge_in_words
from app.cases.kinds.contact import CONTACT_FORMS
from app.cases.kinds.health_alert import RESOLUTIONS, SEVERITIES
from app.cases.kinds.sentence import term_in_words
from app.cases.queries.timeline import Fact
from app.cases.reading_words import age_in_words, alert_in_words
from app.cases.rules.custody import FREEDOM
from app.cases.rules.health import Alert
from app.cases.rules.reading import Reading
from app.cases.rules.sentences import is_endless
from app.cases.rules.standing import TRIED
from app.cases.rules.stated_end import DETENTION
from app.dates import FuzzyDate, short_words, span_in_words
from app.desk.source_numbers import SourceNumbers
from app.text import _


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a card: a label, a value in words, as of when and by which sources; a link to add what is missing."""

    label: str
    value: str
    note: str = ""
    sources: tuple[int, ...] = ()
    href: str = ""
    percent: int | None = None
    state: str = ""
    unsourced: bool = False
    why: str = ""  # how it was counted, to unfold


@dataclass(frozen=True, slots=True)
class Cards:
    """The rows of each card, and the steps of the trial path: word, state, state in words."""

    situation: tuple[Row, ...]
    legal: tuple[Row, ...]
    health: tuple[Row, ...]
    contact: tuple[Row, ...]
    path: tuple[tuple[str, str, str], ...]


def cards_of(reference: str, reading: Reading[Fact], numbers: SourceNumbers) -> Cards:
    """What stands on the day of the reading; each fact on one card."""
    cards = _Cards(f"/cases/{reference}", reading, numbers)
    return Cards(
        situation=tuple(cards.situation()),
        legal=tuple(cards.legal()),
        health=tuple(cards.health()),
        contact=tuple(cards.contact()),
        path=_path(reading.facts),
    )


@dataclass(frozen=True, slots=True)
class _Cards:
    base: str
    reading: Reading[Fact]
    numbers: SourceNumbers

    def situation(self) -> Iterator[Row]:
        reading, at_large = self.reading, self.reading.standing in FREEDOM
        held = [fact for fact in reading.facts if fact.kind is EntryKind.CUSTODY]
        where = next((fact for fact in reversed(held) if fact.facility or fact.place), None)
        if where is not None and not at_large:
            label = _("Held at") if reading.is_held else _("Held at, when last heard of")
            yield self._row(label, where.facility or where.place or "", where)
        elif not at_large:
            yield Row(_("Held at"), _("Add where"), href=f"{self.base}/add/custody")
        yield from self._ending()
        for fact in reading.facts:
            if fact.kind in (EntryKind.RELEASE, EntryKind.DEATH):
                yield self._row(kind_in_words(fact.kind), headline(fact), fact)

    def _ending(self) -> Iterator[Row]:
        """How much of the term is over, as a bar only while fresh news says that it still runs; when it should end."""
        reading, term = self.reading, self.reading.term
        if (
            term is not None
            and reading.custody is not None
            and reading.is_held
            and reading.today <= term.last
        ):
            percent = min(reading.custody.count.days * 100 // term.days, 100)
            said = {"percent": percent, "term": f"{term.days:,}"}
            yield Row(_("Of the term"), _("%(percent)s %% of about %(term)s days") % said, percent=percent)
        if term is not None:
            yield Row(_("Expected end"), span_in_words(term.first, term.last), why=" ".join(term.arithmetic))
        if any(is_endless(one) for one in reading.penalties):
            yield Row(_("Expected end"), _("None: it is for life, or to death"))
        questions = (one.question for one in reading.penalties if one.question and not one.is_history)
        for question in dict.fromkeys(questions):
            yield Row(_("Expected end"), _("Not known"), question)

    def legal(self) -> Iterator[Row]:
        """The charges, the sentences that count, the last appeal and hearing; what they replaced is on the timeline."""
        facts = self.reading.facts
        charges = [fact for fact in facts if fact.kind is EntryKind.CHARGE]
        if not charges:
            yield Row(_("Charge"), _("Add the charge"), href=f"{self.base}/add/charge")
        for fact in charges:
            yield self._row(_("Charge"), charge_in_words(fact), fact)
        for penalty in self.reading.penalties:
            label = _("Sentence before the release") if penalty.is_history else _("Sentence that counts")
            yield self._row(label, term_in_words(penalty.fact), penalty.fact)
        for kind, label in ((EntryKind.APPEAL, _("Appeal")), (EntryKind.HEARING, _("Last hearing"))):
            last = next((fact for fact in reversed(facts) if fact.kind is kind), None)
            if last is not None:
                yield self._row(label, headline(last), last)

    def health(self) -> Iterator[Row]:
        """Open alerts, the newest news first; then what is over, and ill-treatment."""
        reading, facts = self.reading, self.reading.facts
        is_open = {alert.fact.id for alert in reading.alerts}
        for alert in reading.alerts:
            yield self._open_alert(alert)
        for fact in facts:
            if fact.kind is EntryKind.HEALTH_ALERT and fact.id not in is_open:
                ended = words.word(RESOLUTIONS, fact.detail.resolution)
                yield replace(self._row(_severity(fact), _condition(fact), fact), state=ended)
            elif fact.kind is EntryKind.ILL_TREATMENT:
                yield self._row(_("Ill-treatment"), headline(fact), fact)
        kinds = {fact.kind for fact in facts}
        if not kinds & {EntryKind.HEALTH_ALERT, EntryKind.ILL_TREATMENT} and EntryKind.DEATH not in kinds:
            yield Row(_("Health"), _("Add a health alert"), href=f"{self.base}/add/health-alert")

    def _open_alert(self, alert: Alert[Fact]) -> Row:
        days = alert_in_words(alert, self.reading.today)
        row = self._row(_severity(alert.fact), _condition(alert.fact), alert.fact)
        since = days or age_in_words(alert.heard, self.reading.today)
        return replace(row, note=since, state=_("No end known"))

    def contact(self) -> Iterator[Row]:
        found = [fact for fact in self.reading.facts if fact.kind is EntryKind.CONTACT]
        for fact in found:
            label = words.word(CONTACT_FORMS, fact.detail.form) or _("Contact")
            yield self._row(label, fact.summary or headline(fact), fact)
        if not found and not any(fact.kind is EntryKind.DEATH for fact in self.reading.facts):
            yield Row(_("Visits and mail"), _("Add a visit, call or letter"), href=f"{self.base}/add/contact")

    def _row(self, label: str, value: str, fact: Fact) -> Row:
        says = credit(fact)
        note = short_words(fact.on) if fact.on is not None else ""
        return Row(label, value, note, self.numbers.of((says,) if says else ()), unsourced=says is None)


def _severity(fact: Fact) -> str:
    return words.word(SEVERITIES, fact.detail.severity) or _("Health alert")


def _condition(fact: Fact) -> str:
    return fact.detail.condition or fact.summary or headline(fact)


def _path(facts: Sequence[Fact]) -> tuple[tuple[str, str, str], ...]:
    """How far the trial is, by what entries say: each step done, now or not yet, in words."""
    kinds = {fact.kind for fact in facts}
    tried = any(fact.kind is EntryKind.HEARING and fact.detail.stage in TRIED for fact in facts)
    imposed = [fact for fact in facts if fact.kind is EntryKind.SENTENCE and fact.detail.form != DETENTION]
    steps = (
        (_("Arrest"), EntryKind.CUSTODY in kinds),
        (_("Charge"), EntryKind.CHARGE in kinds),
        (_("Trial"), tried or any(fact.detail.court for fact in imposed)),
        (_("Verdict"), bool(imposed)),
        (_("Appeal"), EntryKind.APPEAL in kinds),
        (_("Release"), EntryKind.RELEASE in kinds),
    )
    last = max((index for index, (_word, done) in enumerate(steps) if done), default=-1)
    return tuple(
        (word, "done" if done else "later", _("on record") if done else _("not on record"))
        if index != last
        else (word, "now", _("latest on record"))
        for index, (word, done) in enumerate(steps)
    )


def gaps_between(facts: Sequence[Fact], most_days: int = 180) -> dict[int, int]:
    """Entry number to the days of silence after it, where more than half a year passed without a dated entry."""
    dated = [(fact, fact.on) for fact in facts if fact.on is not None]
    found = {}
    for (earlier, before), (_later, after) in pairwise(dated):
        days = (after.earliest_plausible - (before.last or before.earliest_plausible)).days
        if days > most_days:
            found[earlier.id] = days
    return found


def months_in_words(days: int) -> str:
    """A silence in months, for the gap row."""
    return _("No news for %(months)s months") % {"months": days * 12 // 365}


def iso_day(fuzzy: FuzzyDate | None) -> str:
    """The day for a time element; empty when no day is known."""
    return fuzzy.edtf if fuzzy is not None and fuzzy.is_exact_day else ""
