"""The command `vigil`: every verb of an installation, one module per kind of verb."""

import argparse
import sys

from app.cli import accounts, backups, data, deploying, letters, mail, reviews, serving
from app.cli.errors import CommandFault, FromNewer
from app.migrating import NewerSchema
from app.settings import BadSetting, read_settings
from app.trouble import hold_everything

GROUPS = (serving, data, backups, accounts, reviews, letters, mail, deploying)


def main() -> None:
    """Read the command line and do one thing. A fault the person can mend is one line, and mostly exit code 2."""
    hold_everything()
    parser = argparse.ArgumentParser(prog="vigil", description="Keeps watch over people in prison.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    for group in GROUPS:
        group.add_commands(commands)
    given = parser.parse_args()
    try:
        given.run(read_settings(), given)
    except (BadSetting, CommandFault, NewerSchema) as fault:
        print(f"vigil: {fault}", file=sys.stderr)
        sys.exit(1 if isinstance(fault, NewerSchema | FromNewer) else 2)
