"""kill -9 at every point of a save: what was acknowledged is stored, what is stored is whole."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text

from app.accounts.sessions import cookie_name
from app.db import Database
from tests.story import Cast

PROGRAM = Path(__file__).with_name("killed_save.py")
WHOLE = (
    "SELECT count(*) FROM entry",
    "SELECT count(*) FROM hearing",
    "SELECT count(*) FROM citation",
    "SELECT count(*) FROM source",
    "SELECT count(*) FROM change WHERE noun = 'entry'",
    'SELECT entry_count FROM "case"',
)


def kills(cast: Cast, how: str, step: int = 1) -> list[tuple[int, bool, str]]:
    """Every kill: its number, whether the save was acknowledged, and the database it left."""
    cookie = cast.client(cast.lee).cookies[cookie_name(cast.settings)]
    cast.database.close()  # the last connection of SQLite writes its log back into the file that is copied
    done = subprocess.run(
        [sys.executable, str(PROGRAM), cast.settings.database_url, str(cast.settings.data_dir), cookie, how, str(step)],
        capture_output=True, text=True, check=True, cwd=PROGRAM.parents[2],
    )  # fmt: skip
    rows = [line.split() for line in done.stdout.splitlines()]
    return [(int(point), acknowledged == "1", url) for point, acknowledged, url in rows]


def stored(url: str) -> list[int]:
    """How many rows of each sort; they must all be equal, because a save makes one of each."""
    database = Database(url)
    with database.engine.connect() as connection:
        if database.is_sqlite:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).first() is None
        found = [connection.execute(text(sql)).scalar() or 0 for sql in WHOLE]
    database.close()
    return found


@pytest.mark.long
@pytest.mark.parametrize("step", [pytest.param(1, marks=pytest.mark.faults), 5])
def test_a_save_killed_between_statements_is_whole_or_not_there(cast: Cast, step: int) -> None:
    rows = kills(cast, "statements", step)
    assert len(rows) > 15 / step
    assert rows[-1][1]
    left = {url for _point, _acknowledged, url in rows}
    for url in left:
        found = stored(url)
        assert len(set(found)) == 1, found
        assert found[0] >= sum(acknowledged for _point, acknowledged, one in rows if one == url)


@pytest.mark.faults
@pytest.mark.parametrize("call", ["pwrite64", "fdatasync"])
def test_a_save_killed_at_every_write_to_disk_is_whole_or_not_there(cast: Cast, call: str) -> None:
    if not cast.database.is_sqlite:
        return  # the server writes there; kill -9 of the program never reaches its files
    rows = kills(cast, call)
    assert rows[-1][1]
    for _point, acknowledged, url in rows:
        found = stored(url)
        assert len(set(found)) == 1, found
        assert found[0] >= acknowledged
