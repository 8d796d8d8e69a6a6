"""`vigil draft`: a letter on the screen, with what every sentence rests on."""

import argparse
import json
from contextlib import closing
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from app.accounts.queries import campaigns
from app.cli.faults import CommandFault
from app.clock import civil_date, utc_now
from app.letters.kinds import shipped
from app.letters.liquid_text import BadWords
from app.letters.making import Choice, Drafted, drafted
from app.letters.queries.knowing import case_by_reference
from app.letters.queries.offices import office_by_key
from app.letters.sentences.languages import TONGUES
from app.letters.staleness import kept
from app.main import open_database
from app.refusal import Refusal
from app.settings import Settings
from app.text import _

if TYPE_CHECKING:
    from app.cli.faults import Commands


def add_commands(commands: "Commands") -> None:
    """`vigil draft`."""
    parser = commands.add_parser("draft", help="print a letter draft with its citations")
    parser.add_argument("case", help="its reference, such as K-001")
    parser.add_argument("--kind", required=True, help=f"such as {', '.join(shipped())}")
    parser.add_argument("--to", required=True, help="slug of an addressee, or of the prison")
    parser.add_argument("--language", choices=sorted(TONGUES), help="else the language the office reads")
    parser.add_argument("--json", action="store_true", help="as JSON, with every sentence and its facts")
    parser.set_defaults(run=print_draft)


def print_draft(settings: Settings, given: argparse.Namespace) -> None:
    """Draft a letter and print it; nothing is kept."""
    with closing(open_database(settings)) as database, database.reading() as session:
        try:
            made = _drafted(session, settings, given)
        except (BadWords, Refusal) as fault:
            raise CommandFault(str(fault)) from fault
    print(json.dumps(as_data(made), ensure_ascii=False, indent=2) if given.json else as_page(made))


def _drafted(session: Session, settings: Settings, given: argparse.Namespace) -> Drafted:
    case = case_by_reference(session, given.case)
    office = office_by_key(session, given.to)
    if case is None:
        raise CommandFault(_("there is no case %(ref)s") % {"ref": given.case})
    if office is None:
        raise CommandFault(_("there is no addressee %(slug)s") % {"slug": given.to})
    zone = next(one.zone for one in campaigns(session, [case.campaign_id]))
    today = civil_date(utc_now(), zone, settings.today)
    return drafted(session, case, Choice(given.kind, office, given.language or ""), today, settings.today)


def blocks_of(made: Drafted) -> list[str]:
    """Why it must not be sent; a draft that nobody has approved may not in any case."""
    return [*made.draft.blocks, *([made.age] if made.age else [])]


def as_data(made: Drafted) -> dict[str, Any]:
    """The draft as data: the same words, each sentence with its facts and citations."""
    return {
        "kind": made.kind.slug,
        "language": made.language,
        "to": made.office.key,
        "subject": made.draft.subject,
        "body": made.draft.body,
        "not_to_be_sent": blocks_of(made),
        "sentences": [kept(one) for one in made.draft.sentences],
        "left_out": [
            {"fact": f"entry-{one.fact_id}", "about": one.about, "reason": one.reason} for one in made.draft.left_out
        ],
    }  # fmt: skip


def as_page(made: Drafted) -> str:
    """The draft as text: numbers lead to the sources below it."""
    lines = []
    if blocks := blocks_of(made):
        lines += [_("NOT TO BE SENT"), *(f"  {reason}" for reason in blocks), ""]
    lines += [made.draft.subject, ""]
    for paragraph in made.draft.paragraphs:
        lines += ["".join(text if n is None else f"{text} [{n + 1}]" for text, n in paragraph).strip(), ""]
    for number, sentence in enumerate(made.draft.sentences, 1):
        sources = "; ".join(dict.fromkeys(cited.source for cited in sentence.cites))
        lines.append(f"[{number}] {sources} ({', '.join(sentence.rests_on)})")
    if made.draft.left_out:
        lines += ["", _("Left out:"), *(f"  {one.about}: {one.reason}" for one in made.draft.left_out)]
    return "\n".join(lines)
