"""Which sources a viewer may see: those that nothing cites yet, and those that say anything the viewer may see."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, or_, select
from sqlmodel import col

from app.campaigning.models import Action, Demand, Donation
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
)
from app.cases.queries.visible import ENTRY_IS_SEEN, INCIDENT_IS_SEEN, PERSON_IS_SEEN
from app.consent.models import Consent
from app.sources.models import Citation, Source

SHARED = ("addressee_id", "place_id", "organisation_id", "facility_id", "cited_source_id")
OF_PEOPLE: tuple[tuple[Any, str], ...] = (
    (PersonName, "name_id"), (PersonRole, "role_id"), (PersonLink, "link_id"), (Consent, "consent_id"),
)  # fmt: skip
OF_INCIDENTS: tuple[tuple[Any, str], ...] = (
    (Figure, "figure_id"), (IncidentMember, "member_id"), (IncidentGroup, "group_id"), (IncidentFact, "fact_id"),
)  # fmt: skip
_cited = select(col(Citation.id))
_campaigns: Any = bindparam("viewer_campaigns", expanding=True)


def _of_source(reached: Select[Any]) -> ColumnElement[bool]:
    return reached.where(col(Citation.source_id) == col(Source.id)).correlate(Source).exists()


def _to(table: Any, column: str) -> Select[Any]:
    return _cited.join(table, col(table.id) == getattr(Citation, column))


def _ways() -> Iterator[Select[Any]]:
    """From a citation to what it is about, each way ending in whether that is seen."""
    yield _to(Entry, "entry_id").join(Case, col(Case.id) == col(Entry.case_id)).where(ENTRY_IS_SEEN)
    for table, column in OF_PEOPLE:
        yield _to(table, column).join(Person, col(Person.id) == col(table.person_id)).where(PERSON_IS_SEEN)
    yield _to(Person, "person_id").where(PERSON_IS_SEEN)
    for table, column in OF_INCIDENTS:
        yield (
            _to(table, column)
            .join(Incident, col(Incident.id) == col(table.incident_id))
            .where(INCIDENT_IS_SEEN)
        )
    yield _to(Incident, "incident_id").where(INCIDENT_IS_SEEN)
    figure = _to(Figure, "figure_id").join(Action, col(Action.id) == col(Figure.action_id))
    gift = _to(Donation, "donation_id").join(Action, col(Action.id) == col(Donation.action_id))
    for way in (_to(Action, "action_id"), figure, gift):
        yield way.where(col(Action.campaign_id).in_(_campaigns))
    yield _to(Demand, "demand_id").where(col(Demand.campaign_id).in_(_campaigns))
    yield _cited.where(or_(*(getattr(Citation, column).is_not(None) for column in SHARED)))


SOURCE_IS_SEEN: ColumnElement[bool] = or_(*(_of_source(way) for way in _ways()), ~_of_source(_cited))
