"""Many people added by one save, and taken back by one: cases or members of an incident, each told for itself."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlmodel import Session

from app.cases.changes.cases import add_person, open_case
from app.cases.changes.entries import record_entry
from app.cases.changes.removal import take_out
from app.cases.forms.cases import CaseWords
from app.cases.kinds import EntryForm, EntryKind
from app.cases.models import Case, Incident, IncidentMember, Person
from app.db import number_of
from app.desk.pasted_list import Line
from app.desk.queries.made_at_once import Made
from app.sources.citation_form import CitationForm, citation_of, source_of
from app.text import _


@dataclass(frozen=True, slots=True)
class Wanted:
    """What becomes of every person of a list."""

    campaign_id: int
    concern: str
    opens_cases: bool
    incident: Incident | None
    kind: EntryKind | None
    entry: EntryForm | None
    source: CitationForm
    minder: int

    def tells_of(self, line: Line) -> bool:
        """Whether anything happened to this person that becomes an entry; a name alone is none."""
        said = self.entry is not None and (self.entry.on or getattr(self.entry, "summary", None))
        return self.kind is not EntryKind.NOTE or bool(said) or line.tells_more


@dataclass(frozen=True, slots=True)
class Somebody:
    """A line, and who is meant by it: a case, a person without one, or somebody new."""

    line: Line
    case: Case | None = None
    person: Person | None = None


def add_many(session: Session, people: Sequence[Somebody], wanted: Wanted) -> None:
    """All of them, or none: one source, cited for each name and each entry."""
    source = source_of(session, wanted.source)
    cited = wanted.source if source is None else wanted.source.model_copy(update={"source": f"#{source.id}"})
    for one in people:
        person = one.person
        if one.case is None and person is None:
            person = add_person(session, one.line.name, cited)
        case = one.case
        if case is None and wanted.opens_cases and person is not None:
            case = open_case(
                session, person, wanted.campaign_id, CaseWords(title=wanted.concern), [wanted.minder]
            )
        if (
            case is not None
            and wanted.kind is not None
            and wanted.entry is not None
            and wanted.tells_of(one.line)
        ):
            record_entry(session, case, wanted.kind, _told_of(one.line, wanted.entry), cited)
        if wanted.incident is not None:
            _join(session, wanted.incident, case or person, one.line, cited)


def _told_of(line: Line, entry: EntryForm) -> EntryForm:
    """The common entry, with what the line says of this one."""
    own: dict[str, Any] = {"on": line.on, "place_text": line.place, "note": line.note}
    if getattr(entry, "summary", None) is None:
        own |= {"summary": line.note or line.place, "note": None}
    if line.on is not None and line.on.said:
        own["on_note"] = line.on.said
    return entry.model_copy(update={name: value for name, value in own.items() if value is not None})


def _join(
    session: Session, incident: Incident, who: Case | Person | None, line: Line, cited: CitationForm
) -> None:
    member = IncidentMember(incident_id=number_of(incident), note=line.words or None)
    if isinstance(who, Case):
        member.case_id = who.id
    elif who is not None:
        member.person_id = who.id
    session.add(member)
    session.flush()
    source = source_of(session, cited)
    if source is not None:
        session.add(citation_of(cited, source, member_id=member.id))


def take_back(session: Session, made: Made) -> None:
    """Entries and members go, new cases are closed; the history keeps all of it."""
    session.info["verb"] = "undone"
    for member in made.members:
        take_out(session, member, "member_id")
    for entry in made.entries:
        entry.removed_at, entry.removed_reason = session.info["at"], _("undone by its author")
    for case in made.cases:
        case.closed_at, case.closed_reason = session.info["at"], _("undone by its author")
