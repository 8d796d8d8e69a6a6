"""Whether anything was committed since, by any process: one cheap number of the database's own, on both of them.

On SQLite `PRAGMA data_version`, which another connection's commit changes; on PostgreSQL the snapshot of now, whose
text is the same only while no writing transaction has begun or ended. Neither asks a save to write anything, so no
save waits for another; what commits without concern for the world is counted too, and costs one answer made anew.
"""

from threading import Lock
from typing import Any

from app.db import Database


class Commits:
    """Watches one database on a connection of its own, which never writes."""

    def __init__(self, database: Database) -> None:
        self._database, self._lock, self._opened = database, Lock(), 0
        self._connection: Any = None
        database.closing.append(self.close)
        self._asks = "PRAGMA data_version" if database.is_sqlite else "SELECT pg_current_snapshot()::text"

    def mark(self) -> tuple[int, Any]:
        """Another one as soon as anything was committed; raises what the database raises when it is away."""
        with self._lock:
            if self._connection is None:
                self._connection, self._opened = self._open(), self._opened + 1
            try:
                return self._opened, self._connection.execute(self._asks).fetchone()[0]
            except Exception:
                self._drop()
                raise

    def close(self) -> None:
        """Give the connection back."""
        with self._lock:
            self._drop()

    def _open(self) -> Any:
        pooled = self._database.reader.raw_connection()
        driven: Any = pooled.driver_connection
        pooled.detach()
        if not self._database.is_sqlite:
            driven.autocommit = True
        return driven

    def _drop(self) -> None:
        if self._connection is not None:
            self._connection.close()
            self._connection = None
