"""What must change of some cases so that their reviews agree with the rules: found by reading alone."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from app.cases.derived import facts_of, open_to_all, settled
from app.cases.rules.reading import read_case
from app.clock import civil_date
from app.directory.queries import periods_of
from app.reviews.due_date import Due, Given
from app.reviews.queries.recompute_batch import Around, Head, around, heads, looks_in, reviews_of_cases
from app.reviews.reconcile import Steps, steps
from app.reviews.rules import dues_of

Bringer = Callable[[Session, Sequence[int], date], Iterable[tuple[int, Due]]]
"""A feature's own due dates: session, numbers of cases (or of campaigns), today; each date with its case (campaign)."""


@dataclass(frozen=True, slots=True)
class Differs:
    """A case whose rows do not say what its facts say today."""

    head: Head
    steps: Steps
    settled: dict[str, object] | None  # what its own row should keep, where that is out of date

    @property
    def next_dues(self) -> tuple[date | None, ...]:
        """Its next date by both readings, as NEXT_DUES names the columns."""
        return (*self.steps.next_due, *self.steps.full_next_due)


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
        known = heads(self.session, case_ids)
        rows = reviews_of_cases(self.session, case_ids)
        brought = self._brought(known)
        found = []
        for head, given, openly, fresh in self.given(known, rows):
            dues = [] if head.is_over else [*dues_by_viewer(given, openly), *brought[head.case_id]]
            must = steps(rows[head.case_id], dues, given.looks)
            stale = any(fresh[name] != kept for name, kept in head.settled.items())
            differs = Differs(head, must, fresh if stale else None)
            if stale or must or differs.next_dues != head.next_dues:
                found.append(differs)
        return found

    def given(
        self, known: Sequence[Head], rows: dict[int, list[Any]]
    ) -> Iterator[tuple[Head, Given, Given, dict[str, object]]]:
        """Each case as the rules see it, whole and as everybody knows it, and what its row should keep; the standing
        is always today's.
        """
        numbers = [head.case_id for head in known]
        facts = facts_of(self.session, numbers, self.pinned)
        lie, all_periods = around(self.session, numbers, self.pinned), periods_of(self.session)
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
            yield head, given, in_the_open(given, lie), settled(number, given.reading, all_periods)

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
