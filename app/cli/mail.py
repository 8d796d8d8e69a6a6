"""`vigil digest`, `deliver`, `worker`: the weekly mail and the jobs behind it."""

import argparse
from typing import TYPE_CHECKING

from app.cli.faults import CommandFault
from app.digest.commands import deliver_once, preview_for, queue_due_now
from app.jobs.worker import run_worker
from app.main import jobs, open_database
from app.refusal import Refusal
from app.settings import Settings
from app.text import _

if TYPE_CHECKING:
    from app.cli.faults import Commands


def add_commands(commands: "Commands") -> None:
    """The three verbs."""
    digest = commands.add_parser("digest", help="show one weekly mail, or queue all that are due")
    digest.add_argument("--preview", metavar="EMAIL", help="print this volunteer's next edition")
    digest.add_argument("--html", action="store_true", help="with --preview: the HTML twin")
    digest.add_argument("--due", action="store_true", help="queue every edition that is due")
    digest.add_argument(
        "--week", metavar="2026-W47", help="queue this week's edition for everybody who lacks it"
    )
    digest.set_defaults(run=run_digest)
    commands.add_parser("deliver", help="hand queued mail to the server once").set_defaults(run=run_deliver)
    commands.add_parser("worker", help="run the jobs only").set_defaults(run=run_jobs)


def run_digest(settings: Settings, given: argparse.Namespace) -> None:
    """Preview or queue; nothing is sent by this command."""
    if not (given.preview or given.due or given.week):
        raise CommandFault(_("say what to do: --preview EMAIL, --due or --week 2026-W47"))
    database = open_database(settings)
    try:
        if given.preview:
            print(preview_for(database, settings, given.preview, html=given.html), end="")
        else:
            made = queue_due_now(database, settings, given.week)
            print(
                _("%(queued)s queued, %(quiet)s with nothing to say")
                % {"queued": made.queued, "quiet": made.quiet}
            )
    except Refusal as refused:
        raise CommandFault(refused.sentence) from refused
    finally:
        database.close()


def run_deliver(settings: Settings, _given: argparse.Namespace) -> None:
    """Send what waits, then stop."""
    database = open_database(settings)
    print(deliver_once(database, settings).in_words)
    database.close()


def run_jobs(settings: Settings, _given: argparse.Namespace) -> None:
    """Until asked to end."""
    database = open_database(settings)
    run_worker(database, settings, jobs())
    database.close()
