"""Days in custody: the periods that entries tell of, ended by the freedom that followed."""

from collections.abc import Sequence
from datetime import date

from app.cases.models.cases import Standing
from app.cases.models.kinds import EntryKind
from app.cases.rules.standing import SENTENCE_LEADS_TO, Dated
from app.dates import DayCount, FuzzyDate, Period, overlaps, sum_periods

FREE = frozenset({Standing.RELEASED, Standing.FREE_WITH_CONDITIONS})


def periods(facts: Sequence[Dated]) -> list[Period]:
    """Every period of custody. One without an end of its own ends with the next release, death or sentence in freedom.

    House arrest is counted apart and so left out here.
    """
    endings = sorted((day for fact in facts if (day := _ending(fact))), key=lambda day: day.sort_key)
    found = []
    for fact in facts:
        if (
            fact.kind is EntryKind.CUSTODY
            and fact.on is not None
            and getattr(fact.detail, "form", None) != "house-arrest"
        ):
            end = fact.fuzzy("until") or next(
                (day for day in endings if not day.certainly_before(fact.on)), None
            )
            found.append(Period(fact.on, end))
    return found


def days_in_custody(facts: Sequence[Dated], today: date) -> DayCount | None:
    """The days held so far; None when no dated custody is known."""
    known = periods(facts)
    return sum_periods(known, today) if known else None


def is_held(facts: Sequence[Dated], today: date) -> bool:
    """Whether some period of custody goes on, as far as is known."""
    return any(
        period.end is None or period.end.last is None or period.end.last >= today
        for period in periods(facts)
        if period.start.earliest_plausible <= today
    )


def overlapping(facts: Sequence[Dated]) -> list[tuple[int, int]]:
    """Pairs of custody entries that certainly share a day although both say where the person was."""
    held = [
        fact
        for fact in facts
        if fact.kind is EntryKind.CUSTODY and fact.on is not None and fact.fuzzy("until")
    ]
    return [
        (one.id, other.id)
        for index, one in enumerate(held)
        for other in held[index + 1 :]
        if one.on and other.on and overlaps(one.on, one.fuzzy("until"), other.on, other.fuzzy("until"))
    ]


def _ending(fact: Dated) -> FuzzyDate | None:
    if fact.kind in (EntryKind.RELEASE, EntryKind.DEATH):
        return fact.on
    if (
        fact.kind is EntryKind.SENTENCE
        and SENTENCE_LEADS_TO.get(getattr(fact.detail, "form", None) or "") in FREE
    ):
        return fact.on
    return None
