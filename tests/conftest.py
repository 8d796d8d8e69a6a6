"""Scratch databases on both kinds of server, a served Vigil, a mail server and a browser, for every test."""

import gc
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import hypothesis
import pytest

from tests import browsing, clock, compiled, postgres, scratch, servers

if TYPE_CHECKING:
    from sqlmodel import Session

    from app.db import Database
    from app.settings import Settings
    from tests import story

# Dozens of processes start in a run, and each would compile the whole program where this is set.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

KINDS = ("sqlite", "postgresql")
# A busy machine is no counterexample; CI draws the same examples each time, everybody else new ones.
hypothesis.settings.register_profile("vigil", deadline=None, derandomize=bool(os.environ.get("CI")))
hypothesis.settings.load_profile("vigil")
compiled.install()

NOW = datetime(2013, 4, 30, 9, 0, tzinfo=UTC)
_serial = count(1)


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--database", choices=(*KINDS, "both", "every"), default="both",
        help="run on one database alone; or every test on both, also those marked either",
    )  # fmt: skip


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    if "database_kind" in metafunc.fixturenames:
        chosen = metafunc.config.getoption("--database")
        metafunc.parametrize("database_kind", (chosen,) if chosen in KINDS else KINDS, scope="session")


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Long tests come first. Of a test marked `either` one database each, in turn, so that both see half of them."""
    items.sort(key=lambda item: item.get_closest_marker("long") is None)
    if config.getoption("--database") != "both":
        return
    left_out = [item for item in items if item.get_closest_marker("either") and not _is_its_turn(item)]
    config.hook.pytest_deselected(items=left_out)
    items[:] = [item for item in items if item not in set(left_out)]


def pytest_collection_finish() -> None:
    """What is there now stays to the end; Python need not go through it again and again for what nobody uses."""
    gc.collect()
    gc.freeze()


def _is_its_turn(item: pytest.Item) -> bool:
    given = getattr(item, "callspec", None)  # none where a test has no parameters
    kind = given.params.get("database_kind") if given else None
    return kind is None or KINDS[crc32(item.nodeid.replace(str(kind), "").encode()) % len(KINDS)] == kind


@pytest.fixture(autouse=True)
def _one_clock() -> None:
    """Every test begins at the real moment, whatever the one before it did with the clock."""
    clock.wind()


@pytest.fixture(scope="session")
def scratch_folder() -> Iterator[Path]:
    """A quick folder for the databases of this process."""
    with scratch.folder() as folder:
        yield folder


@pytest.fixture(scope="session")
def postgres_server(scratch_folder: Path) -> Iterator[postgres.Server]:
    """One server for this process, started when the first test asks for it."""
    with postgres.running(scratch_folder / "postgres") as server:
        yield server


@pytest.fixture
def sqlite_path(scratch_folder: Path) -> Iterator[Path]:
    """Where a test may put an SQLite file; it and its companions are gone afterwards."""
    folder = scratch_folder / f"sqlite-{next(_serial)}"
    folder.mkdir(mode=0o700)
    yield folder / "vigil.db"
    shutil.rmtree(folder)


@pytest.fixture
def empty_database_url(database_kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database without tables, for tests of migrations."""
    if database_kind == "sqlite":
        yield f"sqlite:///{request.getfixturevalue('sqlite_path')}"
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    name = f"empty_{next(_serial)}"
    yield server.create(name)
    server.drop(name)


@pytest.fixture(scope="session")
def migrated_file(scratch_folder: Path) -> Path:
    """The SQLite file every SQLite test starts from a copy of."""
    path = scratch_folder / "migrated.db"
    _migrate(f"sqlite:///{path}")
    return path


@pytest.fixture(scope="session")
def migrated_template(postgres_server: postgres.Server) -> str:
    """The database every PostgreSQL test starts from a copy of."""
    _migrate(postgres_server.create("template_vigil"))
    return "template_vigil"


def _migrate(url: str) -> None:
    from app.db import Database  # tests of pure modules start without the tables
    from app.migrating import migrate  # as above

    database = Database(url)
    migrate(database)
    database.close()


@pytest.fixture
def database_url(database_kind: str, request: pytest.FixtureRequest) -> Iterator[str]:
    """A migrated, empty database of this test's own; every test that asks runs on both kinds."""
    if database_kind == "sqlite":
        path: Path = request.getfixturevalue("sqlite_path")
        shutil.copyfile(request.getfixturevalue("migrated_file"), path)
        yield f"sqlite:///{path}"
        return
    server: postgres.Server = request.getfixturevalue("postgres_server")
    name = f"vigil_{next(_serial)}"
    yield server.create(name, template=request.getfixturevalue("migrated_template"))
    server.drop(name)


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> "Settings":
    """The settings of a scratch installation with that database."""
    from app.settings import read_settings  # tests of pure modules start without the program

    return read_settings({"VIGIL_DATABASE_URL": database_url, "VIGIL_DATA_DIR": str(tmp_path / "data")})


@pytest.fixture
def database(settings: "Settings") -> "Iterator[Database]":
    """The application's own door to that database; what must follow from a change follows."""
    from app.main import open_database  # as above

    database = open_database(settings)
    yield database
    database.close()


@pytest.fixture
def session(database: "Database") -> "Iterator[Session]":
    """A writing session, committed when the test ends without an error."""
    with database.writing(actor="a test", at=NOW) as session:
        yield session


@pytest.fixture
def served(database_url: str, tmp_path: Path) -> Iterator[servers.Served]:
    """A real `vigil serve` on a free port, over a database of its own."""
    with servers.serving(tmp_path / "data", {"VIGIL_DATABASE_URL": database_url}) as served:
        yield served


@pytest.fixture
def smtp_sink() -> Iterator[servers.SmtpSink]:
    """A real mail server that keeps what it accepts and misbehaves when told to."""
    with servers.smtp_sink() as sink:
        yield sink


@pytest.fixture(scope="session")
def browser() -> Iterator[browsing.Browser]:
    """Chromium without a window."""
    executable = browsing.chromium()
    if executable is None:
        if os.environ.get("CI"):
            pytest.fail("Chromium is missing, and CI has to have it")
        pytest.skip("Chromium is not installed")
    with browsing.launched(executable) as browser:
        yield browser


@pytest.fixture
def open_page(browser: browsing.Browser) -> Iterator[Callable[..., browsing.Page]]:
    """Open an address: `open_page(url, javascript=False, width=360)`.

    A request to anywhere else, or an error on the page, fails the test.
    """
    visit = browsing.Visit(browser)
    yield visit.open
    visit.close()
    assert visit.complaints == []


@pytest.fixture
def cast(settings: "Settings", database: "Database") -> "story.Cast":
    """The personas of tests/story.py on a scratch database."""
    from tests import story  # tests of pure modules start without the program

    return story.the_cast(settings, database)
