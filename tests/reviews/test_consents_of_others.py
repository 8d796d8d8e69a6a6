"""A consent of somebody without a case is asked for again in time: in the case they are near, or by the campaign."""

from datetime import date
from typing import Any

from app.cases.models import Incident, IncidentMember, PersonLink
from app.consent.models import Consent
from app.db import number_of
from tests import clock, story
from tests.reviews.rows import all_of
from tests.story import Cast

NEXT_WEEK = date(2099, 5, 13)  # fourteen days before: 29 April


def allowed(cast: Cast, person_id: int, **more: Any) -> None:
    """Somebody allows their name until some day."""
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        session.add(
            Consent(
                person_id=person_id, field_group="name", use="public", basis="given", until=NEXT_WEEK, **more
            )
        )


def ends(cast: Cast) -> list[tuple[int, int | None, str, str, str]]:
    """What is due about consents that run out."""
    wanted = "SELECT * FROM review WHERE rule = 'consent-end' AND dropped_at IS NULL ORDER BY campaign_id, id"
    return [
        (row.campaign_id, row.case_id, str(row.due), row.title, row.href)
        for row in all_of(cast.database, wanted)
    ]


def somebody(cast: Cast, name: str = "Aigul Bekova") -> int:
    """A person without a case."""
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        return number_of(story.person(session, name))


def test_a_relatives_consent_is_due_in_the_case_and_goes_when_it_is_withdrawn(cast: Cast) -> None:
    daughter = somebody(cast)
    allowed(cast, daughter)
    assert {row[1] for row in ends(cast)} == {None}, "nobody knows yet whose daughter she is"
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        other = story.case(session, session.merge(cast.campaign), "K-002", "Somebody Else")
        for parent in (cast.case.person_id, other.person_id):
            session.add(PersonLink(person_id=daughter, other_id=parent, kind="child"))
    assert {row[1] for row in ends(cast)} >= {cast.case.id, other.id}, "both cases are told"
    due = (cast.campaign.id, cast.case.id, "2099-04-29", "A consent runs out: somebody close to the case")
    assert (*due, f"/people/{daughter}/consent") in ends(cast)
    assert "somebody close to the case" in cast.client(cast.lee).get("/cases/K-001").text
    assert "somebody close" not in cast.client(cast.sam).get("/reviews?show=all").text

    cast.client(cast.lee).post(f"/people/{daughter}/consent/1/withdraw")
    assert [row for row in ends(cast) if row[1]] == []


def test_of_somebody_in_an_incident_the_incidents_campaign_is_reminded(cast: Cast) -> None:
    witness = somebody(cast)
    with cast.database.writing(actor="a test", at=clock.now()) as session:
        strike = Incident(
            reference="I-001", campaign_id=number_of(cast.campaign), kind="strike", title="Strike"
        )
        session.add(strike)
        session.flush()
        session.add(IncidentMember(incident_id=number_of(strike), person_id=witness))
    allowed(cast, witness)
    href = f"/people/{witness}/consent"
    assert ends(cast) == [
        (cast.campaign.id, None, "2099-04-29", "A consent runs out: somebody of I-001", href)
    ]


def test_of_somebody_whom_nothing_ties_every_campaign_is_reminded_until_there_is_a_case(cast: Cast) -> None:
    alone = somebody(cast)
    allowed(cast, alone)
    assert [(row[0], row[3]) for row in ends(cast)] == [
        (campaign_id, "A consent runs out: somebody without a case")
        for campaign_id in (cast.campaign.id, number_of(cast.campaign) + 1)
    ]
    assert "somebody without a case" in cast.client(cast.ana).get("/reviews?show=all").text
    assert "Aigul" not in str(ends(cast)), "a due date outlives the person's record, so it says no name"
