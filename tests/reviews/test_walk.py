"""Walking day by day through the years of the seed: every date is shown in time and once, and none just vanishes."""

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from app.cases.models import Standing
from app.cases.rules.reading import read_case
from app.db import Database
from app.intake.loading import load_seed
from app.reviews.due_date import Due, Given
from app.reviews.reconcile import SUCCESSORS
from app.reviews.rules import OF_THE_LIVING, OF_THE_RECORD
from app.reviews.rules.after_fact import happened_since
from app.reviews.rules.hearings import SETTLING
from app.reviews.shipped_periods import add_missing_periods
from app.reviews.sync import Keeper
from app.settings import PROJECT_ROOT
from tests import clock

FIRST, LAST = date(2011, 5, 1), date(2014, 12, 31)
IN_TIME = ("hearing", "appeal-deadline", "detention-end", "remand-end", "sentence-end", "health")
AHEAD = timedelta(days=7)
Rules = Callable[[Given], Iterable[Due]]


def every_rule(given: Given) -> Iterator[Due]:
    """What the rules say before anybody makes each identity one."""
    for rule in OF_THE_RECORD if given.standing is Standing.DEAD else (*OF_THE_LIVING, *OF_THE_RECORD):
        yield from rule(given)


@dataclass
class CaseWalk:
    """One case through the years: what was known of it from which day on."""

    known_from: Sequence[date]
    known: Sequence[Given]

    def on(self, day: date) -> Given:
        """The case as it was known that day."""
        given = self.known[bisect_right(self.known_from, day) - 1]
        return replace(given, reading=read_case(given.facts, day, given.periods))


def walked(case: CaseWalk, rules: Rules) -> tuple[list[str], set[str]]:
    """What is wrong in the walk of one case, and the identities of the dates that had to be shown in time."""
    faults: list[str] = []
    shown: set[str] = set()
    before: dict[tuple[str, str], Due] = {}
    was: Given | None = None
    for number in range((LAST - FIRST).days + 1):
        now = case.on(FIRST + timedelta(days=number))
        seen: dict[tuple[str, str], Due] = {}
        for due in rules(now):
            if due.identity in seen:
                faults.append(f"{now.today}: {due.identity} twice")
            seen[due.identity] = due
        if was is not None:
            new = {fact.id for fact in now.facts} - {fact.id for fact in was.facts}
            for identity in seen.keys() - before.keys():
                if identity[0] in IN_TIME:
                    shown.add(" ".join(identity))
                    if seen[identity].due < now.today + AHEAD and not new:
                        faults.append(f"{now.today}: {identity} is shown too late")
            faults += [
                f"{now.today}: {identity} vanished"
                for identity in before.keys() - seen.keys()
                if not may_vanish(identity, was, now, seen)
            ]
        before, was = seen, now
    return faults, shown


def may_vanish(identity: tuple[str, str], was: Given, now: Given, seen: dict[tuple[str, str], Due]) -> bool:
    """Moved or superseded: something new is known, a later date stands for it, or what it is about is over."""
    rule, subject = identity
    if [fact.id for fact in was.facts] != [fact.id for fact in now.facts] or was.standing is not now.standing:
        return True
    if (SUCCESSORS.get(rule, ""), subject) in seen or rule == "parole":
        return True
    if rule in ("birthday", "anniversary"):  # the custody ended, as was known beforehand
        return any(on is not None and on.last == was.today for f in now.facts for on in (f.fuzzy("until"),))
    fact = next((fact for fact in now.facts if subject == f"entry-{fact.id}"), None)
    if rule in ("detention-end", "remand-end"):
        until = fact.fuzzy("until") if fact is not None else None
        return until is not None and until.last is not None and until.last < now.today
    if rule != "hearing" or fact is None or fact.on is None:
        return False
    told = fact.detail.stage == "testimony" and any(
        cited.published and (cited.published.last or LAST) >= fact.on.earliest_plausible
        for cited in fact.cites
    )
    return told or happened_since(now.facts, fact, SETTLING, now.today)


@pytest.fixture(scope="module")
def seeded(scratch_folder: Any, migrated_file: Any) -> Iterator[list[CaseWalk]]:
    """Every case of the seed, read once for each day on which something became known."""
    path = scratch_folder / "walk.db"
    path.write_bytes(migrated_file.read_bytes())
    database = Database(f"sqlite:///{path}")
    load_seed(database, PROJECT_ROOT / "seed", at=clock.now())
    with database.writing(actor="a test", at=clock.now()) as session:
        add_missing_periods(session)
    yield list(_cases(database))
    database.close()


KNOWN_DAYS = """
    SELECT DISTINCT day FROM (
        SELECT case_id, known_on AS day FROM entry UNION
        SELECT entry.case_id, source.published_first FROM citation
        JOIN source ON source.id = citation.source_id JOIN entry ON entry.id = citation.entry_id
    ) WHERE case_id = :case AND day IS NOT NULL AND day <= :last ORDER BY day
"""


def _cases(database: Database) -> Iterator[CaseWalk]:
    with database.reading() as session:
        session.info["at"] = clock.now()
        for number in list(session.connection().scalars(text('SELECT id FROM "case" ORDER BY id'))):
            found = session.connection().scalars(text(KNOWN_DAYS), {"case": number, "last": LAST.isoformat()})
            days = sorted({FIRST, *(max(date.fromisoformat(str(day)), FIRST) for day in found)})
            known = [Keeper(pinned=day).comparing(session).looked_at(number)[0].given for day in days]
            yield CaseWalk(days, known)


def test_day_by_day_every_date_is_shown_in_time_once_and_none_vanishes(seeded: list[CaseWalk]) -> None:
    faults: list[str] = []
    shown = 0
    for case in seeded:
        found, dates = walked(case, every_rule)
        faults += found
        shown += len(dates)

    assert faults == []
    assert shown >= 20


def _too_late(given: Given) -> Iterator[Due]:
    return (due for due in every_rule(given) if due.due < given.today + timedelta(days=3))


def _twice(given: Given) -> Iterator[Due]:
    for due in every_rule(given):
        yield due
        if due.rule == "silence":
            yield due


def _forgets(given: Given) -> Iterator[Due]:
    return (due for due in every_rule(given) if due.due >= given.today - timedelta(days=30))


@pytest.mark.parametrize(
    ("broken", "fault"), [(_too_late, "too late"), (_twice, "twice"), (_forgets, "vanished")]
)
def test_the_walk_finds_broken_rules(seeded: list[CaseWalk], broken: Rules, fault: str) -> None:
    found = [fault for case in seeded[:3] for fault in walked(case, broken)[0]]

    assert any(said.endswith(fault) for said in found)
