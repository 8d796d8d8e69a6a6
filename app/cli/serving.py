"""`vigil up`, `serve`, `migrate`: running an installation."""

import argparse
import errno
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import uvicorn

from app.accounts.changes import first_link
from app.accounts.demonstration import is_wanted
from app.accounts.queries import is_anybody_there
from app.cli.deploying import refuse_unsafe
from app.cli.errors import CommandFault
from app.clock import utc_now
from app.db import Database
from app.files.backups import copy_beside, write_backup
from app.main import create_app, keeper, open_database
from app.migrating import migrate, needs_migration, refuse_other_schema
from app.reviews.recompute_all import prepare
from app.settings import Settings
from app.text import _

if TYPE_CHECKING:
    from app.cli.errors import Commands

EARLY = 64  # how many may wait for the pages while they are made ready


def add_commands(commands: "Commands") -> None:
    """The verbs that run things."""
    commands.add_parser("up").set_defaults(run=up)
    commands.add_parser("serve").set_defaults(run=serve)
    commands.add_parser("migrate").set_defaults(run=run_migrate)


def run_migrate(settings: Settings, _given: argparse.Namespace) -> None:
    """To the newest schema."""
    database = open_database(settings)
    try:
        _migrate(settings, database)
    finally:
        database.close()
    print(_("The database is up to date."))


def _migrate(settings: Settings, database: Database) -> None:
    """Data that will be changed are copied first: sealed where there is a passphrase, else beside an SQLite file."""
    if not needs_migration(database):
        migrate(database)  # which also waits for whoever migrates at this moment
        return
    beside: Path | None = None
    if settings.backup_passphrase:
        target = settings.backups / f"before-migration-{utc_now():%Y-%m-%dT%H%M%SZ}.vigil"
        contents = write_backup(database, settings, target, utc_now())
        print(
            _("Backed up first: %(file)s, %(rows)s rows.") % {"file": target, "rows": f"{contents.count:,}"}
        )
    elif database.is_sqlite:
        beside = copy_beside(database)
        print(_("While it is migrated, the old database lies in %(file)s.") % {"file": beside}, flush=True)
    else:
        print(_("There is no backup of it: VIGIL_BACKUP_PASSPHRASE is not set."), flush=True)
    migrate(database)
    if beside is not None:
        beside.unlink(missing_ok=True)


def serve(settings: Settings, _given: argparse.Namespace) -> None:
    """Serve the pages; refuse to start on an old schema."""
    with closing(_door(settings)) as door:
        _serve(settings, door)


def _serve(settings: Settings, door: socket.socket) -> None:
    database = open_database(settings)
    refuse_other_schema(database)
    refuse_unsafe(settings, database)
    config = uvicorn.Config(
        create_app(settings, database),
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=",".join(settings.trusted_proxies) or None,
        access_log=False,
        log_config=None,  # app/log.py has it
        server_header=False,
        ws="none",  # else its log names the addresses that were asked for, tokens and all
        timeout_graceful_shutdown=8,
    )
    server = uvicorn.Server(config)
    server.run(sockets=[door])
    if not server.started:
        sys.exit(1)


def _door(settings: Settings) -> socket.socket:
    """The address, taken before it is promised: whoever comes early waits for the pages and is not turned away."""
    try:
        family = socket.getaddrinfo(settings.host, settings.port, type=socket.SOCK_STREAM)[0][0]
        door = socket.socket(family)
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((settings.host, settings.port))
        door.listen(EARLY)
    except OSError as error:
        why = {"port": settings.port, "host": settings.host, "why": error.strerror}
        if error.errno == errno.EADDRINUSE:
            sentence = _("port %(port)s is taken by another program: end it, or set VIGIL_PORT to a free one")
        else:
            sentence = _("cannot listen at %(host)s, port %(port)s: %(why)s; see VIGIL_HOST and VIGIL_PORT")
        raise CommandFault(sentence % why) from error
    return door


def up(settings: Settings, given: argparse.Namespace) -> None:
    """Everything a fresh machine needs: migrate, seed when empty, serve, run the jobs."""
    with closing(_door(settings)) as door:
        _prepare(settings, given)
        with _jobs_beside():
            _serve(settings, door)


def _prepare(settings: Settings, given: argparse.Namespace) -> None:
    database = open_database(settings)
    _migrate(settings, database)
    with database.reading() as session:
        empty = is_wanted(session)
    if empty and not settings.is_production:
        from app.cli.data import seed_demonstration  # once in the life of an installation

        seed_demonstration(settings, given)
    prepare(database, keeper(settings), utc_now())
    with database.writing(actor="vigil", at=utc_now()) as session:
        link = None if is_anybody_there(session) else first_link(session, utc_now())
    database.close()
    print(_("Vigil is at %(address)s") % {"address": settings.base_url}, flush=True)
    if link:
        print(_("Nobody has an account yet. This link makes the first one, once:"), flush=True)
        print(f"  {settings.base_url}/invitations/{link}", flush=True)


@contextmanager
def _jobs_beside() -> Iterator[None]:
    """The worker as a process of its own, so that slow work never holds a page up; it ends with this one.

    However this one ends: the pipe to the worker closes with it, and the worker watches the pipe.
    """
    worker = subprocess.Popen(
        [sys.executable, "-m", "app.cli", "worker", "--while-input"], stdin=subprocess.PIPE
    )
    # The web server raises the signal that ended it once more; as an exit it still leaves by the way below.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    try:
        yield
    finally:
        worker.terminate()
        worker.wait()
