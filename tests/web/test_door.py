"""Every route at once: who may enter, what every answer carries, and that looking changes nothing."""

import re
from collections.abc import Iterator

import pytest
from fastapi import FastAPI
from fastapi.routing import APIRoute
from sqlalchemy import text
from starlette.routing import BaseRoute

from app.accounts.changes import change_role
from app.db import number_of
from tests import clock, story
from tests.story import Cast

pytestmark = pytest.mark.either

SECRET = "canary-of-the-test"
OPEN = {"anyone", "as_anybody"}  # the policies that let the world in


def routes(app: FastAPI) -> Iterator[APIRoute]:
    """Every address of the application."""

    def inside(found: list[BaseRoute]) -> Iterator[APIRoute]:
        for route in found:
            if isinstance(route, APIRoute):
                yield route
            else:
                yield from inside(getattr(getattr(route, "original_router", route), "routes", []))

    yield from inside(app.routes)


def address(route: APIRoute) -> str:
    """The route's address with a case, an entry and numbers that exist."""
    known = {"ref": "K-001", "kind": "note", "slug": "zhanaozen", "token": "no-such-token", "field": "on"}
    return re.sub(r"{(\w+)}", lambda found: known.get(found[1], "1"), route.path)


@pytest.fixture
def with_a_canary(cast: Cast) -> Cast:
    """A case whose every word would betray itself."""
    with cast.database.writing(actor=SECRET, at=story.BEGAN) as session:
        found = session.merge(cast.case)
        found.title = found.summary = SECRET
        fact = story.entry(session, found, "note", "2013-04-22", summary=SECRET)
        story.cited(session, story.source(session, SECRET), fact, locator=SECRET)
    return cast


def test_check_01_every_route_says_who_may_enter(cast: Cast) -> None:
    found = list(routes(cast.app))
    assert len(found) > 30
    assert [route.path for route in found if not hasattr(route.endpoint, "policy")] == []


def test_check_02_nobody_sees_anything_without_signing_in(with_a_canary: Cast) -> None:
    nobody = with_a_canary.client()
    for route in routes(with_a_canary.app):
        method = "GET" if "GET" in (route.methods or ()) else "POST"
        answer = nobody.request(method, address(route))
        assert SECRET not in answer.text, route.path
        assert answer.status_code < 500, route.path
        if vars(route.endpoint)["policy"].__name__ not in OPEN:
            assert answer.status_code in (303, 401, 403, 404), (route.path, answer.status_code)


def test_a_stranger_sees_nothing_of_a_campaign_that_is_not_theirs(with_a_canary: Cast) -> None:
    sam = with_a_canary.client(with_a_canary.sam)
    for route in routes(with_a_canary.app):
        method = "GET" if "GET" in (route.methods or ()) else "POST"
        if route.path == "/leave":
            continue
        answer = sam.request(method, address(route))
        if "/sources" not in route.path:  # a text belongs to no campaign; what it says of a case does
            assert SECRET not in answer.text, route.path
        assert answer.status_code < 500, route.path


def test_of_the_teams_pages_none_is_there_for_whoever_left_the_last_campaign(with_a_canary: Cast) -> None:
    cast = with_a_canary
    lee, own = cast.client(cast.lee), {"with_account", "while_enrolling"}
    with cast.database.writing(actor="Ana", at=clock.now()) as session:
        change_role(session, number_of(cast.lee), cast.campaign, None)
    for route in routes(cast.app):
        policy = vars(route.endpoint)["policy"].__name__
        if "GET" in (route.methods or ()) and policy not in OPEN:
            answer = lee.get(address(route))
            assert policy in own or answer.status_code == 404, (route.path, answer.status_code)
            assert SECRET not in answer.text, route.path
    mine = lee.get("/my").text
    assert "You are in no campaign now" in mine
    assert "/sources" not in mine
    assert lee.get("/settings").status_code == 200


def test_check_26_looking_at_every_page_changes_nothing(with_a_canary: Cast) -> None:
    ana = with_a_canary.client(with_a_canary.ana)
    before = everything(with_a_canary)
    for route in routes(with_a_canary.app):
        if "GET" in (route.methods or ()):
            for method in ("GET", "HEAD"):
                assert ana.request(method, address(route)).status_code < 500, route.path
    assert everything(with_a_canary) == before


def test_check_06_a_reader_changes_nothing_anywhere(with_a_canary: Cast) -> None:
    rea = with_a_canary.client(with_a_canary.rea)
    before = everything(with_a_canary)
    for route in routes(with_a_canary.app):
        own = ("/leave", "/settings", "/sign-in", "/digest", "/ics", "/calendar", "/u/", "/unfinished")
        if "POST" in (route.methods or ()) and not route.path.startswith(own):
            answer = rea.post(address(route), data={"summary": "x", "reason": "x", "name": "x", "title": "x"})
            assert answer.status_code in (303, 403, 404, 409, 410, 422), (route.path, answer.status_code)
    after = everything(with_a_canary)
    assert {name for name in after if after[name] != before[name]} <= {"submission", "unfinished_words"}


def everything(cast: Cast) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for the marks of being seen."""
    from sqlmodel import SQLModel  # only this function asks for all tables

    with cast.database.reading() as session:
        connection = session.connection()
        return {
            table.name: sorted(tuple(map(str, row)) for row in connection.execute(table.select()))
            for table in SQLModel.metadata.sorted_tables
            if table.name not in ("sign_in", "sign_in_attempt", "access")
        }


@pytest.mark.parametrize(
    "path",
    [
        "/",
        "/sign-in",
        "/cases",
        "/cases/K-001",
        "/nowhere",
        "/cases/K-999",
        "/static/vigil.css",
        "/static/none",
    ],
)
def test_check_27_every_answer_carries_the_safety_headers(cast: Cast, path: str) -> None:
    answer = cast.client(cast.lee).get(path)
    policy = answer.headers["content-security-policy"]
    assert "unsafe" not in policy
    for rule in ("object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"):
        assert rule in policy
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "same-origin"
    kept = "immutable" if path == "/static/vigil.css" else "no-store"
    assert kept in answer.headers["cache-control"]
    assert "server" not in answer.headers


def test_check_31_pages_are_small_and_load_nothing_from_elsewhere(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    style = len(lee.get("/static/vigil.css").content)
    for path in ("/my", "/cases", "/cases/K-001", "/cases/K-001/add/sentence", "/sign-in", "/settings"):
        page = lee.get(path)
        assert len(page.content) + style <= 60_000, path
        links = re.findall(r'(?:src|href|action)="([^"]*)"', page.text)
        assert [link for link in links if re.match(r"[a-z]+:|//", link)] == []
        assert not re.search(r"<style|<script(?![^>]*src)|style=|<svg| on[a-z]+=", page.text), path


def test_another_host_name_gets_no_answer(cast: Cast) -> None:
    assert cast.client().get("/sign-in", headers={"Host": "evil.example"}).status_code == 400


@pytest.mark.parametrize(
    "path", ["/docs", "/openapi.json", "/redoc", "/metrics", "/.git/config", "/cases/K-001/"]
)
def test_check_50_nothing_is_there_that_nobody_needs(cast: Cast, path: str) -> None:
    assert cast.client(cast.lee).get(path).status_code == 404


@pytest.mark.parametrize(
    "raw", ["/cases/%ff", "/cases?q=%ff", "/cases/K%00", "/people/99999999999999999999", "/people/x"]
)
def test_addresses_that_cannot_be_read_are_refused(cast: Cast, raw: str) -> None:
    assert cast.client(cast.lee).get(raw).status_code in (400, 404, 422)


def test_check_50_tracing_is_refused(cast: Cast) -> None:
    assert cast.client().request("TRACE", "/").status_code in (404, 405)


def test_an_unexpected_error_is_a_page_with_an_id_that_stands_in_the_log(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    with cast.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE review RENAME TO lost"))
    answer = cast.client(cast.lee).get("/reviews")
    assert answer.status_code == 500
    found = re.search(r"number: ([0-9a-f]{8})", answer.text)
    assert found is not None
    assert found[1] in caplog.text
    assert "Traceback" not in answer.text
    assert "review" not in answer.text.split("<main")[1].lower().replace("reviews", "")
