"""Keeping files and taking them away, and writing down what was told in confidence."""

import secrets
from hashlib import sha256
from typing import Any

from sqlmodel import Session

from app.cases.forms.attachments import FileForm
from app.cases.models import Attachment, VaultNote, VaultReader
from app.cases.queries.attachments import vault_reader
from app.db import number_of, once_committed
from app.files.accepted_types import Accepted
from app.files.encryption import Vault
from app.files.storage import Shelf
from app.history.forget import forget_changes


def keep_on_shelf(shelf: Shelf, accepted: Accepted, sent_sha256: str) -> dict[str, Any]:
    """The bytes first, on the disk for certain; returns the columns of the row that shall know them."""
    return {
        "kind": "photograph" if accepted.shape == "picture" else "document",
        "media_type": accepted.media_type,
        "name": accepted.name,
        "size": len(accepted.content),
        "width": accepted.width,
        "height": accepted.height,
        "sha256": sha256(accepted.content).hexdigest(),
        "sent_sha256": sent_sha256,
        "stored": shelf.put(accepted.content),
        "thumbnail": shelf.put(accepted.thumbnail) if accepted.thumbnail else None,
    }


def add_file(session: Session, owner: dict[str, int], kept: dict[str, Any], form: FileForm) -> None:
    """The row of a file whose bytes are kept already, on its case or its source."""
    kind = "document" if form.kind == "document" else kept["kind"]
    added = {"added_at": session.info["at"], "added_by_id": session.info["actor_id"]}
    session.add(
        Attachment(**{**kept, **owner, **added, "kind": kind}, caption=form.caption, credit=form.credit)
    )


def describe_file(file: Attachment, form: FileForm) -> None:
    """Other words about a file; what they were stands in the history."""
    file.caption, file.credit = form.caption, form.credit
    if form.kind and file.thumbnail:  # only a picture is one or the other
        file.kind = form.kind


def remove_file(session: Session, shelf: Shelf, file: Attachment) -> None:
    """Take the row away, its earlier words, and the bytes as soon as that is certain; what a crash leaves is swept."""
    names = (file.stored, file.thumbnail)
    forget_changes(session, "file", number_of(file))
    session.delete(file)
    session.flush()
    once_committed(session, lambda: shelf.remove(names))


def write_note(session: Session, vault: Vault, case_id: int, kind: str, words: str) -> None:
    """Seal the words and keep them."""
    token = secrets.token_hex(16)
    session.add(
        VaultNote(
            case_id=case_id, token=token, kind=kind, sealed=vault.seal(token, words), key_mark=vault.mark,
            written_at=session.info["at"], written_by_id=session.info["actor_id"],
        )
    )  # fmt: skip


def rewrite_note(session: Session, vault: Vault, note: VaultNote, words: str) -> None:
    """Other words in the place of the old ones, of which nothing is kept."""
    note.sealed, note.key_mark = vault.seal(note.token, words), vault.mark
    note.written_at, note.written_by_id = session.info["at"], session.info["actor_id"]


def reseal(note: VaultNote, old: Vault, new: Vault) -> None:
    """The same words under another key."""
    note.sealed, note.key_mark = new.seal(note.token, old.open(note.token, note.sealed)), new.mark


def open_to(session: Session, case_id: int, volunteer_id: int) -> None:
    """Let a volunteer read what was told in confidence about a case; twice is once."""
    if vault_reader(session, case_id, volunteer_id) is None:
        session.add(VaultReader(case_id=case_id, volunteer_id=volunteer_id))


def close_to(session: Session, case_id: int, volunteer_id: int) -> None:
    """No longer."""
    found = vault_reader(session, case_id, volunteer_id)
    if found is not None:
        session.delete(found)
