"""Hearings ahead, and those whose result nobody has recorded."""

from collections.abc import Iterator, Sequence
from datetime import date

from app.cases.entry_words import headline
from app.cases.models import EntryKind
from app.cases.queries.timeline import Fact
from app.dates import in_words
from app.reviews.due_date import Due, Given, Urgency, base_line, earliest, latest, of_entry, plus
from app.reviews.rules.after_fact import FREED, happened_since, of_kind
from app.text import _

STALE_DAYS = 60
SETTLING = (EntryKind.HEARING, EntryKind.SENTENCE, EntryKind.APPEAL, *FREED)


def hearings(given: Given) -> Iterator[Due]:
    """One for every hearing without a result, on its first possible day.

    While its day has not passed nothing but a result settles it; afterwards also what a court did later.
    """
    for fact in of_kind(given.facts, EntryKind.HEARING):
        if fact.on is None or fact.detail.result:
            continue
        until = fact.fuzzy("until")
        last = max(latest(fact.on), latest(until) if until else latest(fact.on))
        passed = last < given.today
        if passed and happened_since(given.facts, fact, SETTLING, given.today):
            continue
        if passed and fact.detail.stage == "testimony" and _is_reported(fact):
            continue
        if passed and fact.detail.stage == "verdict" and _is_decided(given.facts, earliest(fact.on)):
            continue
        yield Due(
            rule="hearing",
            subject=of_entry(fact.id),
            due=earliest(fact.on),
            last=last,
            title=_("Hearing: %(what)s") % {"what": headline(fact)},
            reason=_reason(fact, passed=passed) % {"date": in_words(fact.on)},
            rests_on=(fact.id,),
            arithmetic=(base_line(fact.on),),
            urgency=Urgency.LAW if given.today <= plus(last, STALE_DAYS) else Urgency.HOUSE,
            hard=True,
            time=fact.detail.time if fact.on.is_exact_day else None,
            time_zone=fact.detail.zone,
            place=_where(fact),
        )


def _where(fact: Fact) -> str | None:
    """Court and place, each once."""
    parts = [part for part in (fact.detail.court, fact.place, fact.facility) if part]
    return ", ".join(dict.fromkeys(parts)) or None


def _reason(fact: Fact, *, passed: bool) -> str:
    """What is asked for: of testimony no result is awaited, of a verdict the sentence."""
    if fact.detail.stage == "testimony":
        return (
            _("Somebody was to testify on %(date)s, and no text since then tells of it.")
            if passed
            else _("Testimony stays here until a text tells what was said: %(date)s.")
        )
    if fact.detail.stage == "verdict":
        return (
            _("The verdict was to be given on %(date)s, and neither sentence nor acquittal is recorded.")
            if passed
            else _("A verdict stays here until the sentence or acquittal is recorded: %(date)s.")
        )
    if passed:
        return _("It was to be on %(date)s, and no result is recorded.")
    return _("A hearing stays here until its result is recorded: %(date)s.")


def _is_reported(fact: Fact) -> bool:
    """Whether a text of that day or later tells of it: then it was held, and what was said is known."""
    return any(
        cited.published is not None and fact.on is not None and latest(cited.published) >= earliest(fact.on)
        for cited in fact.cites
    )


def _is_decided(facts: Sequence[Fact], base: date) -> bool:
    """Whether a charge is recorded as decided since then."""
    return any(
        fact.detail.outcome and (on := fact.fuzzy("outcome_on")) is not None and latest(on) >= base
        for fact in of_kind(facts, EntryKind.CHARGE)
    )
