"""Where a case stands: derived from its entries, with the entry it rests on.

The rule: entries are read in order of date. Within one run (from arrest or charge until freedom) the stage only
moves forward: detained, charged, on trial, sentenced, appealing; a decided appeal leads back to sentenced. A release,
an acquittal, the end of a custody that nothing continues, or a sentence served in freedom ends the run; a fine or
probation beside a prison term that still counts frees nobody, nor does a further penalty. Exile, an escape and a
sentence on somebody absent end custody and leave the sentence: nobody is free by them. A threat counts only while
nobody holds or tries the person. Whoever was taken and is denied, or held nobody says where, is missing until custody
is admitted to, a court has the person before it, or freedom or death is told: a charge alone finds nobody. When a
detention of stated length must be over and nothing continues it, the standing is unknown again. A superseded
sentence, what still lies ahead and a threat against somebody else decide nothing. Death ends everything.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from app.cases.kinds import EntryKind
from app.cases.kinds.release import ESCAPE, ON_CONDITIONS, WITHOUT_CONDITIONS
from app.cases.kinds.sentence import EXILE, IN_PRISON
from app.cases.models.cases import Standing
from app.cases.rules.facts import (
    Dated,
    day_of,
    has_begun,
    imprisons,
    is_missing,
    of_kind,
    superseded,
    was_held,
    word_of,
)
from app.cases.rules.stated_end import DETENTION, between, is_continued, stated_end
from app.dates import FuzzyDate

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
    "restriction-of-liberty": Standing.FREE_WITH_CONDITIONS,
    "ban": Standing.FREE_WITH_CONDITIONS,
    "travel-ban": Standing.FREE_WITH_CONDITIONS,
    "supervision": Standing.FREE_WITH_CONDITIONS,
}
ENDS_EXILE = frozenset({"pardon", "acquittal", "exchange", "expulsion"})
ALWAYS_FREES = frozenset({"amnesty", "released-at-verdict"})  # said of somebody who goes free by it
APPEAL_LEADS_TO = {
    "pending": Standing.APPEALING,
    "rejected": Standing.SENTENCED,
    "upheld": Standing.SENTENCED,
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
TRIED = ("trial", "verdict")  # the stages of a court that tries somebody
STATED = frozenset({DETENTION, "police-custody", "arrest"})  # over when their stated length is
INSIDE = frozenset({"punishment-cell"})  # within a prison: leaving it frees nobody


@dataclass(frozen=True, slots=True)
class Step:
    """One entry's word on the standing."""

    when: FuzzyDate | None
    standing: Standing
    entry_id: int
    decides: bool = False  # may lead back within a run: an appeal that was decided
    is_out: bool = False  # ends custody although no freedom is told
    is_unseen: bool = False  # nobody saw the person for it: it finds nobody who is missing

    @property
    def key(self) -> tuple[date, int, int]:
        """Its place in the order of steps: on one day the later stage of a court's work, and freedom last."""
        when = self.when.earliest_plausible if self.when else date.min
        return (when, SAME_DAY.index(self.standing), self.entry_id)


# On one day the later stage of the work of a court comes last; a release comes after everything.
SAME_DAY = (
    Standing.UNKNOWN,
    Standing.THREATENED,
    *RUN,
    Standing.MISSING,
    Standing.FREE_WITH_CONDITIONS,
    Standing.CLEARED,
    Standing.RELEASED,
    Standing.DEAD,
)


@dataclass(frozen=True, slots=True)
class Course:
    """How the standing came about: where it ended, by which entry, and every step that counted, in order."""

    standing: Standing
    entry_id: int | None
    steps: tuple[Step, ...]


def course_of(facts: Sequence[Dated], today: date) -> Course:
    """Where the person stands on this day, as the entries tell it."""
    begun = [fact for fact in facts if has_begun(fact, today)]
    death = min(of_kind(begun, EntryKind.DEATH), key=lambda one: (day_of(one), one.id), default=None)
    standing, entry_id, counted = Standing.UNKNOWN, None, []
    for step in sorted(_steps(begun, today), key=lambda step: step.key):
        if _counts(standing, step):
            standing, entry_id = step.standing, step.entry_id
            counted.append(step)
    if death is not None:
        counted.append(Step(death.on, Standing.DEAD, death.id))
        return Course(Standing.DEAD, death.id, tuple(counted))
    return Course(standing, entry_id, tuple(counted))


def _counts(now: Standing, step: Step) -> bool:
    if step.standing is Standing.THREATENED:
        return now in AT_LARGE
    if now is Standing.MISSING and step.is_unseen:
        return False
    if step.standing is Standing.UNKNOWN:
        return now in (Standing.DETAINED, Standing.THREATENED)
    if step.standing in RUN and now in RUN:
        return step.decides or RUN.index(step.standing) >= RUN.index(now)
    return True


def _steps(facts: Sequence[Dated], today: date) -> Iterator[Step]:
    without_force = superseded(facts)
    for fact in facts:
        if fact.id in without_force:
            continue
        for step in _steps_of(fact, facts):
            if step.when is None or step.when.earliest_plausible <= today:
                yield step
        yield from _over(fact, facts, today)


def _steps_of(fact: Dated, facts: Sequence[Dated]) -> Iterator[Step]:
    outcome = word_of(fact, "outcome")
    if fact.kind is EntryKind.THREAT and not word_of(fact, "target"):
        yield Step(fact.on, Standing.THREATENED, fact.id)
        if word_of(fact, "ending"):
            yield Step(fact.fuzzy("ended") or fact.on, Standing.UNKNOWN, fact.id)
    elif fact.kind is EntryKind.CUSTODY:
        standing = Standing.MISSING if is_missing(fact) else Standing.DETAINED
        yield from (Step(day, standing, fact.id) for day in _each_day(fact))
    elif fact.kind is EntryKind.CHARGE:
        yield Step(fact.on, Standing.CHARGED, fact.id, is_unseen=True)
        if outcome in CHARGE_LEADS_TO and not _is_outweighed(fact, facts):
            yield Step(fact.fuzzy("outcome_on") or fact.on, CHARGE_LEADS_TO[outcome], fact.id)
    elif fact.kind is EntryKind.HEARING and word_of(fact, "stage") in TRIED and was_held(fact):
        yield Step(fact.on, Standing.ON_TRIAL, fact.id)
    elif fact.kind is EntryKind.SENTENCE:
        yield from _sentenced(fact, facts)
    elif fact.kind is EntryKind.APPEAL and (outcome or "pending") in APPEAL_LEADS_TO:
        yield Step(fact.on, APPEAL_LEADS_TO[outcome or "pending"], fact.id, decides=True)
    elif fact.kind is EntryKind.RELEASE:
        yield _released(fact, facts)


def _released(release: Dated, facts: Sequence[Dated]) -> Step:
    form = word_of(release, "form")
    if form == ESCAPE:
        charged = Standing.CHARGED if of_kind(facts, EntryKind.CHARGE) else Standing.UNKNOWN
        told = Standing.SENTENCED if any(_in_force(facts)) else charged
        return Step(release.on, told, release.id, decides=True, is_out=True)
    if form not in ENDS_EXILE and _goes_into_exile(release, facts):
        return Step(release.on, Standing.SENTENCED, release.id, decides=True, is_out=True)
    conditional = form in ON_CONDITIONS or (word_of(release, "conditions") and form not in WITHOUT_CONDITIONS)
    return Step(release.on, Standing.FREE_WITH_CONDITIONS if conditional else Standing.RELEASED, release.id)


def _in_force(facts: Sequence[Dated]) -> Iterator[Dated]:
    """The sentences by which somebody is held, without those in whose place another stands."""
    without_force = superseded(facts)
    return (fact for fact in facts if fact.id not in without_force and imprisons(fact))


def _goes_into_exile(release: Dated, facts: Sequence[Dated]) -> bool:
    """Whether leaving prison leads into the exile that was imposed beside it."""
    without_force, day = superseded(facts), day_of(release)
    exiles = [
        fact
        for fact in of_kind(facts, EntryKind.SENTENCE)
        if word_of(fact, "form") == EXILE and fact.id not in without_force and day_of(fact) <= day
    ]
    return any(
        any(day_of(prison) <= day for prison in _in_force(facts))
        and not any(
            day_of(exile) <= day_of(other) < day for other in of_kind(facts, EntryKind.RELEASE) if other.on
        )
        for exile in exiles
    )


def _each_day(fact: Dated) -> Sequence[FuzzyDate | None]:
    """Each of several days on which somebody was taken; else the one date, or none."""
    return fact.on.each if fact.on is not None else (None,)


def _is_outweighed(charge: Dated, facts: Sequence[Dated]) -> bool:
    """Whether being cleared of this charge clears nobody, for another one stands."""
    return CHARGE_LEADS_TO[word_of(charge, "outcome")] is Standing.CLEARED and any(
        other.id != charge.id and CHARGE_LEADS_TO.get(word_of(other, "outcome")) is not Standing.CLEARED
        for other in of_kind(facts, EntryKind.CHARGE)
    )


def _sentenced(sentence: Dated, facts: Sequence[Dated]) -> Iterator[Step]:
    standing = SENTENCE_LEADS_TO.get(word_of(sentence, "form"), Standing.SENTENCED)
    if standing in RUN or frees(sentence, facts):
        exiled = word_of(sentence, "form") == EXILE and not any(_in_force(facts))
        absent = word_of(sentence, "in_absentia") == "yes"
        yield Step(sentence.on, standing, sentence.id, is_out=exiled or absent, is_unseen=absent)


def frees(sentence: Dated, facts: Sequence[Dated]) -> bool:
    """Whether a sentence served in freedom ends custody: not beside a prison term that still counts."""
    form = word_of(sentence, "form")
    if SENTENCE_LEADS_TO.get(form) in (None, *RUN) or sentence.id in superseded(facts):
        return False
    if form not in ALWAYS_FREES and word_of(sentence, "part") == "further":
        return False
    return form in ALWAYS_FREES or not any(
        other.id != sentence.id
        and word_of(other, "form") in (*IN_PRISON, EXILE)
        and other.id not in superseded(facts)
        and day_of(other) <= day_of(sentence)
        and not _freed_between(other, sentence, facts)
        for other in of_kind(facts, EntryKind.SENTENCE)
    )


def _freed_between(earlier: Dated, later: Dated, facts: Sequence[Dated]) -> bool:
    return any(
        day_of(earlier) <= day_of(release) <= day_of(later)
        for release in of_kind(facts, EntryKind.RELEASE)
        if release.on is not None
    )


def _over(fact: Dated, facts: Sequence[Dated], today: date) -> Iterator[Step]:
    """The end of a custody: as recorded, or because its stated length must be over."""
    if word_of(fact, "form") in INSIDE:
        return
    until = fact.fuzzy("until") if fact.kind is EntryKind.CUSTODY else None
    if until is not None:
        ended = until.last is not None and until.last < today
        if ended and not is_continued(fact, until.last or today, facts) and not _serves(fact, facts):
            yield Step(until, Standing.RELEASED, fact.id)
        return
    end = stated_end(fact)
    if end is None or word_of(fact, "form") not in STATED:
        return
    last = end.last or date.max
    if last < today and not is_continued(fact, last, facts):
        yield Step(between(last, last), Standing.UNKNOWN, fact.id)


def _serves(custody: Dated, facts: Sequence[Dated]) -> bool:
    """Whether the person had a prison term to serve when this stay ended: then it was a transfer."""
    until = custody.fuzzy("until")
    return any(
        until is not None and day_of(one) <= (until.last or date.max) and day_of(one) >= day_of(custody)
        for one in _in_force(facts)
    )
