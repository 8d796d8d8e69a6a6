"""Taking back the last change to an entry, by the one who made it."""

from datetime import date
from typing import Any

from sqlmodel import Session

from app.cases.changes.entries import touch
from app.cases.models import ConflictChoice, Entry
from app.cases.queries.entries import conflict_choice, kind_row
from app.dates import FuzzyDate
from app.db import fuzzy_columns, number_of
from app.history.models import Change
from app.history.queries import newer_exists
from app.refusal import Conflict, Forbidden
from app.sources.models import Citation
from app.text import _

DATES = frozenset({"next_look"})


def may_undo(change: Change, viewer_id: int) -> bool:
    """Only entries, only one's own change, and no change that itself took something back."""
    return change.noun == "entry" and change.actor_id == viewer_id and change.verb in ("added", "changed")


def undo(session: Session, change: Change, viewer_id: int) -> Entry:
    """Put every field back to what it was before; an added entry is removed again.

    Raises Forbidden for somebody else's change and Conflict when the entry was changed again since.
    """
    if not may_undo(change, viewer_id):
        raise Forbidden(_("Only the person who made a change to an entry can undo it."))
    if newer_exists(session, change):
        raise Conflict(_("This was changed again since, so the older change can no longer be undone."))
    entry = session.get(Entry, change.row_id)
    if entry is None:
        raise Conflict(_("The entry is no longer there."))
    session.info.update(verb="undone", undoes_id=change.id)
    touch(session, entry)
    if change.verb == "added":
        entry.removed_at, entry.removed_reason = session.info["at"], _("undone by its author")
        return entry
    for name, (before, _after) in change.diff.items():
        _put_back(session, entry, name, before)
    return entry


def _put_back(session: Session, entry: Entry, name: str, before: Any) -> None:
    if name.startswith("citation "):
        citation = session.get(Citation, int(name.removeprefix("citation ")))
        if before is None and citation is not None:
            session.delete(citation)
        return
    if name.startswith("conflict "):
        _choose_as_before(session, entry, name.removeprefix("conflict "), before)
        return
    row = (
        entry
        if name in Entry.model_fields or f"{name}_edtf" in Entry.model_fields
        else kind_row(session, entry)
    )
    if row is None:
        return
    if f"{name}_edtf" in type(row).model_fields:
        for column, value in fuzzy_columns(name, FuzzyDate.parse(before) if before else None).items():
            setattr(row, column, value)
    elif name in DATES and before:
        setattr(row, name, date.fromisoformat(before))
    elif name in ("removed_at", "recorded_at"):
        setattr(row, name, None)
    else:
        setattr(row, name, before)


def _choose_as_before(session: Session, entry: Entry, field: str, before: dict[str, Any] | None) -> None:
    """The choice between differing sources as it was; none where there was none."""
    choice = conflict_choice(session, number_of(entry), field)
    if before is None:
        if choice is not None:
            session.delete(choice)
        return
    if choice is None:
        choice = ConflictChoice(entry_id=number_of(entry), field=field, reason="")
        session.add(choice)
    for column, value in before.items():
        setattr(choice, column, value)
