"""`vigil reviews`: recompute and list what is due."""

import argparse
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from app.cli.errors import CommandFault
from app.clock import civil_date, utc_now
from app.main import keeper, open_database
from app.reviews.queries.review_list import due_until
from app.reviews.recompute_all import recompute_all
from app.reviews.review_words import due_in_words, shown
from app.settings import Settings
from app.text import _

if TYPE_CHECKING:
    from app.cli.errors import Commands


def add_commands(commands: "Commands") -> None:
    """One verb."""
    parser = commands.add_parser("reviews")
    parser.add_argument("--until", help="a day such as 2013-05-10; today if left out")
    parser.add_argument("--json", action="store_true", help="for programs")
    parser.set_defaults(run=reviews)


def reviews(settings: Settings, given: argparse.Namespace) -> None:
    """The most urgent first: when it may be due, the one verdict, the reason and the arithmetic."""
    now = utc_now()
    today = civil_date(now, settings.timezone, settings.today)
    until = _day(given.until) if given.until else today
    database = open_database(settings)
    try:
        recompute_all(database, keeper(settings), now)
        with database.reading() as session:
            rows = [
                _told(row, civil_date(now, row.zone, settings.today))
                for row in due_until(session, until, today)
            ]
    finally:
        database.close()
    if given.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return
    for row in rows:
        print(f"{row['says']:<52}  {row['case'] or row['about']:<6}  {row['title']}")
    print(_("%(n)s due until %(day)s") % {"n": len(rows), "day": until.isoformat()})


def _told(row: Any, today: date) -> dict[str, Any]:
    said = shown(row, today)
    return {
        "id": row.id,
        "case": row.reference,
        "about": said.about,
        "rule": row.rule,
        "title": said.title,
        "due": row.due.isoformat(),
        "until": row.due_last.isoformat(),
        "when": said.date,
        "says": due_in_words(row, today),
        "state": said.state,
        "word": said.word,
        "hard": row.hard,
        "confirmed": row.confirmed_by_id is not None,
        "estimated": row.estimated,
        "reason": row.reason,
        "arithmetic": list(row.arithmetic),
        "entries": list(row.rests_on),
        "so_far": said.so_far,
    }


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise CommandFault(_("--until must be a day such as 2013-05-10")) from error
