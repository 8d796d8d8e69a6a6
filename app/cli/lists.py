"""`vigil import --as` and `vigil compare`: lists that others keep."""

import argparse
import json
from contextlib import closing
from pathlib import Path

from app.accounts.queries import campaign_by_slug, campaigns
from app.cli.errors import CommandFault
from app.clock import civil_date, utc_now
from app.db import Database, number_of
from app.intake.faults import NotTaken
from app.intake.list_compare import difference
from app.intake.list_files import opened
from app.intake.list_rows import Reading
from app.intake.list_taking import Setting, Wanted, columns_for, take_list
from app.intake.queries.outside_lists import known_people, list_named
from app.main import open_database
from app.settings import Settings
from app.text import _


def add_options(parser: argparse.ArgumentParser, *, needed: bool) -> None:
    """What both verbs ask of a list."""
    parser.add_argument(
        "--as", dest="kind", required=needed, metavar="viasna|ovd-info|MAPPING",
        help="the shape, the name of a list that is kept, or a JSON file that names the columns",
    )  # fmt: skip
    parser.add_argument("--campaign", help="its slug; needed where there are several")
    parser.add_argument("--sheet", help="of a spreadsheet with several lists")


def take(settings: Settings, given: argparse.Namespace) -> None:
    """Take the list in, whole or not at all."""
    with closing(open_database(settings)) as database:
        wanted = _wanted(database, given)
        try:
            for line in take_list(
                database, given.file, wanted, _setting(settings), dry_run=given.dry_run
            ).lines():
                print(line)
        except (NotTaken, OSError) as slip:
            raise CommandFault(str(slip)) from slip


def compare(settings: Settings, given: argparse.Namespace) -> None:
    """Who is on one of the two alone, and where they differ."""
    with closing(open_database(settings)) as database, database.reading() as session:
        wanted, setting = _wanted(database, given), _setting(settings)
        kept = list_named(session, wanted.campaign_id, wanted.name)
        known = known_people(session, wanted.campaign_id, kept.id if kept else None, setting.secret)
        try:
            with opened(given.file, wanted.sheet) as (headings, lines):
                columns = columns_for(wanted.name, wanted.columns or (kept.columns if kept else {}), headings)
                rows = Reading(columns, setting.today).rows(lines)
                found = difference(
                    ((row, known.match(row, setting.today)) for row in rows), known, setting.today
                )
        except (NotTaken, OSError) as slip:
            raise CommandFault(str(slip)) from slip
    for line in found.lines():
        print(line)


def _setting(settings: Settings) -> Setting:
    at = utc_now()
    return Setting(settings.secret_key, at, civil_date(at, settings.timezone, settings.today))


def _wanted(database: Database, given: argparse.Namespace) -> Wanted:
    with database.reading() as session:
        found = [campaign_by_slug(session, given.campaign)] if given.campaign else campaigns(session)
    if len(found) != 1 or found[0] is None:
        raise CommandFault(_("Say which campaign the list is for: --campaign SLUG"))
    name, columns = given.kind, {}
    if name.endswith(".json"):
        columns, name = _columns(Path(name)), Path(name).stem
    return Wanted(number_of(found[0]), name, columns, given.sheet, getattr(given, "sure", False))


def _columns(path: Path) -> dict[str, str]:
    try:
        held = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise CommandFault(_("%(file)s cannot be read as JSON") % {"file": path.name}) from error
    if not isinstance(held, dict) or not all(isinstance(one, str) for one in held.values()):
        sentence = _('%(file)s must name a heading for each field, such as {"name": "Full name"}')
        raise CommandFault(sentence % {"file": path.name})
    return held
