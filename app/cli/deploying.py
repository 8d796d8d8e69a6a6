"""`vigil check --deploy`: is this installation fit for the open network? One line per fault, exit 1."""

import argparse
import stat
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from sqlalchemy import text

from app.cli.faults import CommandFault
from app.db import Database
from app.main import open_database
from app.migrating import pending
from app.settings import Settings
from app.text import _

if TYPE_CHECKING:
    from app.cli.faults import Commands

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def add_commands(commands: "Commands") -> None:
    """`vigil check --deploy`."""
    check = commands.add_parser("check", help="look for what makes a set-up unsafe")
    check.add_argument("--deploy", action="store_true", help="by the rules for the open network")
    check.set_defaults(run=check_deployment)


def check_deployment(settings: Settings, given: argparse.Namespace) -> None:
    """Print every fault; end with 1 when there is one."""
    if not given.deploy:
        raise CommandFault(_("say what to check: vigil check --deploy"))
    faults = [*faults_of(settings), *faults_of_data(settings)]
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    print(_("No fault found."))


def faults_of(settings: Settings) -> Iterator[str]:
    """What the settings alone give away."""
    address = urlsplit(settings.base_url)
    if not settings.is_production:
        yield _(
            "VIGIL_ENV is not production: passwords alone sign coordinators in, and cookies are not held to https"
        )
    if address.scheme != "https":
        yield _("VIGIL_BASE_URL is not https: sign-ins would travel in the clear")
    if address.hostname in LOOPBACK:
        yield _("VIGIL_BASE_URL names this machine only: links in mails would lead nowhere")
    if settings.today is not None:
        yield _("VIGIL_TODAY pins the date: nothing would ever fall due")
    if settings.vault_key is None:
        yield _("VIGIL_VAULT_KEY is not set: what is told in confidence cannot be kept apart")
    if settings.backup_passphrase is None:
        yield _("VIGIL_BACKUP_PASSPHRASE is not set: there can be no backup")
    yield from _faults_of_mail(settings)


def _faults_of_mail(settings: Settings) -> Iterator[str]:
    if settings.smtp_url is None:
        yield _("VIGIL_SMTP_URL is not set: mails stay files on this machine")
    if settings.mail_from.rstrip(">").endswith("@localhost"):
        yield _("VIGIL_MAIL_FROM is the one for development: other servers would refuse it")


def faults_of_data(settings: Settings) -> Iterator[str]:
    """What the data directory and the database give away."""
    if settings.data_dir.exists() and stat.S_IMODE(settings.data_dir.stat().st_mode) & 0o077:
        yield _("%(place)s can be read by other users of the machine: chmod 700") % {
            "place": settings.data_dir.name
        }
    key = settings.data_dir / "secret-key"
    if settings.is_production and key.exists():
        yield _("The development key still lies in the data directory: delete secret-key")
    database = open_database(settings)
    try:
        if pending(database):
            yield _("The database is older than the program: run vigil migrate")
        yield from _faults_of_durability(database)
    finally:
        database.close()


def _faults_of_durability(database: Database) -> Iterator[str]:
    with database.engine.connect() as connection:
        if database.is_sqlite:
            if connection.execute(text("PRAGMA synchronous")).scalar() != 2:
                yield _("SQLite does not wait for the disk (synchronous is not FULL)")
            if connection.execute(text("PRAGMA foreign_keys")).scalar() != 1:
                yield _("SQLite does not check references (foreign_keys is off)")
            return
        for name in ("fsync", "synchronous_commit", "full_page_writes"):
            if connection.execute(text("SELECT current_setting(:name)"), {"name": name}).scalar() == "off":
                yield _("PostgreSQL does not wait for the disk (%(name)s is off)") % {"name": name}
