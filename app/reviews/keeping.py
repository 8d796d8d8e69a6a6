"""Reviews follow from entries in the same transaction; recomputing a few cases or all of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from typing import Any

from sqlalchemy import bindparam, insert, update
from sqlmodel import Session, col

from app.cases.models import Case
from app.cases.settling import facts_of
from app.clock import civil_date
from app.history.bulk import About, Bulk, RowId
from app.history.recorder import touched_cases
from app.reviews.due import Due, Given
from app.reviews.models import Review
from app.reviews.queries.batch import (
    Head,
    around,
    cases_of_people,
    heads,
    looks_in,
    periods,
    reviews_of_campaign,
    reviews_of_cases,
)
from app.reviews.rules import dues_of
from app.reviews.stepping import Steps, steps, told

AT_ONCE = 500
Bringer = Callable[[Session, Sequence[int], date], Iterable[tuple[int, Due]]]
"""A feature's own due dates: session, numbers of cases (or of campaigns), today; each date with its case (campaign)."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """What keeps reviews in step: the pinned day, and what other features bring for cases and for campaigns."""

    pinned: date | None = None
    for_cases: tuple[Bringer, ...] = ()
    for_campaigns: tuple[Bringer, ...] = ()

    def settle(self, session: Session) -> None:
        """After a change: the cases this transaction has touched."""
        people = [number for noun, number in session.info.get("pending_changes", {}) if noun == "person"]
        cases = touched_cases(session) | set(cases_of_people(session, people) if people else ())
        self.keep(session, sorted(cases))

    def keep(self, session: Session, case_ids: Iterable[int]) -> int:
        """Bring the reviews of these cases in step; how many dates came, moved or went."""
        numbers, changed = iter(case_ids), 0
        while stretch := list(islice(numbers, AT_ONCE)):
            changed += _Writing(session, self).cases(stretch)
        return changed

    def keep_campaign(self, session: Session, campaign_id: int, today: date) -> int:
        """Bring in step what belongs to a campaign and to no case."""
        return _Writing(session, self).campaign(campaign_id, today)


def given_of(session: Session, keeper: Keeper, case_id: int) -> tuple[Head, Given, list[Any]]:
    """One case as the rules see it at this moment of a transaction, with its reviews as they stand."""
    rows = reviews_of_cases(session, [case_id])
    known = heads(session, [case_id])
    (head, given), *_rest = _Writing(session, keeper).given(known, rows)
    return head, given, rows[case_id]


@dataclass
class _Writing:
    """One stretch of cases: read together, written together."""

    session: Session
    keeper: Keeper
    moved: int = 0
    added: list[dict[str, Any]] = field(default_factory=list)
    retold: list[dict[str, Any]] = field(default_factory=list)
    dropped: list[dict[str, Any]] = field(default_factory=list)
    next_dues: list[dict[str, Any]] = field(default_factory=list)

    def cases(self, case_ids: Sequence[int]) -> int:
        known = heads(self.session, case_ids)
        rows = reviews_of_cases(self.session, case_ids)
        bulk = Bulk(self.session)
        brought = self._brought(known)
        for head, given in self.given(known, rows):
            dues = [] if head.is_over else [*dues_of(given), *brought[head.case_id]]
            found = steps(rows[head.case_id], dues, given.looks)
            self._take(bulk, found, head.campaign_id, head.case_id)
            if found.next_due != head.next_due:
                self.next_dues.append({"settled_id": head.case_id, "next_due": found.next_due})
        return self._write(bulk)

    def campaign(self, campaign_id: int, today: date) -> int:
        rows = reviews_of_campaign(self.session, campaign_id)
        dues = [
            due
            for bring in self.keeper.for_campaigns
            for _id, due in bring(self.session, [campaign_id], today)
        ]
        bulk = Bulk(self.session)
        self._take(bulk, steps(rows, dues, looks_in(rows)), campaign_id, None)
        return self._write(bulk)

    def given(self, known: Sequence[Head], rows: dict[int, list[Any]]) -> Iterator[tuple[Head, Given]]:
        numbers = [head.case_id for head in known]
        facts = facts_of(self.session, numbers, self.keeper.pinned)
        lie, all_periods = around(self.session, numbers, self.keeper.pinned), periods(self.session)
        for head in known:
            number = head.case_id
            yield (
                head,
                Given(
                    number,
                    self._today(head),
                    head.standing,
                    facts[number],
                    all_periods,
                    looks_in(rows[number]),
                    lie.decided.get(number, frozenset()),
                    head.born,
                    lie.held.get(number),
                    lie.consents.get(number, ()),
                    lie.countries.get(number, ""),
                ),
            )

    def _brought(self, known: Sequence[Head]) -> dict[int, list[Due]]:
        """What other features bring, asked once for each civil day."""
        found: dict[int, list[Due]] = defaultdict(list)
        days: dict[date, list[int]] = defaultdict(list)
        for head in known:
            days[self._today(head)].append(head.case_id)
        for bring in self.keeper.for_cases:
            for today, numbers in days.items():
                for number, due in bring(self.session, numbers, today):
                    found[number].append(due)
        return found

    def _today(self, head: Head) -> date:
        return civil_date(self.session.info["at"], head.zone, self.keeper.pinned)

    def _take(self, bulk: Bulk, found: Steps, campaign_id: int, case_id: int | None) -> None:
        at: datetime = self.session.info["at"]
        belongs = {"campaign_id": campaign_id, "case_id": case_id}
        for due in found.add:
            self.added.append(
                belongs
                | {
                    "rule": due.rule,
                    "subject": due.subject,
                    "due": due.due,
                    "derived": due.derived,
                    "made_at": at,
                }
                | told(due)
            )
        for row, due in (*found.move, *found.revive):
            self.moved += 1
            self.retold.append(told(due) | {"number": row.id, "derived": due.derived})
            if not due.recurs:
                after = {"due": due.due, "dropped_why": None}
                bulk.change(RowId(Review, row.id), row._asdict(), after, About("review", row.id, case_id))
            self.dropped.append({"number": row.id, "due_now": due.due, "at": None, "why": None})
        self.retold.extend(
            told(due) | {"number": row.id, "derived": due.derived} for row, due in found.retell
        )
        for row, why in found.drop:
            self.dropped.append({"number": row.id, "due_now": row.due, "at": at, "why": why})
        for row, derived in found.flag:
            bulk.change(
                RowId(Review, row.id), row._asdict(), {"derived": derived}, About("review", row.id, case_id)
            )

    def _write(self, bulk: Bulk) -> int:
        connection = self.session.connection()
        bulk.write()
        if self.dropped:
            connection.execute(_place, self.dropped)
        if self.retold:
            connection.execute(_retell, self.retold)
        if self.added:
            connection.execute(insert(Review.__table__), [_FRESH | row for row in self.added])  # type: ignore[attr-defined]
        if self.next_dues:
            connection.execute(_next_due, self.next_dues)
        return len(self.added) + len(self.dropped)


_FRESH = {"snoozes": 0, "version": 1}
_review = Review.__table__  # type: ignore[attr-defined]
_retell = (
    update(_review)
    .where(_review.c.id == bindparam("number"))
    .values(
        {
            name: bindparam(name)
            for name in (
                "title",
                "reason",
                "arithmetic",
                "rests_on",
                "urgency",
                "hard",
                "estimated",
                "counts_from",
                "href",
                "due_last",
                "derived",
            )
        }
    )
)
_place = (
    update(_review)
    .where(_review.c.id == bindparam("number"))
    .values(
        due=bindparam("due_now"),
        dropped_at=bindparam("at"),
        dropped_why=bindparam("why"),
        version=_review.c.version + 1,
    )
)
_next_due = (
    update(Case.__table__)  # type: ignore[attr-defined]
    .where(col(Case.id) == bindparam("settled_id"))
    .values(next_due=bindparam("next_due"))
)
