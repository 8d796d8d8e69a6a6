"""`vigil intake`: what a text tells of people with cases, as proposed entries; nothing is written."""

import argparse
import json
import sys
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.cases.entry_words import kind_in_words
from app.cli.errors import CommandFault
from app.intake.article import Proposal, Reading, proposals
from app.intake.page_text import Article, article_of
from app.intake.queries.article_texts import known_people, places_known
from app.main import open_database
from app.refusal import Refusal
from app.settings import Settings
from app.text import _

if TYPE_CHECKING:
    from app.cli.errors import Commands


def add_commands(commands: "Commands") -> None:
    """`vigil intake`."""
    parser = commands.add_parser("intake")
    parser.add_argument("file", help="a text or a saved web page; - reads standard input")
    parser.add_argument("--json", action="store_true", help="as JSON")
    parser.set_defaults(run=propose)


def propose(settings: Settings, given: argparse.Namespace) -> None:
    """Read a text against the record and print what it proposes."""
    raw = sys.stdin.buffer.read() if given.file == "-" else Path(given.file).read_bytes()
    with closing(open_database(settings)) as database, database.reading() as session:
        try:
            article = article_of(raw)
        except Refusal as refused:
            raise CommandFault(refused.sentence) from refused
        people, places = known_people(session, None), places_known(session)
    reading = proposals(article.words, people, article.published, places)
    if given.json:
        print(json.dumps(_as_data(article, reading), ensure_ascii=False, indent=2))
    else:
        print(_as_page(article, reading))


def _as_data(article: Article, reading: Reading) -> dict[str, Any]:
    published = article.published.edtf if article.published else None
    return {
        "title": article.title,
        "author": article.author,
        "publisher": article.publisher,
        "published": published,
        "language": reading.language,
        "mentions": reading.mentions,
        "names_not_known_here": list(reading.unknown),
        "proposals": [
            asdict(one) | {"on": one.on.edtf if one.on else None, "kind": str(one.kind)}
            for one in reading.proposals
        ],
    }


def _as_page(article: Article, reading: Reading) -> str:
    lines = [article.title, ""]
    for one in reading.proposals:
        lines += [_headline(one), f"    {one.sentence}", *_answers(one), ""]
    if not reading.proposals:
        lines.append(
            _("Nothing is proposed: no sentence tells of somebody with a case what the glossary knows.")
        )
    if reading.unknown:
        lines.append(_("Names not known here: %(names)s") % {"names": ", ".join(reading.unknown)})
    return "\n".join(lines)


def _headline(one: Proposal) -> str:
    who = " / ".join(one.cases)
    told = {"who": who, "kind": kind_in_words(one.kind), "date": one.date_as_told or _("no date")}
    if one.is_open:
        return _("%(who)s? (may be any of these): %(kind)s, %(date)s") % told
    if one.is_guess:
        return _("%(who)s? (not named here): %(kind)s, %(date)s") % told
    return _("%(who)s: %(kind)s, %(date)s") % told


def _answers(one: Proposal) -> list[str]:
    return [f"    {name}: {value}" for name, value in one.answers.items() if name != "summary"]
