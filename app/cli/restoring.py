"""Putting a backup in the place of the data: all of it is read, loaded and counted before anything old is touched."""

import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import Connection, inspect, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DatabaseError

from app.cases.name_index import fill_name_index, is_of_name_index
from app.cases.name_keys import fill_name_keys
from app.cli.errors import CommandFault, FromNewer
from app.clock import utc_now
from app.db import Database
from app.desk.erasure import clear_files
from app.desk.erasure_replay import Anew, NotErased, believed, erase_anew
from app.desk.queries.erased_people import keeps_erasures
from app.files.backups import check_backup, opened, passphrase_of, stay_open
from app.files.dump import Contents, OfNewer, counted, read_dump
from app.files.erased_ledger import Erased, Ledger
from app.files.storage import Shelf, sync_folder
from app.main import open_database
from app.migrating import ONE_AT_A_TIME, bring_to, revisions
from app.settings import Settings
from app.text import _

# Nobody knows whether a mail that waited then has gone since: a person decides, as with any mail in doubt.
MAILS_IN_DOUBT = text(
    "UPDATE outgoing_mail SET state = 'uncertain', unsure_count = 2, owner = NULL, lease_until = NULL"
    " WHERE state IN ('queued', 'sending', 'committing')"
)
COUNT_ERASED = "SELECT count(*) FROM erasure WHERE decision IN ('approved', 'by-one')"


@dataclass(frozen=True, slots=True)
class Restored:
    """What a backup held, how many were erased anew out of it, and whether anybody knew whom to erase."""

    contents: Contents
    erased: int
    strangers: int  # erased here, but not in this backup at all
    known: int  # how many were erased as far as this installation knows


def restore(settings: Settings, path: Path) -> Restored:
    """The backup's data instead of those there are, without those who were erased since.

    Uploaded files are added first, so that no row lacks its bytes. The ledger knows everybody who counts as erased
    before the old data go.
    """
    try:
        contents = check_backup(path, passphrase_of(settings), revisions())
    except OfNewer as fault:
        raise FromNewer(
            _("the backup was written by a newer Vigil than this one; nothing was changed")
        ) from fault
    database = open_database(settings)
    try:
        work = _into_sqlite if database.is_sqlite else _into_postgresql
        return work(database, settings, path, contents)
    except NotErased as fault:
        raise CommandFault(_("somebody who was erased would come back, so nothing was changed")) from fault
    finally:
        database.close()


def _load(connection: Connection, settings: Settings, path: Path, contents: Contents) -> None:
    """Into tables of the backup's own schema, all empty; afterwards they have the newest."""
    with opened(path, passphrase_of(settings)) as source:
        found = read_dump(source, connection, Shelf(settings.data_dir))
    if found != contents or counted(connection, found.rows) != found.rows:
        raise CommandFault(_("not everything could be loaded, so nothing was changed"))
    connection.execute(MAILS_IN_DOUBT)


def _finish(connection: Connection, database: Database, settings: Settings, wanted: list[Erased]) -> Anew:
    bring_to(connection, revisions()[-1])
    fill_name_index(connection)
    fill_name_keys(connection)
    return erase_anew(database, connection, wanted, utc_now(), settings.secret_key)


def _wanted(ledger: Ledger, present: Connection | None) -> list[Erased]:
    """Everybody who counts as erased; from here on the ledger knows all of them."""
    noted = ledger.read()
    found = believed(noted, present if present is not None and keeps_erasures(present) else None)
    known = {one.people[0] for one in noted if one.done}
    ledger.write(replace(one, done=True) for one in found if one.people[0] not in known)
    return found


def _into_sqlite(database: Database, settings: Settings, path: Path, contents: Contents) -> Restored:
    """Into a new file beside the old one, which takes its place by its name alone."""
    target = Path(make_url(database.url).database or "")
    fresh = target.with_name(f".{target.name}.{secrets.token_hex(4)}.restoring")
    wanted, count = _erased_in_file(database, target, Ledger(settings.data_dir))
    for half in target.parent.glob(f".{target.name}.*.restoring*"):  # of a restore that was killed
        half.unlink(missing_ok=True)
    try:
        loading = Database(f"sqlite:///{fresh}")
        with loading.engine.connect() as connection, connection.begin():
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            bring_to(connection, contents.revision)
            _empty(connection)
            _load(connection, settings, path, contents)
            anew = _finish(connection, database, settings, wanted)
        loading.close()
        _make_whole(fresh)
        database.close()
        _close_old(target, count)
        fresh.replace(target)
        sync_folder(target.parent)
    finally:
        for left in ("", "-wal", "-shm", "-journal"):
            fresh.with_name(fresh.name + left).unlink(missing_ok=True)
    return _restored(settings, contents, anew, len(wanted))


def _erased_in_file(database: Database, target: Path, ledger: Ledger) -> tuple[list[Erased], int]:
    """Who counts as erased, and how many erasures the old file knows of."""
    if target.exists():
        try:
            with database.reader.connect() as present:
                count = present.execute(text(COUNT_ERASED)).scalar_one() if keeps_erasures(present) else 0
                return _wanted(ledger, present), count
        except DatabaseError:  # what cannot be read says nothing; the ledger still does
            database.close()
    return _wanted(ledger, None), 0


def _restored(settings: Settings, contents: Contents, anew: Anew, known: int) -> Restored:
    """Once the new data are in place: the bytes of the erased, which came in with the others, go again."""
    for reach in anew.reaches:
        clear_files(settings.data_dir, reach)
    people = len({number for reach in anew.reaches for number in reach.people})
    return Restored(contents, people, anew.strangers, known)


def _empty(connection: Connection) -> None:
    """What the migrations themselves may have put into new tables; history and access log are never among it."""
    names = inspect(connection).get_table_names()
    for name in names:
        if name not in ("alembic_version", "change", "access") and not is_of_name_index(name):
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


def _close_old(target: Path, erasures: int) -> None:
    """Write the old log back and take it away; that this succeeds shows that nobody else works on the file.

    Nobody may have been erased since the old data were asked who was.
    """
    if not target.exists():
        return
    try:
        with closing(sqlite3.connect(target, timeout=2)) as old:
            if old.execute("PRAGMA journal_mode = DELETE").fetchone() == ("delete",):
                if erasures != old.execute(COUNT_ERASED).fetchone()[0]:
                    raise CommandFault(
                        _("somebody was erased meanwhile: restore once more; nothing was changed")
                    )
                return
    except sqlite3.DatabaseError as error:
        if "locked" not in str(error):
            return  # what cannot be opened cannot be lost
    raise CommandFault(_("Vigil is still running on this database: stop it first; nothing was changed"))


def _into_postgresql(database: Database, settings: Settings, path: Path, contents: Contents) -> Restored:
    """In one transaction: until it ends everybody sees the old data, afterwards the new ones."""
    with database.engine.connect() as connection, connection.begin():
        stay_open(connection)
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        if keeps_erasures(connection):  # nobody is erased from here on
            connection.exec_driver_sql("LOCK TABLE erasure IN SHARE ROW EXCLUSIVE MODE")
        wanted = _wanted(Ledger(settings.data_dir), connection)
        _truncate(connection)
        bring_to(connection, contents.revision)
        _truncate(connection)
        with _without_references(connection):
            _load(connection, settings, path, contents)
        for name in contents.rows:
            _count_on(connection, name)
        anew = _finish(connection, database, settings, wanted)
    return _restored(settings, contents, anew, len(wanted))


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
