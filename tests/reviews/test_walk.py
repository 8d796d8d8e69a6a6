"""Walking through the years of the seed: every date is shown in time, once, and none vanishes without a reason."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from app.clock import utc_now
from app.db import Database
from app.intake.loading import load_seed
from app.reviews.due import Due
from app.reviews.keeping import Keeper, given_of
from app.reviews.rules import dues_of
from app.reviews.rules.hearings import SETTLING
from app.reviews.rules.later import happened_since
from app.reviews.shipping import add_missing_periods
from app.reviews.stepping import SUCCESSORS
from app.settings import PROJECT_ROOT

FIRST, LAST = date(2011, 5, 1), date(2014, 12, 31)
IN_TIME = ("hearing", "appeal-deadline", "detention-end", "remand-end", "sentence-end", "health")
Seen = dict[tuple[int, str, str], Due]


def _days(step: int) -> Iterator[date]:
    day = FIRST
    while day <= LAST:
        yield day
        day += timedelta(days=step)


def _walk(database: Database, step: int) -> Iterator[tuple[date, Seen, dict[int, Any]]]:
    """Each day with every date the rules give, and what is known by then of each case."""
    with database.writing(actor="a test", at=utc_now()) as session:
        add_missing_periods(session)
    with database.reading() as session:
        numbers = list(session.connection().scalars(text('SELECT id FROM "case" ORDER BY id')))
    for day in _days(step):
        seen: Seen = {}
        known: dict[int, Any] = {}
        with database.reading() as session:
            session.info["at"] = utc_now()
            for number in numbers:
                _head, given, _rows = given_of(session, Keeper(pinned=day), number)
                known[number] = given
                for due in dues_of(given):
                    assert (number, *due.identity) not in seen
                    seen[number, due.rule, due.subject] = due
        yield day, seen, known


def _may_vanish(identity: tuple[int, str, str], before: Any, now: Any, seen: Seen) -> bool:
    """Moved or superseded: something new is known, a later date stands for it, or its time is over."""
    number, rule, subject = identity
    if [fact.id for fact in before.facts] != [fact.id for fact in now.facts] or rule in (
        "birthday",
        "anniversary",
        "parole",
    ):
        return True
    if (number, SUCCESSORS.get(rule, ""), subject) in seen or before.standing is not now.standing:
        return True
    hearing = next((fact for fact in now.facts if subject == f"entry-{fact.id}"), None)
    return (
        rule == "hearing" and hearing is not None and happened_since(now.facts, hearing, SETTLING, now.today)
    )


def _check(database: Database, step: int) -> int:
    load_seed(database, PROJECT_ROOT / "seed", at=utc_now())
    before: tuple[Seen, dict[int, Any]] | None = None
    shown = 0
    for day, seen, known in _walk(database, step):
        for identity, due in seen.items():
            if before is not None and identity not in before[0] and identity[1] in IN_TIME:
                shown += 1
                news = {fact.id for fact in known[identity[0]].facts} - {
                    fact.id for fact in before[1][identity[0]].facts
                }
                assert due.due >= day + timedelta(days=7) or news, (day, identity)
        for identity in set(before[0]) - set(seen) if before else ():
            assert before is not None
            assert _may_vanish(identity, before[1][identity[0]], known[identity[0]], seen), (day, identity)
        before = seen, known
    return shown


def test_a_walk_in_long_strides(database: Database) -> None:
    assert _check(database, 61) > 20


@pytest.mark.faults
def test_a_walk_day_by_day(database: Database) -> None:
    assert _check(database, 1) > 20
