"""The database: two engines behind one door, transactions, and the column types both databases share."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import DateTime, Dialect, Engine, create_engine, event
from sqlalchemy.dialects.postgresql import insert as _insert
from sqlalchemy.engine import Connection, make_url
from sqlalchemy.orm import declared_attr
from sqlalchemy.pool import QueuePool
from sqlalchemy.types import TypeDecorator
from sqlmodel import Session, SQLModel

from app.clock import REAL_DAYS, Calendar, living
from app.dates import FuzzyDate

LINE, LONG, WORDS = 200, 1000, 4000  # characters that people write: of a field, and so of its column
WAIT_SECONDS = 5
READERS = 6

SQLModel.model_config["defer_build"] = True  # forms and the database validate, no table does
SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_label)s", "uq": "uq_%(table_name)s_%(column_0_name)s", "pk": "pk_%(table_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s", "fk": "fk_%(table_name)s_%(column_0_name)s",
}  # fmt: skip


class UtcDateTime(TypeDecorator[datetime]):
    """A moment: refused when naive, stored in UTC, always read back aware. SQLite alone would drop the zone."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database: UTC, naive only where the database cannot keep a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone cannot be stored")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """From the database: always aware."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def number_of(row: Any) -> int:
    """The number of a row that the database knows; a row not yet flushed is a fault of the program."""
    number = row.id
    if not isinstance(number, int):
        raise TypeError(f"{type(row).__name__} has no number before it is flushed")
    return number


class Versioned:
    """A table whose rows count their versions: a save on top of somebody else's is refused, on both databases."""

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - SQLAlchemy calls it with the class
        return {"version_id_col": cls.version}  # type: ignore[attr-defined]


def fuzzy_columns(name: str, fuzzy: FuzzyDate | None) -> dict[str, Any]:
    """The three columns that keep one fuzzy date: its EDTF text, its first and its last possible day."""
    if fuzzy is None:
        return {f"{name}_edtf": None, f"{name}_first": None, f"{name}_last": None}
    return {f"{name}_edtf": fuzzy.edtf, f"{name}_first": fuzzy.first, f"{name}_last": fuzzy.last}


def fuzzy_of(row: Any, name: str) -> FuzzyDate | None:
    """The fuzzy date that a row keeps in its three columns, without parsing it again."""
    edtf = getattr(row, f"{name}_edtf")
    if edtf is None:
        return None
    return FuzzyDate.stored(edtf, getattr(row, f"{name}_first"), getattr(row, f"{name}_last"))


def insert_once(session: Session, table: type[SQLModel], unique: str, **values: object) -> bool:
    """Insert a row unless its unique column is already there, and say which. Both databases write it alike."""
    return bool(insert_missing(session, table, unique, [values]))


def insert_missing(
    session: Session, table: type[SQLModel], unique: str, rows: Sequence[Mapping[str, object]]
) -> frozenset[Any]:
    """Insert many rows at once, but none whose unique column is already there; the unique values of those inserted."""
    if not rows:
        return frozenset()
    statement = _insert(table).on_conflict_do_nothing(index_elements=[unique])
    inserted = session.connection().execute(statement.returning(getattr(table, unique)), rows)
    return frozenset(inserted.scalars())


def once_committed(session: Session, do: Callable[[], object]) -> None:
    """Do it when all of this transaction is on the disk; a savepoint released within it is not the end."""
    if not event.contains(session, "after_commit", _do_what_waited):
        event.listen(session, "after_commit", _do_what_waited)
    session.info.setdefault("once_committed", []).append(do)


def _do_what_waited(session: Session) -> None:
    if not session.in_nested_transaction():
        for do in session.info.pop("once_committed", ()):
            do()


class Database:
    """One database with a reading and a writing side.

    On SQLite the readers' connections refuse to write and there is one writing connection, so that writers
    queue in this process instead of polling the file; across processes `BEGIN IMMEDIATE` and the busy
    time-out serialise them. On PostgreSQL reading transactions are declared read only.
    """

    def __init__(
        self, url: str, settlers: Sequence[Callable[[Session], None]] = (), calendar: Calendar = REAL_DAYS
    ) -> None:
        self.url, self.calendar = url, calendar
        self.closing: list[Callable[[], None]] = []  # what else is closed with it
        self.is_sqlite = make_url(url).get_backend_name() == "sqlite"
        if self.is_sqlite:
            self._reader, self._writer = _sqlite(url, writes=False), _sqlite(url, writes=True)
        else:
            self._writer = _postgresql(url)
            self._reader = self._writer.execution_options(postgresql_readonly=True)
        self.settlers = tuple(settlers)

    @property
    def engine(self) -> Engine:
        """The engine that may write; for migrations and tests."""
        return self._writer

    @property
    def reader(self) -> Engine:
        """The engine that only reads; for counting and timing statements."""
        return self._reader

    def unmapped(self) -> "Database":
        """Without the file mapped into memory, for a process that goes through all of it and should stay small."""
        if self.is_sqlite:
            for engine in (self._reader, self._writer):
                event.listen(
                    engine, "connect", lambda raw, _record: raw.execute("PRAGMA mmap_size=0").close()
                )
        return self

    def count_anew(self) -> None:
        """Let the database look at its rows again, so that it chooses the right index after many have changed."""
        with self._writer.begin() as connection:
            if self.is_sqlite:
                connection.exec_driver_sql("PRAGMA analysis_limit=1000")
            connection.exec_driver_sql("ANALYZE")
        self.close()  # SQLite reads what was counted when a connection is opened

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session on one consistent picture of the data; it cannot write."""
        with living(self.calendar), Session(self._reader, expire_on_commit=False, autoflush=False) as session:
            session.info["pinned"] = self.calendar.pinned
            yield session

    @contextmanager
    def writing(self, *, actor_id: int | None = None, actor: str = "", at: datetime) -> Iterator[Session]:
        """One transaction: leaving settles what must follow and commits all; raising undoes all.

        `actor` is the name history shows; `actor_id` the volunteer, or None for the program itself.
        """
        with living(self.calendar, at), Session(self._writer, expire_on_commit=False) as session:
            session.info.update(actor_id=actor_id, actor=actor, at=at, **self.calendar.days_at(at))
            yield session
            self._settle_and_commit(session)

    @contextmanager
    def joining(self, connection: Connection, *, actor: str, at: datetime) -> Iterator[Session]:
        """A session inside somebody else's transaction, settled as any other, which ends with theirs."""
        with living(self.calendar, at), Session(bind=connection, expire_on_commit=False) as session:
            session.info.update(actor_id=None, actor=actor, at=at, **self.calendar.days_at(at))
            yield session
            self._settle_and_commit(session)

    def _settle_and_commit(self, session: Session) -> None:
        for settle in self.settlers:
            session.flush()
            settle(session)
        session.commit()

    @contextmanager
    def marking(self, *, durable: bool) -> Iterator[Connection]:
        """One short transaction below the session, for marks on rows that no history keeps.

        What is not durable survives the death of every process, but perhaps not a power cut.
        """
        with self._writer.connect() as connection:
            if self.is_sqlite and not durable:
                _pragma(connection, "synchronous=NORMAL")
            try:
                with connection.begin():
                    if not self.is_sqlite and not durable:
                        connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
                    yield connection
            finally:
                if self.is_sqlite and not durable:
                    _pragma(connection, "synchronous=FULL")

    def own_connection(self) -> Any:
        """A connection outside the pool for one statement, a durable transaction of its own; the caller closes it."""
        pooled = self._writer.raw_connection()
        driven: Any = pooled.driver_connection
        pooled.detach()
        if not self.is_sqlite:
            driven.autocommit = True
        return driven

    def empty_log_after(self, session: Session) -> None:
        """Once this transaction has ended well, keep no copy of what it removed in SQLite's log."""
        once_committed(session, self.empty_log)

    def empty_log(self) -> None:
        """Write SQLite's log back into the file and cut it to nothing; readers that hold it up are waited for."""
        if self.is_sqlite:
            with self._reader.connect() as connection:
                _pragma(connection, "wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Give every connection back."""
        for give_back in (*self.closing, self._reader.dispose, self._writer.dispose):
            give_back()


def _postgresql(url: str) -> Engine:
    """Durable by the server's own settings; a lock held too long becomes an answer, not a wait without end."""
    options = f"-c lock_timeout={WAIT_SECONDS}s -c idle_in_transaction_session_timeout=60s"
    options += " -c synchronous_commit=on"
    return create_engine(
        url,
        pool_size=READERS,
        max_overflow=2,
        pool_timeout=WAIT_SECONDS,
        pool_pre_ping=True,  # after the server was away the first request already gets a connection that works
        connect_args={"options": options, "connect_timeout": WAIT_SECONDS},
        hide_parameters=True,
    )


def _pragma(connection: Connection, words: str) -> None:
    """Set it outside of any transaction, where alone it counts."""
    driven: Any = connection.connection.driver_connection
    driven.execute(f"PRAGMA {words}").close()


def _sqlite(url: str, *, writes: bool) -> Engine:
    path = make_url(url).database
    if path and path != ":memory:":
        Path(path).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_size=1 if writes else READERS,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
        pool_recycle=1800,
        hide_parameters=True,
        connect_args={
            "check_same_thread": False,
            "timeout": WAIT_SECONDS,
            "isolation_level": None,
            "cached_statements": 512,
        },
    )

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: object) -> None:
        for pragma in SQLITE_PRAGMAS if writes else (*SQLITE_PRAGMAS, "query_only=ON"):
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


# FULL: an acknowledged save is on disk. The cache is kept small because every pooled connection has its own.
SQLITE_PRAGMAS = (
    "journal_mode=WAL",
    "synchronous=FULL",
    "foreign_keys=ON",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cache_size=-8000",
    "mmap_size=268435456",
    "temp_store=MEMORY",
)
