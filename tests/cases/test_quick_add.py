"""Quick add: what is new about anybody, in few steps, with every word kept; and where it shows afterwards."""

import re
from html import unescape

import pytest
from sqlmodel import col, select
from starlette.responses import Response
from starlette.testclient import TestClient

from app.cases.models import Case, Entry, Person
from app.sources.models import Citation, Source
from tests import story
from tests.publishing.exports import text_of
from tests.story import Cast

ARREST = {
    "whose": "Aiman Ongar",
    "kind": "custody",
    "on": "3 May 2013",
    "summary": "Taken from her flat by four men in plain clothes.",
    "source": "Her sister, by telephone",
}


def told(answer: Response | str) -> str:
    """The page as somebody reads it."""
    text = answer if isinstance(answer, str) else bytes(answer.body).decode()
    return unescape(text)


@pytest.fixture
def lee(cast: Cast) -> TestClient:
    """A volunteer."""
    return cast.client(cast.lee)


def step_two(page: str, **chosen: str) -> dict[str, str]:
    """What a browser sends from the page that asks who is meant: all that stands in it, and the choice."""
    sent = dict(ARREST)
    found = re.search(r'name="shown" value="([^"]*)"', page)
    assert found is not None
    return sent | {"shown": unescape(found[1])} | chosen


def test_news_of_a_known_case_with_a_new_source_is_one_form_and_done(cast: Cast, lee: TestClient) -> None:
    for whose in ("K-001", "k1", "Roza Tuletaeva", "K-001 Roza Tuletaeva"):
        answer = lee.post("/add", data=ARREST | {"whose": whose, "summary": f"Told of {whose}."})
        assert answer.status_code == 303
        page = told(lee.get(answer.headers["location"]).text)
        assert "The date was read as" in page
        assert "3 May 2013" in page
        assert "Her sister, by telephone" in page
    assert "Told of k1." in told(lee.get("/cases/K-001").text)
    with cast.database.reading() as session:
        assert len(session.exec(select(Source)).all()) == 1
        assert len(session.exec(select(Citation)).all()) == 4


def test_somebody_unknown_is_asked_about_once_and_shows_everywhere(cast: Cast, lee: TestClient) -> None:
    asked = lee.post("/add", data=ARREST)
    assert asked.status_code == 200
    page = told(asked.text)
    for typed in ARREST.values():
        assert typed in page
    answer = lee.post("/add", data=step_two(page, meant="new", concern="Nurse, arrested"))
    assert answer.status_code == 303
    where = answer.headers["location"]
    ref = where.split("/")[2]
    assert "A case was opened, and you look after it for now." in told(lee.get(where).text)
    assert "Aiman Ongar" in told(lee.get("/search?q=Ongar").text)
    assert "Aiman Ongar" in told(lee.get("/cases/new?name=Aiman Ongar").text)
    assert "Aiman Ongar" in told(lee.get("/cases").text)
    assert "Nurse, arrested" in told(lee.get(f"/cases/{ref}/edit").text)
    assert "Taken from her flat" in told(lee.get(f"/cases/{ref}").text)
    assert ref in lee.get("/my").text
    assert ref in lee.get(f"/reviews?case={ref}").text
    assert "Taken from her flat" in told(lee.get(f"/cases/{ref}/history").text)
    assert "Her sister, by telephone" in told(lee.get("/sources").text)
    assert lee.get(f"/cases/{ref}/letters/new").status_code == 200
    assert ref in lee.get("/digest/preview").text
    assert "Ongar" not in cast.client().get("/p").text
    with cast.database.reading() as session:
        assert "Her sister, by telephone" in text_of(session, cast.campaign.slug)
        person = session.exec(select(Person).where(col(Person.name) == "Aiman Ongar")).one()
        assert session.exec(select(Case).where(col(Case.person_id) == person.id)).one().reference == ref
        assert len(session.exec(select(Source)).all()) == 1


def test_a_name_like_a_known_one_is_asked_about(cast: Cast, lee: TestClient) -> None:
    page = told(lee.post("/add", data=ARREST | {"whose": "Rosa Tuletayeva"}).text)
    assert "Who is meant?" in page
    assert "Roza Tuletaeva, K-001" in page
    answer = lee.post("/add", data=step_two(page, whose="Rosa Tuletayeva", meant="K-001"))
    assert answer.headers["location"].startswith("/cases/K-001/")
    with cast.database.reading() as session:
        assert len(session.exec(select(Person)).all()) == 1


def test_another_name_typed_in_the_second_step_is_asked_about_anew(lee: TestClient) -> None:
    page = lee.post("/add", data=ARREST).text
    answer = lee.post("/add", data=step_two(page, whose="Somebody else", meant="new"))
    assert answer.status_code == 200
    assert 'name="shown" value="Somebody else"' in answer.text


def test_all_faults_and_the_question_who_is_meant_come_at_once(cast: Cast, lee: TestClient) -> None:
    answer = lee.post(
        "/add", data={"whose": "Aiman Ongar", "on": "13 13 2013", "locator": "a word", "source_url": "e.org"}
    )
    assert answer.status_code == 422
    assert set(re.findall(r'<a href="#f-(\w+)">', answer.text)) == {"kind", "on", "source", "source_url"}
    assert "Who is meant?" in answer.text
    with cast.database.reading() as session:
        assert session.exec(select(Entry)).all() == []


def test_twice_is_once_and_another_comes_with_the_same_case(cast: Cast, lee: TestClient) -> None:
    key = re.search(r'name="key" value="([^"]+)"', lee.get("/add").text)
    assert key is not None
    sent = ARREST | {"whose": "K-001", "then": "another", "key": key[1]}
    first, second = lee.post("/add", data=sent), lee.post("/add", data=sent)
    assert first.headers["location"] == second.headers["location"] == "/add?whose=K-001"
    page = told(lee.get("/add?whose=K-001").text)
    assert 'value="K-001"' in page
    with cast.database.reading() as session:
        assert len(session.exec(select(Entry)).all()) == 1


def test_what_is_not_theirs_is_neither_offered_nor_taken(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        story.case(session, cast.campaign, "K-002", "Hidden Person", visibility="restricted")
    lee, sam, rea = cast.client(cast.lee), cast.client(cast.sam), cast.client(cast.rea)
    assert "Hidden Person" not in lee.get("/add").text
    assert "There is no case K-002" in told(lee.post("/add", data=ARREST | {"whose": "K-002"}).text)
    assert "Tuletaeva" not in sam.get("/add").text
    assert "There is no case K-001" in told(sam.post("/add", data=ARREST | {"whose": "K-001"}).text)
    assert "Striker in prison" not in sam.post("/add", data=ARREST | {"whose": "Roza Tuletaeva"}).text
    assert rea.get("/add").status_code == 403


def test_a_screenshot_can_be_put_to_the_source_at_once(cast: Cast, lee: TestClient) -> None:
    where = lee.post("/add", data=ARREST | {"whose": "K-001"}).headers["location"]
    page = lee.get(where).text
    action = re.search(r'action="(/sources/\d+/files)"', page)
    assert action is not None
    sent = lee.post(
        action[1], data={"caption": "Her message", "kind": "document"}, files={"file": ("a.txt", b"words")}
    )
    assert sent.status_code == 303
    assert "Her message" in lee.get(sent.headers["location"]).text


def test_every_page_leads_to_it(lee: TestClient) -> None:
    for path in ("/my", "/cases", "/cases/K-001", "/sources", "/letters", "/settings", "/calendar"):
        assert re.search(r'href="/add(\?whose=K-001)?"', lee.get(path).text), path
