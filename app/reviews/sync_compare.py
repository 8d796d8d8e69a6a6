"""What must change of some cases so that their reviews agree with the rules: found by reading alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from sqlmodel import Session

from app.cases.derived import open_to_all, settled
from app.cases.queries.timeline import timelines
from app.cases.rules.reading import read_case
from app.clock import civil_date
from app.directory.queries import periods_of
from app.history.recorder import until_changed
from app.reviews.due_date import Due, Given
from app.reviews.queries.recompute_batch import Around, Head, around, heads, looks_in, reviews_of_cases
from app.reviews.reconcile import Steps, steps
from app.reviews.rules import dues_of

Bringer = Callable[[Session, Sequence[int], date], Iterable[tuple[int, Due]]]
"""A feature's own due dates: session, numbers of cases (or of campaigns), today; each date with its case (campaign)."""


class Seen(NamedTuple):
    """A case as the rules see it, whole and as everybody knows it, its reviews as they stand, and what its row should
    keep.
    """

    head: Head
    rows: list[Any]
    given: Given
    openly: Given
    fresh: dict[str, object]


@dataclass(frozen=True, slots=True)
class Differs:
    """A case whose rows do not say what its facts say today."""

    head: Head
    steps: Steps
    settled: dict[str, object] | None  # what its own row should keep, where that is out of date

    @property
    def next_dues(self) -> tuple[date | None, ...]:
        """Its next date by both readings and the gravest one, as NEXT_DUES names the columns."""
        return (*self.steps.next_due, *self.steps.full_next_due, *self.steps.grave_due)


def dues_by_viewer(given: Given, openly: Given) -> Iterator[Due]:
    """The dates of a case: what its open facts lead to is everybody's, and nothing restricted moves or drops it; what
    only the whole of the facts leads to is for those named on the case.
    """
    everybodys = dues_of(openly)
    yield from everybodys
    if openly is not given:
        told = {due.identity for due in everybodys}
        yield from (
            replace(due, kept_case_id=given.case_id) for due in dues_of(given) if due.identity not in told
        )


def in_the_open(given: Given, lie: Around) -> Given:
    """The same as whoever is not named on the case knows it."""
    facts = open_to_all(given.facts)
    if len(facts) == len(given.facts):
        return given
    return replace(
        given,
        reading=read_case(facts, given.reading.today, given.periods),
        facts=facts,
        held=lie.openly_held.get(given.case_id),
        country=lie.open_countries.get(given.case_id, ""),
    )


@dataclass(frozen=True, slots=True)
class Comparing:
    """How cases are compared: the pinned day, and what other features bring."""

    session: Session
    pinned: date | None = None
    bringers: tuple[Bringer, ...] = ()

    def differing(self, case_ids: Sequence[int]) -> list[Differs]:
        """Those of the cases of which something must be written."""
        seen = self.looked_at(case_ids[0]) if len(case_ids) == 1 else self._look(case_ids)
        brought, found = self._brought([one.head for one in seen]), []
        for one in seen:
            over = one.head.is_over
            dues = [] if over else [*dues_by_viewer(one.given, one.openly), *brought[one.head.case_id]]
            must = steps(one.rows, dues, one.given.looks, one.given.today)
            stale = any(one.fresh[name] != kept for name, kept in one.head.settled.items())
            differs = Differs(one.head, must, one.fresh if stale else None)
            if stale or must or differs.next_dues != one.head.next_dues:
                found.append(differs)
        return found

    def looked_at(self, case_id: int) -> list[Seen]:
        """One case as the rules see it; none where it is no more. Asked twice before anything changes, read once."""
        kept, asked = until_changed(self.session), (case_id, self.pinned)
        if asked not in kept:
            kept[asked] = self._look([case_id])
        found: list[Seen] = kept[asked]
        return found

    def _look(self, case_ids: Sequence[int]) -> list[Seen]:
        """The standing is always today's."""
        known, found = heads(self.session, case_ids), []
        numbers = [head.case_id for head in known]
        rows, facts = reviews_of_cases(self.session, numbers), timelines(self.session, numbers, self.pinned)
        lie, all_periods = around(self.session, facts, self.pinned), periods_of(self.session)
        for head in known:
            number, today = head.case_id, self.today(head)
            given = Given(
                number,
                read_case(facts[number], today, all_periods),
                facts[number],
                all_periods,
                looks_in(rows[number]),
                lie.decided.get(number, frozenset()),
                head.born,
                lie.held.get(number),
                lie.consents.get(number, ()),
                lie.countries.get(number, ""),
            )
            fresh = settled(number, given.reading, all_periods)
            found.append(Seen(head, rows[number], given, in_the_open(given, lie), fresh))
        return found

    def today(self, head: Head) -> date:
        """The civil day where the case's campaign is."""
        return civil_date(self.session.info["at"], head.zone, self.pinned)

    def _brought(self, known: Sequence[Head]) -> dict[int, list[Due]]:
        """What other features bring, asked once for each civil day."""
        found: dict[int, list[Due]] = defaultdict(list)
        days: dict[date, list[int]] = defaultdict(list)
        for head in known:
            days[self.today(head)].append(head.case_id)
        for bring in self.bringers:
            for today, numbers in days.items():
                for number, due in bring(self.session, numbers, today):
                    found[number].append(due)
        return found
