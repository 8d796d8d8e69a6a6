"""`vigil check --deploy`: is this installation fit for the open network? One line per fault, exit 1."""

import argparse
import re
import stat
import sys
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from fastapi import FastAPI
from sqlalchemy import text
from sqlalchemy.engine import make_url

from app.accounts.queries import first_account_at
from app.accounts.sessions import cookie_name
from app.cli.errors import CommandFault
from app.clock import utc_now
from app.db import Database
from app.files.nightly_backup import is_backup_late
from app.main import create_app, open_database
from app.migrating import pending
from app.settings import Settings
from app.text import _
from app.web.guard import Guard

if TYPE_CHECKING:
    from app.cli.errors import Commands

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
DEFAULTS = ("changeme", "change-me", "change_me", "secret", "default", "password", "example", "12345678")
YEAR = 365 * 24 * 3600


def add_commands(commands: "Commands") -> None:
    """`vigil check --deploy`."""
    check = commands.add_parser("check")
    check.add_argument("--deploy", action="store_true", help="by the rules for the open network")
    check.set_defaults(run=check_deployment)


def check_deployment(settings: Settings, given: argparse.Namespace) -> None:
    """Print every fault; end with 1 when there is one."""
    if not given.deploy:
        raise CommandFault(_("say what to check: vigil check --deploy"))
    with closing(open_database(settings)) as database:
        faults = [*every_fault(settings, database), *every_doubt(settings, database, utc_now())]
    for fault in faults:
        print(fault)
    if faults:
        sys.exit(1)
    print(_("No fault found."))


def refuse_unsafe(settings: Settings, database: Database) -> None:
    """In production, do not begin to serve with a fault; the same faults as `vigil check --deploy` names."""
    faults = list(every_fault(settings, database)) if settings.is_production else []
    if faults:
        lines = "".join(f"\n  {fault}" for fault in faults)
        raise CommandFault(_("this set-up is not safe for the open network:%(lines)s") % {"lines": lines})


def every_fault(settings: Settings, database: Database) -> Iterator[str]:
    """All that keeps production from serving, the cheap ones first."""
    app = create_app(settings, database)
    yield from faults_of(settings)
    yield from faults_of_application(app, Guard(app, settings))
    yield from faults_of_data(settings)
    yield from faults_of_database(database)


def every_doubt(settings: Settings, database: Database, now: datetime) -> Iterator[str]:
    """What wants mending without keeping anybody from the pages: they say it themselves, as /health does."""
    yield from _faults_of_proxy(settings)
    if settings.backup_passphrase is None:
        yield _("VIGIL_BACKUP_PASSPHRASE is not set: no backup is made")
    yield from faults_of_backups(settings, database, now)


def faults_of(settings: Settings) -> Iterator[str]:
    """What the settings alone give away."""
    address = urlsplit(settings.base_url)
    if not settings.is_production:
        yield _(
            "VIGIL_ENV is not production: passphrases alone sign coordinators in, and cookies are not held to https"
        )
    if address.scheme != "https":
        yield _("VIGIL_BASE_URL is not https: sign-ins would travel in the clear")
    if address.hostname in LOOPBACK:
        yield _("VIGIL_BASE_URL names this machine only: links in mails would lead nowhere")
    if settings.today is not None:
        yield _("VIGIL_TODAY pins the date: nothing would ever fall due")
    yield from _faults_of_secrets(settings)
    yield from _faults_of_mail(settings)


def _faults_of_secrets(settings: Settings) -> Iterator[str]:
    key = settings.secret_key
    if len(key) < 32 or len(set(key)) < 8 or any(word in key.lower() for word in DEFAULTS):
        yield _("VIGIL_SECRET_KEY looks like a default: use 32 random characters or more")
    if settings.vault_key is None:
        yield _("VIGIL_VAULT_KEY is not set: what is told in confidence cannot be kept apart")
    given = [one for one in (key, settings.vault_key, settings.backup_passphrase) if one]
    if len(set(given)) < len(given):
        yield _("Two secrets are the same: whoever finds one would have both")


def faults_of_application(app: FastAPI, guard: Guard) -> Iterator[str]:
    """What the program as it would run gives away."""
    settings: Settings = app.state.settings
    if app.debug:
        yield _("The application is in debug mode: errors would show its insides")
    if app.docs_url or app.redoc_url or app.openapi_url:
        yield _("The description of every address is open to the world (/docs, /openapi.json)")
    if not guard.hosts or guard.hosts & {"", "*"}:
        yield _("No host name is held to: links in mails could be made to lead elsewhere")
    if not cookie_name(settings).startswith("__Host-"):
        yield _("The sign-in cookie is not held to https and this host alone")
    told = dict(guard.headers).get(b"strict-transport-security", b"").decode()
    age = re.match(r"max-age=([0-9]+)", told)
    if age is None or int(age[1]) < YEAR or "includesubdomains" not in told.lower():
        yield _("Browsers are not told to insist on https for a year (Strict-Transport-Security)")


def _faults_of_mail(settings: Settings) -> Iterator[str]:
    if settings.smtp_url is None:
        yield _("VIGIL_SMTP_URL is not set: mails stay files on this machine")
    if settings.mail_from.rstrip(">").endswith("@localhost"):
        yield _("VIGIL_MAIL_FROM is the one for development: other servers would refuse it")


def _faults_of_proxy(settings: Settings) -> Iterator[str]:
    if not settings.trusted_proxies:
        yield _(
            "VIGIL_TRUSTED_PROXIES is not set: all visitors look like the proxy, so one who guesses locks all out"
        )
    if "*" in settings.trusted_proxies:
        yield _("VIGIL_TRUSTED_PROXIES trusts everybody: a forged address would escape the limits")


def faults_of_data(settings: Settings) -> Iterator[str]:
    """What the data directory gives away."""
    places = [settings.data_dir]
    path = make_url(settings.database_url).database
    if settings.database_url.startswith("sqlite") and path:
        places.append(Path(path).parent)
    for place in dict.fromkeys(places):
        if place.exists() and stat.S_IMODE(place.stat().st_mode) & 0o077:
            yield _("%(place)s can be read by other users of the machine: chmod 700") % {"place": place.name}
    key = settings.data_dir / "secret-key"
    if settings.is_production and key.exists():
        yield _("The development key still lies in the data directory: delete secret-key")


def faults_of_database(database: Database) -> Iterator[str]:
    """An old schema, and what would lose acknowledged saves or let references dangle."""
    if pending(database):
        yield _("The database is older than the program: run vigil migrate")
    yield from _faults_of_durability(database)


def faults_of_backups(settings: Settings, database: Database, now: datetime) -> Iterator[str]:
    """No whole backup in two days, where there is something to lose that is older than that."""
    if pending(database):
        return
    with database.reading() as session:
        since = first_account_at(session)
    if is_backup_late(settings, since, now):
        yield _("No backup was made in the last 48 hours: look at Admin, What runs by itself, why")


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
