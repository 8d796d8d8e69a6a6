"""The schema: the same as the models on both databases, and whole whenever a migration is cut off."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import inspect, text

from app.db import SQLITE_PRAGMAS, Database
from app.migrating import differences, migrate, pending

PROGRAM = Path(__file__).with_name("faults") / "killed_migration.py"


@pytest.fixture
def empty(empty_database_url: str) -> Database:
    """A database without tables."""
    return Database(empty_database_url)


def test_models_and_migrations_agree(database: Database) -> None:
    assert differences(database) == []
    assert not pending(database)


def test_migrating_twice_changes_nothing(empty: Database) -> None:
    assert pending(empty)
    migrate(empty)
    migrate(empty)
    assert not pending(empty)
    empty.close()


def test_history_only_grows(database: Database) -> None:
    with database.engine.connect() as connection, connection.begin():
        connection.execute(
            text(
                "INSERT INTO change (at, actor, verb, noun, row_id, diff)"
                " VALUES ('2013-04-25 09:00:00', 'Lee', 'added', 'entry', 1, '{\"on\": [null, \"2013\"]}')"
            )
        )
    for forbidden in (
        "UPDATE change SET actor = 'Nobody'",
        "DELETE FROM change",
        "UPDATE change SET diff = '{\"a\": 1}'",
    ):
        with pytest.raises(Exception, match="history only grows"), database.engine.begin() as connection:
            connection.execute(text(forbidden))
    with database.engine.begin() as connection:
        connection.execute(text("UPDATE change SET diff = '{}'"))


def test_every_connection_is_durable_and_checks_references(database: Database) -> None:
    if database.is_sqlite:
        wanted = {
            "journal_mode": "wal",
            "synchronous": 2,
            "foreign_keys": 1,
            "secure_delete": 1,
            "trusted_schema": 0,
        }
        assert {pragma.partition("=")[0] for pragma in SQLITE_PRAGMAS} >= set(wanted)
        with database.reading() as one, database.reading() as other:
            for session in (one, other):
                for pragma, value in wanted.items():
                    assert session.connection().execute(text(f"PRAGMA {pragma}")).scalar() == value
        with database.engine.connect() as writer:
            for pragma, value in wanted.items():
                assert writer.execute(text(f"PRAGMA {pragma}")).scalar() == value
    else:
        with database.engine.connect() as connection:
            assert connection.execute(text("SHOW synchronous_commit")).scalar() == "on"
            assert connection.execute(text("SHOW lock_timeout")).scalar() == "5s"


def test_a_reading_session_cannot_write(database: Database) -> None:
    with database.reading() as session, pytest.raises(Exception, match=r"read-?only"):
        session.connection().execute(text("DELETE FROM source"))


@pytest.mark.long
@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.faults), 60])
def test_a_migration_killed_anywhere_is_old_or_new_and_is_simply_repeated(
    empty_database_url: str, step: int
) -> None:
    done = subprocess.run(
        [sys.executable, str(PROGRAM), empty_database_url, str(step)],
        capture_output=True, text=True, check=True, cwd=PROGRAM.parents[2],
    )  # fmt: skip
    points = [line.split() for line in done.stdout.splitlines()]
    assert len(points) > 100 / step
    for _point, tables_left, url in points[:-1]:
        assert int(tables_left) == 0, url
    database = Database(points[-1][2])
    assert not pending(database)
    assert "entry" in inspect(database.engine).get_table_names()
    database.close()
