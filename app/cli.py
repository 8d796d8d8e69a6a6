"""The command `vigil`: every verb of an installation."""

import argparse
import sys
from urllib.parse import urlsplit

import uvicorn

from app.accounts.changes import BadAddress, add_volunteer, first_link, join, make_admin
from app.accounts.passwords import fault_of, hash_password
from app.accounts.queries import campaign_by_slug, campaigns, is_anybody_there
from app.clock import utc_now
from app.main import create_app, open_database
from app.migrating import migrate, pending
from app.settings import BadSetting, Settings, read_settings
from app.text import _


def main() -> None:
    """Read the command line and do one thing. Faults are one line on standard error and exit code 1 or 2."""
    parser = _parser()
    given = parser.parse_args()
    try:
        settings = read_settings()
        given.run(settings, given)
    except (BadSetting, CommandFault) as fault:
        print(f"vigil: {fault}", file=sys.stderr)
        sys.exit(2)


class CommandFault(Exception):
    """Something the person at the keyboard can mend; the message says how."""


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="vigil", description="Keeps watch over people in prison.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for name, run, words in (
        ("up", up, "migrate, seed when empty, serve, and run the jobs"),
        ("serve", serve, "serve the pages only"),
        ("migrate", run_migrate, "bring the database to the newest schema"),
        ("health", health, "ask the running server whether it is well"),
    ):
        command = commands.add_parser(name, help=words)
        command.set_defaults(run=run)
    _volunteer_parser(commands.add_parser("volunteer", help="make or change an account"))
    return parser


def _volunteer_parser(parser: argparse.ArgumentParser) -> None:
    add = parser.add_subparsers(required=True, metavar="VERB").add_parser(
        "add", help="make or change an account"
    )
    add.add_argument("email")
    add.add_argument("--name", required=True)
    add.add_argument("--role", required=True, choices=("reader", "volunteer", "coordinator", "admin"))
    add.add_argument("--campaign", help="slug of the campaign; not needed for an admin")
    add.add_argument("--password-stdin", action="store_true", help="read the passphrase from standard input")
    add.set_defaults(run=volunteer_add)


def run_migrate(settings: Settings, _given: argparse.Namespace) -> None:
    """To the newest schema."""
    database = open_database(settings)
    migrate(database)
    database.close()
    print(_("The database is up to date."))


def serve(settings: Settings, _given: argparse.Namespace) -> None:
    """Serve the pages; refuse to start on an old schema."""
    database = open_database(settings)
    if pending(database):
        raise CommandFault(_("the database needs `vigil migrate` first"))
    uvicorn.run(
        create_app(settings, database),
        host=settings.host,
        port=settings.port,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=",".join(settings.trusted_proxies) or None,
        access_log=False,
        server_header=False,
        date_header=True,
        timeout_graceful_shutdown=8,
    )


def up(settings: Settings, given: argparse.Namespace) -> None:
    """Everything a fresh machine needs: migrate, seed when empty, serve, run the jobs."""
    database = open_database(settings)
    migrate(database)
    with database.writing(actor="vigil", at=utc_now()) as session:
        link = None if is_anybody_there(session) else first_link(session, utc_now())
    database.close()
    print(_("Vigil is at %(address)s") % {"address": settings.base_url}, flush=True)
    if link:
        address = f"{settings.base_url}/invitations/{link}"
        print(
            _("Nobody has an account yet. This link makes the first one, once:\n  %(address)s")
            % {"address": address},
            flush=True,
        )
    serve(settings, given)


def volunteer_add(settings: Settings, given: argparse.Namespace) -> None:
    """Make or change an account."""
    password = sys.stdin.readline().rstrip("\n") if given.password_stdin else None
    if password is not None and (fault := fault_of(password)):
        raise CommandFault(fault)
    database = open_database(settings)
    with database.writing(actor="vigil", at=utc_now()) as session:
        try:
            volunteer = add_volunteer(
                session, given.email, given.name,
                password_hash=hash_password(password) if password else None, at=utc_now(), zone=settings.timezone,
            )  # fmt: skip
        except BadAddress as fault:
            raise CommandFault(fault.sentence) from fault
        if given.role == "admin":
            make_admin(session, volunteer)
        else:
            campaign = campaign_by_slug(session, given.campaign or "")
            if campaign is None:
                known = ", ".join(one.slug for one in campaigns(session)) or _("none yet")
                raise CommandFault(
                    _("name a campaign with --campaign; there are: %(known)s") % {"known": known}
                )
            join(session, volunteer, campaign, given.role)
    database.close()
    print(_("%(email)s is now %(role)s.") % {"email": given.email, "role": given.role})


def health(settings: Settings, _given: argparse.Namespace) -> None:
    """Exit 0 when the server answers and is well."""
    import httpx  # not needed by any other command, and slow to load

    try:
        answer = httpx.get(
            f"http://127.0.0.1:{settings.port}/health",
            headers={"Host": urlsplit(settings.base_url).netloc},
            timeout=5,
        )
    except httpx.HTTPError as error:
        raise CommandFault(str(error)) from error
    print(answer.text)
    if answer.status_code != 200:
        sys.exit(1)
