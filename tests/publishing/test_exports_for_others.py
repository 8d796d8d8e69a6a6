"""What an export holds, for whom: the team all its own, others only what consent for public use stands for."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest

from app.campaigning.changes.second_reading import keep_read
from app.campaigning.models import Action, ActionLink, Demand, DemandLink
from app.cases.models import Case, Incident, IncidentMember, PersonRole
from app.consent.models import Approval, Consent, FieldGroup
from app.db import number_of
from app.intake.loading import load_file
from app.publishing.export import Extent
from app.publishing.export_models import schema
from tests import clock, story
from tests.publishing.exports import document, text_of
from tests.publishing.installations import another
from tests.publishing.published import allow, change
from tests.story import Cast
from tests.trust.wording import NAME, Planting

LEAVING = (Extent.WORKING, Extent.FOR_OTHERS)
HERS = ("Zarina", "Qanatova", "K-002", "k-002", "zqsecret")


def told(cast: Cast, extent: Extent = Extent.WORKING) -> str:
    with cast.database.reading() as session:
        return text_of(session, extent=extent)


def somebody_else(cast: Cast, **more: Any) -> Case:
    """Zarina with a case of her own, a sentence and a source of it."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        hers = story.case(session, session.merge(cast.campaign), "K-002", NAME, **more)
        fact = story.entry(session, hers, "sentence", "2012-06", form="prison", summary="A year.")
        story.cited(session, story.source(session, "What became of her"), fact)
        return hers


def ours(cast: Cast, reference: str, case: Case, state: str = "live", **more: Any) -> int:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        made = Action(
            reference=reference, campaign_id=number_of(cast.campaign), ours=True, kind="letter-call", state=state,
            title=f"A call, {reference}", made_at=story.BEGAN, **more,
        )  # fmt: skip
        session.add(made)
        session.flush()
        session.add(ActionLink(action_id=number_of(made), case_id=case.id))
        session.flush()
        keep_read(session, number_of(made))
        return number_of(made)


def stop(cast: Cast, case: Case) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(Consent(person_id=case.person_id, field_group="all", use="all", basis="refused"))


def restrict(cast: Cast, case: Case) -> None:
    change(cast, "UPDATE \"case\" SET visibility = 'restricted' WHERE id = :id", id=case.id)


def take_back(cast: Cast, case: Case) -> None:
    allow(cast, "name", person_id=case.person_id, withdrawn_at=clock.now())


CLOSING = [stop, restrict, take_back]


@pytest.mark.parametrize("extent", list(Extent))
def test_whatever_is_exported_can_be_read_back_in(
    cast: Cast, migrated_file: Path, tmp_path: Path, extent: Extent
) -> None:
    """Everything a volunteer can make, with somebody named in every field of it who has asked to stop."""
    hers = somebody_else(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        Planting(session, cast, f"{NAME} was there, SECRET.").plant()
    allow(cast, *FieldGroup)
    stop(cast, hers)
    path = tmp_path / "export.json"
    path.write_text(told(cast, extent), encoding="utf-8")

    jsonschema.Draft202012Validator(schema()).validate(json.loads(path.read_text(encoding="utf-8")))
    with another(migrated_file) as other:
        assert load_file(other, path, at=clock.now()).added.total() > (
            50 if extent is Extent.FOR_OTHERS else 400
        )
        if extent is Extent.FULL:
            with other.reading() as session:
                assert text_of(session, extent=extent) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("close", CLOSING)
@pytest.mark.parametrize("extent", LEAVING)
def test_nobody_who_is_left_out_is_named_in_any_field_of_what_is_exported(
    cast: Cast, extent: Extent, close: Callable[[Cast, Case], None]
) -> None:
    hers = somebody_else(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        planted = Planting(session, cast, f"{NAME} was there, SECRET.").plant()
    allow(cast, *FieldGroup)
    assert len(planted.found_in(told(cast, Extent.FULL))) > 200
    close(cast, hers)

    whole = told(cast, extent)
    assert [word for word in HERS if word in whole] == []
    assert "Roza Tuletaeva" in whole


@pytest.mark.parametrize("extent", LEAVING)
@pytest.mark.parametrize("state", ["draft", "awaiting-approval", "stopped"])
def test_an_action_that_no_second_person_has_read_stays(cast: Cast, extent: Extent, state: str) -> None:
    allow(cast, *FieldGroup)
    ours(cast, "2026-001", cast.case, state)
    ours(cast, "2026-002", cast.case, live_at=story.BEGAN, published_at=story.BEGAN)

    assert "2026-001" not in told(cast, extent)
    assert "2026-002" in told(cast, extent)
    assert "2026-001" in told(cast, Extent.FULL)


@pytest.mark.parametrize("close", CLOSING)
@pytest.mark.parametrize("extent", LEAVING)
def test_what_is_for_somebody_left_out_stays_too(
    cast: Cast, extent: Extent, close: Callable[[Cast, Case], None]
) -> None:
    """An action and a demand for her, also where they are for another besides, and her part in an incident."""
    hers = somebody_else(cast)
    allow(cast, *FieldGroup)
    ours(cast, "2026-001", hers, live_at=story.BEGAN, published_at=story.BEGAN)
    both = ours(cast, "2026-002", cast.case, live_at=story.BEGAN, published_at=story.BEGAN)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(ActionLink(action_id=both, case_id=hers.id))
        demand = Demand(
            campaign_id=number_of(cast.campaign), by="The union", by_kind="union", text="Free her"
        )
        strike = Incident(
            reference="I-001", campaign_id=number_of(cast.campaign), kind="strike", title="A strike"
        )
        session.add_all([demand, strike])
        session.flush()
        session.add(DemandLink(demand_id=number_of(demand), case_id=hers.id))
        session.add(IncidentMember(incident_id=number_of(strike), case_id=hers.id, part="wounded"))
    close(cast, hers)

    whole = told(cast, extent)
    for word in ("2026-001", "2026-002", "Free her", "wounded", "What became of her", *HERS):
        assert word not in whole
        assert word == "zqsecret" or word in told(cast, Extent.FULL)
    assert "A strike" in whole


def test_others_get_only_what_consent_for_public_use_stands_for(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.merge(cast.case)
        source = story.source(session, url="https://news.example.org/one")
        for kind, visibility, words in (
            ("sentence", "public", "Five years."), ("health-alert", "public", "In pain."),
            ("charge", "team", "Not marked as public."), ("custody", "restricted", "Kept to a few."),
        ):  # fmt: skip
            fact = story.entry(
                session, case, kind, "2012-06", visibility=visibility, summary=words, note="Ours."
            )
            story.cited(session, source, fact)
        story.entry(session, case, "note", "2012-07", visibility="public", summary="Without a source.")
    assert "Roza" not in told(cast, Extent.FOR_OTHERS)
    allow(cast, "name", "case")

    whole = told(cast, Extent.FOR_OTHERS)
    assert "Five years." in whole
    for word in ("In pain", "Not marked", "Kept to a few", "Without a source", "Ours."):
        assert word not in whole, word
    allow(cast, "health")
    assert "In pain." in told(cast, Extent.FOR_OTHERS)
    change(cast, "UPDATE consent SET until = '2013-01-01'")
    assert "Roza" not in told(cast, Extent.FOR_OTHERS)


def test_words_for_others_need_the_consents_of_the_facts_they_touch(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.merge(cast.case).summary = "She has cancer. Her daughter waits."
    allow(cast, "name", "case")
    assert "cancer" not in told(cast, Extent.FOR_OTHERS)
    allow(cast, "health", "family")
    assert "cancer" in told(cast, Extent.FOR_OTHERS)


def test_whoever_acts_for_a_state_is_named_to_others_and_a_relative_is_not(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        strike = Incident(
            reference="I-001", campaign_id=number_of(cast.campaign), kind="strike", title="A strike"
        )
        session.add(strike)
        session.flush()
        for name, role in (("Erlan Judgev", "judge"), ("Dana Sisterova", "relative")):
            one = number_of(story.person(session, name))
            session.add(PersonRole(person_id=one, role=role))
            session.add(IncidentMember(incident_id=number_of(strike), person_id=one, part="there"))

    whole = told(cast, Extent.FOR_OTHERS)
    assert "Erlan Judgev" in whole
    assert "Dana" not in whole
    assert "Dana Sisterova" in told(cast)


def test_news_that_a_second_person_refused_stays(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        fact = story.entry(
            session, session.merge(cast.case), "death", "2013-04", summary="A rumour.", visibility="public"
        )
        story.cited(session, story.source(session), fact)
        session.add(Approval(subject="entry", entry_id=fact.id, asked_at=story.BEGAN, decided_at=story.BEGAN,
                             decision="refused"))  # fmt: skip
    allow(cast)
    assert [extent for extent in Extent if "A rumour." in told(cast, extent)] == [Extent.FULL]


def test_a_release_that_was_confirmed_may_leave(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        fact = story.entry(
            session, session.merge(cast.case), "release", "2013-04", summary="Free.", visibility="public"
        )
        story.cited(session, story.source(session), fact)
    allow(cast)
    assert [extent for extent in Extent if "Free." in told(cast, extent)] == list(Extent)


def test_nothing_leads_to_a_text_that_only_what_is_left_out_cites(cast: Cast) -> None:
    somebody_else(cast)
    allow(cast)
    with cast.database.reading() as session:
        others = document(session, extent=Extent.FOR_OTHERS)
    assert others["sources"] == []
    assert [one["reference"] for one in others["cases"]] == ["K-001"]
