"""Which citations a viewer may see, namely of what they see, and which sources."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, and_, or_, select
from sqlmodel import col

from app.campaigning.models import Action, Demand, Donation
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
)
from app.cases.rules.visible import source_is_seen
from app.consent.models import Consent
from app.sources.models import Citation, Source

SHARED = ("addressee_id", "place_id", "organisation_id", "facility_id", "cited_source_id")
OF_PEOPLE: tuple[tuple[Any, str], ...] = (
    (PersonName, "name_id"), (PersonRole, "role_id"), (PersonLink, "link_id"), (Consent, "consent_id"),
)  # fmt: skip
OF_CASES: tuple[tuple[Any, str], ...] = ((Plea, "plea_id"), (Theme, "theme_id"))
OF_INCIDENTS: tuple[tuple[Any, str], ...] = (
    (Figure, "figure_id"), (IncidentMember, "member_id"), (IncidentGroup, "group_id"), (IncidentFact, "fact_id"),
)  # fmt: skip
OF_ACTIONS: tuple[tuple[Any, str], ...] = ((Figure, "figure_id"), (Donation, "donation_id"))


def _with(table: Any, column: str, *more: Any) -> ColumnElement[bool]:
    """Whether what a citation is about, in this table, is seen: by the last of `more`, after what is joined for it."""
    *joins, seen = more
    found: Any = select(col(table.id))
    for other, on in joins:
        found = found.join(other, on)
    about: ColumnElement[bool] = (
        found.where(col(table.id) == getattr(Citation, column), seen).correlate(Citation).exists()
    )
    return about


def _ways() -> Iterator[ColumnElement[bool]]:
    """For each thing that a text can tell of, whether the viewer sees it."""
    yield _with(Entry, "entry_id", (Case, col(Case.id) == col(Entry.case_id)), ENTRY_IS_SEEN)
    for table, column in OF_CASES:
        yield _with(table, column, (Case, col(Case.id) == col(table.case_id)), CASE_IS_SEEN)
    for table, column in OF_PEOPLE:
        seen = and_(PERSON_IS_SEEN, LINK_IS_SEEN) if table is PersonLink else PERSON_IS_SEEN
        yield _with(table, column, (Person, col(Person.id) == col(table.person_id)), seen)
    yield _with(Person, "person_id", PERSON_IS_SEEN)
    for table, column in OF_INCIDENTS:
        seen = and_(INCIDENT_IS_SEEN, MEMBER_IS_SEEN) if table is IncidentMember else INCIDENT_IS_SEEN
        yield _with(table, column, (Incident, col(Incident.id) == col(table.incident_id)), seen)
    yield _with(Incident, "incident_id", INCIDENT_IS_SEEN)
    yield _with(Action, "action_id", ACTION_IS_SEEN)
    for table, column in OF_ACTIONS:
        yield _with(table, column, (Action, col(Action.id) == col(table.action_id)), ACTION_IS_SEEN)
    yield _with(Demand, "demand_id", DEMAND_IS_SEEN)
    yield or_(*(getattr(Citation, column).is_not(None) for column in SHARED))


# A citation of something they see; of anything else no page, list or count knows.
CITATION_IS_SEEN: ColumnElement[bool] = or_(*_ways())
_citing = select(col(Citation.id)).where(col(Citation.source_id) == col(Source.id)).correlate(Source)
SOURCE_IS_SEEN: ColumnElement[bool] = source_is_seen(
    _citing.where(CITATION_IS_SEEN).exists(), ~_citing.exists()
)
