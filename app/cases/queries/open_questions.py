"""What is not known: every open case with its last known standing, and the conflicts that nobody has decided."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import and_, bindparam, func, select
from sqlmodel import Session, col

from app.cases.models import Case, ConflictChoice, Entry, Incident, IncidentFact, Person, Visibility
from app.cases.queries.visible import (
    CASE_IS_SEEN,
    INCIDENT_IS_SEEN,
    STOOD_SEEN,
    viewer_binds,
)
from app.cases.stored_standing import Stood
from app.web.viewer import Viewer

MOST = 500  # more than anybody reads; the page says so when there are more


@dataclass(frozen=True, slots=True)
class OpenCase:
    """A case and the question that would settle it, where somebody has written one."""

    reference: str
    name: str
    title: str
    stood: Stood
    question: str | None


@dataclass(frozen=True, slots=True)
class Undecided:
    """A field about which sources differ while nothing decides: of an entry of a case, or of an incident."""

    reference: str
    is_incident: bool
    entry_id: int | None
    about: str
    field: str
    reason: str


_is_open = and_(CASE_IS_SEEN, col(Case.closed_at).is_(None), col(Case.merged_into_id).is_(None))
_open = (
    select(
        col(Case.reference), col(Person.name), col(Case.title), STOOD_SEEN, col(Case.open_question),
    )
    .join(Person, col(Person.id) == col(Case.person_id))
    .where(_is_open)
    .order_by(func.coalesce(col(Case.standing_last), date.min), col(Case.id))
    .limit(MOST)
)  # fmt: skip
_count = select(func.count(col(Case.id))).where(_is_open)
_undecided_of_cases = (
    select(
        col(Case.reference), col(Entry.id), col(Entry.summary), col(ConflictChoice.field), col(ConflictChoice.reason)
    )
    .join(Entry, col(Entry.id) == col(ConflictChoice.entry_id))
    .join(Case, col(Case.id) == col(Entry.case_id))
    .where(CASE_IS_SEEN, col(Entry.removed_at).is_(None), col(ConflictChoice.citation_id).is_(None))
    .where(col(Entry.visibility) != Visibility.RESTRICTED)
    .where(func.coalesce(col(Entry.known_on), date.min) <= bindparam("known_by"))
    .order_by(col(Case.reference), col(ConflictChoice.id))
    .limit(MOST)
)  # fmt: skip
_its_incident = func.coalesce(col(ConflictChoice.incident_id), col(IncidentFact.incident_id))
_undecided_of_incidents = (
    select(
        col(Incident.reference), func.coalesce(col(IncidentFact.summary), col(Incident.title)),
        col(ConflictChoice.field), col(ConflictChoice.reason),
    )
    .select_from(ConflictChoice)
    .outerjoin(IncidentFact, col(IncidentFact.id) == col(ConflictChoice.fact_id))
    .join(Incident, col(Incident.id) == _its_incident)
    .where(INCIDENT_IS_SEEN, col(ConflictChoice.citation_id).is_(None))
    .order_by(col(Incident.reference), col(ConflictChoice.id))
    .limit(MOST)
)  # fmt: skip


def open_cases(session: Session, viewer: Viewer) -> list[OpenCase]:
    """The visible cases that nobody has closed; those of which nothing was heard for longest come first."""
    return [OpenCase(*row) for row in session.connection().execute(_open, viewer_binds(viewer))]


def count_open_cases(session: Session, viewer: Viewer) -> int:
    """How many there are."""
    return session.connection().execute(_count, viewer_binds(viewer)).scalar_one()


def undecided(session: Session, viewer: Viewer, known_by: date | None = None) -> list[Undecided]:
    """Conflicts without a choice, of cases and incidents the viewer may see; as known by a pinned day."""
    connection, given = session.connection(), viewer_binds(viewer)
    of_cases = connection.execute(_undecided_of_cases, given | {"known_by": known_by or date.max})
    return [
        Undecided(reference, False, entry, about or "", field, reason)
        for reference, entry, about, field, reason in of_cases
    ] + [
        Undecided(reference, True, None, about, field, reason)
        for reference, about, field, reason in connection.execute(_undecided_of_incidents, given)
    ]
