"""Reviews follow from what they rest on in the same transaction; keeping a few cases in step, or all of them."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from itertools import islice

from sqlmodel import Session

from app.cases.models import Entry
from app.clock import civil_date
from app.db import Database
from app.history.recorder import Pending, pending_changes, touched
from app.jobs.changes import ask_for
from app.reviews.queries.affected_cases import (
    REACHES,
    campaign_zones,
    cases_of_campaigns,
    cases_reached,
)
from app.reviews.queries.recompute_batch import looks_in, reviews_of_campaign
from app.reviews.reconcile import steps
from app.reviews.rules import READ
from app.reviews.sync_compare import Bringer, Comparing
from app.reviews.sync_write import Writing, write_all

AT_ONCE = 500
JOB = "reviews"
NEW_SOURCE = ("source", "added")  # what rests on it was written in the same transaction


def derived_from(session: Session) -> tuple[set[int], set[int]]:
    """The cases of which this transaction has touched what rules read; those of which it touched other words alone."""
    read, said = set[int](), set[int]()
    for (noun, _number), kept in pending_changes(session).items():
        if kept.case_id is not None:
            (said if noun == Entry.noun and _is_unread(kept) else read).add(kept.case_id)
    return read, said - read


def _is_unread(kept: Pending) -> bool:
    """Whether no rule reads what has changed of an entry; its citations and choices are read."""
    return (
        kept.verb == "changed"
        and kept.columns.isdisjoint(READ)
        and not any(" " in name for name in kept.diff)
    )


@dataclass(frozen=True, slots=True)
class Keeper:
    """What keeps reviews in step: the pinned day, and what other features bring for cases and for campaigns.

    `opener` opens the same database in a process of its own, where there are many cases to recompute.
    """

    pinned: date | None = None
    for_cases: tuple[Bringer, ...] = ()
    for_campaigns: tuple[Bringer, ...] = ()
    opener: Callable[[str], Database] | None = None
    quoting: tuple[Callable[[Session, Collection[int]], Iterable[int]], ...] = ()
    """Which of these cases another feature quotes, so that its dates hang on their words too."""

    def settle(self, session: Session) -> None:
        """After a change: the cases of which it touched what something is derived from, and those that rest on them."""
        read, said = derived_from(session)
        quoted = {number for quotes in self.quoting for number in quotes(session, said)} if said else set()
        self.keep(session, sorted(read | quoted | self._reached(session)))
        lives_anew = set(touched(session, "campaign"))
        if lives_anew:  # by other days than before
            self.keep(session, cases_of_campaigns(session, lives_anew))
        if lives_anew or touched(session, "addressee"):
            for campaign_id, zone in campaign_zones(session):
                self.keep_campaign(session, campaign_id, civil_date(session.info["at"], zone, self.pinned))

    def _reached(self, session: Session) -> set[int]:
        """Few cases follow at once; where there are many the job takes them up within the minute."""
        nouns: dict[str, list[int]] = {}
        for (noun, number), kept in pending_changes(session).items():
            if noun in REACHES and (noun, kept.verb) != NEW_SOURCE:
                nouns.setdefault(noun, []).append(number)
        found: set[int] = set()
        for noun, numbers in nouns.items():
            cases = cases_reached(session, noun, numbers[: AT_ONCE + 1], AT_ONCE)
            if len(cases) > AT_ONCE or len(numbers) > AT_ONCE:
                ask_for(session, JOB)
            else:
                found.update(cases)
        return found

    def keep(self, session: Session, case_ids: Iterable[int]) -> int:
        """Bring the reviews of these cases in step; how many dates came, moved or went."""
        numbers, changed = iter(case_ids), 0
        while stretch := list(islice(numbers, AT_ONCE)):
            changed += write_all(session, self.comparing(session).differing(stretch))
        return changed

    def keep_campaign(self, session: Session, campaign_id: int, today: date) -> int:
        """Bring in step what belongs to a campaign and to no case."""
        rows = reviews_of_campaign(session, campaign_id)
        dues = [due for bring in self.for_campaigns for _id, due in bring(session, [campaign_id], today)]
        writing = Writing(session)
        writing.take(steps(rows, dues, looks_in(rows), today), campaign_id, None)
        return writing.write()

    def comparing(self, session: Session) -> Comparing:
        """Its way of looking at cases."""
        return Comparing(session, self.pinned, self.for_cases)
