"""The sentences that count now, how they add up, and when they are expected to end.

A sentence relates to an earlier one: it stands *instead of* it (the earlier one no longer counts), is *added to*
it (it begins where the other ends), is *served beside* it, or nobody knows. Where no text says from when a term
counts, its end is a range over every start that the entries leave open: the arrest, the sentence, those it changed,
and the appeal. Where two terms stand and nobody knows how they relate, no end is reckoned.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Generic

from app.cases.kinds import EntryKind
from app.cases.kinds.sentence import DEATH, ENDLESS, IN_PRISON
from app.cases.models.cases import Standing
from app.cases.rules.facts import Dated, SomeFact, day_of, imprisons, of_kind, superseded, word_of
from app.cases.rules.stated_end import between
from app.dates import Duration, ExpectedEnd, FuzzyDate, NoExpectedEnd, expected_end, in_words
from app.text import _

AFTERWARDS = frozenset(
    {"exile", "ban", "travel-ban", "supervision", "probation"}
)  # often served after a prison term
SERVED_IN_TIME = AFTERWARDS | {
    "prison", "suspended", "conditional", "administrative-detention", "restriction-of-liberty", "forced-labour",
    "compulsory-treatment",
}  # fmt: skip
BEHIND_BARS = IN_PRISON | {"administrative-detention"}


@dataclass(frozen=True, slots=True)
class Term:
    """A sentence's expected end: the first and last possible last day, the arithmetic, the entries it rests on."""

    first: date
    last: date
    arithmetic: tuple[str, ...]
    rests_on: tuple[int, ...]
    days: int


@dataclass(frozen=True, slots=True)
class Penalty(Generic[SomeFact]):
    """A sentence that counts now: its own expected end, or the question that would settle it.

    `is_history` says that the person was freed since: its end is no longer awaited.
    """

    fact: SomeFact
    term: Term | None
    question: str = ""
    is_history: bool = False


def operative(facts: Sequence[SomeFact]) -> list[SomeFact]:
    """The sentences that count now: those in whose place no other stands, newest first, the gravest of a day first."""
    without_force = superseded(facts)
    counting = [fact for fact in of_kind(facts, EntryKind.SENTENCE) if fact.id not in without_force]
    return sorted(counting, key=_newest_and_gravest)


def _newest_and_gravest(fact: Dated) -> tuple[bool, int, bool, bool, int]:
    form, further = word_of(fact, "form"), word_of(fact, "part") == "further"
    return (form != DEATH, -day_of(fact).toordinal(), further, form not in BEHIND_BARS, -fact.id)


def death_sentence(standing: Standing, penalties: Sequence[Penalty[SomeFact]]) -> SomeFact | None:
    """The sentence to death that stands: not commuted, quashed or pardoned, wherever the person is."""
    if standing not in (Standing.SENTENCED, Standing.APPEALING):
        return None
    return next((one.fact for one in penalties if word_of(one.fact, "form") == DEATH), None)


def holds(fact: Dated) -> bool:
    """Whether whoever serves it is held."""
    return word_of(fact, "form") in BEHIND_BARS and word_of(fact, "in_absentia") != "yes"


def is_endless(penalty: Penalty[SomeFact]) -> bool:
    """Whether no end will ever be reckoned: for life, to death."""
    return word_of(penalty.fact, "form") in ENDLESS and not penalty.is_history


def penalties_of(facts: Sequence[SomeFact], freed: FuzzyDate | None) -> tuple[Penalty[SomeFact], ...]:
    """Every sentence that counts now. `freed` is the day on which custody last ended, where it did."""
    counting = operative(facts)
    return tuple(_penalty(fact, counting, facts, freed) for fact in counting)


def _penalty(
    fact: SomeFact, counting: Sequence[SomeFact], facts: Sequence[SomeFact], freed: FuzzyDate | None
) -> Penalty[SomeFact]:
    form = word_of(fact, "form")
    if form in BEHIND_BARS - {DEATH} and freed is not None and day_of(fact) <= freed.earliest_plausible:
        return Penalty(fact, None, is_history=True)
    others = [one for one in counting if one.id != fact.id and _is_open(one, freed)]
    if form == "prison" and any(_unrelated(fact, one) for one in others):
        return Penalty(
            fact, None, _("Is the newer term served after the older one, beside it or instead of it?")
        )
    return Penalty(fact, term_of(fact, facts))


def _is_open(fact: Dated, freed: FuzzyDate | None) -> bool:
    return word_of(fact, "form") == "prison" and (freed is None or day_of(fact) > freed.earliest_plausible)


def _unrelated(one: Dated, other: Dated) -> bool:
    """Whether nothing says how two terms relate."""
    return not any(
        getattr(newer.detail, "supersedes_id", None) == older.id
        and word_of(newer, "relation") in ("added-to", "served-beside")
        for newer, older in ((one, other), (other, one))
    )


def term_of(sentence: Dated, facts: Sequence[Dated]) -> Term | None:
    """When this sentence is expected to end; None when it has no exact length in time or nothing dates it.

    It counts from the recorded start; else the end is a range over every start that the entries leave open, and the
    first line of the arithmetic names them.
    """
    if word_of(sentence, "form") not in SERVED_IN_TIME or word_of(sentence, "in_absentia") == "yes":
        return None
    if (named := sentence.fuzzy("ends")) is not None:
        return _as_named(sentence, named)
    return _reckoned(sentence, facts) if _length(sentence) else None


def _reckoned(sentence: Dated, facts: Sequence[Dated]) -> Term | None:
    if (after := _added_to(sentence, facts)) is not None:
        return _after(sentence, after, facts)
    if _waits_for_another(sentence, facts):
        return None
    starts = list(_starts(sentence, facts))
    reckoned = [(start, end) for start in starts if (end := _reckon(sentence, start.on)) is not None]
    if not reckoned:
        return None
    first = min(reckoned, key=lambda pair: (pair[1].first, pair[1].last))
    last = max(reckoned, key=lambda pair: (pair[1].last, pair[1].first))
    lines = [*_basis([start for start, _end in reckoned]), *first[1].arithmetic]
    if last is not first:
        lines += [_("At the latest:"), *last[1].arithmetic]
    rests_on = tuple(dict.fromkeys((sentence.id, first[0].entry_id, last[0].entry_id)))
    days = (first[1].first - first[0].on.earliest_plausible).days + 1
    return Term(first[1].first, last[1].last, tuple(lines), rests_on, days)


def _length(sentence: Dated) -> str:
    """How long it is to be served: of a sentence only partly enforceable that part."""
    return word_of(sentence, "enforceable") or word_of(sentence, "length")


def _as_named(sentence: Dated, named: FuzzyDate) -> Term:
    """The end that the court itself named."""
    first, last = named.earliest_plausible, named.last or named.earliest_plausible
    start = sentence.fuzzy("starts") or sentence.on
    days = (first - start.earliest_plausible).days + 1 if start is not None else 1
    line = _("The court named the end: %(date)s.") % {"date": in_words(named)}
    return Term(first, last, (line,), (sentence.id,), max(days, 1))


def _waits_for_another(sentence: Dated, facts: Sequence[Dated]) -> bool:
    """Whether it may begin only when a prison term of the same case is over, and no text says so or otherwise."""
    return (
        word_of(sentence, "form") in AFTERWARDS
        and sentence.fuzzy("starts") is None
        and word_of(sentence, "relation") != "served-beside"
        and any(imprisons(one) and one.id != sentence.id for one in operative(facts))
        and word_of(sentence, "part") == "further"
    )


@dataclass(frozen=True, slots=True)
class Start:
    """A day from which a term may count, and what happened then."""

    on: FuzzyDate
    what: str
    entry_id: int


def _basis(starts: Sequence[Start]) -> list[str]:
    """From when it counts; where no text says so, every possible start in a line of its own."""
    lines = [start.what % {"date": in_words(start.on)} for start in starts]
    return lines if len(lines) == 1 else [_("No text says from when the term counts. It may count:"), *lines]


def _starts(sentence: Dated, facts: Sequence[Dated]) -> Iterator[Start]:
    """The recorded start alone; else every start that the entries leave open, the earliest first."""
    recorded = sentence.fuzzy("starts")
    if recorded is not None:
        yield Start(recorded, _("It counts from %(date)s, as recorded."), sentence.id)
        return
    arrest = _arrest_before(sentence, facts)
    if arrest is not None and arrest.on is not None:
        yield Start(arrest.on, _("From the custody that began %(date)s."), arrest.id)
    for earlier in _changed_by(sentence, facts):
        if earlier.on is not None and earlier.on != sentence.on:
            yield Start(earlier.on, _("From the sentence it changed, %(date)s."), earlier.id)
    if sentence.on is not None:
        yield Start(sentence.on, _("From the sentence itself, %(date)s."), sentence.id)
    for appeal in _appeals_of(sentence, facts):
        if appeal.on is not None and appeal.on != sentence.on:
            yield Start(appeal.on, _("From the appeal, %(date)s."), appeal.id)


def _changed_by(sentence: Dated, facts: Sequence[Dated]) -> list[Dated]:
    """The sentences in whose place this one stands, the oldest first."""
    by_id = {fact.id: fact for fact in of_kind(facts, EntryKind.SENTENCE)}
    found: list[Dated] = []
    number = getattr(sentence.detail, "supersedes_id", None)
    while number in by_id and by_id[number] not in found and number in superseded(facts):
        found.insert(0, by_id[number])
        number = getattr(by_id[number].detail, "supersedes_id", None)
    return found


def _appeals_of(sentence: Dated, facts: Sequence[Dated]) -> list[Dated]:
    """Appeals that were decided against somebody in prison and left this sentence in force."""
    if word_of(sentence, "form") != "prison":
        return []
    return [
        appeal
        for appeal in of_kind(facts, EntryKind.APPEAL)
        if word_of(appeal, "outcome") in ("rejected", "upheld", "reduced")
        and day_of(appeal) >= day_of(sentence)
    ]


def _arrest_before(sentence: Dated, facts: Sequence[Dated]) -> Dated | None:
    """The first custody of the run that led to this sentence, or to the one it changed."""
    if word_of(sentence, "form") not in BEHIND_BARS:
        return None
    freed = [
        release.on
        for release in of_kind(facts, EntryKind.RELEASE)
        if release.on and sentence.on and release.on.certainly_before(sentence.on)
    ]
    held = [
        fact
        for fact in of_kind(facts, EntryKind.CUSTODY)
        if fact.on is not None
        and not (sentence.on is not None and sentence.on.certainly_before(fact.on))
        and not any(fact.on.certainly_before(day) for day in freed)
        and fact.fuzzy("until") is None
    ]
    return min(held, key=lambda fact: fact.on.sort_key if fact.on else (date.max, date.max, ""), default=None)


def _added_to(sentence: Dated, facts: Sequence[Dated]) -> Dated | None:
    """The earlier term after which this one is served."""
    if word_of(sentence, "relation") != "added-to" or sentence.fuzzy("starts") is not None:
        return None
    number = getattr(sentence.detail, "supersedes_id", None)
    return next(
        (fact for fact in of_kind(facts, EntryKind.SENTENCE) if fact.id == number != sentence.id), None
    )


def _after(sentence: Dated, earlier: Dated, facts: Sequence[Dated]) -> Term | None:
    """The end of a term that begins on the day after another's."""
    before = term_of(earlier, [fact for fact in facts if fact.id != sentence.id])
    if before is None or before.last >= date.max:
        return None
    first, last = before.first + timedelta(days=1), before.last + timedelta(days=1)
    start = between(first, last)
    end = _reckon(sentence, start) if start is not None else None
    if end is None:
        return None
    lines = (*before.arithmetic, _("Added to it, from the day after:"), *end.arithmetic)
    rests_on = tuple(dict.fromkeys((sentence.id, *before.rests_on)))
    return Term(end.first, end.last, lines, rests_on, before.days + (end.first - first).days + 1)


def _reckon(sentence: Dated, start: FuzzyDate) -> ExpectedEnd | None:
    credited = getattr(sentence.detail, "credited_days", None) or 0
    try:
        return expected_end(start, Duration.parse(_length(sentence)), credited)
    except NoExpectedEnd:
        return None


def whole_term(penalties: Sequence[Penalty[SomeFact]]) -> Term | None:
    """When all prison terms together are expected to end; None where that is not known, or nothing is awaited."""
    awaited = [one for one in penalties if not one.is_history and word_of(one.fact, "form") in IN_PRISON]
    if not awaited or any(one.term is None for one in awaited):
        return None
    terms = [one.term for one in awaited if one.term is not None]
    longest = max(terms, key=lambda term: (term.last, term.first))
    return replace(longest, first=max(term.first for term in terms))
