"""The five cards of a case page: what stands now, each value with its age and who says so; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from app.cases import vocabulary as words
from app.cases.entry_words import credit, headline, kind_in_words
from app.cases.kinds import EntryKind
from app.cases.kinds.contact import CONTACT_FORMS
from app.cases.kinds.health_alert import RESOLUTIONS, SEVERITIES
from app.cases.kinds.sentence import term_in_words
from app.cases.queries.timeline import Fact
from app.cases.reading_words import age_in_words, alert_in_words, custody_in_words
from app.cases.rules.custody import FREEDOM
from app.cases.rules.health import Alert
from app.cases.rules.reading import Reading
from app.cases.rules.sentences import Penalty, Term
from app.cases.rules.standing import DETENTION, TRIED
from app.dates import FuzzyDate, in_words, span_in_words
from app.text import _


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a card: a label, a value in words, as of when and who says so; a link to mend or add it."""

    label: str
    value: str
    note: str = ""
    href: str = ""
    missing: bool = False
    percent: int | None = None
    state: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """The rows of each card, and the steps of the trial path: word, state, state in words."""

    situation: tuple[Row, ...]
    legal: tuple[Row, ...]
    health: tuple[Row, ...]
    contact: tuple[Row, ...]
    path: tuple[tuple[str, str, str], ...]


def cards_of(reference: str, reading: Reading[Fact]) -> Cards:
    """What stands on the day of the reading."""
    base = f"/cases/{reference}"
    return Cards(
        situation=tuple(_situation(base, reading)),
        legal=tuple(_legal(base, reading.facts)),
        health=tuple(_health(base, reading)),
        contact=tuple(_contact(base, reading.facts)),
        path=_path(reading.facts),
    )


def _situation(base: str, reading: Reading[Fact]) -> list[Row]:
    facts, at_large = reading.facts, reading.standing in FREEDOM
    rows = [_penalty_row(penalty, base) for penalty in reading.penalties]
    held = [fact for fact in facts if fact.kind is EntryKind.CUSTODY]
    where = next((fact for fact in reversed(held) if fact.facility or fact.place), None)
    if where is not None and not at_large:
        label = _("Held at") if reading.is_held else _("Held at, when last heard of")
        rows.append(_row(label, where.facility or where.place or "", where, base))
    elif not at_large:
        rows.append(Row(_("Held at"), _("Add where"), href=f"{base}/add/custody", missing=True))
    rows.extend(_custody_rows(reading))
    freed = [fact for fact in facts if fact.kind in (EntryKind.RELEASE, EntryKind.DEATH)]
    rows.extend(_row(kind_in_words(fact.kind), headline(fact), fact, base) for fact in freed)
    return rows


def _penalty_row(penalty: Penalty[Fact], base: str) -> Row:
    label = _("Sentence before the release") if penalty.is_history else _("Sentence that counts")
    return _row(label, term_in_words(penalty.fact), penalty.fact, base)


def _custody_rows(reading: Reading[Fact]) -> list[Row]:
    """The days in custody, as a bar only while fresh news says that the term still runs; and when it should end."""
    said, term = custody_in_words(reading), reading.term
    rows = [Row(_("In custody"), said)] if said else []
    if term is not None and reading.custody is not None and reading.is_held and reading.today <= term.last:
        percent = min(reading.custody.count.days * 100 // term.days, 100)
        value = _("%(held)s, of a term of about %(term)s days") % {"held": said, "term": f"{term.days:,}"}
        rows = [Row(_("In custody"), value, percent=percent)]
    if term is not None:
        rows.append(_end_row(term))
    questions = dict.fromkeys(
        one.question for one in reading.penalties if one.question and not one.is_history
    )
    rows.extend(Row(_("Expected end"), _("Not known"), question) for question in questions)
    return rows


def _end_row(term: Term) -> Row:
    return Row(_("Expected end"), span_in_words(term.first, term.last), " ".join(term.arithmetic))


def _legal(base: str, facts: Sequence[Fact]) -> list[Row]:
    rows = [
        _row(kind_in_words(fact.kind), headline(fact), fact, base)
        for fact in facts
        if fact.kind in (EntryKind.CHARGE, EntryKind.SENTENCE, EntryKind.APPEAL)
    ]
    if not any(fact.kind is EntryKind.CHARGE for fact in facts):
        rows.insert(0, Row(_("Charge"), _("Add the charge"), href=f"{base}/add/charge", missing=True))
    hearings = [fact for fact in facts if fact.kind is EntryKind.HEARING]
    if hearings:
        rows.append(_row(_("Last hearing"), headline(hearings[-1]), hearings[-1], base))
    return rows


def _health(base: str, reading: Reading[Fact]) -> list[Row]:
    alerts = {alert.fact.id: alert for alert in reading.alerts}
    rows = []
    for fact in reading.facts:
        if fact.kind is EntryKind.HEALTH_ALERT:
            alert = alerts.get(fact.id)
            rows.append(_open_alert(alert, base, reading) if alert else _closed_alert(fact, base))
        elif fact.kind is EntryKind.ILL_TREATMENT:
            rows.append(_row(_("Ill-treatment"), headline(fact), fact, base))
    return rows or [Row(_("Health"), _("Add a health alert"), href=f"{base}/add/health-alert", missing=True)]


def _closed_alert(fact: Fact, base: str) -> Row:
    label = words.word(SEVERITIES, fact.detail.severity) or _("Health alert")
    value = f"{fact.detail.condition or ''} · {words.word(RESOLUTIONS, fact.detail.resolution)}"
    return _row(label, value.strip(" ·"), fact, base)


def _open_alert(alert: Alert[Fact], base: str, reading: Reading[Fact]) -> Row:
    fact = alert.fact
    label = words.word(SEVERITIES, fact.detail.severity) or _("Health alert")
    value = fact.detail.condition or headline(fact)
    if days := alert_in_words(alert, reading.today):
        value = _("%(what)s: %(days)s") % {"what": value.rstrip("."), "days": days}
    row = _row(label, value, fact, base)
    age = age_in_words(alert.heard, reading.today)
    return Row(row.label, row.value, f"{row.note}. {age}", row.href, state=_("No end known"))


def _contact(base: str, facts: Sequence[Fact]) -> list[Row]:
    rows = [
        _row(
            words.word(CONTACT_FORMS, fact.detail.form) or _("Contact"),
            fact.summary or headline(fact),
            fact,
            base,
        )
        for fact in facts
        if fact.kind is EntryKind.CONTACT
    ]
    return rows or [
        Row(_("Visits and mail"), _("Add a visit, call or letter"), href=f"{base}/add/contact", missing=True)
    ]


def _row(label: str, value: str, fact: Fact, base: str) -> Row:
    return Row(label, value, _note(fact), f"{base}/entries/{fact.id}/edit")


def _note(fact: Fact) -> str:
    parts = []
    if fact.on is not None:
        parts.append(in_words(fact.on))
    says = credit(fact)
    parts.append(says.source if says else _("no source yet"))
    return " · ".join(parts)


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
