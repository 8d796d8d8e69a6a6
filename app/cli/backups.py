"""`vigil backup`, `vigil restore`, `vigil vault-key`: copies that nobody else can read, and a new key for the vault."""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy.exc import DBAPIError

from app.cases.changes.attachments import reseal
from app.cases.queries.attachments import all_vault_notes
from app.cli.errors import CommandFault
from app.cli.restoring import Restored, restore
from app.clock import utc_now
from app.files.backups import write_backup
from app.files.dump import Contents
from app.files.encrypted_stream import CannotRead
from app.files.encryption import SHORTEST_KEY, CannotOpen, Vault, vault_of
from app.main import open_database
from app.outages import DISK_FULL, outage_of
from app.settings import Settings
from app.text import N_, _, moment_in_words, ngettext
from app.trouble import named

if TYPE_CHECKING:
    from app.cli.errors import Commands

AFTERWARDS = (
    N_("Consents withdrawn and pages ended since then are back as they were: look at them before others do."),
    N_("Everybody has to sign in again; mails that waited then are left to a person, under Post."),
)


def add_commands(commands: "Commands") -> None:
    """The three verbs."""
    out = commands.add_parser("backup")
    out.add_argument("file", type=Path)
    out.set_defaults(run=run_backup)
    back = commands.add_parser("restore")
    back.add_argument("file", type=Path)
    back.set_defaults(run=run_restore)
    key = commands.add_parser("vault-key")
    key.set_defaults(run=run_vault_key)


def run_backup(settings: Settings, given: argparse.Namespace) -> None:
    """Database and uploaded files."""
    database = open_database(settings)
    try:
        contents = write_backup(database, settings, given.file.absolute(), utc_now())
    except (CannotRead, OSError) as fault:
        raise CommandFault(_why(fault)) from fault
    finally:
        database.close()
    print(_("Written, and read back: %(what)s.") % {"what": _in_words(contents)})


def _why(fault: Exception) -> str:
    """What went wrong with which file, without the number that the system gives it."""
    outage = outage_of(fault)
    if outage is DISK_FULL:
        return outage.words
    if isinstance(fault, OSError) and fault.strerror:
        return f"{fault.filename}: {fault.strerror}" if fault.filename else fault.strerror
    return str(fault)


def run_restore(settings: Settings, given: argparse.Namespace) -> None:
    """All of it or nothing."""
    try:
        restored = restore(settings, given.file.absolute())
    except (CannotRead, OSError) as fault:
        raise CommandFault(_why(fault)) from fault
    except DBAPIError as fault:
        why = {"why": named(fault)}
        raise CommandFault(_("the database refused it, so nothing was changed: %(why)s") % why) from fault
    print(_("Restored: %(what)s.") % {"what": _in_words(restored.contents)})
    for sentence in (*_about_erasures(restored), *map(_, AFTERWARDS)):
        print(sentence)


def _about_erasures(restored: Restored) -> Iterator[str]:
    """Who stays erased; and where nobody knows of any, what to do if there were some."""
    day = {"day": moment_in_words(restored.contents.at)}
    if restored.erased:
        said = ngettext(
            "%(n)s person erased since this backup stays erased.",
            "%(n)s people erased since this backup stay erased.",
            restored.erased,
        )
        yield said % {"n": restored.erased}
    if restored.strangers:
        said = ngettext(
            "%(n)s erasure known here is about nobody in this backup.",
            "%(n)s erasures known here are about nobody in this backup.",
            restored.strangers,
        )
        yield said % {"n": restored.strangers}
    if not restored.known:
        yield _("Nobody is known here to have been erased. Whoever was, after %(day)s, is back.") % day
        yield _("If that may be: restore the newest backup there is, then this one again.")


def _in_words(contents: Contents) -> str:
    return _("%(rows)s rows and %(files)s files, as of %(at)s") % {
        "rows": f"{contents.count:,}", "files": len(contents.files), "at": moment_in_words(contents.at),
    }  # fmt: skip


def run_vault_key(settings: Settings, _given: argparse.Namespace) -> None:
    """Every note opened with the present key and sealed with the new one, in one transaction."""
    new = sys.stdin.readline().strip()
    old = vault_of(settings.vault_key)
    if old is None:
        raise CommandFault(_("VIGIL_VAULT_KEY is not set, so there is nothing to change"))
    if len(new) < SHORTEST_KEY:
        raise CommandFault(_("give the new key on standard input: 24 random characters or more"))
    database = open_database(settings)
    try:
        with database.writing(actor="vigil", at=utc_now()) as session:
            notes = all_vault_notes(session)
            for note in notes:
                reseal(note, old, Vault(new))
        database.empty_log()
    except CannotOpen as fault:
        raise CommandFault(fault.sentence) from fault
    finally:
        database.close()
    print(_("%(count)s notes sealed anew. Set VIGIL_VAULT_KEY to the new key now.") % {"count": len(notes)})
