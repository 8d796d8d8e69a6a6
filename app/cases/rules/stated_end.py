"""When custody of stated length is over, and whether another continues it."""

from collections.abc import Sequence
from datetime import date, timedelta

from app.cases.kinds import EntryKind
from app.cases.rules.facts import Dated, day_of, imprisons, word_of
from app.dates import Duration, FuzzyDate, NoExpectedEnd, expected_end

DETENTION = "administrative-detention"
A_DAY = timedelta(days=1)
FIRST_YEAR = 1000


def is_continued(fact: Dated, last: date, facts: Sequence[Dated]) -> bool:
    """Whether another custody, or a detention imposed, begins before this one is over or on the day after."""
    after = last + A_DAY if last < date.max else last
    return any(
        other.id != fact.id
        and (day_of(other), other.id) > (day_of(fact), fact.id)
        and day_of(other) <= after
        and other.on is not None
        for other in facts
        if other.kind is EntryKind.CUSTODY
        or (other.kind is EntryKind.SENTENCE and (imprisons(other) or word_of(other, "form") == DETENTION))
    )


def stated_end(fact: Dated) -> FuzzyDate | None:
    """The last day of a custody or detention of stated length: its start plus its length, loose where they are."""
    if fact.kind not in (EntryKind.CUSTODY, EntryKind.SENTENCE):
        return None
    start = (fact.fuzzy("starts") if fact.kind is EntryKind.SENTENCE else None) or fact.on
    lengths = [text for name in ("length", "length_min", "length_max") if (text := word_of(fact, name))]
    if start is None or not lengths:
        return None
    try:
        ends = [expected_end(start, Duration.parse(text)) for text in lengths]
    except NoExpectedEnd:
        return None
    first, last = min(end.first for end in ends), max(end.last for end in ends)
    return between(first, last)


def between(first: date, last: date) -> FuzzyDate | None:
    """Some day from one to another; None before the year 1000, which dates cannot be written for."""
    if first.year < FIRST_YEAR:
        return None
    return FuzzyDate.on(first) if first == last else FuzzyDate.parse(f"[{first}..{last}]")
