"""Twelve bad deployments, one at a time: each is named, and production does not begin to serve."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from fastapi import FastAPI
from sqlalchemy import event, text

from app.cli import deploying
from app.cli.errors import CommandFault
from app.db import Database
from app.main import create_app
from app.settings import BadSetting, Settings, read_settings
from app.web.guard import Guard
from tests import clock, story
from tests.cli.test_deploying import GOOD
from tests.servers import environment_for, run_vigil


@dataclass
class SetUp:
    """A deployment as it should be, to be broken in one place."""

    settings: Settings
    database: Database
    app: FastAPI
    guard: Guard

    def faults(self) -> list[str]:
        """What is wrong with it; the tests' own PostgreSQL does not wait for the disk, and that is left out."""
        found = [
            *deploying.faults_of(self.settings),
            *deploying.faults_of_application(self.app, self.guard),
            *deploying.faults_of_data(self.settings),
            *deploying.faults_of_database(self.database),
            *deploying.faults_of_backups(self.settings, self.database, clock.now()),
        ]
        return [fault for fault in found if not fault.startswith("PostgreSQL does not wait")]


@pytest.fixture
def good(database: Database, tmp_path: Path) -> SetUp:
    """Nothing is wrong with this one."""
    (tmp_path / "kept").mkdir(mode=0o700)
    given = {**GOOD, "VIGIL_DATABASE_URL": database.url, "VIGIL_DATA_DIR": str(tmp_path / "kept")}
    settings = read_settings(given)
    app = create_app(settings, database, clock.now)
    return SetUp(settings, database, app, Guard(app, settings))


def default_secret(good: SetUp) -> None:
    good.settings = replace(good.settings, secret_key="changeme-changeme-changeme-changeme")


def debug(good: SetUp) -> None:
    good.app.debug = True


def empty_hosts(good: SetUp) -> None:
    good.guard.hosts = {""}


def plain_http(good: SetUp) -> None:
    good.settings = replace(good.settings, base_url="http://vigil.example.org")


def world_readable_data(good: SetUp) -> None:
    good.settings.data_dir.chmod(0o755)


def docs_on(good: SetUp) -> None:
    good.app.docs_url = "/docs"


def insecure_cookie(good: SetUp) -> None:
    good.app.state.settings = replace(good.settings, base_url="http://vigil.example.org")


def no_hsts(good: SetUp) -> None:
    good.guard.headers = [pair for pair in good.guard.headers if pair[0] != b"strict-transport-security"]


def no_backup(good: SetUp) -> None:
    with good.database.writing(actor="a test", at=clock.now()) as session:
        story.volunteer(session, "Ana", None).created_at = clock.now() - timedelta(days=3)


FAULTS: list[tuple[Callable[[SetUp], None], str]] = [
    (default_secret, "VIGIL_SECRET_KEY looks like a default"),
    (debug, "debug mode"),
    (empty_hosts, "No host name"),
    (plain_http, "VIGIL_BASE_URL is not https"),
    (world_readable_data, "chmod 700"),
    (docs_on, "/docs"),
    (insecure_cookie, "cookie is not held to https"),
    (no_hsts, "Strict-Transport-Security"),
    (no_backup, "No backup was made"),
]


@pytest.mark.parametrize(("break_it", "words"), FAULTS, ids=lambda one: getattr(one, "__name__", ""))
def test_check_47_a_fault_is_named_and_no_other(
    good: SetUp, break_it: Callable[[SetUp], None], words: str
) -> None:
    assert good.faults() == []
    break_it(good)
    assert [words in fault for fault in good.faults()] == [True]


@pytest.mark.parametrize(
    ("pragma", "words"),
    [("synchronous=OFF", "synchronous is not FULL"), ("foreign_keys=OFF", "foreign_keys is off")],
)
def test_check_47_a_database_that_forgets_is_named(good: SetUp, pragma: str, words: str) -> None:
    if not good.database.is_sqlite:
        pytest.skip("these are SQLite's")

    def weaken(connection: Any, _record: object) -> None:
        connection.execute(f"PRAGMA {pragma}").close()

    good.database.engine.dispose()
    event.listen(good.database.engine, "connect", weaken)
    assert [words in fault for fault in good.faults()] == [True]


def test_check_47_a_pending_migration_is_named(good: SetUp) -> None:
    with good.database.engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0001'"))
    assert ["vigil migrate" in fault for fault in good.faults()] == [True]


@pytest.mark.parametrize("secret", ["short", "a" * 40])
def test_check_47_a_short_or_uniform_secret_stops_every_command(secret: str) -> None:
    with pytest.raises(BadSetting, match="VIGIL_SECRET_KEY"):
        read_settings({**GOOD, "VIGIL_SECRET_KEY": secret})


def test_check_47_a_fresh_installation_needs_no_backup_yet_and_a_fresh_backup_is_enough(good: SetUp) -> None:
    with good.database.writing(actor="a test", at=clock.now()) as session:
        story.volunteer(session, "Ana", None).created_at = clock.now() - timedelta(hours=47)
    assert good.faults() == []
    two_days_on = clock.now() + timedelta(days=2)
    assert len(list(deploying.faults_of_backups(good.settings, good.database, two_days_on))) == 1


def test_a_missing_backup_or_passphrase_never_keeps_production_from_serving(good: SetUp) -> None:
    no_backup(good)
    without = replace(good.settings, backup_passphrase=None)
    assert len(list(deploying.every_doubt(without, good.database, clock.now()))) == 2
    if good.database.is_sqlite:  # the tests' own PostgreSQL is refused anyway
        deploying.refuse_unsafe(without, good.database)


def test_check_47_production_does_not_begin_to_serve(good: SetUp) -> None:
    open_to_all = replace(good.settings, base_url="http://vigil.example.org")
    with pytest.raises(CommandFault, match="VIGIL_BASE_URL is not https"):
        deploying.refuse_unsafe(open_to_all, good.database)
    deploying.refuse_unsafe(replace(open_to_all, environment="development"), good.database)


def test_check_47_the_command_that_serves_asks_the_same(database: Database, tmp_path: Path) -> None:
    if not database.is_sqlite:
        pytest.skip("the tests' own PostgreSQL is refused anyway, as it does not wait for the disk")
    data = tmp_path / "kept"
    data.mkdir(mode=0o755)
    given = {**GOOD, "VIGIL_DATABASE_URL": database.url}
    with pytest.raises(RuntimeError, match="chmod 700"):
        run_vigil("serve", environment=environment_for(data, given))
