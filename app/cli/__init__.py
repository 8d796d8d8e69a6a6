"""The command `vigil`: every verb of an installation, one module per kind of verb."""

import argparse
import sys
from contextlib import closing
from importlib.metadata import version

from app import log
from app.cli import accounts, backups, data, deploying, letters, mail, reviews, serving
from app.cli.errors import CommandFault, FromNewer
from app.main import open_database
from app.migrating import NewerSchema, OlderSchema, refuse_other_schema
from app.outages import outage_of
from app.settings import BadSetting, Settings, read_settings
from app.trouble import named

GROUPS = (serving, data, backups, accounts, reviews, letters, mail, deploying)
ANY_SCHEMA = frozenset({"up", "migrate", "restore", "health", "check"})  # these look themselves, or need not
PROCESSES = {"serve": "web", "up": "web"}  # what the log calls them; the others go by their own names


def main() -> None:
    """Read the command line and do one thing. A fault the person can mend is one line, and mostly exit code 2."""
    log.begin("vigil")
    parser = argparse.ArgumentParser(prog="vigil", description="Keeps watch over people in prison.")
    parser.add_argument("--version", action="version", version=f"vigil {version('vigil')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for group in GROUPS:
        group.add_commands(commands)
    given = parser.parse_args()
    log.begin(PROCESSES.get(given.command, given.command))
    try:
        _run(read_settings(), given)
    except (BadSetting, CommandFault, NewerSchema, OlderSchema) as fault:
        print(f"vigil: {fault}", file=sys.stderr)
        sys.exit(1 if isinstance(fault, NewerSchema | FromNewer) else 2)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as error:
        outage = outage_of(error)
        if outage is not None:
            print(f"vigil: {outage.words} ({named(error)})", file=sys.stderr)
        elif isinstance(error, OSError) and error.filename:  # it names what whoever types here has named
            print(f"vigil: {error.filename}: {error.strerror}", file=sys.stderr)
        else:
            raise
        sys.exit(1)


def _run(settings: Settings, given: argparse.Namespace) -> None:
    if given.command not in ANY_SCHEMA:
        with closing(open_database(settings)) as database:
            refuse_other_schema(database)
    given.run(settings, given)
