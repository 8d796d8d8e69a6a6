"""How long recomputing all due dates takes, and the pages that show them, beside many cases."""

import resource
import time
from datetime import date, timedelta

import pytest
from sqlalchemy import insert

from app.cases.models import Case, Custody, Entry, HealthAlert, Hearing, Person, Sentence
from app.cases.settling import settle_cases
from app.dates import FuzzyDate
from app.db import Database, fuzzy_columns
from app.main import keeper
from app.reviews.daily import recompute_all
from app.settings import Settings
from app.sources.models import Citation, Source
from tests.conftest import NOW
from tests.story import BEGAN, Cast

MANY = 5_000
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


def _fill(database: Database, count: int) -> None:
    with database.writing(actor="a bench", at=NOW) as session:
        session.connection().execute(
            insert(Source),
            {
                "id": 1,
                "key": "text",
                "title": "Text",
                "kind": "article",
                "published_inferred": False,
                "cited_only": False,
            },
        )
        for first in range(10, count + 10, 1000):
            for table, rows in _rows(first, min(1000, count + 10 - first)).items():
                session.connection().execute(insert(table), rows)
        settle_cases(session, range(10, count + 10), date(2013, 4, 30))


@pytest.mark.bench
def test_recomputing(cast: Cast, database: Database, settings: Settings) -> None:
    _fill(database, MANY)
    for what in ("first", "again"):
        began = time.perf_counter()
        done = recompute_all(database, keeper(settings), NOW)
        took = time.perf_counter() - began
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"recomputing {done.cases:,} cases, {what}: {took:.1f} s, {done.changed:,} dates changed, {memory:.0f} MB"
        )
        assert took < MANY * 0.005


@pytest.mark.bench
@pytest.mark.parametrize("address", ["/my", "/reviews"])
def test_pages_beside_many_cases(cast: Cast, database: Database, settings: Settings, address: str) -> None:
    medians = []
    for count in (0, MANY):
        if count:
            _fill(database, count)
            recompute_all(database, keeper(settings), NOW)
        for who in (cast.ana, cast.lee):
            client, times = cast.client(who), []
            for _n in range(7):
                began = time.perf_counter()
                assert client.get(address).status_code == 200
                times.append(time.perf_counter() - began)
            medians.append(sorted(times)[3])
            print(f"{address} of {who.name} beside {count:,} cases: {sorted(times)[3] * 1000:.0f} ms")
    assert medians[-1] < 1
