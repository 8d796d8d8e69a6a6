"""What is asked for stands on the case, the incident and the action, with whoever asks and who says so."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest

from app.cases.models import Incident
from app.db import number_of
from tests import clock
from tests.campaigning.acting import live, stored
from tests.story import Cast

TYPED = {
    "by": "Human Rights Watch",
    "by_kind": "ngo",
    "text": "An inquiry into torture",
    "on": "April 2012",
    "cases": "K-001",
    "incidents": "I-001",
    "source": "A letter",
    "source_published": "9 8 2012",
}


@pytest.fixture
def incident(cast: Cast) -> str:
    """A mass trial of the campaign."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(
            Incident(
                reference="I-001", campaign_id=number_of(cast.campaign), title="Mass trial", kind="mass-trial"
            )
        )  # fmt: skip
    return "I-001"


def test_a_demand_is_seen_wherever_it_is_about(cast: Cast, incident: str) -> None:
    lee, sam = cast.client(cast.lee), cast.client(cast.sam)
    ref = live(cast)
    answer = lee.post("/demands/new", data=TYPED)
    assert answer.headers["location"] == "/cases/K-001/actions#demands"
    for address in (
        "/cases/K-001",
        "/cases/K-001/actions",
        f"/incidents/{incident}/actions",
        f"/actions/{ref}",
    ):
        page = unescape(lee.get(address).text)
        for words in ("An inquiry into torture", "Human Rights Watch", "April 2012", "A letter"):
            assert words in page, address
    assert f'href="/incidents/{incident}/actions"' in lee.get(f"/incidents/{incident}").text
    assert sam.get(f"/incidents/{incident}/actions").status_code == 404
    assert sam.post("/demands/new", data=TYPED).status_code in (403, 422)
    assert cast.client(cast.rea).post("/demands/new", data=TYPED).status_code == 403
    assert len(stored(cast, "SELECT id FROM demand")) == 1


def test_on_a_pinned_day_a_demand_that_no_source_had_told_is_left_out(cast: Cast, incident: str) -> None:
    assert cast.client(cast.lee).post("/demands/new", data=TYPED).status_code == 303
    for day, there in ((date(2012, 8, 8), False), (date(2012, 8, 9), True)):
        then = replace(cast, settings=replace(cast.settings, today=day)).client(cast.rea)
        assert ("An inquiry into torture" in then.get(f"/incidents/{incident}/actions").text) is there


@pytest.mark.parametrize(
    ("field", "typed"),
    [("by", ""), ("by_kind", ""), ("text", ""), ("cases", "K-999"), ("incidents", "I-999")],
)
def test_a_fault_is_named_at_its_field(cast: Cast, incident: str, field: str, typed: str) -> None:
    answer = cast.client(cast.lee).post("/demands/new", data={**TYPED, field: typed})
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text
    assert stored(cast, "SELECT id FROM demand") == []


def test_the_actions_of_an_incident_stand_on_its_page(cast: Cast, incident: str) -> None:
    lee = cast.client(cast.lee)
    lee.post("/actions/new/reported", data={
        "kind": "gathering", "state": "refused", "title": "Rally refused by the mayor", "on": "about May 2012",
        "place_text": "Almaty", "target": "The mayor", "incidents": incident, "source": "Court report",
    })  # fmt: skip
    page = unescape(lee.get(f"/incidents/{incident}/actions").text)
    for words in (
        "Rally refused by the mayor",
        "Refused",
        "about May 2012",
        "Almaty",
        "The mayor",
        "Court report",
    ):
        assert words in page
