"""Consents that run out of people who have no case and are tied to nobody who has one: a campaign is reminded."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from app.accounts.campaign_days import CAMPAIGN_ZONE
from app.accounts.models import Campaign
from app.cases.models import Case, Incident, IncidentMember, Person, PersonLink
from app.consent.models import Consent
from app.history.recorder import touched
from app.reviews.due_date import Consented

_Theirs: Any = aliased(Case)
_tied_to_a_case = (
    select(col(PersonLink.id))
    .join(
        _Theirs,
        or_(
            and_(col(PersonLink.person_id) == col(Person.id), _Theirs.person_id == col(PersonLink.other_id)),
            and_(col(PersonLink.other_id) == col(Person.id), _Theirs.person_id == col(PersonLink.person_id)),
        ),
    )
    .correlate(Person)
)
_has_a_case = select(col(Case.id)).where(col(Case.person_id) == col(Person.id)).correlate(Person)
_asked_in_no_case = and_(~_has_a_case.exists(), ~_tied_to_a_case.exists())
_ending = (
    select(
        col(Consent.id), col(Consent.given_on), col(Consent.until), col(Person.id), col(Incident.campaign_id),
        col(Incident.reference),
    )
    .select_from(Consent)
    .join(Person, col(Person.id) == col(Consent.person_id))
    .outerjoin(IncidentMember, col(IncidentMember.person_id) == col(Person.id))
    .outerjoin(Incident, col(Incident.id) == col(IncidentMember.incident_id))
    .where(
        col(Consent.until).is_not(None), col(Consent.withdrawn_at).is_(None), col(Person.merged_into_id).is_(None),
        _asked_in_no_case,
    )
    .order_by(col(Consent.id), col(Incident.id))
)  # fmt: skip


def ending_in_no_case(session: Session, campaign_ids: Sequence[int]) -> Iterator[tuple[int, Consented, str]]:
    """Each consent with the campaign to remind and the incident its person is in; without one all are reminded."""
    told: set[tuple[int, int]] = set()
    rows: Any = session.connection().execute(_ending)
    for number, given, until, person_id, campaign_id, reference in rows:
        for one in campaign_ids if campaign_id is None else {campaign_id} & set(campaign_ids):
            if (one, number) not in told:
                told.add((one, number))
                yield one, Consented(number, given or date.min, until, person_id), reference or ""


def campaigns_of_consents(session: Session) -> list[tuple[int, str]]:
    """Every campaign, with its time zone, where this transaction changed a consent of somebody without a case."""
    changed = touched(session, Consent.noun)
    if not changed:
        return []
    free: Any = select(col(Consent.id)).join(Person, col(Person.id) == col(Consent.person_id))
    if session.scalar(free.where(col(Consent.id).in_(changed), _asked_in_no_case).limit(1)) is None:
        return []
    zones: Any = select(col(Campaign.id), CAMPAIGN_ZONE).order_by(col(Campaign.id))
    return [(row[0], row[1]) for row in session.execute(zones)]
