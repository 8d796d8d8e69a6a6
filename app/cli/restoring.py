"""Putting a backup in the place of the data: all of it is read, loaded and counted before anything old is touched."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url

from app.cases.name_index import fill_name_index
from app.cli.faults import CommandFault
from app.db import Database
from app.files.backups import check_backup, opened, passphrase_of, stay_open
from app.files.dump import Contents, counted, read_dump
from app.files.shelf import Shelf, sync_folder
from app.main import open_database
from app.migrating import ONE_AT_A_TIME, bring_to, revisions
from app.settings import Settings
from app.text import _

# Nobody knows whether a mail that waited then has gone since: a person decides, as with any mail in doubt.
MAILS_IN_DOUBT = text(
    "UPDATE outgoing_mail SET state = 'uncertain', unsure_count = 2, owner = NULL, lease_until = NULL"
    " WHERE state IN ('queued', 'sending', 'committing')"
)


def restore(settings: Settings, path: Path) -> Contents:
    """The backup's data instead of those there are; uploaded files are added first, so that no row lacks its bytes."""
    contents = check_backup(path, passphrase_of(settings))
    if contents.revision not in revisions():
        raise CommandFault(_("the backup was written by a newer Vigil than this one"))
    database = open_database(settings)
    try:
        if database.is_sqlite:
            _into_sqlite(database, settings, path, contents)
        else:
            _into_postgresql(database, settings, path, contents)
    finally:
        database.close()
    return contents


def _load(connection: Connection, settings: Settings, path: Path, contents: Contents) -> None:
    """Into tables of the backup's own schema, all empty; afterwards they have the newest."""
    with opened(path, passphrase_of(settings)) as source:
        found = read_dump(source, connection, Shelf(settings.data_dir))
    if found != contents or counted(connection, found.rows) != found.rows:
        raise CommandFault(_("not everything could be loaded, so nothing was changed"))
    connection.execute(MAILS_IN_DOUBT)


def _finish(connection: Connection) -> None:
    bring_to(connection, revisions()[-1])
    fill_name_index(connection)


def _into_sqlite(database: Database, settings: Settings, path: Path, contents: Contents) -> None:
    """Into a new file beside the old one, which takes its place by its name alone."""
    target = Path(make_url(database.url).database or "")
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.restoring")
    try:
        loading = Database(f"sqlite:///{fresh}")
        with loading.engine.connect() as connection, connection.begin():
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            bring_to(connection, contents.revision)
            _empty(connection)
            _load(connection, settings, path, contents)
            _finish(connection)
        loading.close()
        _make_whole(fresh)
        database.close()
        _close_old(target)
        fresh.replace(target)
        sync_folder(target.parent)
    finally:
        for left in ("", "-wal", "-shm", "-journal"):
            fresh.with_name(fresh.name + left).unlink(missing_ok=True)


def _empty(connection: Connection) -> None:
    """What the migrations themselves may have put into new tables; history and access log are never among it."""
    names = inspect(connection).get_table_names()
    for name in names:
        if name not in ("alembic_version", "change", "access") and not name.startswith("name_trigram"):
            connection.exec_driver_sql(f'DELETE FROM "{name}"')  # noqa: S608 - names of ours


def _make_whole(fresh: Path) -> None:
    """One file without a log, checked, and on the disk."""
    with closing(sqlite3.connect(fresh)) as own:
        own.execute("PRAGMA journal_mode = DELETE").close()
        sound = own.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        if not sound or own.execute("PRAGMA foreign_key_check").fetchone() is not None:
            raise CommandFault(_("the loaded data are not sound, so nothing was changed"))
    opened_file = os.open(fresh, os.O_RDONLY)
    try:
        os.fsync(opened_file)
    finally:
        os.close(opened_file)


def _close_old(target: Path) -> None:
    """Write the old log back and take it away; that this succeeds shows that nobody else works on the file."""
    if not target.exists():
        return
    try:
        with closing(sqlite3.connect(target, timeout=2)) as old:
            if old.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",):
                return
    except sqlite3.DatabaseError as error:
        if "locked" not in str(error):
            return  # what cannot be opened cannot be lost
    raise CommandFault(_("Vigil is still running on this database: stop it first; nothing was changed"))


def _into_postgresql(database: Database, settings: Settings, path: Path, contents: Contents) -> None:
    """In one transaction: until it ends everybody sees the old data, afterwards the new ones."""
    with database.engine.connect() as connection, connection.begin():
        stay_open(connection)
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        _truncate(connection)
        bring_to(connection, contents.revision)
        _truncate(connection)
        with _without_references(connection):
            _load(connection, settings, path, contents)
        for name in contents.rows:
            _count_on(connection, name)
        _finish(connection)


def _truncate(connection: Connection) -> None:
    """Empty every table, also those whose triggers keep their rows from everybody else."""
    names = [f'"{name}"' for name in inspect(connection).get_table_names() if name != "alembic_version"]
    if not names:
        return
    for state in ("DISABLE", "ENABLE"):
        for name in names:
            connection.exec_driver_sql(f"ALTER TABLE {name} {state} TRIGGER USER")
        if state == "DISABLE":
            connection.exec_driver_sql(f"TRUNCATE {', '.join(names)}")


@contextmanager
def _without_references(connection: Connection) -> Iterator[None]:
    """Rows come in any order; the references are made anew afterwards, which checks each of them."""
    found = connection.execute(
        text(
            "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE contype = 'f' AND connamespace = current_schema()::regnamespace"
        )
    ).all()
    for owner, name, _words in found:
        connection.exec_driver_sql(f"ALTER TABLE {owner} DROP CONSTRAINT {name}")
    yield
    for owner, name, words in found:
        connection.exec_driver_sql(f"ALTER TABLE {owner} ADD CONSTRAINT {name} {words}")


def _count_on(connection: Connection, name: str) -> None:
    """New numbers begin after those that came in."""
    if any(one["name"] == "id" for one in inspect(connection).get_columns(name)):
        connection.execute(
            text(
                "SELECT setval(serial, highest) FROM (SELECT pg_get_serial_sequence(:quoted, 'id') AS serial,"  # noqa: S608
                f' (SELECT max(id) FROM "{name}") AS highest) AS known'
                " WHERE serial IS NOT NULL AND highest IS NOT NULL"
            ),
            {"quoted": f'"{name}"'},
        )
