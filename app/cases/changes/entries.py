"""Recording, editing and removing entries; citing them."""

from datetime import datetime
from typing import Any

from sqlalchemy.orm.attributes import flag_modified
from sqlmodel import Session, SQLModel

from app.cases.kinds import FORMS, KIND_TABLES, KINDS, EntryForm, EntryKind, KindRow
from app.cases.models import Case, ConflictChoice, Entry, Visibility
from app.cases.queries.entries import citations_of, conflict_choice, kind_row, known_day
from app.cases.queries.visible import hidden_entries
from app.dates import Duration, FuzzyDate
from app.db import fuzzy_columns, number_of
from app.directory.models import Facility, Place
from app.directory.queries import facilities_called
from app.refusal import Conflict
from app.sources.citation_form import CitationForm, citation_of, cite, source_of
from app.text import _
from app.web.forms import asked

OF_THE_FORM = frozenset({"version", "visibility"})
# The answers that name another entry of the case, each with those that would tell of it.
POINTING = {
    name: tuple(told for pointing, told in kind.bound if pointing == name)
    for slug, kind in KINDS.items()
    for name, question in asked(FORMS[slug]).items()
    if question.widget == "entry"
}


class EditedMeanwhile(Conflict):
    """Somebody else saved the thing since this form was shown. Nothing was saved; nothing typed is lost."""

    def __init__(self) -> None:
        super().__init__(
            _(
                "Somebody else changed this since you opened it. Your words are kept below, beside what is stored now."
            )
        )


def columns_of(form: EntryForm) -> dict[str, Any]:
    """A form's values as columns: fuzzy dates as their three, lengths as ISO 8601."""
    found: dict[str, Any] = {}
    for name in type(form).model_fields:
        if name in OF_THE_FORM:
            continue
        value = getattr(form, name)
        if isinstance(value, FuzzyDate) or (value is None and f"{name}_edtf" in COLUMNS):
            found.update(fuzzy_columns(name, value))
        else:
            found[name] = value.iso if isinstance(value, Duration) else value
    return found


_TABLES: tuple[type[SQLModel], ...] = (Entry, *KIND_TABLES.values())
COLUMNS = frozenset(name for table in _TABLES for name in table.model_fields)  # fmt: skip


def record_entry(
    session: Session, case: Case, kind: EntryKind, form: EntryForm, source: CitationForm
) -> Entry:
    """Add a fact to a case, cited or visibly unsourced."""
    at: datetime = session.info["at"]
    cited = source_of(session, source)
    entry = Entry(
        case_id=number_of(case), kind=kind, recorded_at=at, edited_at=at, visibility=form.visibility or Visibility.TEAM,
        known_on=cited.published_first if cited is not None else None, **fuzzy_columns("as_of", source.as_of),
    )  # fmt: skip
    row = KIND_TABLES[kind](entry_id=0) if kind in KIND_TABLES else None
    _write(session, entry, row, form)
    session.add(entry)
    session.flush()
    if row is not None:
        row.entry_id = number_of(entry)
        session.add(row)
    if cited is not None:
        session.add(citation_of(source, cited, entry_id=entry.id))
    session.flush()
    return entry


def edit_entry(session: Session, entry: Entry, form: EntryForm, source: CitationForm) -> None:
    """Change a fact. What it was stays in its history; a form older than the fact is refused."""
    if form.version != entry.version:
        raise EditedMeanwhile
    touch(session, entry)
    entry.visibility = form.visibility or entry.visibility
    if source.as_of is not None:
        _assign(entry, fuzzy_columns("as_of", source.as_of))
    _write(session, entry, kind_row(session, entry), form)
    cite_entry(session, entry, source)


def touch(session: Session, entry: Entry) -> None:
    """Something about the entry changes now. Two changes of one moment are two versions all the same, also where each
    touches only a part of it.
    """
    entry.edited_at = session.info["at"]
    flag_modified(entry, "edited_at")


def _write(session: Session, entry: Entry, row: KindRow | None, form: EntryForm) -> None:
    values = columns_of(form)
    pointing = POINTING.keys() & values.keys()
    hidden = hidden_entries(session, entry.case_id) if pointing else frozenset()
    for column in pointing:
        if values[column] in hidden:  # named by its number: to this person there is no such entry
            values |= dict.fromkeys((column, *POINTING[column]))
        if values[column] is None and getattr(row, column) in hidden:
            values |= {name: getattr(row, name) for name in (column, *POINTING[column])}
        elif values[column] is not None:
            other = session.get(Entry, values[column])
            if other is None or other.case_id != entry.case_id or other.id == entry.id:
                values[column] = None
                values |= dict.fromkeys(POINTING[column])
    _assign(entry, {name: value for name, value in values.items() if name in Entry.model_fields})
    if row is not None:
        _assign(row, {name: value for name, value in values.items() if name in type(row).model_fields})
    if values.get("place_text"):
        _placed(session, entry, values["place_text"])


def _placed(session: Session, entry: Entry, name: str) -> None:
    """Where it was: as it stands where the words are the same, else the facility that is called so, else the words."""
    place = session.get(Place, entry.place_id) if entry.place_id else None
    facility = session.get(Facility, entry.facility_id) if entry.facility_id else None
    if name in {one.name for one in (place, facility) if one is not None}:
        entry.place_text = None
        return
    called_so = facilities_called(session, name)
    entry.place_id, entry.facility_id = None, called_so[0] if len(called_so) == 1 else None
    if entry.facility_id is not None:
        entry.place_text = None


def _assign(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def cite_entry(session: Session, entry: Entry, form: CitationForm) -> None:
    """Say who says so, where a source was named; and from when on the fact could be known."""
    if cite(session, form, entry_id=entry.id) is not None:
        touch(session, entry)
        session.flush()
        entry.known_on = known_day(session, number_of(entry))


def remove_entry(session: Session, entry: Entry, version: int | None, reason: str) -> None:
    """Take a fact out of the case. The row stays, with the reason; undo brings it back."""
    if version != entry.version:
        raise EditedMeanwhile
    entry.removed_at, entry.removed_reason = session.info["at"], reason


def choose_between(session: Session, entry: Entry, field: str, citation_id: int | None, reason: str) -> None:
    """Decide which of several reported values counts, and say why; the others stay visible."""
    known = {cited.id for cited in citations_of(session, number_of(entry)) if cited.field == field}
    choice = conflict_choice(session, number_of(entry), field)
    if choice is None:
        choice = ConflictChoice(entry_id=entry.id, field=field, reason=reason)
        session.add(choice)
    choice.citation_id = citation_id if citation_id in known else None
    choice.reason = reason
    touch(session, entry)
