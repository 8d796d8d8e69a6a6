# ruff: noqa: T201 - a program of its own, whose output the test reads
"""Writes a backup, or restores one, in a child process that is killed a little later each time.

Run as a program: `killed_backup.py DATABASE_URL DATA_DIR FILE HOW CALL STEP`. HOW is `backup` or `restore`; CALL is a
system call such as `fsync`, before which the child is killed the first time, the second time, ... until it ends
unharmed; STEP 1 takes every time, 5 every fifth. Prints a line for each kill: its number, and whether the child ended
unharmed. The test looks at what was left after each line and answers with one of its own, so that the next begins.
"""

import os
import subprocess
import sys
from pathlib import Path

from app.cli.restoring import restore
from app.clock import utc_now
from app.files.backups import write_backup
from app.main import open_database
from app.migrating import revisions
from app.settings import Settings, read_settings

MOST = 2000
WORDS = "a passphrase kept elsewhere"
STRACE = ("strace", "-f", "-qq", "-o", "/dev/null")


def main() -> None:
    """Kill at the first point, the second, ... until the work ends unharmed."""
    url, data_dir, file, how, call, step = sys.argv[1:]
    settings = read_settings(
        {"VIGIL_DATABASE_URL": url, "VIGIL_DATA_DIR": data_dir, "VIGIL_BACKUP_PASSPHRASE": WORDS}
    )
    revisions()  # read once, so that each child begins with the work itself
    for point in range(1, MOST, int(step)):
        unharmed = _once(settings, Path(file), how, (call, point))
        print(point, int(unharmed), flush=True)
        if unharmed:
            return
        sys.stdin.readline()
    raise SystemExit("it never ended unharmed")


def _once(settings: Settings, file: Path, how: str, where: tuple[str, int]) -> bool:
    begins, starts = os.pipe()
    child = os.fork()
    if child == 0:
        os.read(begins, 2)
        _work(settings, file, how)
        os._exit(0)
    call, point = where
    tracer = subprocess.Popen(
        [*STRACE, "-p", str(child), "-e", f"trace={call}", "-e", f"inject={call}:signal=KILL:when={point}"]
    )
    while "TracerPid:\t0\n" in Path(f"/proc/{child}/status").read_text(encoding="ascii"):
        os.sched_yield()
    os.write(starts, b"go")
    _pid, status = os.waitpid(child, 0)
    tracer.wait()
    os.close(begins)
    os.close(starts)
    return status == 0


def _work(settings: Settings, file: Path, how: str) -> None:
    if how == "restore":
        restore(settings, file)
        return
    database = open_database(settings)
    write_backup(database, settings, file, utc_now())
    database.close()


if __name__ == "__main__":
    main()
