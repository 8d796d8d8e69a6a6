"""What is kept to a few is absent from every count, order, newest time, next date and error text of all others.

Everybody looks at every page there is; then one volunteer writes down a case, entries, letters, actions and dates that
only she may see, tied in every way to what the others know; then everybody looks again. Nothing may have moved.
"""

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from html import unescape

import pytest
from starlette.testclient import TestClient

from app.db import Database
from app.settings import Settings
from tests import clock
from tests.trust.kept import add_what_is_kept, furnish_the_open
from tests.trust.test_access_matrix import QUERIES, addresses
from tests.trust.world import World, world

pytestmark = pytest.mark.either

TODAY = datetime(2026, 11, 30, 9, 0, tzinfo=UTC)
OTHERS = ("nobody", "stranger", "reader", "volunteer", "coordinator", "named", "admin", "unlinked", "former")
# The log grows by looking at it.
APART = re.compile(r"^/(admin/access|static|leave)")
ASKED = (
    "/cases?sort=due", "/cases?sort=news", "/cases?sort=name", "/cases?sort=reference", "/cases?late=1",
    "/cases?nothing_due=1", "/cases?standing=detained", "/cases?standing=dead", "/cases?minder=nobody",
    "/cases?due_by=2026-12-31", "/cases?silent=30", "/cases?closed=1", "/cases?q=x", "/reviews?late=1",
    "/reviews?done=1", "/reviews?minder=nobody", "/reviews?case=K-001", "/reviews?case=K-005",
    "/reviews?until=2026-12-24", "/calendar?month=2026-12",
    "/calendar?month=2020-01", "/letters?state=sent", "/letters?state=approved",
    "/letters?case=K-001", "/letters?case=K-005", "/actions?whose=others", "/actions?state=live",
    "/actions?kind=gathering",
    "/actions?case=K-001", "/actions?case=K-003", "/actions?city=Kept+city", "/actions?target=Kept+target",
    "/sources?q=kept", "/sources?kind=article", "/search?q=Kept", "/search?q=K-005", "/search?q=2026-021",
    "/cases/K-001/merge", "/people/1/merge", "/people/1/erase",
    "/search?q=Roza", "/incidents?q=I-002", "/cases/new?name=Kept+Spelling", "/cases/new?name=zqrestricted",
)  # fmt: skip


@pytest.fixture
def everyone(settings: Settings, database: Database) -> World:
    """The world of the access matrix, and the team's open case."""
    clock.turn_to(TODAY)
    return world(settings, database)


def told(client: TestClient, path: str) -> str:
    """All that an address answers, without the fresh keys of its forms and without what is so on any server."""
    answer = client.get(path, headers={"Accept-Encoding": "identity"})
    headers = sorted((name, value) for name, value in answer.headers.items() if name != "date")
    page = re.sub(r'name="key" value="[^"]*"', "", answer.text)
    return f"{answer.status_code} {headers}\n{page}"


def looked_at(client: TestClient, paths: Iterable[str]) -> dict[str, str]:
    """Every address with its answer, and every further one that those link to."""
    found = {path: told(client, path) for path in paths if not APART.match(path)}
    linked = {
        unescape(href).partition("#")[0]
        for page in found.values()
        for href in re.findall(r'(?:href|src|action)="(/[^"]*)"', page)
    }
    further = sorted(path for path in linked - found.keys() if not APART.match(path))
    return found | {path: told(client, path) for path in further}


@pytest.mark.parametrize("persona", OTHERS)
def test_nothing_moves_for_those_who_may_not_see_it(
    everyone: World, database: Database, persona: str
) -> None:
    ira = furnish_the_open(database, everyone)
    client = everyone.cast.client(everyone.personas[persona][0])
    paths = [one.path for one in addresses(everyone, "GET")] + [*QUERIES, *ASKED]
    client.get("/my")  # which tells a first look from any later one
    before = looked_at(client, paths)
    add_what_is_kept(database, everyone, ira)

    after = {path: told(client, path) for path in before}
    assert [
        difference(path, before[path], after[path]) for path in before if before[path] != after[path]
    ] == []


def difference(path: str, before: str, after: str) -> str:
    """The first lines in which two answers differ."""
    old, new = before.splitlines(), after.splitlines()
    at = next((n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    return f"{path}\n  - {' '.join(old[at : at + 3])[:300]}\n  + {' '.join(new[at : at + 3])[:300]}\n"
