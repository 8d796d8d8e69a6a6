"""A backup or a restore that is killed: old or new, complete; never between, and the next try simply works."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from app.cases.file_sweep import sweep_files
from app.db import Database
from app.files.backups import check_backup, write_backup
from app.files.erased_ledger import Ledger
from app.files.storage import Shelf
from app.jobs.schedule import Step
from app.settings import Settings
from tests import clock, story
from tests.faults.killed_backup import WORDS
from tests.files.sending import files_holding, send
from tests.files.test_erasing import erased, every_text
from tests.story import BEGAN, Cast

PROGRAM = Path(__file__).with_name("killed_backup.py")
LONG = pytest.mark.faults


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, backup_passphrase=WORDS)


def kills(cast: Cast, file: Path, how: str, call: str, step: int) -> Iterator[bool]:
    """Each kill, once it has happened; True for the run that ended unharmed."""
    cast.database.close()
    command = [
        sys.executable,
        str(PROGRAM),
        cast.settings.database_url,
        str(cast.settings.data_dir),
        str(file),
    ]
    with subprocess.Popen(
        [*command, how, call, str(step)], cwd=PROGRAM.parents[2], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
        text=True,
    ) as running:  # fmt: skip
        assert running.stdin is not None
        assert running.stdout is not None
        for line in running.stdout:
            yield line.split()[1] == "1"
            running.stdin.write("next\n")
            if not running.stdin.closed:
                try:
                    running.stdin.flush()
                except BrokenPipeError:
                    break


def cases_in(url: str) -> list[str]:
    database = Database(url)
    with database.engine.connect() as connection:
        if database.is_sqlite:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).first() is None
        known = connection.execute(text("SELECT stored FROM attachment")).scalars().all()
        found = connection.execute(text('SELECT reference FROM "case" ORDER BY id')).scalars().all()
    database.close()
    return [*found, *known]


@pytest.mark.long
@pytest.mark.parametrize(
    ("call", "step"),
    [
        pytest.param("write", 1, marks=LONG), pytest.param("fsync", 1, marks=LONG),
        pytest.param("rename", 1, marks=LONG), ("fsync,rename,unlink", 2),
    ],
)  # fmt: skip
def test_a_killed_backup_leaves_the_older_one_and_the_data_alone(
    cast: Cast, tmp_path: Path, call: str, step: int
) -> None:
    if not cast.database.is_sqlite and call != "fsync,rename,unlink":
        return  # what is written is the same file; one kind of database suffices for the long form
    send(cast.client(cast.lee), "/cases/K-001", "a.txt", b"words")
    file = tmp_path / "b" / "today.vigil"
    older = write_backup(cast.database, cast.settings, file, BEGAN)
    before = cases_in(cast.settings.database_url)

    ended = []
    for unharmed in kills(cast, file, "backup", call, step):
        assert check_backup(file, WORDS).rows["case"] == older.rows["case"]
        ended.append(unharmed)

    assert ended[-1]
    assert len(ended) > 1
    assert cases_in(cast.settings.database_url) == before


@pytest.mark.long
@pytest.mark.parametrize(
    ("call", "step"),
    [
        pytest.param("pwrite64", 7, marks=LONG), pytest.param("fdatasync", 1, marks=LONG),
        pytest.param("fsync", 1, marks=LONG), pytest.param("rename", 1, marks=LONG),
        pytest.param("sendto", 40, marks=LONG), ("fdatasync,fsync,rename,unlink", 3),
    ],
)  # fmt: skip
def test_a_killed_restore_leaves_the_old_data_or_the_new_whole(
    cast: Cast, tmp_path: Path, call: str, step: int
) -> None:
    on_disk = call != "sendto"
    if cast.database.is_sqlite is not on_disk:
        return  # SQLite writes files, PostgreSQL sends words to its server
    lee = cast.client(cast.lee)
    send(lee, "/cases/K-001", "a.txt", b"words")
    file = tmp_path / "today.vigil"
    write_backup(cast.database, cast.settings, file, BEGAN)
    new = cases_in(cast.settings.database_url)
    with cast.database.writing(actor="a test", at=BEGAN) as session:
        story.case(session, session.merge(cast.campaign), "K-002", "Somebody since")
    send(lee, "/cases/K-002", "b.txt", b"other words")
    old = cases_in(cast.settings.database_url)
    shelf = Shelf(cast.settings.data_dir)

    left = []
    for unharmed in kills(cast, file, "restore", call, step):
        found = cases_in(cast.settings.database_url)
        assert found in (old, new)
        assert {one for one in found if len(one) == 32} <= set(shelf.names())
        left.append((unharmed, found == new))

    assert left[-1] == (True, True)
    assert len(left) > 1
    assert not left[0][1]


@pytest.mark.long
@pytest.mark.parametrize(
    ("call", "step"),
    [
        pytest.param("fdatasync", 1, marks=LONG), pytest.param("fsync", 1, marks=LONG),
        pytest.param("rename", 1, marks=LONG), pytest.param("unlink", 1, marks=LONG),
        pytest.param("sendto", 40, marks=LONG), ("fdatasync,fsync,rename,unlink", 4),
    ],
)  # fmt: skip
def test_a_killed_restore_brings_nobody_back_who_was_erased(
    cast: Cast, tmp_path: Path, call: str, step: int
) -> None:
    if cast.database.is_sqlite is (call == "sendto"):
        return  # SQLite writes files, PostgreSQL sends words to its server
    file, name = tmp_path / "today.vigil", "Canaria Vogelsang"
    with cast.database.writing(actor="a test", at=BEGAN) as session:
        case = story.case(session, session.merge(cast.campaign), "K-002", name)
        story.entry(session, case, "hearing", "2013-05-13", court=name)
        story.source(session, f"Free {name}")
    send(cast.client(cast.lee), "/cases/K-002", "a.txt", name.encode())
    write_backup(cast.database, cast.settings, file, BEGAN)
    erased(cast)

    told = []
    for unharmed in kills(cast, file, "restore", call, step):
        assert [said for _where, said in every_text(cast) if name in said] == []
        assert len(Ledger(cast.settings.data_dir).read()) == 1
        cast.database.close()
        told.append(unharmed)

    assert told[-1]
    assert len(told) > 1
    folder = Path(cast.database.url.removeprefix("sqlite:///")).parent if cast.database.is_sqlite else None
    assert folder is None or files_holding(folder, name.encode()) == []
    sweep_files(Step(cast.database, cast.settings, clock.now() + timedelta(hours=2)))
    assert files_holding(cast.settings.data_dir, name.encode()) == []
