"""How long recomputing all due dates takes, and the pages that show them, beside many cases."""

import os
import re
import time
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from statistics import median
from threading import Event, Thread

import pytest
from sqlalchemy import insert

from app.cases.kinds.custody import Custody
from app.cases.kinds.health_alert import HealthAlert
from app.cases.kinds.hearing import Hearing
from app.cases.kinds.sentence import Sentence
from app.cases.models import Case, Entry, Minder, Person
from app.dates import FuzzyDate
from app.db import Database, fuzzy_columns
from app.main import keeper
from app.reviews.recompute_all import recompute_all
from app.settings import Settings
from app.sources.models import Citation, Source
from tests.conftest import NOW
from tests.story import BEGAN, Cast

MANY, FEW, OFFSET, MINDED = int(os.environ.get("BENCH_CASES", "100000")), 1_000, 10, 20
MOST_SECONDS, MOST_MEMORY, SLOWER = 120, 400, 1.5
BASE = date(2010, 1, 1)
EVENTS = (("custody", 0), ("hearing", 90), ("sentence", 120), ("health-alert", 300))  # days after the arrest


def _rows(first: int, count: int) -> dict[type, list[dict[str, object]]]:
    """Cases with an arrest, a hearing, a sentence and a health alert each, all cited."""
    tables = (Person, Case, Entry, Custody, Hearing, Sentence, HealthAlert, Citation)
    made: dict[type, list[dict[str, object]]] = {table: [] for table in tables}
    for number in range(first, first + count):
        person: dict[str, object] = {"id": number, "name": f"Person {number}", "named": True, "version": 1}
        made[Person].append({**person, "gender": "unknown"})
        made[Case].append(_case(number))
        for place, (kind, after) in enumerate(EVENTS):
            entry, day = number * 4 + place, BASE + timedelta(days=number % 2000 + after)
            made[Entry].append(_entry(entry, number, kind, FuzzyDate.on(day)))
            made[Citation].append({"source_id": 1, "entry_id": entry})
        made[Custody].append({"entry_id": number * 4, "form": "arrest"})
        made[Hearing].append({"entry_id": number * 4 + 1, "stage": "trial"})
        made[Sentence].append({"entry_id": number * 4 + 2, "form": "prison", "length": "P5Y"})
        made[HealthAlert].append({"entry_id": number * 4 + 3, "severity": "serious"})
    return made


def _case(number: int) -> dict[str, object]:
    return {
        "id": number, "reference": f"K-{number:06}", "campaign_id": 1, "person_id": number, "title": "Case",
        "visibility": "team", "opened_at": BEGAN, "standing": "unknown", "entry_count": 4, "version": 1,
    }  # fmt: skip


def _entry(number: int, case_id: int, kind: str, on: FuzzyDate) -> dict[str, object]:
    return {
        "id": number, "case_id": case_id, "kind": kind, "visibility": "team", "recorded_at": BEGAN,
        "edited_at": BEGAN, "version": 1, **fuzzy_columns("on", on),
    }  # fmt: skip


def _fill(database: Database, first: int, count: int) -> None:
    with database.writing(actor="a bench", at=NOW) as session:
        for start in range(first, first + count, 1000):
            for table, rows in _rows(start, min(1000, first + count - start)).items():
                session.connection().execute(insert(table), rows)
    with database.engine.begin() as connection:
        connection.exec_driver_sql("ANALYZE")


def _add_source(database: Database, cast: Cast) -> None:
    """The one text that says it all; and Lee minds a few of the cases to come."""
    source = {"id": 1, "key": "text", "title": "Text", "kind": "article"}
    with database.writing(actor="a bench", at=NOW) as session:
        values = source | {"published_inferred": False, "cited_only": False}
        session.connection().execute(insert(Source), values)
    _fill(database, OFFSET, FEW)
    with database.writing(actor="a bench", at=NOW) as session:
        for number in range(OFFSET, OFFSET + MINDED):
            session.add(Minder(case_id=number, volunteer_id=cast.lee.id or 0))


def _watch(most: list[float], over: Event) -> None:
    """The largest any process of ours grew, in MB; a child's own resource figures begin with its parent's."""
    while not over.wait(0.2):
        for status in Path("/proc").glob("[0-9]*/status"):
            with suppress(OSError):
                told = status.read_text()
                peak = re.search(r"VmHWM:\s+(\d+)", told)
                if f"PPid:\t{os.getpid()}\n" in told and peak is not None:
                    most[0] = max(most[0], int(peak[1]) / 1024)


def _recompute(database: Database, settings: Settings, what: str) -> float:
    began, busy, most, over = time.perf_counter(), os.times(), [0.0], Event()
    watching = Thread(target=_watch, args=(most, over))
    watching.start()
    done = recompute_all(database, keeper(settings), NOW)
    over.set()
    watching.join()
    took, after = time.perf_counter() - began, os.times()
    spent = after.children_user + after.children_system - busy.children_user - busy.children_system
    memory = most[0]
    print(
        f"{database.engine.dialect.name}: recomputing {done.cases:,} cases, {what}: {took:.1f} s, of two processes"
        f" {spent:.1f} s of work, {memory:.0f} MB at most in each, {done.changed:,} dates changed"
    )
    assert memory < MOST_MEMORY
    return took


def _pages(cast: Cast, beside: int) -> dict[str, float]:
    """The median of each page, in milliseconds."""
    found = {}
    for who in (cast.ana, cast.lee):
        client = cast.client(who)
        for address in ("/my", "/reviews"):
            times = []
            for _n in range(11):
                began = time.perf_counter()
                assert client.get(address).status_code == 200
                times.append((time.perf_counter() - began) * 1000)
            found[f"{address} of {who.name}"] = median(times)
            print(f"  {address} of {who.name} beside {beside:,} cases: {median(times):.0f} ms")
    return found


@pytest.mark.bench
def test_many_cases(cast: Cast, database: Database, settings: Settings) -> None:
    _add_source(database, cast)
    _recompute(database, settings, "a few")
    few = _pages(cast, FEW)

    _fill(database, OFFSET + FEW, MANY - FEW)
    first = _recompute(database, settings, "all new")
    again = _recompute(database, settings, "nothing new")
    many = _pages(cast, MANY)

    assert max(first, again) < MOST_SECONDS
    for page, time_beside_few in few.items():
        assert many[page] < SLOWER * time_beside_few, page
