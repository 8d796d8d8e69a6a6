"""The command `vigil`: every verb of an installation, one module per kind of verb."""

import argparse
import sys
from contextlib import closing
from importlib import import_module
from importlib.metadata import version

from app import log
from app.cli.errors import CommandFault, FromNewer
from app.outages import outage_of
from app.refusal import NewerSchema, OlderSchema
from app.settings import BadSetting, Settings, read_settings
from app.trouble import named

# Each verb with the module that does it, loaded when somebody asks for it: most need only a part of the program.
VERBS = {
    "up": ("serving", "migrate, seed when empty, serve, and run the jobs"),
    "serve": ("serving", "serve the pages only"),
    "migrate": ("serving", "bring the database to the newest schema"),
    "health": ("health", "ask the running server whether it is well"),
    "seed": ("data", "load seed/; safe to repeat"),
    "intake": ("articles", "propose entries from a text; nothing is written"),
    "import": ("data", "take in a file that `vigil export` wrote, or a list of others"),
    "compare": ("data", "say where a list of others and ours differ; writes nothing"),
    "export": ("data", "write a campaign's facts with their sources"),
    "backup": ("backups", "write everything into one encrypted file, and read it back"),
    "restore": ("backups", "put a backup in the place of the data"),
    "vault-key": ("backups", "seal the vault with a new key, read from standard input"),
    "volunteer": ("accounts", "make or change an account"),
    "reviews": ("reviews", "recompute and list what is due"),
    "draft": ("letters", "print a letter draft with its citations"),
    "digest": ("mail", "show one weekly mail, or queue all that are due"),
    "deliver": ("mail", "hand queued mail to the server once"),
    "worker": ("mail", "run the jobs only"),
    "check": ("deploying", "look for what makes a set-up unsafe"),
}
ANY_SCHEMA = frozenset({"up", "migrate", "restore", "health", "check"})  # these look themselves, or need not
PROCESSES = {"serve": "web", "up": "web"}  # what the log calls them; the others go by their own names


def main() -> None:
    """Read the command line and do one thing. A fault the person can mend is one line, and mostly exit code 2."""
    log.begin("vigil")
    parser = argparse.ArgumentParser(prog="vigil", description="Keeps watch over people in prison.")
    parser.add_argument("--version", action="version", version=f"vigil {version('vigil')}")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    asked = next(iter(sys.argv[1:]), "")
    if asked in VERBS:
        import_module(f"app.cli.{VERBS[asked][0]}").add_commands(commands)
    else:
        for verb, (_module, help_) in VERBS.items():
            commands.add_parser(verb, help=help_)
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
        from app.main import open_database  # with the tables; whoever asks for help needs none
        from app.migrating import refuse_other_schema  # as above

        with closing(open_database(settings)) as database:
            refuse_other_schema(database)
    given.run(settings, given)
