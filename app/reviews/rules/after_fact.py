"""What happened after a fact, as far as a rule must know it."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.cases.models import EntryKind
from app.cases.queries.timeline import Fact
from app.dates import FuzzyDate
from app.reviews.due_date import earliest, latest

FREED = (EntryKind.RELEASE, EntryKind.DEATH)


def of_kind(facts: Iterable[Fact], *kinds: EntryKind) -> list[Fact]:
    """The facts of these kinds."""
    return [fact for fact in facts if fact.kind in kinds]


def freed_after(facts: Sequence[Fact], on: FuzzyDate | None) -> bool:
    """Whether a release or a death is recorded that may lie on or after this date. An undated one counts."""
    return any(
        fact.on is None or on is None or latest(fact.on) >= earliest(on) for fact in of_kind(facts, *FREED)
    )


def happened_since(facts: Sequence[Fact], fact: Fact, kinds: Sequence[EntryKind], today: date) -> bool:
    """Whether one of these kinds is recorded as having happened on or after the fact, up to today.

    Another fact of the fact's own kind must lie on a later day: two of one day do not settle each other.
    """
    if fact.on is None:
        return False
    base = earliest(fact.on)
    for other in of_kind(facts, *kinds):
        if other.id == fact.id or other.on is None or earliest(other.on) > today:
            continue
        if earliest(other.on) > base or (other.kind is not fact.kind and latest(other.on) >= base):
            return True
    return False
