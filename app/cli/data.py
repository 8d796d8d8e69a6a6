"""`vigil seed`, `import`, `export`: facts in and out."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.accounts.changes import make_admin
from app.accounts.demonstration import make_demonstration
from app.accounts.queries import admins, campaign_by_slug, campaigns, members
from app.cli import lists
from app.cli.errors import CommandFault
from app.clock import civil_date, utc_now
from app.consent.queries.consents import AsOf
from app.db import Database, number_of
from app.history.access_log import Actor, Subject, What, note_alone
from app.intake.faults import NotTaken
from app.intake.loading import load_file, load_seed
from app.intake.report import Report
from app.main import keeper, open_database
from app.publishing.export import Extent, as_text, export_campaign
from app.publishing.export_table import as_table
from app.refusal import Refusal
from app.reviews.recompute_all import prepare
from app.settings import PROJECT_ROOT, Settings
from app.text import _

if TYPE_CHECKING:
    from app.cli.errors import Commands


def add_commands(commands: "Commands") -> None:
    """The three verbs."""
    commands.add_parser("seed").set_defaults(run=seed)
    taken = commands.add_parser("import")
    taken.add_argument("file", type=Path)
    taken.add_argument("--dry-run", action="store_true", help="only count what would come of a list")
    taken.add_argument("--sure", action="store_true", help="also with far fewer rows than the last file")
    lists.add_options(taken, needed=False)
    taken.set_defaults(run=import_file)
    compared = commands.add_parser("compare")
    compared.add_argument("file", type=Path)
    lists.add_options(compared, needed=True)
    compared.set_defaults(run=lists.compare)
    out = commands.add_parser("export")
    out.add_argument("--campaign", required=True, help="its slug")
    out.add_argument("--format", choices=("json", "csv"), default="json")
    extent = out.add_mutually_exclusive_group()
    extent.add_argument(
        "--for-others", dest="extent", action="store_const", const=Extent.FOR_OTHERS, default=Extent.WORKING,
        help="to hand on: only what consent for public use stands for",
    )  # fmt: skip
    extent.add_argument(
        "--full", "--with-restricted", dest="extent", action="store_const", const=Extent.FULL,
        help="the team's own: also what is kept to a few, stopped or not yet read",
    )  # fmt: skip
    out.set_defaults(run=export)


def seed(settings: Settings, _given: argparse.Namespace) -> None:
    """Bring the tables in step with the files; report what a volunteer changed meanwhile."""
    database = open_database(settings)
    try:
        _say(load_seed(database, PROJECT_ROOT / "seed", at=utc_now()))
        adopt_campaigns(database)
        prepare(database, keeper(settings), utc_now())
    except NotTaken as slip:
        raise CommandFault(str(slip)) from slip
    finally:
        database.close()


def seed_demonstration(settings: Settings, given: argparse.Namespace) -> None:
    """The shipped cases for somebody who has none yet: a demonstration, unless all is pinned to a day anyway."""
    seed(settings, given)
    if settings.today is not None:
        return
    database = open_database(settings)
    with database.writing(actor="vigil", at=utc_now()) as session:
        for campaign in campaigns(session):
            make_demonstration(campaign)
    database.close()


def import_file(settings: Settings, given: argparse.Namespace) -> None:
    """All of the file or nothing; every bad row is named."""
    if given.kind:
        lists.take(settings, given)
        return
    database = open_database(settings)
    try:
        _say(load_file(database, given.file, at=utc_now()))
        adopt_campaigns(database)
    except (NotTaken, OSError) as slip:
        raise CommandFault(str(slip)) from slip
    finally:
        database.close()


def export(settings: Settings, given: argparse.Namespace) -> None:
    """To standard output."""
    database = open_database(settings)
    try:
        with database.reading() as session:
            today = civil_date(utc_now(), settings.timezone, settings.today)
            made = export_campaign(session, given.campaign, AsOf(today, settings.today), given.extent)
            campaign = campaign_by_slug(session, given.campaign)
        number = campaign.id if campaign else None
        # Whoever sits at the machine has no account; that something was taken out is noted all the same.
        note_alone(database, Actor(None, utc_now()), What.EXPORTED, Subject("campaign", number, number))
    except Refusal as refused:
        raise CommandFault(refused.sentence) from refused
    finally:
        database.close()
    sys.stdout.write(as_table(made.record) if given.format == "csv" else as_text(made.record))
    print(_about(given.extent, made.left_out), file=sys.stderr)


def _about(extent: Extent, left_out: dict[str, int]) -> str:
    """Whom the file is for, and how much it leaves out: numbers alone, for names would tell what the file does not."""
    if extent is Extent.FULL:
        return _("This is the team's own full export. Keep it as you keep the database; hand on none of it.")
    counts = (
        _(
            "Left out: %(cases)s cases, %(entries)s facts, %(incidents)s incidents, %(actions)s actions, "
            "%(demands)s demands, and %(passages)s passages or small facts besides."
        )
        % left_out
    )
    if extent is Extent.FOR_OTHERS:
        return counts
    return _("For work elsewhere, not to be published: --for-others makes a file for that.") + "\n" + counts


def adopt_campaigns(database: Database) -> None:
    """Campaigns that came in by a file and have nobody yet are coordinated by the admins there are."""
    with database.writing(actor="vigil", at=utc_now()) as session:
        empty = [one for one in campaigns(session) if not members(session, number_of(one))]
        for admin in admins(session) if empty else ():
            make_admin(session, admin, empty)


def _say(report: Report) -> None:
    for line in report.lines():
        print(line)
