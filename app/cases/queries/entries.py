"""Reading single entries as rows that may be changed, and what stands around them."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import Session, col

from app.cases.models import KIND_TABLES, Case, ConflictChoice, Entry, EntryKind, KindRow, Visibility
from app.cases.queries.visible import ENTRY_IS_SEEN, may_change, viewer_binds, workable_case
from app.cases.sensitive_access import case_is_shown, entries_are_shown
from app.db import number_of
from app.refusal import NotFound
from app.sources.models import Citation, Source
from app.web.viewer import Viewer


def entry_for(session: Session, viewer: Viewer, reference: str, entry_id: int) -> tuple[Case, Entry]:
    """An entry of a case this viewer may see; NotFound otherwise."""
    wanted = (
        select(Case, Entry)
        .join(Entry, col(Entry.case_id) == col(Case.id))
        .where(col(Case.reference) == reference, col(Entry.id) == entry_id, ENTRY_IS_SEEN)
    )
    found = session.execute(wanted, viewer_binds(viewer)).first()
    if found is None:
        raise NotFound
    case, entry = found
    case_is_shown(session, case)
    if entry.visibility == Visibility.RESTRICTED:
        entries_are_shown(session, number_of(case), [entry_id])
    return case, entry


def kind_row(session: Session, entry: Entry) -> KindRow | None:
    """The row with the kind's own fields; a note has none."""
    table = KIND_TABLES.get(EntryKind(entry.kind))
    return session.get(table, entry.id) if table is not None else None


def kinds_of(session: Session, numbers: Sequence[int]) -> dict[int, EntryKind]:
    """Of which kind these entries are, also those taken out."""
    wanted = select(col(Entry.id), col(Entry.kind)).where(col(Entry.id).in_(numbers))
    rows: Any = session.connection().execute(wanted)
    return {number: EntryKind(kind) for number, kind in rows}


def citations_of(session: Session, entry_id: int) -> list[Citation]:
    """The entry's citations, oldest first."""
    return list(
        session.scalars(select(Citation).where(col(Citation.entry_id) == entry_id).order_by(col(Citation.id)))
    )


def conflict_choice(session: Session, entry_id: int, field: str) -> ConflictChoice | None:
    """The choice made for one field of an entry."""
    wanted = select(ConflictChoice).where(
        col(ConflictChoice.entry_id) == entry_id, col(ConflictChoice.field) == field
    )
    return session.scalars(wanted).first()


def choices_in(session: Session, case_id: int) -> dict[tuple[int, str], ConflictChoice]:
    """Every choice made on a case's entries, by entry and field."""
    wanted = (
        select(ConflictChoice)
        .join(Entry, col(Entry.id) == col(ConflictChoice.entry_id))
        .where(col(Entry.case_id) == case_id)
    )
    return {(choice.entry_id or 0, choice.field): choice for choice in session.scalars(wanted)}


_known_day = (
    select(func.min(col(Source.published_first)))
    .join(Citation, col(Citation.source_id) == col(Source.id))
    .where(col(Citation.entry_id) == bindparam("entry_id"))
)


def known_day(session: Session, entry_id: int) -> date | None:
    """The earliest day on which a source of the entry had appeared; None without a dated source."""
    found: date | None = session.scalar(_known_day, {"entry_id": entry_id})
    return found


def editable_entry(session: Session, viewer: Viewer, reference: str, entry_id: int) -> tuple[Case, Entry]:
    """An entry that is not removed, for somebody who may change its case; a reader is told so."""
    try:
        case, entry = entry_for(session, viewer, reference, entry_id)
    except NotFound:
        workable_case(session, viewer, reference)  # first of all a reader is told that they may only read
        raise
    may_change(viewer, case)
    if entry.removed_at is not None:
        raise NotFound
    return case, entry
