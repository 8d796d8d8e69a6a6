"""Reading people: finding them by any spelling, their names, roles, links and cases."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal, or_, select, union
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.cases.models import (
    Case,
    CaseMember,
    Incident,
    IncidentMember,
    Minder,
    Person,
    PersonLink,
    PersonName,
    PersonRole,
)
from app.cases.name_index import FoundPerson, find_people, likely_duplicates
from app.cases.queries.visible import (
    CASE_IS_SEEN,
    INCIDENT_IS_SEEN,
    PERSON_IS_SEEN,
    STOOD_SEEN,
    viewer_binds,
    visible_cases,
)
from app.cases.stored_standing import Stood
from app.directory.models import Organisation
from app.web.viewer import Right, Viewer


def seen_people(viewer: Viewer) -> ColumnElement[bool]:
    """A clause on PersonName: somebody this viewer may see, and not merged into another."""
    seen = select(col(Person.id)).where(PERSON_IS_SEEN, col(Person.merged_into_id).is_(None))
    return col(PersonName.person_id).in_(seen.params(viewer_binds(viewer)))


class CaseOfPerson(NamedTuple):
    """A case in a line: reference, concern, standing."""

    person_id: int
    reference: str
    title: str
    stood: Stood
    closed: bool


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who may be the one that is meant: the display name, the spelling that fits, the cases."""

    id: int
    name: str
    spelling: str
    note: str | None
    score: float
    cases: tuple[CaseOfPerson, ...]


def people_like(session: Session, viewer: Viewer, text: str, most: int = 10) -> list[Candidate]:
    """People with a name like this one, the likeliest first, with their cases."""
    found = find_people(session, text, seen_people(viewer), most)
    return _with_cases(session, viewer, found)


def likely_among(session: Session, viewer: Viewer, names: Iterable[str]) -> dict[str, list[Candidate]]:
    """For each name of a list those who probably are meant, the likeliest first, with their cases.

    The one look that pasted lists and files have before anybody is added; a name that nobody resembles is left out.
    """
    seen = seen_people(viewer)
    found = {name: likely_duplicates(session, name, seen) for name in dict.fromkeys(names)}
    everybody = {one.person_id: one for several in found.values() for one in several}
    known = {one.id: one for one in _with_cases(session, viewer, list(everybody.values()))}
    return {
        name: [
            replace(known[one.person_id], spelling=one.spelling, score=one.score)
            for one in several if one.person_id in known
        ]
        for name, several in found.items() if several
    }  # fmt: skip


def found_by_name(session: Session, viewer: Viewer, text: str, most: int) -> list[int]:
    """The numbers of people with a name like this one."""
    return [one.person_id for one in find_people(session, text, seen_people(viewer), most)]


_people = select(col(Person.id), col(Person.name), col(Person.note)).where(
    col(Person.id).in_(bindparam("people", expanding=True))
)
_cases = (
    select(
        col(Case.person_id), col(Case.reference), col(Case.title), STOOD_SEEN, col(Case.closed_at).is_not(None)
    )
    .where(
        col(Case.person_id).in_(bindparam("people", expanding=True)), CASE_IS_SEEN, col(Case.merged_into_id).is_(None)
    )
    .order_by(col(Case.reference), col(Case.id))
)  # fmt: skip


def cases_of_people(session: Session, viewer: Viewer, people: Sequence[int]) -> list[CaseOfPerson]:
    """The cases of these people that the viewer may see."""
    values = {"people": list(people), **viewer_binds(viewer)}
    return [CaseOfPerson(*row) for row in session.connection().execute(_cases, values)]


def _with_cases(session: Session, viewer: Viewer, found: list[FoundPerson]) -> list[Candidate]:
    numbers = [one.person_id for one in found]
    people = {row[0]: row for row in session.connection().execute(_people, {"people": numbers})}
    cases: dict[int, list[CaseOfPerson]] = {}
    for case in cases_of_people(session, viewer, numbers):
        cases.setdefault(case.person_id, []).append(case)
    return [
        Candidate(
            one.person_id, people[one.person_id][1], one.spelling, people[one.person_id][2], one.score,
            tuple(cases.get(one.person_id, ())),
        )
        for one in found
    ]  # fmt: skip


def names_of(session: Session, person_id: int) -> list[PersonName]:
    """Every spelling, in the order they were added."""
    wanted = select(PersonName).where(col(PersonName.person_id) == person_id).order_by(col(PersonName.id))
    return list(session.scalars(wanted))


def roles_of(session: Session, person_id: int) -> list[tuple[PersonRole, str | None]]:
    """What the person was, the oldest first, each with the organisation's name."""
    wanted = (
        select(PersonRole, col(Organisation.name))
        .outerjoin(Organisation, col(Organisation.id) == col(PersonRole.organisation_id))
        .where(col(PersonRole.person_id) == person_id)
        .order_by(col(PersonRole.since_first).asc().nulls_last(), col(PersonRole.id))
    )
    return [(row[0], row[1]) for row in session.execute(wanted)]


class LinkRow(NamedTuple):
    """A link as one of the two sees it. `forward`: this person IS `kind` OF the other."""

    id: int
    kind: str
    certainty: str | None
    reason: str | None
    forward: bool
    other_id: int
    other: str


def links_of(session: Session, viewer: Viewer, person_id: int) -> list[LinkRow]:
    """Links to other people whom the viewer may see."""
    wanted = union_of_ends().order_by("kind", "id")
    rows = session.connection().execute(wanted, {"person_id": person_id, **viewer_binds(viewer)})
    return [LinkRow(*row) for row in rows]


def union_of_ends() -> Any:
    """Both directions of a link in one statement."""
    return _end(col(PersonLink.person_id), col(PersonLink.other_id), forward=True).union_all(
        _end(col(PersonLink.other_id), col(PersonLink.person_id), forward=False)
    )


def _end(mine: Any, others: Any, *, forward: bool) -> Select[*tuple[Any, ...]]:
    end: Select[*tuple[Any, ...]] = (
        select(
            col(PersonLink.id).label("id"), col(PersonLink.kind).label("kind"), col(PersonLink.certainty),
            col(PersonLink.reason), literal(forward), col(Person.id), col(Person.name),
        )
        .join(Person, col(Person.id) == others)
        .where(mine == bindparam("person_id"), PERSON_IS_SEEN)
    )  # fmt: skip
    return end


class Part(NamedTuple):
    """A person's part in an incident."""

    reference: str
    title: str
    part: str | None


def parts_of(session: Session, viewer: Viewer, person_id: int) -> list[Part]:
    """The incidents in which the person, or a case of theirs that the viewer sees, is named."""
    wanted = (
        select(col(Incident.reference), col(Incident.title), col(IncidentMember.part))
        .join(IncidentMember, col(IncidentMember.incident_id) == col(Incident.id))
        .outerjoin(Case, col(Case.id) == col(IncidentMember.case_id))
        .where(
            INCIDENT_IS_SEEN,
            or_(
                col(IncidentMember.person_id) == person_id,
                and_(col(Case.person_id) == person_id, CASE_IS_SEEN),
            ),
        )
        .order_by(col(Incident.on_first), col(Incident.id), col(IncidentMember.id))
    )
    return [Part(*row) for row in session.execute(wanted, viewer_binds(viewer))]


def organisations_to_choose(session: Session, most: int = 300) -> list[tuple[str, str]]:
    """Companies, unions and other bodies for a form: number and name."""
    wanted = (
        select(col(Organisation.id), col(Organisation.name))
        .order_by(col(Organisation.name), col(Organisation.id))
        .limit(most)
    )
    return [(str(row[0]), row[1]) for row in session.execute(wanted)]


def part_of_person(session: Session, table: Any, person_id: int, number: int) -> Any:
    """A name, role or link of this person, or None; a link belongs to both of its people."""
    row: Any = session.get(table, number)
    mine = row is not None and person_id in (row.person_id, getattr(row, "other_id", None))
    return row if mine else None


def case_campaigns(session: Session, people: Sequence[int]) -> set[int]:
    """The campaigns of all cases of these people, seen or not: for deciding who may merge them."""
    wanted = select(col(Case.campaign_id)).where(col(Case.person_id).in_(people)).distinct()
    return {row[0] for row in session.execute(wanted)}


def campaigns_about(session: Session, people: Sequence[int]) -> dict[int, set[int]]:
    """Whose concern these people are: campaigns of their cases, of incidents they are in, of cases they are tied to.

    Whoever is nobody's concern is not in it.
    """
    own, tie = aliased(Case), aliased(PersonLink)
    several = list(people)
    wanted: Any = union(
        select(col(own.person_id), col(own.campaign_id)).where(col(own.person_id).in_(several)),
        select(col(IncidentMember.person_id), col(Incident.campaign_id))
        .join(Incident, col(Incident.id) == col(IncidentMember.incident_id))
        .where(col(IncidentMember.person_id).in_(several)),
        select(col(tie.person_id), col(own.campaign_id))
        .join(own, col(own.person_id) == col(tie.other_id))
        .where(col(tie.person_id).in_(several)),
        select(col(tie.other_id), col(own.campaign_id))
        .join(own, col(own.person_id) == col(tie.person_id))
        .where(col(tie.other_id).in_(several)),
    )
    found: dict[int, set[int]] = {}
    for person_id, campaign_id in session.connection().execute(wanted):
        found.setdefault(person_id, set()).add(campaign_id)
    return found


def cases_to_name(session: Session, viewer: Viewer, most: int = 200) -> list[tuple[str, str]]:
    """The open cases to which a viewer may add, to be offered while they type a name: reference and name."""
    wanted = (
        select(col(Case.reference), col(Person.name))
        .join(Person, col(Person.id) == col(Case.person_id))
        .where(
            visible_cases(viewer), col(Case.closed_at).is_(None),
            col(Case.campaign_id).in_(viewer.campaigns_with(Right.WORK)),
        )
        .order_by(col(Person.name))
        .limit(most)
    )  # fmt: skip
    return [(row[0], row[1]) for row in session.execute(wanted)]


def references_of_person(session: Session, person_id: int) -> list[str]:
    """The references of all cases of a person, whoever may see them."""
    return list(session.scalars(select(col(Case.reference)).where(col(Case.person_id) == person_id)))


def the_few(session: Session, case_id: int) -> frozenset[int]:
    """Those who go on seeing a case that is kept to a few: named on it, or looking after it."""
    named = select(col(CaseMember.volunteer_id)).where(col(CaseMember.case_id) == case_id)
    minding = select(col(Minder.volunteer_id)).where(col(Minder.case_id) == case_id)
    return frozenset(session.scalars(union(named, minding)))
