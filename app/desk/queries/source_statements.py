"""Everything one source says, as far as the viewer may see what it is said of: one statement per noun."""

from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Select, and_, bindparam, literal, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.campaigning.models import Action, Demand
from app.campaigning.queries.demands import DEMAND_IS_SEEN
from app.campaigning.queries.visible import ACTION_IS_SEEN
from app.cases.models import (
    Case,
    Entry,
    Figure,
    Incident,
    IncidentFact,
    IncidentGroup,
    IncidentMember,
    Person,
    PersonLink,
    PersonName,
    PersonRole,
    Plea,
    Theme,
)
from app.cases.queries.visible import (
    CASE_IS_SEEN,
    ENTRY_IS_SEEN,
    INCIDENT_IS_SEEN,
    LINK_IS_SEEN,
    MEMBER_IS_SEEN,
    PERSON_IS_SEEN,
    viewer_binds,
)
from app.desk.queries.visible_sources import CITATION_IS_SEEN
from app.directory.models import Addressee, Facility, Organisation, Place
from app.sources.models import Citation, Source
from app.sources.visible_sources import seen
from app.web.viewer import Viewer


class Saying(NamedTuple):
    """One citation: what it is about (noun, address, heading), the fact's columns, and where the text says it."""

    noun: str
    number: int
    place: str
    heading: str
    a: Any
    b: Any
    c: Any
    d: Any
    locator: str | None
    claimant: str | None
    field: str | None
    value: str | None


_where = (col(Citation.locator), col(Citation.claimant), col(Citation.field), col(Citation.value))
_nothing: Any = literal(None)


def _said(noun: str, number: Any, about: tuple[Any, Any], facts: tuple[Any, Any, Any, Any]) -> Select[Any]:
    found: Select[Any] = select(literal(noun), number, *about, *facts, *_where)
    return found


def _finished(statement: Any, seen: ColumnElement[bool] | None = None) -> Any:
    wanted = statement.where(col(Citation.source_id) == bindparam("source_id")).order_by(col(Citation.id))
    return wanted if seen is None else wanted.where(seen)


_person = aliased(Person)
_entries = _finished(
    _said(
        "entry",
        col(Entry.id),
        (col(Case.reference), col(_person.name)),
        (col(Entry.kind), col(Entry.summary), col(Entry.on_edtf), col(Entry.case_id)),
    )
    .join(Entry, col(Entry.id) == col(Citation.entry_id))
    .join(Case, col(Case.id) == col(Entry.case_id))
    .join(_person, col(_person.id) == col(Case.person_id))
    .where(col(Entry.removed_at).is_(None)),
    ENTRY_IS_SEEN,
)
_of_cases = [
    _finished(
        _said(noun, col(table.id), (col(Case.reference), col(_person.name)), (said, more, _nothing, _nothing))
        .join(table, col(table.id) == cites)
        .join(Case, col(Case.id) == col(table.case_id))
        .join(_person, col(_person.id) == col(Case.person_id)),
        CASE_IS_SEEN,
    )
    for noun, table, cites, said, more in (
        ("plea", Plea, col(Citation.plea_id), col(Plea.asks), col(Plea.asked_by)),
        ("theme", Theme, col(Citation.theme_id), col(Theme.theme), col(Theme.argument)),
    )
]
_incident = (col(Incident.reference), col(Incident.title))
_of_incidents = [
    _finished(
        _said("figure", col(Figure.id), _incident,
              (col(Figure.measure), col(Figure.qualifier), col(Figure.value_min), col(Figure.value_max)))
        .add_columns(col(Figure.words))
        .join(Figure, col(Figure.id) == col(Citation.figure_id))
        .join(Incident, col(Incident.id) == col(Figure.incident_id)),
        INCIDENT_IS_SEEN,
    ),
    _finished(
        _said("group", col(IncidentGroup.id), _incident,
              (col(IncidentGroup.label), col(IncidentGroup.count), col(IncidentGroup.outcome), _nothing))
        .join(IncidentGroup, col(IncidentGroup.id) == col(Citation.group_id))
        .join(Incident, col(Incident.id) == col(IncidentGroup.incident_id)),
        INCIDENT_IS_SEEN,
    ),
    _finished(
        _said("member", col(IncidentMember.id), _incident,
              (col(IncidentMember.description), col(IncidentMember.part), col(_person.name), _nothing))
        .join(IncidentMember, col(IncidentMember.id) == col(Citation.member_id))
        .join(Incident, col(Incident.id) == col(IncidentMember.incident_id))
        .outerjoin(Case, col(Case.id) == col(IncidentMember.case_id))
        .outerjoin(_person, or_(col(_person.id) == col(IncidentMember.person_id),
                                col(_person.id) == col(Case.person_id))),
        and_(INCIDENT_IS_SEEN, MEMBER_IS_SEEN),
    ),
    _finished(
        _said("fact", col(IncidentFact.id), _incident,
              (col(IncidentFact.summary), col(IncidentFact.on_edtf), _nothing, _nothing))
        .join(IncidentFact, col(IncidentFact.id) == col(Citation.fact_id))
        .join(Incident, col(Incident.id) == col(IncidentFact.incident_id)),
        INCIDENT_IS_SEEN,
    ),
    _finished(
        _said("incident", col(Incident.id), _incident,
              (col(Incident.summary), col(Incident.on_edtf), _nothing, _nothing))
        .join(Incident, col(Incident.id) == col(Citation.incident_id)),
        INCIDENT_IS_SEEN,
    ),
]  # fmt: skip
_somebody = (col(Person.id), col(Person.name))
_of_people = [
    _finished(
        _said("name", col(PersonName.id), _somebody, (col(PersonName.text), col(PersonName.script), _nothing, _nothing))
        .join(PersonName, col(PersonName.id) == col(Citation.name_id))
        .join(Person, col(Person.id) == col(PersonName.person_id)),
        PERSON_IS_SEEN,
    ),
    _finished(
        _said("role", col(PersonRole.id), _somebody, (col(PersonRole.role), col(Organisation.name), _nothing, _nothing))
        .join(PersonRole, col(PersonRole.id) == col(Citation.role_id))
        .join(Person, col(Person.id) == col(PersonRole.person_id))
        .outerjoin(Organisation, col(Organisation.id) == col(PersonRole.organisation_id)),
        PERSON_IS_SEEN,
    ),
    _finished(
        _said("link", col(PersonLink.id), _somebody, (col(PersonLink.kind), col(_person.name), _nothing, _nothing))
        .join(PersonLink, col(PersonLink.id) == col(Citation.link_id))
        .join(Person, col(Person.id) == col(PersonLink.person_id))
        .join(_person, col(_person.id) == col(PersonLink.other_id)),
        and_(PERSON_IS_SEEN, LINK_IS_SEEN),
    ),
    _finished(
        _said("born", col(Person.id), _somebody, (col(Person.born_edtf), col(Person.born_note), _nothing, _nothing))
        .join(Person, col(Person.id) == col(Citation.person_id)),
        PERSON_IS_SEEN,
    ),
]  # fmt: skip
_of_actions = [
    _finished(
        _said("action", col(Action.id), (col(Action.reference), col(Action.title)),
              (col(Action.kind), col(Action.on_edtf), col(Action.state), _nothing))
        .join(Action, col(Action.id) == col(Citation.action_id)),
        ACTION_IS_SEEN,
    ),
    _finished(
        _said("demand", col(Demand.id), (col(Demand.id), col(Demand.by)),
              (col(Demand.text), col(Demand.on_edtf), _nothing, _nothing))
        .join(Demand, col(Demand.id) == col(Citation.demand_id)),
        DEMAND_IS_SEEN,
    ),
]  # fmt: skip
_of_places = [
    _finished(
        _said("addressee", col(Addressee.id), (col(Addressee.slug), col(Addressee.office)), (_nothing,) * 4)
        .join(Addressee, col(Addressee.id) == col(Citation.addressee_id))
    ),
    _finished(
        _said("facility", col(Facility.id), (col(Facility.id), col(Facility.name)), (_nothing,) * 4)
        .join(Facility, col(Facility.id) == col(Citation.facility_id))
    ),
    _finished(
        _said("organisation", col(Organisation.id), (col(Organisation.id), col(Organisation.name)), (_nothing,) * 4)
        .join(Organisation, col(Organisation.id) == col(Citation.organisation_id))
    ),
    _finished(
        _said("place", col(Place.id), (col(Place.id), col(Place.name)), (_nothing,) * 4)
        .join(Place, col(Place.id) == col(Citation.place_id))
    ),
]  # fmt: skip
STATEMENTS = (_entries, *_of_cases, *_of_incidents, *_of_people, *_of_actions, *_of_places)


def sayings_of(session: Session, viewer: Viewer, source_id: int) -> list[tuple[Saying, str | None]]:
    """Every citation of the source, by noun; with a figure the words that stand where no number was given."""
    values = {"source_id": source_id, **viewer_binds(viewer)}
    connection = session.connection()
    rows = (row for statement in STATEMENTS for row in connection.execute(statement, values))
    return [(Saying(*row[:12]), row[12] if len(row) > 12 else None) for row in rows]


class OtherWitness(NamedTuple):
    """Another source that says the same thing."""

    entry_id: int | None
    figure_id: int | None
    source_id: int
    title: str


def other_witnesses(session: Session, viewer: Viewer, source_id: int) -> list[OtherWitness]:
    """The other sources of the entries and figures that this one is cited for, as far as the viewer sees those."""
    own = select(Citation).where(col(Citation.source_id) == source_id, CITATION_IS_SEEN).subquery()
    wanted = (
        select(col(Citation.entry_id), col(Citation.figure_id), col(Source.id), col(Source.title))
        .join(Source, col(Source.id) == col(Citation.source_id))
        .where(
            col(Citation.source_id) != source_id,
            or_(
                col(Citation.entry_id).in_(select(own.c.entry_id)),
                col(Citation.figure_id).in_(select(own.c.figure_id)),
            ),
        )
        .distinct()
        .order_by(col(Source.id))
    )
    statement, binds = seen(session, wanted)
    found = session.execute(statement, {**viewer_binds(viewer), **binds})
    return [OtherWitness(*row) for row in found]
