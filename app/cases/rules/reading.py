"""The reading of a case: everything that is derived of it, on a day, from the facts that one viewer may see.

Bar, cards, lists, letters, reviews, mail, feeds, calendars, public pages, exports and commands ask this value and
derive nothing themselves. Nothing in it is told beyond the newest news (the horizon): a count stops at the last day
for which somebody said so; a carry period by kind, which a campaign can change, decides only whether it "is" so or
"was so, when last heard of". What lies ahead (the expected end of a sentence) stays, with its arithmetic.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic

from app.cases.kinds import KINDS, EntryKind
from app.cases.models.cases import Gravity, Standing
from app.cases.rules.custody import FREEDOM, NOT_HELD, SHORT, Custody, custody_of
from app.cases.rules.facts import (
    Dated,
    SomeFact,
    has_begun,
    heard,
    last_day,
    newest,
    of_kind,
    word_of,
)
from app.cases.rules.health import LIFE_IN_DANGER, Alert, alerts_of
from app.cases.rules.sentences import Penalty, Term, death_sentence, holds, penalties_of, whole_term
from app.cases.rules.standing import RUN, Course, course_of
from app.dates import FuzzyDate
from app.directory.periods import Periods

SHIPPED = Periods()
NEAR_DAYS, FRESH_DAYS = 14, 180
CARRY_DAYS, DORMANT_DAYS = 30, 730  # where a house sets nothing
GRAVITY = {
    slug: Gravity[kind.gravity.upper().replace("-", "_")] for slug, kind in KINDS.items() if kind.gravity
}
GRAVE_WHEN_FRESH = [slug for slug, gravity in GRAVITY.items() if gravity is Gravity.ILL_TREATMENT]
# The columns of entries that a reading reads, a fuzzy date by its one name.
READ = frozenset(
    {
        *(name for kind in KINDS.values() for name in (*kind.endings, *kind.ahead) if name),
        "case_id", "kind", "on", "as_of", "known_on", "removed_at", "visibility",
        "form", "whereabouts", "stage", "result", "severity", "outcome", "ending", "target",
        "refused", "conditions", "resolution", "until",
        "enforceable", "ends", "execution", "in_absentia",
        "starts", "length", "length_min", "length_max", "credited_days", "part", "relation", "supersedes_id",
    }
)  # fmt: skip
# Said of what happened, not of what goes on; and of the missing, for there the silence itself is the wrong.
AGES_NOT = frozenset({Standing.RELEASED, Standing.CLEARED, Standing.DEAD, Standing.MISSING})


@dataclass(frozen=True, slots=True)
class Reading(Generic[SomeFact]):
    """All that is derived of one case on a day. Dates of news are as loose as the news itself."""

    today: date
    facts: Sequence[SomeFact]
    standing: Standing
    standing_entry_id: int | None
    as_of: FuzzyDate | None  # the newest news that carries the standing
    carried_until: (
        date | None
    )  # the last day on which the standing is told as so; None where that does not age
    news: FuzzyDate | None  # the newest news of any kind
    dormant_from: date | None  # from this day on, without newer news, the case sleeps
    custody: Custody | None
    custody_carried_until: date | None
    penalties: tuple[Penalty[SomeFact], ...]
    term: Term | None  # when all prison terms together are expected to end
    alerts: tuple[Alert[SomeFact], ...]
    doubts: tuple[int, ...]  # entries that speak against the standing: a person has to say what became of it
    gravity: Gravity
    periods: Periods = SHIPPED

    @property
    def is_carried(self) -> bool:
        """Whether the standing is told as so on this day."""
        return self.carried_until is None or self.today <= self.carried_until

    @property
    def is_held(self) -> bool:
        """Whether the person *is* in custody, as far as fresh news tells."""
        return self.was_held_last and _within(self.custody_carried_until, self.today)

    @property
    def was_held_last(self) -> bool:
        """Whether the person was in custody when last heard of, however long ago that is."""
        return self.custody is not None and self.custody.goes_on and self.standing not in NOT_HELD

    @property
    def is_thought_held(self) -> bool:
        """Whether the last news of the person is of somebody behind bars, also where nothing dates that custody."""
        if self.was_held_last:
            return True
        if self.standing in (Standing.SENTENCED, Standing.APPEALING):
            return any(one for one in self.penalties if not one.is_history and holds(one.fact))
        if self.custody is not None or self.standing not in RUN:
            return False
        return self.standing is Standing.DETAINED or any(
            fact.on is None and fact.fuzzy("until") is None for fact in of_kind(self.facts, EntryKind.CUSTODY)
        )

    def carries(self, label: str, told: FuzzyDate | None) -> bool:
        """Whether news of this kind and day is so fresh that it is told as so."""
        return _within(_carry(self.periods, label, told, self.today), self.today)

    def is_held_on(self, day: date) -> bool:
        """Whether the news of today still carries the custody on a day ahead."""
        return self.was_held_last and _within(self.custody_carried_until, day)

    @property
    def is_dormant(self) -> bool:
        """Whether nothing has been heard for so long that only one thing is to be done: find out."""
        return self.dormant_from is not None and self.today >= self.dormant_from


def read_case(facts: Sequence[SomeFact], today: date, periods: Periods = SHIPPED) -> Reading[SomeFact]:
    """Read a case from its facts on a day. `periods` holds what the house has set instead of the shipped periods."""
    course = course_of(facts, today)
    custody = custody_of(facts, course, today)
    as_of = _carrying(facts, course, today)
    news = newest(heard(fact, today) for fact in facts)
    ended = _ended(facts, course)
    penalties = penalties_of([fact for fact in facts if has_begun(fact, today)], ended)
    alerts = alerts_of(facts, today, lambda label, told: _within(_carry(periods, label, told, today), today))
    faces_death = death_sentence(course.standing, penalties) is not None
    dormant_from = None if faces_death else _dormant_from(course.standing, news, periods, today)
    asleep = dormant_from is not None and today >= dormant_from
    return Reading(
        today=today,
        facts=facts,
        standing=course.standing,
        standing_entry_id=course.entry_id,
        as_of=as_of,
        carried_until=_standing_until(course.standing, custody, as_of, periods, today),
        news=news,
        dormant_from=dormant_from,
        custody=custody,
        custody_carried_until=_carry(periods, _held_as(course.standing, custody), custody.heard, today)
        if custody
        else None,
        penalties=penalties,
        term=whole_term(penalties) if course.standing in RUN else None,
        alerts=alerts,
        doubts=_doubts(facts, course, custody, as_of, today),
        gravity=Gravity.DEATH_SENTENCE
        if faces_death
        else _gravity(facts, course, alerts, today, asleep=asleep),
        periods=periods,
    )


def _within(until: date | None, day: date) -> bool:
    return until is not None and day <= until


def _carry(periods: Periods, label: str, told: FuzzyDate | None, today: date) -> date:
    """The last day on which this news is told as so; the first day there is where nothing was told."""
    if told is None:
        return date.min
    return last_day(told, today) + timedelta(days=periods.house("carry", label) or CARRY_DAYS)


def _held_as(standing: Standing, custody: Custody) -> str:
    """What kind of custody it is by now: an arrest long ago that led to a sentence is prison."""
    if standing in (Standing.SENTENCED, Standing.APPEALING):
        return "prison"
    if standing in (Standing.CHARGED, Standing.ON_TRIAL) and custody.form in SHORT:
        return "remand"
    return custody.form or "arrest"


def _standing_until(
    standing: Standing, custody: Custody | None, as_of: FuzzyDate | None, periods: Periods, today: date
) -> date | None:
    """Until when the standing is told as so; None for what happened and does not age."""
    if standing in AGES_NOT or standing is Standing.UNKNOWN:
        return None
    label = _held_as(standing, custody) if custody is not None and standing in RUN else standing.value
    return _carry(periods, label, as_of, today)


def _carrying(facts: Sequence[Dated], course: Course, today: date) -> FuzzyDate | None:
    """The newest news that carries the standing, never a later note; of the missing the day they were taken."""
    if course.standing is Standing.MISSING:
        return missing_since(course)
    decided = course.steps[-1].when if course.steps and course.standing is not Standing.UNKNOWN else None
    told = [heard(fact, today) for fact in facts if _carries(fact, course)]
    return newest([decided if _is_past(decided, today) else None, *told]) or newest(
        heard(fact, today) for fact in facts
    )


def missing_since(course: Course) -> FuzzyDate | None:
    """Since when somebody who is missing has not been seen: the first of the entries that say so."""
    found: FuzzyDate | None = None
    for step in reversed(course.steps):
        if step.standing is not Standing.MISSING:
            break
        found = step.when
    return found


def _is_past(on: FuzzyDate | None, today: date) -> bool:
    return on is not None and on.earliest_plausible <= today


def _carries(fact: Dated, course: Course) -> bool:
    if fact.id == course.entry_id:
        return course.standing is not Standing.UNKNOWN
    if course.standing in RUN:
        return KINDS[fact.kind].tells_held and not is_at_large(fact) and word_of(fact, "stage") != "testimony"
    if course.standing is Standing.THREATENED:
        return fact.kind is EntryKind.THREAT and not word_of(fact, "target")
    return course.standing in FREEDOM and (fact.kind is EntryKind.RELEASE or is_at_large(fact))


def is_at_large(fact: Dated) -> bool:
    """Whether it tells that somebody was seen or heard free."""
    return fact.kind is EntryKind.CONTACT and word_of(fact, "form") == "at-large"


def _ended(facts: Sequence[Dated], course: Course) -> FuzzyDate | None:
    """The day on which custody last ended, where it did."""
    left = {fact.id for fact in of_kind(facts, EntryKind.RELEASE)}
    return newest(
        step.when
        for step in course.steps
        if step.standing in FREEDOM or (step.is_out and step.entry_id in left)
    )


def _dormant_from(standing: Standing, news: FuzzyDate | None, periods: Periods, today: date) -> date | None:
    """From when on a case sleeps unless something is heard. The dead never do, for nothing is to be found out, nor do
    the missing, for their silence is the wrong.
    """
    if standing in (Standing.DEAD, Standing.MISSING) or news is None:
        return None
    return last_day(news, today) + timedelta(days=(periods.house("dormant") or DORMANT_DAYS) + 1)


def _doubts(
    facts: Sequence[Dated], course: Course, custody: Custody | None, as_of: FuzzyDate | None, today: date
) -> tuple[int, ...]:
    """News of somebody at large that is newer than the news by which they are held or threatened; of the missing also
    any other sign of them.
    """
    out = any(step.is_out for step in course.steps) and not (custody is not None and custody.goes_on)
    if out or course.standing not in (*RUN, Standing.THREATENED, Standing.MISSING):
        return ()
    return tuple(
        fact.id
        for fact in facts
        if (is_at_large(fact) or (course.standing is Standing.MISSING and _is_sign(fact)))
        and (told := heard(fact, today)) is not None
        and (as_of is None or last_day(told, today) > last_day(as_of, today))
    )  # fmt: skip


def _is_sign(fact: Dated) -> bool:
    return fact.kind is EntryKind.CONTACT and word_of(fact, "refused") != "yes"


def _gravity(
    facts: Sequence[SomeFact], course: Course, alerts: Sequence[Alert[SomeFact]], today: date, *, asleep: bool
) -> Gravity:
    if asleep or course.standing in FREEDOM:
        return Gravity.REST
    if any(alert.severity in LIFE_IN_DANGER for alert in alerts):
        return Gravity.LIFE
    if course.standing is Standing.MISSING:
        return Gravity.MISSING
    return _gravity_of_the_held(facts, course, today)


def _gravity_of_the_held(facts: Sequence[SomeFact], course: Course, today: date) -> Gravity:
    if any(_is_fresh(heard(fact, today), today) for fact in of_kind(facts, *GRAVE_WHEN_FRESH)):
        return Gravity.ILL_TREATMENT
    if any(_is_near(fact, today) for fact in facts):
        return Gravity.NEAR
    if course.standing in (Standing.SENTENCED, Standing.APPEALING):
        return Gravity.SENTENCE
    return Gravity.DETENTION if course.standing in RUN else Gravity.REST


def _is_fresh(told: FuzzyDate | None, today: date) -> bool:
    return told is not None and (today - last_day(told, today)).days <= FRESH_DAYS


def _is_near(fact: Dated, today: date) -> bool:
    """Whether a hearing, a deadline or the end of an order lies within the next days."""
    day, over = KINDS[fact.kind].ahead
    ahead = fact.on if day == "on" else fact.fuzzy(day)
    if ahead is None or word_of(fact, over) or fact.fuzzy(over):
        return False
    first, last = ahead.earliest_plausible, ahead.last or ahead.earliest_plausible
    return first <= today + timedelta(days=NEAR_DAYS) and last >= today
