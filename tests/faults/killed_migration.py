# ruff: noqa: T201 - a program of its own, whose output the test reads
"""Migrates an empty database in a child that kills itself before its n-th statement, for every n; then once unharmed.

Run as a program: `killed_migration.py DATABASE_URL STEP`. Prints for each kill its number, how many tables it left and
the database; the last line is the unharmed run, on a database that was killed before.
"""

import os
import signal
import sys

from sqlalchemy import event, inspect

from app.db import Database
from app.migrating import migrate, pending

MOST = 2000


def main() -> None:
    """Kill earlier and later until the migration ends unharmed; every retry begins on what the last kill left."""
    url, step = sys.argv[1:]
    pending(Database(url))
    for point in range(1, MOST, int(step)):
        child = os.fork()
        if child == 0:
            _migrate(url, point)
        _pid, status = os.waitpid(child, 0)
        database = Database(url)
        print(point, len(inspect(database.engine).get_table_names()), url, flush=True)
        database.close()
        if status == 0:
            return
    raise SystemExit("the migration never ended unharmed")


def _migrate(url: str, point: int) -> None:
    database = Database(url)
    left = [point]

    def count(*_given: object) -> None:
        left[0] -= 1
        if left[0] == 0:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database.engine, "before_cursor_execute", count)
    event.listen(database.engine, "commit", count)
    migrate(database)
    os._exit(0)


if __name__ == "__main__":
    main()
