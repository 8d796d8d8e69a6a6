"""Open data: closed until two people open it, only whoever agreed to exactly this, and gone with the next request."""

import csv
import json
from html import unescape
from io import StringIO

import pytest

from app.history.access_log import What
from app.web.csv_files import csv_text
from tests import clock, story
from tests.campaigning.acting import agree, live
from tests.publishing.published import allow, approve, change, facts, propose, public, stored
from tests.story import Cast

SWITCH = "/admin/campaigns/zhanaozen/data"
TABLES = ("/data", "/data/people.csv", "/data/people.json", "/data/actions.csv")


def opened(cast: Cast) -> None:
    """Ana asks, Lee agrees."""
    assert cast.client(cast.ana).post(SWITCH, data={"licence": "CC BY 4.0"}).status_code == 303
    assert cast.client(cast.lee).post(f"{SWITCH}/agree").status_code == 303


def people(cast: Cast) -> list[dict[str, str]]:
    return list(csv.DictReader(StringIO(cast.client().get("/data/people.csv").text)))


def test_the_tables_are_closed_until_a_coordinator_asks_and_somebody_else_agrees(cast: Cast) -> None:
    public(cast)
    allow(cast, use="data")
    world, ana, lee = cast.client(), cast.client(cast.ana), cast.client(cast.lee)
    assert [world.get(path).status_code for path in TABLES] == [404] * 4
    assert lee.post(SWITCH, data={"licence": "CC BY 4.0"}).status_code == 404
    assert ana.post(SWITCH, data={"licence": ""}).status_code == 422
    assert ana.post(SWITCH, data={"licence": "CC BY 4.0"}).status_code == 303
    assert ana.post(f"{SWITCH}/agree").status_code == 403
    assert cast.client(cast.rea).post(f"{SWITCH}/agree").status_code in (403, 404)
    assert cast.client(cast.sam).get(SWITCH).status_code == 404
    assert world.get("/data").status_code == 404
    assert "CC BY 4.0" in lee.get(SWITCH).text
    assert lee.post(f"{SWITCH}/agree").status_code == 303
    assert [world.get(path).status_code for path in TABLES] == [200] * 4
    assert "/data" in world.get("/feeds").text
    assert lee.post(f"{SWITCH}/close").status_code == 303
    assert [world.get(path).status_code for path in TABLES] == [404] * 4
    told = stored(cast, "SELECT what FROM access WHERE noun = 'open data' ORDER BY id")
    assert told == [(What.PUBLISHED,), (What.UNPUBLISHED,)]


def test_a_row_says_what_the_approved_page_says(cast: Cast) -> None:
    public(cast)
    allow(cast, use="data")
    opened(cast)
    (row,) = people(cast)
    assert row["url"].endswith("/p/roza-tuletaeva")
    assert (row["name"], row["status"], row["arrested"]) == ("Roza Tuletaeva", "sentenced", "2012-06-05")
    assert (row["verdict_date"], row["penalty"], row["term"]) == ("2012-06-04", "prison", "P5Y")
    assert row["prison"] == "Atyrau women's colony"
    assert (row["licence"], row["campaign"]) == ("CC BY 4.0", "Zhanaozen")
    made = json.loads(cast.client().get("/data/people.json").text)
    assert made["total"] == 1
    assert made["data"] == [row]
    words = unescape(cast.client().get("/data").text)
    assert "At least 1 person" in words
    assert all(f"<code>{name}</code>" in words for name in row)


@pytest.mark.parametrize("groups", [(), ("name",), ("place",)])
def test_consent_for_the_public_page_alone_puts_nobody_in_the_table(
    cast: Cast, groups: tuple[str, ...]
) -> None:
    public(cast)
    if groups:
        allow(cast, *groups, use="data")
    opened(cast)
    assert people(cast) == []
    assert "Tuletaeva" not in cast.client().get("/data/people.json").text


def test_what_consent_for_data_leaves_out_is_an_empty_cell(cast: Cast) -> None:
    public(cast)
    allow(cast, "name", "case", use="data")
    opened(cast)
    (row,) = people(cast)
    assert (row["name"], row["prison"], row["arrested"]) == ("Roza Tuletaeva", "", "2012-06-05")


@pytest.mark.parametrize("use", ["data", "public"])
def test_whoever_takes_it_back_is_gone_with_the_next_request(cast: Cast, use: str) -> None:
    public(cast)
    allow(cast, use="data")
    opened(cast)
    assert len(people(cast)) == 1
    change(cast, "UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00' WHERE use = :use", use=use)
    assert people(cast) == []


def test_a_request_to_stop_empties_the_tables_and_the_proof_says_so(cast: Cast) -> None:
    public(cast)
    allow(cast, use="data")
    opened(cast)
    lee = cast.client(cast.lee)
    assert "The tables of open data" in lee.get("/cases/K-001/stop").text
    lee.post("/cases/K-001/consent/stop", data={"given_by": "her daughter"})
    assert people(cast) == []
    assert ">Leaves<" not in lee.get("/cases/K-001/stop").text


def test_somebody_named_in_a_charge_who_did_not_agree_to_data_is_in_no_cell(cast: Cast) -> None:
    facts(cast)
    allow(cast)
    allow(cast, use="data")
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.merge(cast.case)
        other = story.person(session, "Aigul Canaryeva")
        charge = story.entry(
            session, case, "charge", "2012-03-01", article="170, with Aigul Canaryeva", wording="disorder"
        )
        story.cited(
            session, story.source(session, "Another text", url="https://news.example.org/two"), charge
        )
        number, entry = other.id, charge.id
    allow(cast, "name", "case", person_id=number)
    assert propose(cast, entry or 0).status_code == 303
    assert approve(cast).status_code == 303
    opened(cast)
    assert "Aigul Canaryeva" in cast.client().get("/p/roza-tuletaeva").text
    (row,) = people(cast)
    assert row["articles"] == ""
    allow(cast, "name", "case", person_id=number, use="data")
    assert people(cast)[0]["articles"] == "170, with Aigul Canaryeva"


def test_an_action_is_in_the_table_once_its_people_agreed_to_data(cast: Cast) -> None:
    public(cast)
    ref = live(cast, "gathering", on="16 12 2099")
    cast.client(cast.lee).post(f"/actions/{ref}/cite", data={"source": "A public call"})
    assert agree(cast.client(cast.ana), ref, "publish").status_code == 303
    opened(cast)
    assert ref not in cast.client().get("/data/actions.csv").text
    allow(cast, use="data")
    (row,) = csv.DictReader(StringIO(cast.client().get("/data/actions.csv").text))
    assert (row["id"], row["kind"], row["date"]) == (ref, "gathering", "2099-12-16")


@pytest.mark.either
@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t=", "\r=", " =", "＝", "\ufeff@"])
def test_no_cell_is_a_formula(begin: str) -> None:
    (_head, row) = csv.reader(StringIO(csv_text(["name"], [[f"{begin}HYPERLINK(1)"]]), newline=""))
    assert row[0].startswith("'")


def test_a_name_that_looks_like_a_formula_is_text_in_the_table(cast: Cast) -> None:
    change(cast, "UPDATE person SET name = '=cmd()' WHERE id = :id", id=cast.case.person_id)
    public(cast)
    allow(cast, use="data")
    opened(cast)
    assert people(cast)[0]["name"] == "'=cmd()"
    assert json.loads(cast.client().get("/data/people.json").text)["data"][0]["name"] == "=cmd()"
