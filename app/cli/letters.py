"""`vigil draft`: a letter on the screen or in a file, with what every sentence rests on."""

import argparse
import json
import os
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import TYPE_CHECKING, Any

from sqlmodel import Session

from app.accounts.demonstration import is_demonstration, why_it_stays
from app.accounts.queries import campaigns
from app.cli.errors import CommandFault
from app.clock import civil_date, utc_now
from app.letters.drafting import misfit
from app.letters.forms import OWN_LINE, PLACE
from app.letters.letter_kinds import shipped
from app.letters.liquid_text import BadWords
from app.letters.new_draft import Choice, Drafted, drafted
from app.letters.queries.briefing_facts import case_by_reference
from app.letters.queries.offices import office_by_key
from app.letters.sentences.languages import TONGUES, tongue
from app.letters.sheets.docx import docx
from app.letters.sheets.formats import FORMATS, USUAL
from app.letters.sheets.pdf import pdf
from app.letters.sheets.sheet import Sheet
from app.letters.staleness import kept
from app.main import open_database
from app.refusal import Refusal
from app.settings import Settings
from app.text import _
from app.web.form_fields import clean

if TYPE_CHECKING:
    from app.cli.errors import Commands

WAYS = {"pdf": pdf, "docx": docx}


def add_commands(commands: "Commands") -> None:
    """`vigil draft`."""
    parser = commands.add_parser("draft")
    parser.add_argument("case", help="its reference, such as K-001")
    parser.add_argument("--kind", required=True, help=f"such as {', '.join(shipped())}")
    parser.add_argument("--to", required=True, help="slug of an addressee, or of the prison")
    parser.add_argument("--language", choices=sorted(TONGUES), help="else the language the office reads")
    parser.add_argument("--wording", type=int, choices=(1, 2, 3), default=1, help="first, second or third")
    parser.add_argument("--own-line", default="", help=f"why you write, up to {OWN_LINE} characters")
    parser.add_argument("--place", default="", help="where it is written; stands before the date")
    parser.add_argument(
        "--envelope", choices=FORMATS, default=USUAL.slug, help="whose window shows the address"
    )
    parser.add_argument("--json", action="store_true", help="as JSON, with every sentence and its facts")
    for form in WAYS:
        parser.add_argument(f"--{form}", type=Path, metavar="FILE", help=f"write a {form.upper()} file")
    parser.set_defaults(run=print_draft)


def print_draft(settings: Settings, given: argparse.Namespace) -> None:
    """Draft a letter and print it, or write the files that were asked for; nothing is kept."""
    with closing(open_database(settings)) as database, database.reading() as session:
        try:
            made = _drafted(session, settings, given)
            files = {path: WAYS[form](_sent_from(made, settings, given)) for form, path in _wanted(given)}
        except (BadWords, Refusal) as fault:
            raise CommandFault(str(fault)) from fault
    for path, content in files.items():
        _write(path, content)
    if given.json or not files:
        print(json.dumps(as_data(made), ensure_ascii=False, indent=2) if given.json else as_page(made))
    else:
        print("\n".join(_("Written: %(file)s") % {"file": path} for path in files))


def _sent_from(made: Drafted, settings: Settings, given: argparse.Namespace) -> Sheet:
    day = civil_date(utc_now(), settings.timezone, settings.today)
    return sheet_of(made).sent_from(given.place.strip()[:PLACE], day, None, FORMATS[given.envelope])


def _wanted(given: argparse.Namespace) -> Iterator[tuple[str, Path]]:
    for form in WAYS:
        if (path := getattr(given, form)) is not None:
            yield form, path


def _drafted(session: Session, settings: Settings, given: argparse.Namespace) -> Drafted:
    case = case_by_reference(session, given.case)
    office = office_by_key(session, given.to)
    if case is None:
        raise CommandFault(_("there is no case %(ref)s") % {"ref": given.case})
    if office is None:
        raise CommandFault(_("there is no addressee %(slug)s") % {"slug": given.to})
    try:
        own_line = clean(given.own_line, OWN_LINE, lines=False) or ""
    except ValueError as fault:
        raise CommandFault(f"--own-line: {fault}") from fault
    zone = next(one.days for one in campaigns(session, [case.campaign_id]))
    today = civil_date(utc_now(), zone, settings.today)
    choice = Choice(given.kind, office, given.language or "", given.wording - 1, own_line)
    made = drafted(session, case, choice, today, settings.today)
    if why := misfit(made.briefing, made.kind):
        raise CommandFault(why)
    if is_demonstration(session, case.campaign_id):
        return replace(made, draft=replace(made.draft, blocks=(*made.draft.blocks, why_it_stays())))
    return made


def _write(path: Path, content: bytes) -> None:
    """The whole file or none: a reader never meets half of it, and a full disk leaves the old one."""
    try:
        with NamedTemporaryFile(dir=path.parent, prefix=f".{path.name}.", delete=False) as part:
            try:
                part.write(content)
                part.flush()
                os.fsync(part.fileno())
                Path(part.name).replace(path)
            except OSError:
                Path(part.name).unlink(missing_ok=True)
                raise
    except OSError as fault:
        told = {"file": path, "why": fault.strerror or fault}
        raise CommandFault(_("%(file)s cannot be written: %(why)s") % told) from fault


def blocks_of(made: Drafted) -> list[str]:
    """Why it must not be sent; a draft that nobody has approved may not in any case."""
    return [*made.draft.blocks, *([made.age] if made.age else [])]


def sheet_of(made: Drafted) -> Sheet:
    """The draft as a sheet, headed with what keeps it here: a file may be posted by somebody who never saw this."""
    unapproved = _("A draft: not to be sent before a second person has approved it.")
    blocks = blocks_of(made)
    sheet = Sheet.of_draft(made).headed(*((_("NOT TO BE SENT"), *blocks) if blocks else (unapproved,)))
    if made.kind.about_case:
        return sheet
    return sheet.handed_to(made.briefing.subject.called(tongue(made.language).script))


def as_data(made: Drafted) -> dict[str, Any]:
    """The draft as data: the same words, each sentence with its facts and citations."""
    return {
        "kind": made.kind.slug,
        "language": made.language,
        "to": made.office.key,
        "address": sheet_of(made).address,
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
    lines += [*sheet_of(made).address, "", made.draft.subject, ""]
    for paragraph in made.draft.paragraphs:
        lines += ["".join(text if n is None else f"{text} [{n + 1}]" for text, n in paragraph).strip(), ""]
    for number, sentence in enumerate(made.draft.sentences, 1):
        sources = "; ".join(dict.fromkeys(cited.source for cited in sentence.cites))
        lines.append(f"[{number}] {sources} ({', '.join(sentence.rests_on)})")
    if made.draft.left_out:
        lines += ["", _("Left out:"), *(f"  {one.about}: {one.reason}" for one in made.draft.left_out)]
    return "\n".join(lines)
