"""Where a case stands now: derived from its entries, with the entry it rests on and its age.

The rule: entries are read in order of date. Within one run (from arrest or charge until freedom) the stage only
moves forward: detained, charged, on trial, sentenced, appealing; a decided appeal leads back to sentenced. A
release, an acquittal or a sentence served in freedom ends the run. A threat counts only while nobody holds or
tries the person, and its age is its own. When an administrative detention must be over and nothing else is told,
the standing is unknown again. A superseded sentence, a hearing still ahead and a threat against somebody else
decide nothing. Death ends everything. The age is the newest date for which anything at all is known of the person.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from app.cases.models.cases import Standing
from app.cases.models.kinds import EntryKind
from app.dates import Duration, FuzzyDate, NoExpectedEnd, expected_end

RUN = (Standing.DETAINED, Standing.CHARGED, Standing.ON_TRIAL, Standing.SENTENCED, Standing.APPEALING)
AT_LARGE = frozenset(
    {
        Standing.UNKNOWN,
        Standing.THREATENED,
        Standing.RELEASED,
        Standing.CLEARED,
        Standing.FREE_WITH_CONDITIONS,
    }
)
SENTENCE_LEADS_TO = {
    "prison": Standing.SENTENCED,
    "suspended": Standing.FREE_WITH_CONDITIONS,
    "conditional": Standing.FREE_WITH_CONDITIONS,
    "probation": Standing.FREE_WITH_CONDITIONS,
    "amnesty": Standing.FREE_WITH_CONDITIONS,
    "community-service": Standing.FREE_WITH_CONDITIONS,
    "fine": Standing.FREE_WITH_CONDITIONS,
    "released-at-verdict": Standing.RELEASED,
    "administrative-detention": Standing.DETAINED,
}
APPEAL_LEADS_TO = {
    "pending": Standing.APPEALING,
    "rejected": Standing.SENTENCED,
    "reduced": Standing.SENTENCED,
    "withdrawn": Standing.SENTENCED,
    "quashed": Standing.CHARGED,
    "returned": Standing.ON_TRIAL,
}
CHARGE_LEADS_TO = {
    "convicted": Standing.SENTENCED,
    "acquitted": Standing.CLEARED,
    "dropped": Standing.CLEARED,
    "withdrawn": Standing.CLEARED,
}


class Dated(Protocol):
    """What the rule reads of a fact."""

    @property
    def id(self) -> int: ...
    @property
    def kind(self) -> EntryKind: ...
    @property
    def on(self) -> FuzzyDate | None: ...
    @property
    def known(self) -> FuzzyDate | None: ...
    @property
    def detail(self) -> object: ...
    def fuzzy(self, name: str) -> FuzzyDate | None: ...


@dataclass(frozen=True, slots=True)
class StandingNow:
    """The standing, the entry that decided it, and for when it is known."""

    standing: Standing
    entry_id: int | None
    as_of: FuzzyDate | None


@dataclass(frozen=True, slots=True)
class Step:
    """One entry's word on the standing."""

    when: FuzzyDate | None
    standing: Standing
    entry_id: int
    decides: bool = False  # may lead back within a run: an appeal that was decided


def standing_of(facts: Sequence[Dated], today: date) -> StandingNow:
    """Where the person stands, as the entries tell it on this day."""
    as_of = _newest(facts, today)
    death = next((fact for fact in facts if fact.kind is EntryKind.DEATH), None)
    if death is not None:
        return StandingNow(Standing.DEAD, death.id, death.on or as_of)
    standing, entry_id = Standing.UNKNOWN, None
    for step in sorted(_steps(facts, today), key=_in_order):
        if _counts(standing, step):
            standing, entry_id = step.standing, step.entry_id
    if standing is Standing.THREATENED:
        as_of = next((fact.known for fact in facts if fact.id == entry_id), as_of)
    return StandingNow(standing, entry_id, as_of)


def _counts(now: Standing, step: Step) -> bool:
    if step.standing is Standing.THREATENED:
        return now in AT_LARGE
    if step.standing is Standing.UNKNOWN:
        return now is Standing.DETAINED
    if step.standing in RUN and now in RUN:
        return step.decides or RUN.index(step.standing) >= RUN.index(now)
    return True


def _steps(facts: Sequence[Dated], today: date) -> Iterator[Step]:
    superseded = {
        getattr(fact.detail, "supersedes_id", None) for fact in facts if fact.kind is EntryKind.SENTENCE
    }
    for fact in facts:
        if fact.id in superseded or (
            fact.on is not None and fact.on.first is not None and fact.on.first > today
        ):
            continue
        yield from _steps_of(fact)
        over = _must_be_over(fact)
        if over is not None and over < today:
            yield Step(FuzzyDate.on(over), Standing.UNKNOWN, fact.id)


def _steps_of(fact: Dated) -> Iterator[Step]:
    detail = fact.detail
    form, outcome = getattr(detail, "form", None), getattr(detail, "outcome", None)
    if fact.kind is EntryKind.THREAT and not getattr(detail, "target", None):
        yield Step(fact.on, Standing.THREATENED, fact.id)
    elif fact.kind is EntryKind.CUSTODY:
        yield Step(fact.on, Standing.DETAINED, fact.id)
        if until := fact.fuzzy("until"):
            yield Step(until, Standing.RELEASED, fact.id)
    elif fact.kind is EntryKind.CHARGE:
        yield Step(fact.on, Standing.CHARGED, fact.id)
        if outcome in CHARGE_LEADS_TO:
            yield Step(fact.fuzzy("outcome_on") or fact.on, CHARGE_LEADS_TO[outcome], fact.id)
    elif fact.kind is EntryKind.HEARING and getattr(detail, "stage", None) in ("trial", "verdict"):
        yield Step(fact.on, Standing.ON_TRIAL, fact.id)
    elif fact.kind is EntryKind.SENTENCE:
        yield Step(fact.on, SENTENCE_LEADS_TO.get(form or "", Standing.SENTENCED), fact.id)
    elif fact.kind is EntryKind.APPEAL and (outcome or "pending") in APPEAL_LEADS_TO:
        yield Step(fact.on, APPEAL_LEADS_TO[outcome or "pending"], fact.id, decides=True)
    elif fact.kind is EntryKind.RELEASE:
        conditional = getattr(detail, "conditions", None)
        yield Step(fact.on, Standing.FREE_WITH_CONDITIONS if conditional else Standing.RELEASED, fact.id)


def _must_be_over(fact: Dated) -> date | None:
    """The last possible day of an administrative detention of known length."""
    detail = fact.detail
    length = getattr(detail, "length", None) or getattr(detail, "length_max", None)
    if getattr(detail, "form", None) != "administrative-detention" or not length or fact.on is None:
        return None
    try:
        return expected_end(fact.on, Duration.parse(length)).last
    except NoExpectedEnd:
        return None


# On one day the later stage of the work of a court comes last; a release comes after everything.
SAME_DAY = (
    Standing.UNKNOWN,
    Standing.THREATENED,
    *RUN,
    Standing.FREE_WITH_CONDITIONS,
    Standing.CLEARED,
    Standing.RELEASED,
)


def _in_order(step: Step) -> tuple[date, int, int]:
    when = step.when.earliest_plausible if step.when else date.min
    return (when, SAME_DAY.index(step.standing), step.entry_id)


def _newest(facts: Sequence[Dated], today: date) -> FuzzyDate | None:
    dated = [
        known for fact in facts if (known := fact.known) and (known.first is None or known.first <= today)
    ]
    return max(dated, key=lambda known: (known.earliest_plausible, known.last or today), default=None)
