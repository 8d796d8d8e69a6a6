"""What is awaited, or has to be done again, as the kinds of entries declare it."""

from collections.abc import Iterator
from datetime import date

from app.cases.kinds import KINDS
from app.cases.kinds.declaration import Awaited
from app.cases.queries.timeline import Fact
from app.dates import FuzzyDate
from app.reviews.due_date import Due, Given, Urgency, base_line, earliest, latest, of_entry, plus
from app.text import _, day_in_words, marked, ngettext

RULE = "awaited"
AWAITED = frozenset(
    name for kind in KINDS.values() for one in kind.awaited for name in (*one.since, *one.over, *one.unless)
)


def awaited(given: Given) -> Iterator[Due]:
    """One for each thing an entry waits for, until it is recorded."""
    for fact in given.facts:
        for one in KINDS[fact.kind].awaited:
            since = next((day for name in one.since if (day := _day(fact, name)) is not None), None)
            needless = any(fact.fuzzy(name) for name in one.unless)
            if since is None or needless:
                continue
            if not any(_is_over(fact, name, given.today) for name in one.over):
                yield _due(given, fact, one, since)


def _day(fact: Fact, name: str) -> FuzzyDate | None:
    return fact.on if name == "on" else fact.fuzzy(name)


def _is_over(fact: Fact, name: str, today: date) -> bool:
    """Whether there is such an answer; a day counts once it has come."""
    day = fact.fuzzy(name)
    return earliest(day) <= today if day is not None else bool(getattr(fact.detail, name, None))


def _due(given: Given, fact: Fact, one: Awaited, since: FuzzyDate) -> Due:
    subject = f"{of_entry(fact.id)}.{one.since[0]}"
    days = given.periods.house(RULE, one.period) or 0 if one.period else 0
    base, base_last, lines = earliest(since), latest(since), [base_line(since)]
    looked = given.looked(RULE, subject) if one.period and not one.before else None
    if looked is not None and looked > base:
        base, base_last = looked, max(looked, base_last)
        lines.append(_("last asked about on %(day)s") % {"day": day_in_words(looked)})
    due = plus(base, -days if one.before else days)
    if one.before:
        less_days = ngettext("%(n)s day before = %(day)s", "%(n)s days before = %(day)s", days)
        lines.append(less_days % {"n": days, "day": day_in_words(due)})
    elif one.period:
        plus_days = ngettext("plus %(n)s day = %(day)s", "plus %(n)s days = %(day)s", days)
        lines.append(plus_days % {"n": days, "day": day_in_words(due)})
    return Due(
        rule=RULE,
        subject=subject,
        due=due,
        last=base_last if one.before else plus(base_last, days),
        title=marked(one.title),
        reason=marked(one.reason),
        rests_on=(fact.id,),
        arithmetic=tuple(lines),
        urgency=Urgency.HOUSE if one.period else Urgency.LAW,
        hard=not one.period,
        recurs=bool(one.period) and not one.before,
    )
