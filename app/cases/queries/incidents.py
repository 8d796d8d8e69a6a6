"""Reading incidents: the list, and one with its figures, groups, members and facts."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import func, or_, select
from sqlmodel import Session, SQLModel, col

from app.accounts.models import Campaign
from app.cases.models import (
    Case,
    ConflictChoice,
    Figure,
    GroupMember,
    Incident,
    IncidentFact,
    IncidentGroup,
    IncidentMember,
    Person,
)
from app.cases.queries.citations import Citations, citations_of
from app.cases.queries.visible import (
    CASE_IS_SEEN,
    INCIDENT_IS_SEEN,
    STOOD_SEEN,
    cases_are_shown,
    viewer_binds,
)
from app.cases.stored_standing import Stood
from app.dates import FuzzyDate
from app.directory.models import Place
from app.web.viewer import Viewer

PAGE = 50


class IncidentRow(NamedTuple):
    """An incident as a list shows it."""

    id: int
    reference: str
    title: str
    kind: str
    on_edtf: str | None
    on_first: date | None
    on_last: date | None
    place: str | None
    campaign: str
    members: int

    @property
    def on(self) -> FuzzyDate | None:
        """When, as well as it is known."""
        return FuzzyDate.stored(self.on_edtf, self.on_first, self.on_last) if self.on_edtf else None


_case_of_member = select(col(Case.id)).where(col(Case.id) == col(IncidentMember.case_id), CASE_IS_SEEN)
_members = (
    select(func.count(col(IncidentMember.id)))
    .where(
        col(IncidentMember.incident_id) == col(Incident.id),
        col(IncidentMember.description).is_(None),
        or_(col(IncidentMember.case_id).is_(None), _case_of_member.correlate(IncidentMember).exists()),
    )
    .correlate(Incident)
    .scalar_subquery()
)
_rows = (
    select(
        col(Incident.id), col(Incident.reference), col(Incident.title), col(Incident.kind), col(Incident.on_edtf),
        col(Incident.on_first), col(Incident.on_last), col(Place.name), col(Campaign.name), _members,
    )
    .join(Campaign, col(Campaign.id) == col(Incident.campaign_id))
    .outerjoin(Place, col(Place.id) == col(Incident.place_id))
    .where(INCIDENT_IS_SEEN)
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sought:
    """Which incidents: words in the title, a kind; after which one."""

    q: str | None = None
    kind: str | None = None
    after: int | None = None

    def clauses(self) -> list[Any]:
        """What they must satisfy."""
        found: list[Any] = [
            or_(col(Incident.title).icontains(word, autoescape=True), col(Incident.reference) == word.upper())
            for word in (self.q or "").split()[:6]
        ]
        return [*found, col(Incident.kind) == self.kind] if self.kind else found


def incidents_page(session: Session, viewer: Viewer, sought: Sought) -> tuple[list[IncidentRow], bool]:
    """One page in order of reference, newest first, and whether there are more."""
    clauses = sought.clauses()
    if sought.after is not None:
        clauses.append(col(Incident.id) < sought.after)
    wanted = _rows.where(*clauses).order_by(col(Incident.id).desc()).limit(PAGE + 1)
    found = [IncidentRow(*row) for row in session.execute(wanted, viewer_binds(viewer))]
    return found[:PAGE], len(found) > PAGE


def incidents_count(session: Session, viewer: Viewer, sought: Sought) -> int:
    """How many there are."""
    found = select(col(Incident.id)).where(INCIDENT_IS_SEEN, *sought.clauses()).subquery()
    count: int = session.execute(select(func.count()).select_from(found), viewer_binds(viewer)).scalar_one()
    return count


class MemberRow(NamedTuple):
    """A member: the row, and the case or person it names."""

    member: IncidentMember
    reference: str | None
    case_person: str | None
    person: str | None
    stood: Stood | None

    @property
    def name(self) -> str:
        """Who it is, in a few words."""
        return self.case_person or self.person or self.member.description or ""

    @property
    def href(self) -> str:
        """The page of the case or person; empty for the unnamed."""
        if self.reference:
            return f"/cases/{self.reference}"
        return f"/people/{self.member.person_id}" if self.member.person_id else ""


@dataclass(frozen=True, slots=True)
class Inside:
    """Everything inside one incident that the viewer may see."""

    figures: list[Figure]
    groups: list[IncidentGroup]
    members: list[MemberRow]
    facts: list[IncidentFact]
    in_groups: dict[int, list[tuple[str, str]]]  # group: references and names of its cases
    choices: list[ConflictChoice]
    cites: Citations


def inside(session: Session, viewer: Viewer, incident_id: int, known_by: date | None = None) -> Inside:
    """One statement per noun, one for the cases in groups, one for all citations."""
    figures = _parts(session, Figure, incident_id, col(Figure.as_of_first), col(Figure.id))
    groups = _parts(session, IncidentGroup, incident_id, col(IncidentGroup.position), col(IncidentGroup.id))
    facts = _parts(session, IncidentFact, incident_id, col(IncidentFact.on_first), col(IncidentFact.id))
    members = members_of_incident(session, viewer, incident_id)
    owners = {
        "incident": [incident_id],
        "figure": [one.id for one in figures],
        "group": [one.id for one in groups],
        "member": [one.member.id for one in members],
        "fact": [one.id for one in facts],
    }
    cites = citations_of(session, owners, known_by)
    return Inside(
        figures=[one for one in figures if cites.is_known("figure", one.id)],
        groups=[one for one in groups if cites.is_known("group", one.id)],
        members=[one for one in members if cites.is_known("member", one.member.id)],
        facts=[one for one in facts if cites.is_known("fact", one.id)],
        in_groups=_cases_in_groups(session, viewer, [one.id for one in groups]),
        choices=_choices(session, incident_id, [one.id for one in facts]),
        cites=cites,
    )


def _parts(session: Session, table: Any, incident_id: int, *order: Any) -> list[Any]:
    return list(session.scalars(select(table).where(table.incident_id == incident_id).order_by(*order)))


def members_of_incident(session: Session, viewer: Viewer, incident_id: int) -> list[MemberRow]:
    """Members the viewer may see: named ones first, by their part."""
    own = select(Person).subquery()
    wanted = (
        select(IncidentMember, col(Case.reference), own.c.name, col(Person.name), STOOD_SEEN)
        .outerjoin(Case, col(Case.id) == col(IncidentMember.case_id))
        .outerjoin(own, own.c.id == col(Case.person_id))
        .outerjoin(Person, col(Person.id) == col(IncidentMember.person_id))
        .where(
            col(IncidentMember.incident_id) == incident_id,
            or_(col(IncidentMember.case_id).is_(None), CASE_IS_SEEN),
        )
        .order_by(col(IncidentMember.part), col(IncidentMember.id))
    )
    members = [MemberRow(*row) for row in session.execute(wanted, viewer_binds(viewer))]
    behind = [row.member.case_id for row in members if row.member.case_id is not None]
    cases_are_shown(session, viewer, col(Case.id).in_(behind))
    return members


def _cases_in_groups(
    session: Session, viewer: Viewer, groups: Sequence[int | None]
) -> dict[int, list[tuple[str, str]]]:
    wanted = (
        select(col(GroupMember.group_id), col(Case.reference), col(Person.name))
        .join(Case, col(Case.id) == col(GroupMember.case_id))
        .join(Person, col(Person.id) == col(Case.person_id))
        .where(col(GroupMember.group_id).in_(groups), CASE_IS_SEEN)
        .order_by(col(Person.name), col(Case.id))
    )
    found: dict[int, list[tuple[str, str]]] = {}
    for group_id, reference, name in session.execute(wanted, viewer_binds(viewer)):
        found.setdefault(group_id, []).append((reference, name))
    return found


def _choices(session: Session, incident_id: int, facts: Sequence[int | None]) -> list[ConflictChoice]:
    wanted = select(ConflictChoice).where(
        or_(col(ConflictChoice.incident_id) == incident_id, col(ConflictChoice.fact_id).in_(facts))
    )
    return list(session.scalars(wanted))


def part_by_id(session: Session, table: type[SQLModel], incident_id: int, number: int) -> Any:
    """A figure, group, member or fact of this incident, or None."""
    row: Any = session.get(table, number)
    return row if row is not None and row.incident_id == incident_id else None


def groups_to_choose(session: Session, incident_id: int) -> list[tuple[str, str]]:
    """The groups of an incident for a form: number and label with its count."""
    rows = _parts(session, IncidentGroup, incident_id, col(IncidentGroup.position), col(IncidentGroup.id))
    return [(str(row.id), f"{row.count} {row.label}") for row in rows]


def group_member(session: Session, group_id: int, case_id: int) -> GroupMember | None:
    """The row that puts a case into a group."""
    wanted = select(GroupMember).where(
        col(GroupMember.group_id) == group_id, col(GroupMember.case_id) == case_id
    )
    return session.scalars(wanted).first()


def rows_under(session: Session, group_id: int) -> tuple[list[IncidentGroup], list[GroupMember]]:
    """The sub-groups and the cases of a group."""
    groups = session.scalars(select(IncidentGroup).where(col(IncidentGroup.parent_id) == group_id))
    members = session.scalars(select(GroupMember).where(col(GroupMember.group_id) == group_id))
    return list(groups), list(members)


def places_to_choose(session: Session, most: int = 300) -> list[tuple[str, str]]:
    """Places for a form: number and name."""
    wanted = select(col(Place.id), col(Place.name)).order_by(col(Place.name), col(Place.id)).limit(most)
    return [(str(row[0]), row[1]) for row in session.execute(wanted)]


def choice_about(session: Session, noun: str, number: int, field: str) -> ConflictChoice | None:
    """The choice made about one field of an incident or of one of its facts."""
    column: Any = getattr(ConflictChoice, f"{noun}_id")
    return session.scalars(
        select(ConflictChoice).where(column == number, col(ConflictChoice.field) == field)
    ).first()
