"""Editing people, their spellings, roles and links."""

from typing import Any

from sqlmodel import Session, SQLModel

from app.cases.changes.cases import script_of
from app.cases.changes.entries import EditedMeanwhile
from app.cases.changes.removal import take_out
from app.cases.forms.people import LinkForm, NameForm, PartForm, PersonForm, RoleForm
from app.cases.models import Person, PersonLink, PersonName
from app.cases.models.people import ABOUT
from app.cases.queries.people import names_of
from app.dates import FuzzyDate
from app.db import fuzzy_columns, number_of
from app.refusal import Conflict
from app.sources.citation_form import CitationForm, cite
from app.text import _


class LastName(Conflict):
    """Everybody keeps at least one spelling."""

    def __init__(self) -> None:
        super().__init__(_("This is the only spelling of the name, so it stays. Change it instead."))


def edit_person(session: Session, person: Person, form: PersonForm, source: CitationForm) -> None:
    """Change what is said of somebody; a form older than that is refused. A new name becomes a spelling too."""
    if form.version != person.version:
        raise EditedMeanwhile
    values = {
        "name": form.name,
        "gender": form.gender or person.gender,
        "born_note": form.born_note,
        "note": form.note,
    }
    values |= {name: getattr(form, name) for name in ABOUT}
    _assign(person, values | fuzzy_columns("born", form.born))
    if form.name not in {name.text for name in names_of(session, number_of(person))}:
        add_name(session, person, NameForm(text=form.name), source)
    else:
        cite(session, source, person_id=person.id)


def add_name(session: Session, person: Person, form: NameForm, source: CitationForm) -> PersonName:
    """One more spelling, and who uses it."""
    row = PersonName(person_id=number_of(person), text=form.text)
    write_part(row, form)
    session.add(row)
    session.flush()
    cite(session, source, name_id=row.id)
    return row


def add_part(session: Session, row: Any, form: PartForm, source: CitationForm) -> None:
    """A role or a link, cited or visibly unsourced."""
    write_part(row, form)
    session.add(row)
    session.flush()
    cite(session, source, **{column_of(row): row.id})


def edit_part(session: Session, row: Any, form: PartForm, source: CitationForm) -> None:
    """Change a spelling, a role or a link. What it was stays in the history of the person."""
    write_part(row, form)
    cite(session, source, **{column_of(row): row.id})


def write_part(row: SQLModel, form: PartForm) -> None:
    """The form's answers as the row's columns."""
    if isinstance(form, NameForm):
        script = form.script or script_of(form.text)
        _assign(row, {"text": form.text, "kind": form.kind or "spelling", "script": script})
    elif isinstance(form, RoleForm):
        plain = {"role": form.role, "organisation_id": form.organisation_id, "note": form.note}
        _assign(row, plain | _fuzzy("since", form.since) | _fuzzy("until", form.until))
    elif isinstance(form, LinkForm):
        certainty = (form.certainty or "possible") if form.kind == "maybe-same" else None
        _assign(row, {"kind": form.kind, "certainty": certainty, "reason": form.reason})
    else:
        _assign(row, form.model_dump(exclude={"seen"}))


def _fuzzy(name: str, fuzzy: FuzzyDate | None) -> dict[str, Any]:
    return fuzzy_columns(name, fuzzy)


def column_of(row: SQLModel) -> str:
    """The column by which a citation names this row."""
    return f"{str(row.__tablename__).removeprefix('person_')}_id"


def rule_out(link: PersonLink, reason: str) -> None:
    """Somebody has looked: the two are not one person."""
    link.certainty, link.reason = "ruled-out", reason


def remove_part(session: Session, row: Any) -> None:
    """Take a spelling, a role or a link out, with its citations."""
    if isinstance(row, PersonName) and len(names_of(session, row.person_id)) == 1:
        raise LastName
    take_out(session, row, column_of(row))


def _assign(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)
