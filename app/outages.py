"""What whoever runs an installation can mend (a full disk, a database that is away), told by codes, never by words."""

import errno
from typing import TYPE_CHECKING, Any, NamedTuple

from app.text import N_, marked
from app.trouble import chain

if TYPE_CHECKING:
    from sqlalchemy.exc import DBAPIError


class Outage(NamedTuple):
    """One kind: its name in logs and under /health, the status that a page answers with, and what to do."""

    name: str
    status: int
    advice: str

    @property
    def words(self) -> str:
        """What is wrong and what to do, in one sentence."""
        return marked(self.advice)


DISK_FULL = Outage(
    "disk full", 507, N_("The disk is full or takes no more writes: make room where the data lie.")
)
READ_ONLY = Outage("read only", 507, N_("The data cannot be written here: look whose folder it is."))
BUSY = Outage(
    "database busy", 503, N_("Something else holds the database: end a long import, restore or backup first.")
)
AWAY = Outage(
    "database away", 503, N_("The database cannot be reached: start it, and look at VIGIL_DATABASE_URL.")
)
UNKNOWN = Outage(
    "database unknown", 503, N_("There is no such database: make it, or mend its name in VIGIL_DATABASE_URL.")
)
REFUSED = Outage(
    "database refuses", 503, N_("The database refuses us: look at user and password in VIGIL_DATABASE_URL.")
)
UNREADABLE = Outage(
    "database unreadable",
    503,
    N_("The database file cannot be opened, or is none: look at VIGIL_DATABASE_URL."),
)

STATES = {
    "53100": DISK_FULL, "53200": BUSY, "53300": BUSY, "55P03": BUSY, "40P01": BUSY, "40001": BUSY, "57014": BUSY,
    "57P01": AWAY, "57P02": AWAY, "57P03": AWAY, "57P05": AWAY, "25P03": AWAY, "25006": READ_ONLY,
    "3D000": UNKNOWN, "28000": REFUSED, "28P01": REFUSED, "42501": REFUSED,
}  # fmt: skip
FILES = (
    ("SQLITE_FULL", DISK_FULL), ("SQLITE_IOERR", DISK_FULL), ("SQLITE_BUSY", BUSY), ("SQLITE_LOCKED", BUSY),
    ("SQLITE_READONLY", READ_ONLY), ("SQLITE_CANTOPEN", UNREADABLE), ("SQLITE_NOTADB", UNREADABLE),
    ("SQLITE_CORRUPT", UNREADABLE), ("SQLITE_PERM", READ_ONLY),
)  # fmt: skip
ERRNOS = {
    errno.ENOSPC: DISK_FULL, errno.EDQUOT: DISK_FULL, errno.EFBIG: DISK_FULL,
    errno.EROFS: READ_ONLY, errno.EACCES: READ_ONLY, errno.EPERM: READ_ONLY,
}  # fmt: skip
# libpq has no code for what happens before there is a connection; other languages than English fall to AWAY.
WHILE_CONNECTING = (
    ("does not exist", "database", UNKNOWN), ("does not exist", "role", REFUSED), ("authentication", "", REFUSED),
    ("pg_hba", "", REFUSED), ("no password supplied", "", REFUSED), ("too many", "", BUSY),
    ("remaining connection slots", "", BUSY),
)  # fmt: skip


def outage_of(error: BaseException) -> Outage | None:
    """Which of these an error comes from; None where it is the program's own."""
    from sqlalchemy.exc import DBAPIError  # whoever starts without a database has no such error
    from sqlalchemy.exc import TimeoutError as PoolTimeout  # as above

    for one in chain(error):
        if isinstance(one, PoolTimeout):
            return BUSY
        found = _of_database(one) if isinstance(one, DBAPIError) else None
        if found is None and isinstance(one, OSError):
            found = ERRNOS.get(one.errno or 0)
        if found is not None:
            return found
    return None


def _of_database(error: "DBAPIError") -> Outage | None:
    driven: Any = error.orig
    name = str(getattr(driven, "sqlite_errorname", None) or "")
    if name:
        return next((outage for start, outage in FILES if name.startswith(start)), None)
    state = str(getattr(driven, "sqlstate", None) or "")
    if state:
        return AWAY if state.startswith("08") else STATES.get(state)
    if error.connection_invalidated or type(driven).__name__ == "OperationalError":
        words = str(driven)
        return next((kind for said, also, kind in WHILE_CONNECTING if said in words and also in words), AWAY)
    return None
