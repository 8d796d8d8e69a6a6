"""Databases of earlier releases come to the newest schema without losing a row or a word, and are worked with."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import JSON, bindparam, column, inspect, select, table, text
from starlette.testclient import TestClient

from app.cases.name_index import is_of_name_index
from app.db import Database, UtcDateTime
from app.main import create_app, open_database
from app.migrating import differences, migrate, pending
from app.settings import Settings, read_settings
from tests import clock, servers
from tests.releases import kept
from tests.story import SAME_ORIGIN

Rows = dict[str, list[dict[str, Any]]]

ENDED: dict[
    str, str
] = {}  # "table.column": where a later migration has put what stood there, or why it may go


@dataclass
class Release:
    """An installation of an earlier release, as a new program finds it."""

    settings: Settings
    environment: dict[str, str]
    database: Database


@pytest.fixture(params=kept.RELEASES, ids=lambda folder: folder.name)
def release(request: pytest.FixtureRequest, empty_database_url: str, tmp_path: Path) -> Iterator[Release]:
    """The database as it was kept, not yet migrated, with its files beside it."""
    data = tmp_path / "data"
    kept.unpack(request.param, empty_database_url, data)
    environment = kept.environment(empty_database_url, data)
    settings = read_settings(environment)
    database = open_database(settings)
    yield Release(settings, environment, database)
    database.close()


def everything(database: Database, only: Rows | None = None) -> Rows:
    """Every row as the driver gives it, with all columns there are or with those of an earlier look."""
    with database.engine.connect() as connection:
        there = inspect(connection)
        found: Rows = {}
        for name in only if only is not None else _tables(there.get_table_names()):
            columns = [one["name"] for one in there.get_columns(name)]
            if only is not None and only[name]:
                columns = [one for one in only[name][0] if f"{name}.{one}" not in ENDED]
            rows = connection.execute(select(*map(column, columns)).select_from(table(name))).mappings()
            found[name] = sorted((dict(row) for row in rows), key=repr)
    return found


def _tables(names: list[str]) -> list[str]:
    """Without the version of the schema, and without the index of names, which each database rebuilds by itself."""
    return [one for one in names if one != "alembic_version" and not is_of_name_index(one)]


def without_ended(rows: Rows) -> Rows:
    """What has to be there still."""
    kept_columns = {
        name: [{one: value for one, value in row.items() if f"{name}.{one}" not in ENDED} for row in found]
        for name, found in rows.items()
    }
    return {name: sorted(found, key=repr) for name, found in kept_columns.items()}


def test_every_table_of_the_release_holds_something_in_every_column(release: Release) -> None:
    found = everything(release.database)
    assert len(found) >= 78
    never = {
        f"{name}.{one}"
        for name, rows in found.items()
        for one in (rows[0] if rows else {"": None})
        if not any(row[one] is not None for row in rows if row)
    }
    assert never == set()


def test_a_release_comes_to_the_newest_schema_without_loss(release: Release) -> None:
    before = everything(release.database)
    migrate(release.database)

    assert not pending(release.database)
    assert differences(release.database) == []
    assert everything(release.database, only=before) == without_ended(before)


def signed_in(release: Release) -> TestClient:
    """Ana, with the passphrase she had then."""
    client = TestClient(
        create_app(release.settings, release.database, clock.now), base_url=release.settings.base_url,
        headers=SAME_ORIGIN, follow_redirects=False,
    )  # fmt: skip
    answer = client.post("/sign-in", data={"email": "ana@example.org", "password": kept.PASSPHRASE})
    assert answer.status_code == 303, answer.text
    return client


def test_its_people_sign_in_work_on_and_send_their_facts_out(release: Release) -> None:
    migrate(release.database)
    ana = signed_in(release)

    for path in (
        "/my", "/cases", "/cases/K-001", "/cases/K-002", "/cases/K-012", "/cases/K-001/history", "/people/1",
        "/incidents/I-001", "/reviews", "/letters/1", "/actions/2026-001", "/approvals", "/digest/preview", "/p",
    ):  # fmt: skip
        assert ana.get(path).status_code == 200, path
    assert "Her aunt can be reached in the evening" in ana.get("/cases/K-001/vault").text
    assert "Please answer soon." in ana.get("/letters/1").text
    assert ana.post("/cases/K-003/add/note", data={"summary": "Written since."}).status_code == 303
    release.database.close()
    told = servers.run_vigil(
        "export", "--campaign", "zhanaozen", "--format", "json",
        environment={**servers.environment_for(release.settings.data_dir, {}), **release.environment},
    )  # fmt: skip
    assert {"K-001", "K-012", "K-042"} <= {case["reference"] for case in json.loads(told)["cases"]}
    assert "Hands off Roza" in told
    assert "Written since." in told


def test_its_public_pages_lose_what_nobody_has_approved(release: Release) -> None:
    """A photograph that was deleted since, and two persons who were made one since."""
    photo = {"file": 999, "sha256": "x", "alt": "At the port", "credit": "A friend", "needs": [], "names": []}
    merged = (
        "INSERT INTO merge (of, from_id, into_id, reason, at, moved)"
        " SELECT 'person', 84, person_id, 'one', :at, '[]'"
    )
    with release.database.engine.begin() as connection:
        kept_words = connection.execute(text("SELECT content FROM public_snapshot WHERE id = 2")).scalar_one()
        content = json.loads(kept_words) if isinstance(kept_words, str) else kept_words
        connection.execute(
            text("UPDATE public_snapshot SET content = :content WHERE id = 2").bindparams(
                bindparam("content", type_=JSON())
            ),
            {"content": content | {"photo": photo}},
        )
        at = bindparam("at", type_=UtcDateTime())
        connection.execute(text(f'{merged} FROM "case" WHERE id = 1').bindparams(at), {"at": clock.now()})
    migrate(release.database)
    with release.database.engine.connect() as connection:
        words = str(connection.execute(text("SELECT content FROM public_snapshot WHERE id = 2")).scalar_one())
        ended = connection.execute(text("SELECT ended_reason FROM public_page WHERE id = 1")).scalar_one()
    assert "At the port" not in words
    assert "Five years." in words
    assert ended == "two persons were merged since it was approved"
