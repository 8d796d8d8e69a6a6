# ruff: noqa: T201 - a program of its own, whose output the test reads
"""Saves an entry again and again in a child process that is killed a little later each time.

Run as a program: `killed_save.py DATABASE_URL DATA_DIR COOKIE HOW STEP`. HOW is `statements` (the child kills
itself before its n-th word to the database, commit included) or a system call such as `pwrite64` (strace kills it
there); STEP 1 takes every point, 5 every fifth. Prints a line for each kill: its number, whether the save was
acknowledged, and the database it left.
"""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sqlalchemy import event
from starlette.testclient import TestClient

from app.accounts.sessions import cookie_name
from app.db import Database
from app.main import create_app, open_database
from app.settings import Settings, read_settings

MOST = 400
STRACE = ("strace", "-f", "-qq", "-o", "/dev/null")


def main() -> None:
    """Kill at the first point, the second, ... until the save ends unharmed."""
    url, data_dir, cookie, how, step = sys.argv[1:]
    settings = read_settings({"VIGIL_DATABASE_URL": url, "VIGIL_DATA_DIR": data_dir})
    for point in range(1, MOST, int(step)):
        copy = _copied(settings, point)
        acknowledged, unharmed = _save_once(copy, cookie, how, point)
        print(point, int(acknowledged), copy.database_url, flush=True)
        if unharmed:
            return
    raise SystemExit("the save never ended unharmed")


def _copied(settings: Settings, point: int) -> Settings:
    """A fresh copy of the SQLite file for each kill; on PostgreSQL one database takes them all."""
    if not settings.database_url.startswith("sqlite"):
        return settings
    original = Path(settings.database_url.removeprefix("sqlite:///"))
    copy = original.with_name(f"killed-{point}.db")
    shutil.copyfile(original, copy)
    return replace(settings, database_url=f"sqlite:///{copy}")


def _save_once(settings: Settings, cookie: str, how: str, point: int) -> tuple[bool, bool]:
    hears, says = os.pipe()
    begins, starts = os.pipe()
    child = os.fork()
    if child == 0:
        _child(settings, cookie, (begins, says), point if how == "statements" else 0)
    tracer = None
    if how != "statements":
        tracer = subprocess.Popen(
            [*STRACE, "-p", str(child), "-e", f"trace={how}", "-e", f"inject={how}:signal=KILL:when={point}"]
        )
        _until_traced(child)
    os.write(starts, b"go")
    os.close(says)
    _pid, status = os.waitpid(child, 0)
    if tracer is not None:
        tracer.wait()
    acknowledged = os.read(hears, 2) == b"ok"
    for pipe in (hears, begins, starts):
        os.close(pipe)
    return acknowledged, status == 0


def _until_traced(child: int) -> None:
    """Wait until strace holds the child, as the kernel itself says."""
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text(encoding="ascii"):
        os.sched_yield()


def _child(settings: Settings, cookie: str, pipes: tuple[int, int], point: int) -> None:
    database = open_database(settings)
    client = TestClient(
        create_app(settings, database),
        base_url=settings.base_url,
        headers={"Sec-Fetch-Site": "same-origin"},
        follow_redirects=False,
    )
    client.cookies.set(cookie_name(settings), cookie)
    client.get("/cases/K-001")
    if point:
        _kill_before(database, point)
    os.read(pipes[0], 2)
    # One of its own each time: a title that is there already would mean the source that has it.
    source = {"source": f"A report of {os.getpid()}", "locator": "a few words"}
    answer = client.post(
        "/cases/K-001/add/hearing", data={"on": "13 5 2013", "court": "Aktau city court", **source}
    )
    if answer.status_code == 303:
        os.write(pipes[1], b"ok")
    else:
        print(answer.status_code, answer.text, file=sys.stderr)
    os._exit(0)


def _kill_before(database: Database, point: int) -> None:
    left = [point]

    def count(*_given: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    events: list[Callable[..., None]] = [count]
    event.listen(database.engine, "before_cursor_execute", events[0])
    event.listen(database.engine, "after_cursor_execute", events[0])
    event.listen(database.engine, "commit", events[0])


if __name__ == "__main__":
    main()
