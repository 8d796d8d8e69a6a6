"""Whatever stands in the way of a command is one sentence that says what to do, and never a traceback."""

import json
import os
import resource
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import text

from app.db import Database
from tests.servers import VIGIL, environment_for

pytestmark = pytest.mark.either
NOBODY_THERE = "postgresql://vigil@127.0.0.1:1/vigil"


def run(
    *words: str, environment: Mapping[str, str], within: Callable[[], None] | None = None
) -> tuple[int, str]:
    """How a command ended, and what it said on its error channel."""
    done = subprocess.run(
        [sys.executable, VIGIL, *words], env=environment, capture_output=True, text=True, check=False, input="",
        preexec_fn=within,
    )  # fmt: skip
    assert "Traceback" not in done.stderr + done.stdout
    assert "vigil broke" not in done.stderr + done.stdout
    return done.returncode, done.stderr


@pytest.mark.parametrize("command", [("check", "--deploy"), ("up",)])
def test_a_database_that_is_down(tmp_path: Path, command: tuple[str, ...]) -> None:
    given = {"VIGIL_DATABASE_URL": NOBODY_THERE, "VIGIL_PORT": "18431"}
    code, said = run(*command, environment=environment_for(tmp_path / "data", given))

    assert code == 1
    assert said.startswith("vigil: The database cannot be reached: start it")


def test_a_database_that_nobody_made(database_url: str, tmp_path: Path) -> None:
    wrong = database_url.replace("/vigil_", "/no_such_") if "post" in database_url else "sqlite:////proc/no/x"
    code, said = run("migrate", environment=environment_for(tmp_path / "data", {"VIGIL_DATABASE_URL": wrong}))

    assert code == 1
    assert said.startswith(("vigil: There is no such database", "vigil: /proc/no: No such file"))


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "vigil.db").write_text("a shopping list, and no database at all\n" * 40)
    code, said = run("migrate", environment=environment_for(tmp_path, {}))

    assert (code, said.split(":")[1]) == (1, " The database file cannot be opened, or is none")


@pytest.mark.parametrize("command", [("worker",), ("serve",)])
def test_a_schema_that_is_older_or_newer(
    database: Database, tmp_path: Path, command: tuple[str, ...]
) -> None:
    environment = environment_for(tmp_path / "data", {"VIGIL_DATABASE_URL": database.url})
    for revision, words in (("0001", "needs `vigil migrate` first"), ("9999", "a newer Vigil than this one")):
        with database.engine.begin() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = :it"), {"it": revision})
        code, said = run(*command, environment=environment)
        assert code in (1, 2)
        assert words in said


def test_a_port_that_is_taken_is_said_before_any_address(database_url: str, tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        given = {"VIGIL_DATABASE_URL": database_url, "VIGIL_PORT": str(other.getsockname()[1])}
        environment = environment_for(tmp_path / "data", given)
        for command in ("serve", "up"):
            done = subprocess.run(
                [sys.executable, VIGIL, command], env=environment, capture_output=True, text=True, check=False
            )
            assert done.returncode == 2
            assert "is taken by another program: end it, or set VIGIL_PORT" in done.stderr
            assert done.stdout == ""


def test_a_lock_that_somebody_holds(database: Database, tmp_path: Path) -> None:
    environment = environment_for(tmp_path / "data", {"VIGIL_DATABASE_URL": database.url})
    with database.engine.begin() as connection:
        if not database.is_sqlite:
            connection.execute(text("LOCK TABLE volunteer IN ACCESS EXCLUSIVE MODE"))
        code, said = run(
            "volunteer", "add", "a@example.org", "--name", "A", "--role", "admin", environment=environment
        )

    assert code == 1
    assert said.startswith("vigil: Something else holds the database")


def test_a_disk_that_is_full(tmp_path: Path) -> None:
    def little_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))

    code, said = run("migrate", environment=environment_for(tmp_path / "data", {}), within=little_room)

    assert code == 1
    assert said.startswith("vigil: The disk is full or takes no more writes")


def test_a_disk_that_is_full_when_mail_goes_out(database_url: str, tmp_path: Path) -> None:
    def no_room() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))

    environment = environment_for(tmp_path / "data", {"VIGIL_DATABASE_URL": database_url})
    done = subprocess.run(
        [sys.executable, VIGIL, "deliver"], env=environment, capture_output=True, text=True, check=False,
        preexec_fn=no_room,
    )  # fmt: skip
    assert "The disk is full or takes no more writes" in done.stdout + done.stderr
    assert "broke" not in done.stderr


@pytest.mark.skipif(os.geteuid() == 0, reason="root writes everywhere")
def test_a_folder_that_may_not_be_written(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    code, said = run("migrate", environment=environment_for(tmp_path / "data", {}))

    assert (code, said.startswith("vigil: The data cannot be written here")) == (1, True)


def test_a_folder_with_a_name_in_cyrillic_and_a_plain_locale(tmp_path: Path) -> None:
    home = tmp_path / "Дозор"
    home.mkdir()
    environment = {**environment_for(home / "данные", {}), "LC_ALL": "C"}
    for command in (("migrate",), ("reviews", "--json")):
        assert run(*command, environment=environment)[0] == 0
    with closing(sqlite3.connect(home / "данные" / "vigil.db")) as made:
        assert made.execute("SELECT count(*) FROM alembic_version").fetchone() == (1,)


def test_a_wrong_passphrase_and_a_file_that_is_none(database_url: str, tmp_path: Path) -> None:
    given = {"VIGIL_DATABASE_URL": database_url, "VIGIL_BACKUP_PASSPHRASE": "one that is long enough"}
    environment = environment_for(tmp_path / "data", given)
    assert run("backup", str(tmp_path / "copy"), environment=environment)[0] == 0

    other = {**environment, "VIGIL_BACKUP_PASSPHRASE": "another that is long enough"}
    code, said = run("restore", str(tmp_path / "copy"), environment=other)
    assert code == 2
    assert "passphrase" in said
    assert run("restore", str(tmp_path / "none"), environment=environment)[0] == 2


def test_nobody_serves_there(tmp_path: Path) -> None:
    code, said = run("health", environment=environment_for(tmp_path / "data", {"VIGIL_PORT": "1"}))
    assert (code, said) == (2, "vigil: nobody answers on port 1: is `vigil serve` running?\n")


def test_as_json_each_line_of_the_log_is_one_object(tmp_path: Path) -> None:
    given = {"VIGIL_LOG": "json", "VIGIL_DATABASE_URL": f"sqlite:///{tmp_path}/vigil.db"}
    environment = environment_for(tmp_path / "data", given)
    assert run("migrate", environment=environment)[0] == 0
    process = subprocess.Popen(
        [sys.executable, VIGIL, "worker", "--while-input"], env=environment, stdin=subprocess.PIPE,
        stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert process.stderr is not None
    first = json.loads(process.stderr.readline())
    process.communicate(timeout=120)

    assert first["process"] == "worker"
    assert first["level"] == "info"
    assert first["pid"] == process.pid
    assert first["message"].startswith("ready: ")
