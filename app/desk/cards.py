"""The five cards of a case page: what stands now, each value with its age and who says so; pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.cases import vocabulary as words
from app.cases.describing import headline, term_in_words
from app.cases.identity import age_in_words
from app.cases.models.kinds import EntryKind
from app.cases.queries.timeline import Fact
from app.cases.rules.custody import days_in_custody, is_held
from app.cases.rules.sentences import Term, operative, term_of
from app.dates import FuzzyDate, count_in_words, days_held, in_words
from app.text import _, day_in_words

FREE = frozenset({"released", "cleared", "dead", "free-with-conditions"})


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


def cards_of(reference: str, standing: str, facts: Sequence[Fact], today: date) -> Cards:
    """What stands on this day."""
    base = f"/cases/{reference}"
    return Cards(
        situation=tuple(_situation(base, standing, facts, today)),
        legal=tuple(_legal(base, facts)),
        health=tuple(_health(base, facts, today)),
        contact=tuple(_contact(base, facts)),
        path=_path(facts),
    )


def _situation(base: str, standing: str, facts: Sequence[Fact], today: date) -> list[Row]:
    rows = []
    sentences = operative(facts)
    if sentences and standing in ("sentenced", "appealing", "free-with-conditions"):
        rows.append(
            _row(
                _("Sentence that counts"), term_in_words(_as_fact(sentences[0])), _as_fact(sentences[0]), base
            )
        )
    held = [fact for fact in facts if fact.kind is EntryKind.CUSTODY]
    where = next((fact for fact in reversed(held) if fact.facility or fact.place), None)
    if where is not None and standing not in FREE:
        rows.append(_row(_("Held at"), where.facility or where.place or "", where, base))
    elif standing not in FREE:
        rows.append(Row(_("Held at"), _("Add where"), href=f"{base}/add/custody", missing=True))
    rows.extend(_custody_row(facts, sentences, today))
    freed = [fact for fact in facts if fact.kind in (EntryKind.RELEASE, EntryKind.DEATH)]
    rows.extend(_row(words.word(words.KINDS, fact.kind), headline(fact), fact, base) for fact in freed)
    return rows


def _as_fact(fact: object) -> Fact:
    assert isinstance(fact, Fact)  # noqa: S101 - the rules hand back what they were given
    return fact


def _custody_row(facts: Sequence[Fact], sentences: Sequence[object], today: date) -> list[Row]:
    count = days_in_custody(facts, today)
    if count is None:
        return []
    term = term_of(_as_fact(sentences[0]), facts) if sentences else None
    said = (
        count_in_words(count)
        if is_held(facts, today)
        else _("%(days)s, ended") % {"days": count_in_words(count)}
    )
    if term is None or _as_fact(sentences[0]).detail.form != "prison":
        return [Row(_("In custody"), said)]
    percent = min(count.days * 100 // term.days, 100)
    value = _("%(held)s of about %(term)s days, %(percent)s %%") % {
        "held": said, "term": f"{term.days:,}", "percent": percent,
    }  # fmt: skip
    return [Row(_("In custody"), value, percent=percent), _end_row(term)]


def _end_row(term: Term) -> Row:
    span = day_in_words(term.first)
    if term.is_range:
        span = _("between %(first)s and %(last)s") % {"first": span, "last": day_in_words(term.last)}
    return Row(_("Expected end"), span, " ".join(term.arithmetic))


def _legal(base: str, facts: Sequence[Fact]) -> list[Row]:
    rows = [
        _row(words.word(words.KINDS, fact.kind), headline(fact), fact, base)
        for fact in facts
        if fact.kind in (EntryKind.CHARGE, EntryKind.SENTENCE, EntryKind.APPEAL)
    ]
    if not any(fact.kind is EntryKind.CHARGE for fact in facts):
        rows.insert(0, Row(_("Charge"), _("Add the charge"), href=f"{base}/add/charge", missing=True))
    hearings = [fact for fact in facts if fact.kind is EntryKind.HEARING]
    if hearings:
        rows.append(_row(_("Last hearing"), headline(hearings[-1]), hearings[-1], base))
    return rows


def _health(base: str, facts: Sequence[Fact], today: date) -> list[Row]:
    rows = []
    for fact in facts:
        if fact.kind is EntryKind.HEALTH_ALERT:
            rows.append(_alert(fact, base, today))
        elif fact.kind is EntryKind.ILL_TREATMENT:
            rows.append(_row(_("Ill-treatment"), headline(fact), fact, base))
    return rows or [Row(_("Health"), _("Add a health alert"), href=f"{base}/add/health-alert", missing=True)]


def _alert(fact: Fact, base: str, today: date) -> Row:
    label = words.word(words.SEVERITIES, fact.detail.severity) or _("Health alert")
    if fact.detail.resolution:
        value = f"{fact.detail.condition or ''} · {words.word(words.RESOLUTIONS, fact.detail.resolution)}"
        return _row(label, value.strip(" ·"), fact, base)
    value = fact.detail.condition or headline(fact)
    if fact.detail.severity == "hunger-strike" and fact.on is not None:
        strike = count_in_words(days_held(fact.on, None, today))
        value = _("%(what)s: %(days)s, no end known") % {"what": value, "days": strike}
    row = _row(label, value, fact, base)
    return Row(
        row.label, row.value, f"{row.note}. {age_in_words(fact.known, today)}", row.href, state=_("Open")
    )


def _contact(base: str, facts: Sequence[Fact]) -> list[Row]:
    rows = [
        _row(
            words.word(words.CONTACT_FORMS, fact.detail.form) or _("Contact"),
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
    parts.append(fact.cites[0].source if fact.cites else _("no source yet"))
    return " · ".join(parts)


def _path(facts: Sequence[Fact]) -> tuple[tuple[str, str, str], ...]:
    """How far the trial is: each step done, now or not yet, in words."""
    kinds = {fact.kind for fact in facts}
    trial = any(
        fact.kind is EntryKind.HEARING and fact.detail.stage in ("trial", "verdict") for fact in facts
    )
    steps = (
        (_("Arrest"), EntryKind.CUSTODY in kinds),
        (_("Charge"), EntryKind.CHARGE in kinds),
        (_("Trial"), trial or EntryKind.SENTENCE in kinds),
        (_("Verdict"), EntryKind.SENTENCE in kinds),
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
