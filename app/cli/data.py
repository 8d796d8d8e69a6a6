"""`vigil seed`, `import`, `export`: facts in and out."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.accounts.queries import campaign_by_slug
from app.cli.faults import CommandFault
from app.clock import utc_now
from app.history.access import Actor, Subject, What, note_alone
from app.intake.loading import load_file, load_seed
from app.intake.report import Report
from app.intake.slips import NotTaken
from app.main import keeper, open_database
from app.publishing.exporting import as_text, export_campaign
from app.refusal import Refusal
from app.reviews.daily import prepare
from app.settings import PROJECT_ROOT, Settings

if TYPE_CHECKING:
    from app.cli.faults import Commands


def add_commands(commands: "Commands") -> None:
    """The three verbs."""
    commands.add_parser("seed", help="load seed/; safe to repeat").set_defaults(run=seed)
    taken = commands.add_parser("import", help="take in a file that `vigil export` wrote")
    taken.add_argument("file", type=Path)
    taken.set_defaults(run=import_file)
    out = commands.add_parser("export", help="write a campaign's facts with their sources")
    out.add_argument("--campaign", required=True, help="its slug")
    out.add_argument("--format", choices=("json",), default="json")
    out.add_argument("--with-restricted", action="store_true", help="also what only named members may see")
    out.set_defaults(run=export)


def seed(settings: Settings, _given: argparse.Namespace) -> None:
    """Bring the tables in step with the files; report what a volunteer changed meanwhile."""
    database = open_database(settings)
    try:
        _say(load_seed(database, PROJECT_ROOT / "seed", at=utc_now()))
        prepare(database, keeper(settings), utc_now())
    except NotTaken as slip:
        raise CommandFault(str(slip)) from slip
    finally:
        database.close()


def import_file(settings: Settings, given: argparse.Namespace) -> None:
    """All of the file or nothing; every bad row is named."""
    database = open_database(settings)
    try:
        _say(load_file(database, given.file, at=utc_now()))
    except (NotTaken, OSError) as slip:
        raise CommandFault(str(slip)) from slip
    finally:
        database.close()


def export(settings: Settings, given: argparse.Namespace) -> None:
    """To standard output."""
    database = open_database(settings)
    try:
        with database.reading() as session:
            document = export_campaign(session, given.campaign, with_restricted=given.with_restricted)
            campaign = campaign_by_slug(session, given.campaign)
        number = campaign.id if campaign else None
        # Whoever sits at the machine has no account; that something was taken out is noted all the same.
        note_alone(database, Actor(None, utc_now()), What.EXPORTED, Subject("campaign", number, number))
    except Refusal as refused:
        raise CommandFault(refused.sentence) from refused
    finally:
        database.close()
    sys.stdout.write(as_text(document))


def _say(report: Report) -> None:
    for line in report.lines():
        print(line)
