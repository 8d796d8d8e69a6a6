"""Days in custody: the stays that entries tell of, each until it ended or until the person was last heard of.

A count never runs past the last day on which somebody said so. A stay ends with its own end, with its stated
length, or with the release, death, acquittal or sentence in freedom that follows; an arrest that a detention of
stated length followed ends with that. Whoever is missing is not counted: nobody says that they
are held. What has no end goes on as far as is known, and is counted until the last news.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from app.cases.kinds import EntryKind
from app.cases.kinds.sentence import IN_PRISON
from app.cases.models.cases import Standing
from app.cases.rules.facts import (
    Dated,
    day_of,
    has_begun,
    heard,
    imprisons,
    is_missing,
    last_day,
    newest,
    of_kind,
    superseded,
    word_of,
)
from app.cases.rules.standing import INSIDE, SAME_DAY, Course, Step
from app.cases.rules.stated_end import DETENTION, between, stated_end
from app.dates import DayCount, Duration, FuzzyDate, Period, overlaps, sum_periods

HOUSE_ARREST = "house-arrest"
SHORT = frozenset({"", "arrest", "police-custody"})
FREEDOM = frozenset({Standing.FREE_WITH_CONDITIONS, Standing.CLEARED, Standing.RELEASED, Standing.DEAD})
NOT_HELD = FREEDOM | {Standing.MISSING}
HELD_BY = frozenset(
    {EntryKind.CUSTODY, EntryKind.APPEAL, EntryKind.HEALTH_ALERT, EntryKind.ILL_TREATMENT, EntryKind.CONTACT}
)


@dataclass(frozen=True, slots=True)
class Stay:
    """One stretch of custody. Without an end it goes on, as far as is known."""

    entry_id: int
    form: str
    start: FuzzyDate
    end: FuzzyDate | None
    stated_days: int = 0  # what its stated length certainly has, once it must be over
    by_length: bool = False  # only its stated length says that it ended


@dataclass(frozen=True, slots=True)
class Custody:
    """All custody of one person. `heard` is the last day for which somebody told of it; the count stops there."""

    count: DayCount
    stays: tuple[Stay, ...]
    heard: FuzzyDate | None
    form: str  # of the newest stay

    @property
    def goes_on(self) -> bool:
        """Whether no end is known of some stay."""
        return any(stay.end is None for stay in self.stays)

    @property
    def by_length(self) -> bool:
        """Whether it is over only because its stated length is."""
        return not self.goes_on and self.stays[-1].by_length


def custody_of(facts: Sequence[Dated], course: Course, today: date) -> Custody | None:
    """What is known of custody up to a day; None when no dated custody is. House arrest is left out."""
    stays = sorted(_stays(facts, course, today), key=lambda stay: (stay.start.sort_key, stay.entry_id))
    if not stays:
        return None
    told = newest(heard(fact, today) for fact in facts if tells_of_custody(fact))
    open_stays = [stay for stay in stays if stay.end is None]
    return Custody(_count(stays, told, today), tuple(stays), told, (open_stays or stays)[-1].form)


def overlapping(facts: Sequence[Dated]) -> list[tuple[int, int]]:
    """Pairs of custody entries that certainly share a day although both say where the person was."""
    held = [
        fact
        for fact in of_kind(facts, EntryKind.CUSTODY)
        if fact.on is not None and fact.fuzzy("until") and word_of(fact, "form") not in INSIDE
    ]
    return [
        (one.id, other.id)
        for index, one in enumerate(held)
        for other in held[index + 1 :]
        if one.on and other.on and overlaps(one.on, one.fuzzy("until"), other.on, other.fuzzy("until"))
    ]


def prisoner_number(facts: Sequence[Dated]) -> str:
    """The number that the newest custody of somebody gives; "" where none is known."""
    numbered = [fact for fact in of_kind(facts, EntryKind.CUSTODY) if word_of(fact, "prisoner_number")]
    newest_of = max(numbered, key=lambda fact: (day_of(fact), fact.id), default=None)
    return word_of(newest_of, "prisoner_number") if newest_of is not None else ""


def tells_of_custody(fact: Dated) -> bool:
    """Whether this news says that the person is held: nobody is by a fine, or by being seen at large."""
    form = word_of(fact, "form")
    if fact.kind is EntryKind.SENTENCE:
        return imprisons(fact) or form == DETENTION
    if is_missing(fact):
        return False
    return fact.kind in HELD_BY and not (fact.kind is EntryKind.CONTACT and form == "at-large")


def _stays(facts: Sequence[Dated], course: Course, today: date) -> Iterator[Stay]:
    freed = [
        step for step in course.steps if (step.is_out or step.standing in NOT_HELD) and step.when is not None
    ]
    holding = _holding(facts, freed, today)
    for fact in holding:
        assert fact.on is not None  # noqa: S101 - undated ones are left out
        start = (fact.fuzzy("starts") if word_of(fact, "form") == DETENTION else None) or fact.on
        if start.earliest_plausible > today:  # imposed already, and yet to begin
            continue
        *before, last = days = [day for day in start.each if day.earliest_plausible <= today]
        end, by_length = _end(fact, _key(fact, last if before else fact.on), holding, freed)
        if end is not None and (end.last or date.max) >= today:  # it need not be over yet
            end, by_length = None, False
        stated = _stated_days(fact) if end is not None else 0
        for day, after in pairwise(days):  # each of several was over before the next began
            over = between(day.earliest_plausible, after.last or after.earliest_plausible)
            yield Stay(fact.id, word_of(fact, "form"), day, over)
        yield Stay(fact.id, word_of(fact, "form"), last, end, stated, by_length)


def _holding(facts: Sequence[Dated], freed: Sequence[Step], today: date) -> list[Dated]:
    """The facts by which somebody was held, in order. A prison term holds whoever was held before or freed after it:
    of anybody else nobody says that it was begun.
    """
    without_force = superseded(facts)
    dated = [
        fact
        for fact in of_kind(facts, EntryKind.CUSTODY, EntryKind.SENTENCE)
        if fact.on is not None and has_begun(fact, today) and fact.id not in without_force
    ]
    dated.sort(key=lambda fact: (day_of(fact), fact.id))
    found: list[Dated] = []
    for fact in dated:
        form = word_of(fact, "form")
        if fact.kind is EntryKind.CUSTODY:
            holds = form != HOUSE_ARREST and not is_missing(fact)
        elif form in IN_PRISON:
            holds = imprisons(fact) and (bool(found) or any(step.key > _key(fact, fact.on) for step in freed))
        else:
            holds = form == DETENTION
        if holds:
            found.append(fact)
    return found


def _key(fact: Dated, on: FuzzyDate | None) -> tuple[date, int, int]:
    """Its place among the steps, as of somebody who is held from a day."""
    return (on.earliest_plausible if on else date.min, SAME_DAY.index(Standing.DETAINED), fact.id)


def _end(
    fact: Dated, since: tuple[date, int, int], holding: Sequence[Dated], freed: Sequence[Step]
) -> tuple[FuzzyDate | None, bool]:
    """When a stay ended, and whether only its stated length says so."""
    inside = word_of(fact, "form") in INSIDE
    until = fact.fuzzy("until") if fact.kind is EntryKind.CUSTODY and not inside else None
    if until is not None:
        return until, False
    free = next((step for step in freed if step.key > since), None)
    freed_on = free.when if free is not None else None
    later = [
        one for one in holding if since < _key(one, one.on) and (free is None or _key(one, one.on) < free.key)
    ]
    stated = None if inside else _stated(fact, later)
    if stated is None or (freed_on is not None and freed_on.certainly_before(stated)):
        return freed_on, False
    return stated, freed_on is None


def _stated(fact: Dated, later: Sequence[Dated]) -> FuzzyDate | None:
    """The end by a stated length: a custody's or detention's own, or that of the detention that alone followed an
    arrest.
    """
    form = word_of(fact, "form")
    if fact.kind is EntryKind.SENTENCE:
        return stated_end(fact) if form == DETENTION else None
    if (own := stated_end(fact)) is not None or form not in SHORT:
        return own
    detained = (
        len(later) == 1 and later[0].kind is EntryKind.SENTENCE and word_of(later[0], "form") == DETENTION
    )
    return stated_end(later[0]) if detained else None


def _stated_days(fact: Dated) -> int:
    if fact.kind is EntryKind.SENTENCE and word_of(fact, "form") != DETENTION:
        return 0
    text = word_of(fact, "length") or word_of(fact, "length_min")
    length = Duration.parse(text) if text else None
    return length.days + 7 * length.weeks if length is not None else 0


def _count(stays: Sequence[Stay], told: FuzzyDate | None, today: date) -> DayCount:
    """The days that are certain. Stays that may be one and the same count once, by the longest."""
    groups: list[list[Stay]] = []
    for stay in stays:
        alike = [group for group in groups if any(_may_share_a_day(stay, other) for other in group)]
        groups = [group for group in groups if group not in alike]
        groups.append([*(one for group in alike for one in group), stay])
    counts = [_count_group(group, told, today) for group in groups]
    return DayCount(
        sum(count.days for count in counts),
        at_least=any(count.at_least for count in counts),
        doubtful=any(count.doubtful for count in counts),
    )


def _count_group(stays: Sequence[Stay], told: FuzzyDate | None, today: date) -> DayCount:
    count = sum_periods([_as_counted(stay, told) for stay in stays], today)
    stated = max(stay.stated_days for stay in stays)
    goes_on = any(stay.end is None for stay in stays) and (told is None or last_day(told, today) < today)
    at_least = goes_on or (count.at_least and not (len(stays) == 1 and stated))
    return DayCount(max(count.days, stated), at_least, count.doubtful)


def _as_counted(stay: Stay, told: FuzzyDate | None) -> Period:
    """A stay as it may be counted: one without an end only until the last news, and at least its first day."""
    if stay.end is not None:
        return Period(stay.start, stay.end)
    return Period(
        stay.start, told if told is not None and not told.certainly_before(stay.start) else stay.start
    )


def _may_share_a_day(one: Stay, other: Stay) -> bool:
    one_last, other_last = (stay.end.last if stay.end else None for stay in (one, other))
    return (one.start.first or date.min) <= (other_last or date.max) and (other.start.first or date.min) <= (
        one_last or date.max
    )
