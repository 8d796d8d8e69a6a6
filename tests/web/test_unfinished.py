"""Unfinished words: what was sent and not saved, or only typed, is there again for its author, and for nobody else."""

import re
from datetime import timedelta
from html import unescape
from typing import Any

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from app.accounts.cleanup import EXPIRE
from app.jobs.schedule import Step
from tests import clock, story
from tests.publishing.exports import text_of
from tests.story import Cast

NOTE = "/cases/K-001/add/note"
WORDS = "She was moved at night, said the neighbour."
REFUSED = {"summary": WORDS, "on": "13 13 2013", "source": "A neighbour"}


@pytest.fixture
def lee(cast: Cast) -> TestClient:
    """A volunteer."""
    return cast.client(cast.lee)


def rows(cast: Cast) -> list[tuple[Any, ...]]:
    """What is kept, as the database holds it."""
    with cast.database.reading() as session:
        found = session.connection().execute(
            text("SELECT id, volunteer_id, path, page, sealed FROM unfinished_words")
        )
        return [tuple(row) for row in found]


def taken_up(client: TestClient, page: str) -> str:
    """The page with the words in its fields, by the link that it offers."""
    offered = re.search(r'href="([^"]*unfinished=\d+)"', client.get(page).text)
    assert offered is not None, f"{page} offers nothing"
    return unescape(client.get(unescape(offered[1])).text)


def test_words_of_a_refused_form_are_offered_on_return_and_gone_once_saved(
    cast: Cast, lee: TestClient
) -> None:
    assert lee.post(NOTE, data=REFUSED).status_code == 422
    again = taken_up(lee, NOTE)
    assert WORDS in again
    assert 'value="13 13 2013"' in again
    assert 'value="A neighbour"' in again
    assert lee.post(NOTE, data=REFUSED | {"on": "13 3 2013"}).status_code == 303
    assert rows(cast) == []
    assert "unfinished" not in lee.get(NOTE).text.replace("unfinished.js", "")


def test_words_that_were_only_typed_are_kept_by_form_and_case(cast: Cast, lee: TestClient) -> None:
    for case_path, words in ((NOTE, "Of Roza."), ("/cases/new", "Of somebody new.")):
        page = f"{case_path}?name=Aiman" if case_path == "/cases/new" else case_path
        sent = {"kept-path": case_path, "kept-page": page, "kept.summary": words}
        assert lee.post("/unfinished", data=sent).status_code == 204
    assert "Of Roza." in taken_up(lee, NOTE)
    assert "Of somebody new." in taken_up(lee, "/cases/new?name=Aiman")
    listed = unescape(lee.get("/unfinished").text)
    assert "Of Roza." in listed
    assert "Of somebody new." in listed
    assert "/unfinished" in lee.get("/my").text
    for number, *_rest in rows(cast):
        lee.post(f"/unfinished/{number}/drop")
    assert "Nothing is unfinished." in lee.get("/unfinished").text


def test_several_ticked_answers_come_back_as_they_were(cast: Cast, lee: TestClient) -> None:
    lee.post("/cases/K-001/consent", data={"groups": ["name", "case"], "given_by": "Her daughter"})
    again = taken_up(lee, "/cases/K-001/consent")
    ticked = re.findall(r'name="groups" value="(\w+)" checked', again)
    assert sorted(ticked) == ["case", "name"]


def test_nobody_else_meets_them_and_no_copy_holds_them(cast: Cast, lee: TestClient) -> None:
    lee.post(NOTE, data=REFUSED)
    ana = cast.client(cast.ana)
    (number, _who, _path, _page, sealed), *_more = rows(cast)
    for page in (NOTE, "/unfinished", "/my", f"{NOTE}?unfinished={number}", "/cases/K-001/history", "/admin"):
        assert WORDS not in unescape(ana.get(page).text), page
    ana.post(f"/unfinished/{number}/drop")
    assert len(rows(cast)) == 1
    assert "neighbour" not in sealed
    with cast.database.reading() as session:
        assert WORDS not in text_of(session, cast.campaign.slug)
        told = [str(row) for row in session.connection().execute(text("SELECT * FROM change"))]
    assert not [row for row in told if WORDS in row]


@pytest.mark.parametrize(
    ("path", "data"),
    [
        ("/settings/passphrase", {"password": "secret words", "new_password": "short"}),
        ("/cases/K-001/vault", {"words": "secret words"}),
        ("/correct", {"words": "", "page": "secret words"}),
        ("/sign-in", {"email": "secret words", "password": "x"}),
    ],
)
def test_what_may_never_be_kept_is_not(cast: Cast, lee: TestClient, path: str, data: dict[str, str]) -> None:
    lee.post(path, data=data)
    typed = {f"kept.{name}": value for name, value in data.items()}
    lee.post("/unfinished", data={"kept-path": path, "kept-page": path, **typed})
    assert rows(cast) == []


def test_own_lines_and_signatures_of_letters_are_left_out(cast: Cast, lee: TestClient) -> None:
    where = "/cases/K-001/letters/new"
    sent = {"kind": "", "to": "x", "own_line": "As a nurse myself", "signature": "Lee, Aberdeen"}
    lee.post(where, data=sent)
    lee.post(
        "/unfinished",
        data={"kept-path": where, "kept-page": where} | {f"kept.{n}": v for n, v in sent.items()},
    )
    page = lee.get("/unfinished").text
    assert "As a nurse" not in page
    assert "Aberdeen" not in page


def test_they_go_after_thirty_days(cast: Cast, lee: TestClient) -> None:
    lee.post(NOTE, data=REFUSED)
    EXPIRE.run(Step(cast.database, cast.settings, clock.now() + timedelta(days=29)))
    assert len(rows(cast)) == 1
    EXPIRE.run(Step(cast.database, cast.settings, clock.now() + timedelta(days=31)))
    assert rows(cast) == []


def test_a_stop_and_a_restriction_reach_them(cast: Cast, lee: TestClient) -> None:
    ana = cast.client(cast.ana)
    lee.post(NOTE, data=REFUSED)
    lee.post("/add", data={"whose": "Roza Tuletaeva", "summary": WORDS})
    ana.post(NOTE, data=REFUSED)
    version = re.search(r'name="version" value="(\d+)"', ana.get("/cases/K-001/edit").text)
    assert version is not None
    edited = {"title": "Striker", "visibility": "restricted", "version": version[1]}
    assert ana.post("/cases/K-001/edit", data=edited).status_code == 303
    assert {row[1] for row in rows(cast)} == {cast.ana.id}
    assert ana.post("/cases/K-001/consent/stop", data={"given_by": "Her daughter"}).status_code == 303
    assert rows(cast) == []


def test_whoever_leaves_a_campaign_leaves_none_behind(cast: Cast, lee: TestClient) -> None:
    lee.post(NOTE, data=REFUSED)
    ana = cast.client(cast.ana)
    answer = ana.post(f"/admin/campaigns/zhanaozen/members/{cast.lee.id}", data={})
    if answer.status_code != 303:
        pytest.fail(answer.text)
    assert rows(cast) == []


def test_an_erasure_reaches_them(cast: Cast, lee: TestClient) -> None:
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        story.case(session, cast.campaign, "K-002", "Somebody Else")
        bea = story.volunteer(session, "Bea", cast.campaign, "coordinator")
    lee.post("/cases/K-002/add/note", data=REFUSED | {"summary": "Shared a cell with Roza Tuletaeva."})
    lee.post("/cases/K-002/add/hearing", data={"on": "13 13 2013", "court": "Aktau"})
    ana = cast.client(cast.ana)
    asked = ana.post("/people/1/erase", data={"ground": "family"})
    assert asked.status_code == 303, asked.text
    agreed = cast.client(bea).post("/people/1/erase/decide", data={"decision": "approved", "sure": "yes"})
    assert agreed.status_code == 303, agreed.text
    assert [row[2] for row in rows(cast)] == ["/cases/K-002/add/hearing"]
