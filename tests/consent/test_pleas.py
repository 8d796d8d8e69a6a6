"""What is asked for somebody: proposed by one, agreed by a second, and no letter asks for more."""

import json
from html import unescape
from typing import Any

import pytest
from sqlmodel import col, select

from app.cases.models import Case, PersonRole, Plea, PleaState, Theme
from app.cases.queries.case_heads import head_of
from app.cases.queries.pleas import pleas_of
from app.consent.queries.consents import AsOf
from app.db import Database, number_of
from app.intake.loading import load_file, load_seed
from app.publishing.export import Extent, export_campaign
from app.settings import PROJECT_ROOT
from tests import clock, story
from tests.story import Cast

CARE = {"asks": "care", "asked_by": "Human Rights Watch", "source": "Hands off Roza"}
AIMS = "/cases/K-001/aims"


def pleas(cast: Cast) -> list[Plea]:
    with cast.database.reading() as session:
        return list(session.exec(select(Plea).order_by(col(Plea.id))))


def decide(cast: Cast, decision: str = "approved", approval: int = 1) -> Any:
    return cast.client(cast.ana).post(
        f"/approvals/{approval}/decide", data={"decision": decision, "reason": "I read the text"}
    )


def page(client: Any, address: str) -> str:
    return unescape(client.get(address).text)


def why_not(cast: Cast) -> str:
    with cast.database.reading() as session:
        case = session.get_one(Case, cast.case.id)
        told = pleas_of(session, [number_of(case)])[number_of(case)].why_not
        assert head_of(session, case).pleadable == (told == "")
        return told


def test_a_volunteer_proposes_a_plea_and_a_second_person_agrees(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    assert lee.post(f"{AIMS}/add/pleas", data=CARE).status_code == 303
    assert "Medical care, asked by Human Rights Watch" in page(lee, "/cases/K-001")
    assert "Waits for a second person" in page(lee, AIMS)
    assert "Hands off Roza" in page(lee, AIMS)
    assert "waits for a second person" in why_not(cast)
    assert "Medical care, asked by Human Rights Watch." in page(cast.client(cast.ana), "/approvals")
    assert lee.post("/approvals/1/decide", data={"decision": "approved"}).status_code == 403
    assert decide(cast).status_code == 303
    assert "Waits for a second person" not in page(lee, AIMS)
    assert why_not(cast) == ""
    for address in ("/cases/K-001/history", "/sources/1"):
        assert "edical care" in page(lee, address) or "plea" in page(lee, address)


def test_a_refused_plea_asks_for_nothing_and_is_no_longer_told(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    lee.post(f"{AIMS}/add/pleas", data=CARE)
    decide(cast, "refused")
    assert [one.state for one in pleas(cast)] == [PleaState.REFUSED]
    assert "Human Rights Watch" not in page(lee, "/cases/K-001")
    assert why_not(cast) == ""


def test_that_nothing_is_asked_holds_at_once_and_is_not_undone_by_one(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    lee.post(f"{AIMS}/add/pleas", data={"asks": "none"})
    assert "nothing is asked" in why_not(cast)
    decide(cast)
    assert lee.post(f"{AIMS}/pleas/1/remove").status_code == 409
    seen = lee.get(f"{AIMS}/pleas/1/edit").text.split('name="seen" value="')[1].split('"', maxsplit=1)[0]
    assert lee.post(f"{AIMS}/pleas/1/edit", data=CARE | {"seen": seen}).status_code == 303
    assert "waits for a second person" in why_not(cast)
    assert lee.post(f"{AIMS}/pleas/1/edit", data=CARE | {"seen": seen}).status_code == 409
    decide(cast, approval=2)
    assert why_not(cast) == ""
    assert lee.post(f"{AIMS}/pleas/1/remove").status_code == 303
    assert pleas(cast) == []


def test_nothing_is_pleaded_for_an_official_until_two_people_agree_to_it(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        session.add(PersonRole(person_id=cast.case.person_id, role="prison-official"))
    assert "acted for the authorities" in why_not(cast)
    cast.client(cast.lee).post(f"{AIMS}/add/pleas", data=CARE)
    assert "acted for the authorities" in why_not(cast)
    decide(cast)
    assert why_not(cast) == ""


@pytest.mark.parametrize(
    ("noun", "form", "field"),
    [
        ("pleas", {"asks": ""}, "asks"),
        ("pleas", {"asks": "everything"}, "asks"),
        ("themes", {"theme": "", "argument": "Because"}, "theme"),
        ("themes", {"theme": "union", "category": "II"}, "argument"),
    ],
)
def test_each_fault_of_a_form_is_named(cast: Cast, noun: str, form: dict[str, str], field: str) -> None:
    answer = cast.client(cast.lee).post(f"{AIMS}/add/{noun}", data=form)
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text


def test_a_theme_is_told_with_its_category_and_argument(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    form = {"theme": "union", "category": "II", "argument": "Held for a strike", "source": "Hands off Roza"}
    assert lee.post(f"{AIMS}/add/themes", data=form).status_code == 303
    for address in ("/cases/K-001", AIMS):
        assert "Trade unions, strikes; arbitrary detention, category II" in page(lee, address)
    assert "Held for a strike" in page(lee, AIMS)
    assert "Trade unions, strikes, Held for a strike" in page(lee, "/sources/1")


def test_a_case_without_either_has_no_line_of_them(cast: Cast) -> None:
    assert "Nobody has said yet what is asked" not in page(cast.client(cast.lee), "/cases/K-001")


def test_readers_and_strangers_change_nothing(cast: Cast) -> None:
    assert cast.client(cast.rea).post(f"{AIMS}/add/pleas", data=CARE).status_code == 403
    assert cast.client(cast.sam).post(f"{AIMS}/add/pleas", data=CARE).status_code == 404
    assert cast.client(cast.sam).get(AIMS).status_code == 404
    assert pleas(cast) == []


def test_agreed_pleas_and_themes_travel_with_their_sources_and_proposed_ones_stay(
    cast: Cast, tmp_path: Any
) -> None:
    lee = cast.client(cast.lee)
    lee.post(f"{AIMS}/add/pleas", data=CARE)
    decide(cast)
    lee.post(f"{AIMS}/add/pleas", data={"asks": "release"})
    lee.post(f"{AIMS}/add/themes", data={"theme": "union", "source": "Hands off Roza"})
    as_of = AsOf(clock.now().date())
    with cast.database.reading() as session:
        working, record = (
            export_campaign(session, "zhanaozen", as_of, extent).record
            for extent in (Extent.WORKING, Extent.FULL)
        )
        for made in (working, record):
            assert [one["asks"] for one in made["cases"][0]["pleas"]] == ["care"]
            assert made["cases"][0]["pleas"][0]["cites"] == [{"source": "hands-off-roza"}]
            assert [one["theme"] for one in made["cases"][0]["themes"]] == ["union"]
        told = export_campaign(session, "zhanaozen", as_of, Extent.FOR_OTHERS).record
    assert "pleas" not in json.dumps(told)
    path = tmp_path / "export.json"
    path.write_text(json.dumps(record))
    load_file(cast.database, path, at=clock.now())
    assert [one.asks for one in pleas(cast)] == ["care", "release"]


def test_the_shipped_record_carries_pleas_with_their_sources(database: Database) -> None:
    load_seed(database, PROJECT_ROOT / "seed", at=clock.now())
    with database.reading() as session:
        cases = {one.key: number_of(one) for one in session.exec(select(Case)) if one.key}
        told = pleas_of(session, list(cases.values()))
        assert session.exec(select(Theme)).all() == []
    roza = told[cases["tuletaeva"]]
    assert {(one.asks, one.asked_by) for one in roza.agreed} == {
        ("care", "Local human rights organisations"),
        ("contact", "Local human rights organisations"),
        ("release", "Campaign Kazakhstan"),
    }
    assert all(one.cites for some in told.values() for one in some.all)
    assert told[cases["utegaliev"]].asks_nothing
