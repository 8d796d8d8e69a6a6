"""Pages a second, beside the bare floor rendering the same bytes in the same run. Needs `wrk` (Debian's package)."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import httpx
import pytest

from app.accounts.changes import sign_in
from app.accounts.sessions import cookie_name
from app.clock import utc_now
from app.main import open_database
from app.migrating import migrate
from app.settings import read_settings
from tests.bench.made_up import fill
from tests.servers import free_port, serving

pytestmark = pytest.mark.bench
CASES, ROUNDS, SECONDS = 10_000, 5, 3
PAGES = {"list": "/cases", "case": "/cases/K-5000"}
AIMS = {"list": 0.33, "case": 0.25, "save": 0.33}
ENTRY = 49_998
SAVE = """
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/x-www-form-urlencoded"
wrk.headers["Sec-Fetch-Site"] = "same-origin"
local count = 0
request = function()
  count = count + 1
  return wrk.format(nil, %s, nil, "%s" .. count)
end
"""


@dataclass(frozen=True)
class Target:
    """A server and what it is asked with."""

    url: str
    cookie: str = ""


@pytest.fixture(scope="module")
def made_up(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Ten thousand cases in SQLite, and the cookie of a volunteer who works there."""
    data = tmp_path_factory.mktemp("bench")
    settings = read_settings({"VIGIL_DATA_DIR": str(data)})
    database = open_database(settings)
    migrate(database)
    with database.writing(actor="bench", at=utc_now()) as session:
        fill(session, CASES)
    with database.writing(actor="bench", at=utc_now()) as session:
        token = sign_in(session, 1, utc_now())
    database.close()
    return data, f"{cookie_name(settings)}={token}"


@contextmanager
def floor(data: Path, cookie: str) -> Iterator[str]:
    """The bare server over a copy of the same file."""
    port, copy = free_port(), data / "floor.db"
    shutil.copyfile(data / "vigil.db", copy)
    program = Path(__file__).with_name("floor.py")
    words = [
        sys.executable,
        str(program),
        str(copy),
        str(data),
        cookie.partition("=")[2],
        str(port),
        *PAGES.values(),
    ]
    process = subprocess.Popen(words, cwd=program.parents[2])
    try:
        url = f"http://127.0.0.1:{port}"
        with httpx.Client(transport=httpx.HTTPTransport(retries=200)) as client:
            while True:
                try:
                    client.get(f"{url}{PAGES['list']}")
                    break
                except httpx.ConnectError:
                    assert process.poll() is None
        yield url
    finally:
        process.terminate()
        process.wait()


def per_second(target: Target, path: str, script: Path | None = None) -> float:
    """Requests a second over four connections; a failed one fails the run."""
    words = ["wrk", "-t1", "-c4", f"-d{SECONDS}s", "-H", f"Cookie: {target.cookie}"]
    done = subprocess.run(
        [*words, *(["-s", str(script)] if script else []), target.url + path],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Non-2xx" not in done.stdout, done.stdout
    found = re.search(r"Requests/sec:\s+([\d.]+)", done.stdout)
    assert found is not None
    return float(found[1])


def size(target: Target, path: str) -> int:
    """The bytes of a page."""
    return len(httpx.get(target.url + path, headers={"Cookie": target.cookie}).content)


@pytest.mark.skipif(shutil.which("wrk") is None, reason="wrk is not installed")
def test_pages_a_second_beside_the_floor(made_up: tuple[Path, str], tmp_path: Path) -> None:
    data, cookie = made_up
    own, bare = tmp_path / "own.lua", tmp_path / "bare.lua"
    own.write_text(
        SAVE
        % (
            'string.format("/cases/K-%03d/add/note", count * 7 % 9999 + 1)',
            "summary=Words+of+ordinary+length+",
        )
    )
    bare.write_text(SAVE % ('"/save"', f"entry={ENTRY}&summary=Words+of+ordinary+length+"))
    rows: dict[str, list[tuple[float, float]]] = {name: [] for name in AIMS}
    with serving(data, {}) as served, floor(data, cookie) as url:
        vigil, nothing = Target(served.url, cookie), Target(url)
        sizes = {name: [size(one, path) for one in (vigil, nothing)] for name, path in PAGES.items()}
        for _round in range(ROUNDS):
            for name, path in PAGES.items():
                rows[name].append((per_second(vigil, path), per_second(nothing, path)))
            rows["save"].append((per_second(vigil, "/", own), per_second(nothing, "/", bare)))
    print(f"\n{'page':<6}{'Vigil/s':>10}{'floor/s':>10}{'ratio':>8}{'aim':>6}   bytes (Vigil, floor)")
    for name, found in rows.items():
        ratio = median(ours / theirs for ours, theirs in found)
        ours, theirs = (median(column) for column in zip(*found, strict=True))
        print(f"{name:<6}{ours:>10.0f}{theirs:>10.0f}{ratio:>8.2f}{AIMS[name]:>6.2f}   {sizes.get(name, '')}")
        assert ratio > 0
