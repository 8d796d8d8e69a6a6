"""Adding and editing incidents, their figures, groups, members and facts."""

from typing import Any

from sqlmodel import Session, SQLModel

from app.cases.changes.entries import EditedMeanwhile
from app.cases.changes.references import add_numbered
from app.cases.changes.removal import take_out
from app.cases.forms.incidents import IncidentForm, PartForm
from app.cases.models import Case, ConflictChoice, GroupMember, Incident, IncidentGroup, IncidentMember
from app.cases.queries.incidents import choice_about, group_member, part_by_id, rows_under
from app.dates import FuzzyDate
from app.db import fuzzy_columns, number_of
from app.refusal import Conflict
from app.sources.citation_form import CitationForm, cite
from app.sources.queries import citations_on
from app.text import _

NOT_COLUMNS = frozenset({"version", "campaign", "seen", "who", "group_id"})


class HasParts(Conflict):
    """A group with sub-groups cannot be taken out before them."""

    def __init__(self) -> None:
        super().__init__(_("This group has sub-groups. Take those out or move them first."))


def add_incident(session: Session, campaign_id: int, form: IncidentForm) -> Incident:
    """Something new that happened to many."""
    incident = Incident(reference="", campaign_id=campaign_id, kind=form.kind, title=form.title)
    _write(incident, form)
    add_numbered(session, incident)
    return incident


def edit_incident(session: Session, incident: Incident, form: IncidentForm, source: CitationForm) -> None:
    """Change what is said of an incident; a form older than it is refused."""
    if form.version != incident.version:
        raise EditedMeanwhile
    _write(incident, form)
    _cite(session, "incident", incident, source)


def add_part(session: Session, incident: Incident, row: Any, form: PartForm, source: CitationForm) -> Any:
    """A figure, group, member or fact, cited or visibly unsourced."""
    row.incident_id = number_of(incident)
    write_part(session, row, form, source)
    session.add(row)
    session.flush()
    _cite(session, row.noun, row, source)
    return row


def edit_part(session: Session, row: Any, form: PartForm, source: CitationForm) -> None:
    """Change a part. What it was stays in the history of the incident."""
    write_part(session, row, form, source)
    _cite(session, row.noun, row, source)


def write_part(session: Session, row: Any, form: PartForm, source: CitationForm) -> None:
    """The form's answers as the row's columns; who says it and as of when come with the citation."""
    _write(row, form)
    if "as_of_edtf" in type(row).model_fields and source.as_of is not None:
        _assign(row, fuzzy_columns("as_of", source.as_of))
    if isinstance(row, IncidentGroup):
        _keep_in_tree(session, row)
    if row.noun == "figure" and source.claimant:
        row.claimant = source.claimant


def _keep_in_tree(session: Session, group: IncidentGroup) -> None:
    """A group belongs to another one of its incident, and never to itself or one of its own parts."""
    above = (
        part_by_id(session, IncidentGroup, group.incident_id, group.parent_id) if group.parent_id else None
    )
    group.parent_id = above.id if above else None
    while above is not None:
        if group.id is not None and above.id == group.id:
            group.parent_id = None
            return
        above = (
            part_by_id(session, IncidentGroup, group.incident_id, above.parent_id)
            if above.parent_id
            else None
        )


def put_into_group(session: Session, incident: Incident, case: Case, group_id: int | None) -> None:
    """A case belongs to a sub-group; twice is once."""
    if group_id is None or part_by_id(session, IncidentGroup, number_of(incident), group_id) is None:
        return
    if group_member(session, group_id, number_of(case)) is None:
        session.add(GroupMember(group_id=group_id, case_id=number_of(case)))


def remove_part(session: Session, row: Any) -> None:
    """Take a part out, with what hangs on it. The history keeps what it said."""
    if isinstance(row, IncidentGroup):
        groups, members = rows_under(session, number_of(row))
        if groups:
            raise HasParts
        for member in members:
            session.delete(member)
    take_out(session, row, f"{row.noun}_id")


def _write(row: SQLModel, form: IncidentForm | PartForm) -> None:
    for name in type(form).model_fields:
        value = getattr(form, name)
        if name in NOT_COLUMNS:
            continue
        if f"{name}_edtf" in type(row).model_fields:
            _assign(row, fuzzy_columns(name, value if isinstance(value, FuzzyDate) else None))
        elif name == "partial":
            _assign(row, {name: value == "yes"})
        elif name == "qualifier":
            _assign(row, {name: value or ("words" if getattr(form, "words", None) else "exactly")})
        else:
            _assign(row, {name: value})


def _assign(row: Any, values: dict[str, Any]) -> None:
    for name, value in values.items():
        if getattr(row, name) != value:
            setattr(row, name, value)


def _cite(session: Session, noun: str, row: Any, form: CitationForm) -> None:
    cite(session, form, **{f"{noun}_id": number_of(row)})


def name_member(member: IncidentMember, case: Case | None, person_id: int | None) -> None:
    """Whom the member row names: a case, or a person who has none."""
    member.case_id, member.person_id = (number_of(case) if case else None), person_id


def choose_between(session: Session, about: Any, field: str, citation_id: int | None, reason: str) -> None:
    """Decide which of several reported values counts, and say why; the others stay visible."""
    known = {
        one.id for one in citations_on(session, f"{about.noun}_id", number_of(about)) if one.field == field
    }
    choice = choice_about(session, about.noun, number_of(about), field)
    if choice is None:
        choice = ConflictChoice(field=field, reason=reason, **{f"{about.noun}_id": about.id})
        session.add(choice)
    choice.citation_id = citation_id if citation_id in known else None
    choice.reason = reason
