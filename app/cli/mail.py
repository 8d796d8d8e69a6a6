"""`vigil digest`, `deliver`, `worker`: the weekly mail and the jobs behind it."""

import argparse
import os
import sys
from dataclasses import dataclass
from threading import Event, Thread
from time import monotonic
from typing import TYPE_CHECKING

from app.cli.errors import CommandFault
from app.digest.commands import deliver_once, preview_for, queue_due_now
from app.jobs.worker import run_worker
from app.main import jobs, open_database
from app.refusal import Refusal
from app.settings import Settings
from app.text import _

if TYPE_CHECKING:
    from app.cli.errors import Commands

TELL_EVERY = 0.2


def add_commands(commands: "Commands") -> None:
    """The three verbs."""
    digest = commands.add_parser("digest")
    digest.add_argument("--preview", metavar="EMAIL", help="print this volunteer's next edition")
    digest.add_argument("--html", action="store_true", help="with --preview: the HTML twin")
    digest.add_argument("--due", action="store_true", help="queue every edition that is due")
    digest.add_argument(
        "--week", metavar="2026-W47", help="queue this week's edition for everybody who lacks it"
    )
    digest.set_defaults(run=run_digest)
    commands.add_parser("deliver").set_defaults(run=run_deliver)
    worker = commands.add_parser("worker")
    worker.add_argument("--while-input", action="store_true", help=argparse.SUPPRESS)  # `vigil up` holds it
    worker.set_defaults(run=run_jobs)


def run_digest(settings: Settings, given: argparse.Namespace) -> None:
    """Preview or queue; nothing is sent by this command."""
    if not (given.preview or given.due or given.week):
        raise CommandFault(_("say what to do: --preview EMAIL, --due or --week 2026-W47"))
    database = open_database(settings)
    try:
        if given.preview:
            print(preview_for(database, settings, given.preview, html=given.html), end="")
        else:
            made = queue_due_now(database, settings, given.week, Progress(_("readers")))
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
    print(deliver_once(database, settings, Progress(_("mails"))).in_words)
    database.close()


def run_jobs(settings: Settings, given: argparse.Namespace) -> None:
    """Until asked to end, or until whoever started it beside itself is gone."""
    database = open_database(settings)
    stop = Event()
    if given.while_input:
        Thread(target=_wait_for_the_end_of_input, args=(stop,), daemon=True).start()
    run_worker(database, settings, jobs(settings), stop)
    database.close()


def _wait_for_the_end_of_input(stop: Event) -> None:
    while os.read(sys.stdin.fileno(), 1024):
        pass
    stop.set()


@dataclass
class Progress:
    """One line on a terminal, written over and over; nothing where nobody looks."""

    what: str
    told_at: float = 0.0

    def __call__(self, done: int, total: int) -> None:
        """Say how far it is, a few times a second at most."""
        if sys.stderr.isatty() and (monotonic() - self.told_at > TELL_EVERY or done == total):
            self.told_at = monotonic()
            words = _("%(done)s of %(total)s %(what)s") % {"done": done, "total": total, "what": self.what}
            print(f"\r{words}", end="\n" if done == total else "", file=sys.stderr, flush=True)
