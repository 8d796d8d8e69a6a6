"""Writing a backup: out of one picture of the data, sealed, read back whole, and only then under its own name."""

import gzip
import json
import os
import secrets
import sqlite3
from collections.abc import Collection, Iterator
from contextlib import closing, contextmanager
from datetime import datetime
from pathlib import Path
from typing import IO, Any, cast

from sqlalchemy import Connection, text
from sqlalchemy.engine import make_url

from app.db import Database
from app.files.dump import Contents, read_dump, write_dump
from app.files.encrypted_stream import CannotRead, SealedReader, SealedWriter
from app.files.storage import Shelf, sync_folder
from app.settings import Settings
from app.text import _

MARK = "last-backup"


def write_backup(database: Database, settings: Settings, target: Path, now: datetime) -> Contents:
    """The whole installation into one file. An older file of that name stays until the new one has been checked."""
    passphrase = passphrase_of(settings)
    part = target.with_name(f".{target.name}.{secrets.token_hex(4)}.part")
    try:
        with _new(part) as file, one_picture(database) as connection:
            sealed = SealedWriter(cast("Any", file), passphrase)
            with gzip.GzipFile(fileobj=sealed, mode="wb", compresslevel=5, mtime=0) as out:
                write_dump(connection, Shelf(settings.data_dir), cast("IO[bytes]", out), now)
            sealed.finish()
            file.flush()
            os.fsync(file.fileno())
        contents = check_backup(part, passphrase)
        part.replace(target)
        sync_folder(target.parent)
    finally:
        part.unlink(missing_ok=True)
    _mark(settings, now, target.stat().st_size)
    return contents


def passphrase_of(settings: Settings) -> str:
    """What backups are sealed with; raise CannotRead where there is none."""
    if not settings.backup_passphrase:
        raise CannotRead(_("set VIGIL_BACKUP_PASSPHRASE: a backup is never written in the clear"))
    return settings.backup_passphrase


def check_backup(path: Path, passphrase: str, revisions: Collection[str] | None = None) -> Contents:
    """Open every piece and count every row and file, without keeping any."""
    with opened(path, passphrase) as source:
        return read_dump(source, revisions=revisions)


@contextmanager
def opened(path: Path, passphrase: str) -> Iterator[IO[bytes]]:
    """The dump inside a backup, as a stream."""
    try:
        with path.open("rb") as file:
            sealed = SealedReader(file, passphrase)
            with gzip.GzipFile(fileobj=cast("Any", sealed), mode="rb") as source:
                yield cast("IO[bytes]", source)
    except (OSError, EOFError) as error:
        raise CannotRead(str(error)) from error


@contextmanager
def one_picture(database: Database) -> Iterator[Connection]:
    """A connection that sees the data as they are at this moment, however long reading takes; it writes nothing."""
    options = {} if database.is_sqlite else {"isolation_level": "REPEATABLE READ"}
    with database.reader.connect().execution_options(**options) as connection, connection.begin():
        if not database.is_sqlite:
            stay_open(connection)
        yield connection


def stay_open(connection: Connection) -> None:
    """Uploaded files are read and written inside the transaction, which may take longer than a page ever does."""
    connection.execute(text("SET LOCAL idle_in_transaction_session_timeout = 0"))


def copy_beside(database: Database) -> Path:
    """A whole copy of an SQLite file in its own folder, for its owner alone."""
    path = Path(make_url(database.url).database or "")
    target = path.with_name(f"{path.name}.before-migration")
    target.unlink(missing_ok=True)
    target.touch(mode=0o600)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
    return target


def _mark(settings: Settings, now: datetime, size: int) -> None:
    settings.data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = settings.data_dir / f".{MARK}.part"
    part.write_text(json.dumps({"at": now.isoformat(), "bytes": size}), encoding="ascii")
    part.replace(settings.data_dir / MARK)


@contextmanager
def _new(path: Path) -> Iterator[Any]:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    with path.open("xb") as file:
        os.fchmod(file.fileno(), 0o600)
        yield file
