"""What a request may carry and no answer may: each check runs over the whole table of routes where it can."""

import logging
import re
from collections.abc import Iterator
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from app.accounts.changes import change_role
from app.db import number_of
from app.main import create_app
from app.web import door
from app.web.form_body import MOST_BYTES
from tests import clock
from tests.story import BEGAN, Cast
from tests.web.test_door import OPEN, address, everything, routes


def bare(cast: Cast, cookies_of: TestClient) -> TestClient:
    """The same signed-in browser, but sending only the headers that a test names."""
    client = TestClient(cast.app, base_url=cast.settings.base_url, follow_redirects=False)
    client.cookies = cookies_of.cookies
    return client


def unsafe(cast: Cast) -> list[str]:
    """Every address that changes something for somebody signed in."""
    return [
        address(route)
        for route in routes(cast.app)
        if "POST" in (route.methods or ()) and vars(route.endpoint)["policy"].__name__ not in OPEN
    ]


def test_check_07_fields_that_no_form_has_change_nothing(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    more = {
        "role": "coordinator", "is_admin": "true", "campaign_id": "2", "owner_id": "1", "published": "1",
        "consent": "all", "id": "99", "person_id": "1", "case_id": "2", "version": "1", "recorded_at": "1999-01-01",
        "removed_at": "1999-01-01", "known_on": "1999-01-01", "made_by_id": "1", "standing": "released",
    }  # fmt: skip
    lee.post("/settings", data={"name": "Lee", "zone": "UTC", **more})
    lee.post("/cases/K-001/add/note", data={"on": "2013", "summary": "Seen", "unsourced": "yes", **more})
    rows = everything(cast)

    assert [row for row in rows["volunteer"] if "True" in row or row[4] == "1"] == []
    assert {row[3] for row in rows["membership"] if row[1] == str(number_of(cast.lee))} == {"volunteer"}
    assert all("1999" not in str(cell) for row in rows["entry"] for cell in row)
    assert {row[0] for row in rows["case"]} == {str(number_of(cast.case))}


def test_check_08_a_role_taken_away_counts_from_the_next_request(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    assert lee.get("/cases/K-001/edit").status_code == 200
    with cast.database.writing(actor="Ana", at=BEGAN) as session:
        change_role(session, number_of(cast.lee), cast.campaign, "reader")
    assert lee.get("/cases/K-001").status_code == 200
    assert lee.get("/cases/K-001/edit").status_code == 403
    with cast.database.writing(actor="Ana", at=BEGAN) as session:
        change_role(session, number_of(cast.lee), cast.campaign, None)
    assert lee.get("/cases/K-001").status_code == 404


@pytest.mark.either
@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Sec-Fetch-Site": "none"},
        {},
    ],
    ids=["foreign", "null", "cross-site", "same-site", "typed", "neither"],
)
def test_check_25_no_other_site_makes_a_browser_change_anything(cast: Cast, headers: dict[str, str]) -> None:
    browser = bare(cast, cast.client(cast.ana))
    before = everything(cast)
    for path in unsafe(cast):
        answer = browser.post(path, data={"reason": "x", "summary": "x"}, headers=headers)
        assert answer.status_code == 403, path
    assert everything(cast) == before


def test_in_production_the_scheme_of_an_origin_counts(cast: Cast) -> None:
    https = replace(cast.settings, base_url="https://vigil.example.org", environment="production")
    app = create_app(https, cast.database, clock.now)
    for base in (
        "https://vigil.example.org",
        "http://vigil.example.org",
    ):  # as a proxy that says nothing hands on
        browser = TestClient(app, base_url=base, follow_redirects=False)
        answers = [
            browser.post("/sign-in", data={"email": "x"}, headers={"Origin": origin}).status_code
            for origin in ("https://vigil.example.org", "http://vigil.example.org")
        ]
        assert answers == [422, 403]


@pytest.mark.parametrize(
    "host", ["[", "[::1", "]", "[v1.x]", "a b", "\xff", "vigil.example.org@evil.example", ""]
)
def test_a_host_that_cannot_be_read_is_a_bad_request(cast: Cast, host: str) -> None:
    answer = cast.client().get("/sign-in", headers={b"Host": host.encode("latin-1")})
    assert answer.status_code == 400
    assert answer.headers["content-security-policy"]


@pytest.mark.parametrize("length", ["x", "-1", "1e3", "\xb2", ""])
def test_a_length_that_cannot_be_read_is_a_bad_request(cast: Cast, length: str) -> None:
    answer = cast.client().post(
        "/sign-in", content=b"", headers={b"Content-Length": length.encode("latin-1")}
    )
    assert answer.status_code == 400


def test_check_28_every_kind_of_answer_carries_every_header(cast: Cast) -> None:
    https = replace(cast.settings, base_url="https://vigil.example.org", environment="production")
    app = create_app(https, cast.database, clock.now)
    browser = TestClient(app, base_url=https.base_url, follow_redirects=False)
    big = b"x=" + b"y" * (MOST_BYTES + 1)
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    answers = {
        "page": browser.get("/sign-in"),
        "not found": browser.get("/nowhere"),
        "forbidden": browser.post(
            "/sign-in", data={"email": "x"}, headers={"Origin": "https://evil.example"}
        ),
        "too large": browser.post("/sign-in", content=big, headers=form),
        "unreadable": browser.get("/cases/%ff"),
        "no host": browser.get("/sign-in", headers={"Host": "["}),
        "static": browser.get("/static/vigil.css"),
        "head": browser.head("/sign-in"),
        "other method": browser.request("PUT", "/sign-in"),
    }
    for name, answer in answers.items():
        headers = answer.headers
        assert headers["x-content-type-options"] == "nosniff", name
        assert headers["referrer-policy"] == "same-origin", name
        assert headers["cross-origin-opener-policy"] == "same-origin", name
        held = re.search(r"max-age=(\d+)", headers["strict-transport-security"])
        assert held is not None, name
        assert int(held[1]) >= 31_536_000, name
        assert "includesubdomains" in headers["strict-transport-security"].lower(), name
        assert "frame-ancestors 'none'" in headers["content-security-policy"], name
        assert name == "static" or headers["cache-control"] == "no-store", name
    assert [answers[name].status_code for name in ("not found", "too large", "unreadable")] == [404, 413, 400]


def test_check_29_no_other_site_may_read_an_answer(cast: Cast) -> None:
    ana = cast.client(cast.ana)
    for path in (
        "/",
        "/my",
        "/cases",
        "/health",
        "/a",
        "/p",
        "/feeds/actions.atom",
        "/static/vigil.css",
        "/nowhere",
    ):
        for origin in ("https://evil.example", "null", cast.settings.base_url):
            answer = ana.get(path, headers={"Origin": origin})
            assert not any(name.startswith("access-control") for name in answer.headers), path


@pytest.mark.parametrize(
    "wanted",
    [
        "//evil.example", "/\\evil.example", "\\\\evil.example", "https:evil.example", "https://evil.example",
        "///evil.example", "/%2f/evil.example", "javascript:alert(1)", "/\t/evil.example", "//evil.example@local",
        "http:///evil.example", "/.//evil.example", "\x00//evil.example",
    ],
)  # fmt: skip
def test_check_30_signing_in_never_leads_to_another_site(cast: Cast, wanted: str) -> None:
    page = cast.client().get("/sign-in", params={"next": wanted})
    hidden = re.search(r'name="next" value="([^"]*)"', page.text)
    led = hidden[1] if hidden else ""

    assert page.status_code in (200, 400)
    assert not re.match(r"[a-z]+:|[/\\]{2}|/\\", led, re.IGNORECASE), led
    assert "evil.example" not in led or led.startswith("/")


def test_check_34_a_body_over_the_cap_is_refused_before_it_is_read(cast: Cast) -> None:
    ana = cast.client(cast.ana)
    body = b"a=" + b"b" * MOST_BYTES
    kinds = {
        "urlencoded": "application/x-www-form-urlencoded",
        "multipart": "multipart/form-data; boundary=x",
        "json": "application/json",
        "text": "text/plain",
    }
    for name, kind in kinds.items():
        assert ana.post("/settings", content=body, headers={"Content-Type": kind}).status_code == 413, name

    def in_pieces() -> Iterator[bytes]:
        for _piece in range(200):
            yield b"b" * 10_000

    form = {"Content-Type": kinds["urlencoded"]}
    assert ana.post("/settings", content=in_pieces(), headers=form).status_code == 413
    many = "&".join(f"f{number}=1" for number in range(1001))
    assert ana.post("/settings", content=many, headers=form).status_code == 422


@pytest.mark.parametrize(
    "words",
    [
        '"', '""', "*", "NEAR(", "NEAR(a b, 5)", "-", "--", ":", "a:b", "%", "_", "'", "\\", "(", ")", "AND", "OR NOT",
        "^", "{a}", "a*b*", "%%%", "a%_b", '"unclosed', "'; DROP TABLE person; --", "\U0001f600", "\u202eabc",
        "a" * 500, "ж" * 300, " ", "\t",
    ],
)  # fmt: skip
def test_check_35_whatever_is_typed_into_a_search_field_is_searched_for(cast: Cast, words: str) -> None:
    lee = cast.client(cast.lee)
    for path in (
        "/search",
        "/cases",
        "/sources",
        "/incidents",
        "/actions",
        "/letters",
        "/reviews",
        "/p",
        "/a",
    ):
        assert lee.get(path, params={"q": words}).status_code == 200, path


def test_check_36_nothing_leaves_as_a_table_whose_cells_a_program_would_run(cast: Cast) -> None:
    """There is no table to download; whoever adds one has to guard its cells first."""
    ana = cast.client(cast.ana)
    for route in routes(cast.app):
        if "GET" in (route.methods or ()):
            kind = ana.get(address(route)).headers.get("content-type", "")
            assert not re.search(r"csv|tab-separated|excel|spreadsheet", kind), route.path


@pytest.mark.parametrize("field", ["email"])
@pytest.mark.parametrize(
    "typed",
    [
        "a@example.org\r\nBcc: x@evil.example",
        "a@example.org\nX: y",
        "a@example.org%0d%0aBcc: x",
        "a\x00@b.org",
    ],
)
def test_check_37_no_field_brings_a_second_header_into_a_mail(cast: Cast, field: str, typed: str) -> None:
    ana = cast.client(cast.ana)
    before = everything(cast)
    answer = ana.post("/admin/campaigns/zhanaozen/invite", data={field: typed, "role": "reader"})
    after = everything(cast)

    assert answer.status_code == 422
    assert after["invitation"] == before["invitation"]
    assert after["outgoing_mail"] == before["outgoing_mail"]


OPEN_BY_TOKEN = frozenset(
    {
        "/u/{token}", "/invitations/{token}", "/forgotten/{token}", "/digest/confirm/{token}", "/a/{ref}/letter",
        "/a/{ref}/sent",
    }
)  # fmt: skip


def test_check_48_an_error_anywhere_is_a_page_with_a_number_and_nothing_else(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def breaks(*_anything: object) -> None:
        raise RuntimeError("SELECT canary FROM secrets")

    ana = cast.client(cast.ana)
    monkeypatch.setattr(door, "entry", breaks)
    caplog.set_level(logging.ERROR, "vigil")
    for route in routes(cast.app):
        method = "GET" if "GET" in (route.methods or ()) else "POST"
        answer = ana.request(method, address(route))
        if answer.status_code == 422 and method == "POST":
            continue  # a form with a file is read before anything of ours runs
        if answer.status_code == 404 and method == "POST" and route.path in OPEN_BY_TOKEN:
            continue  # an address that nobody was given is refused before anything of ours runs
        found = re.search(r"number: ([0-9a-f]{8})", answer.text)
        assert answer.status_code == 500, route.path
        assert found is not None, route.path
        assert found[1] in caplog.text, route.path
        for word in ("canary", "Traceback", "RuntimeError", "SELECT", "site-packages"):
            assert word not in answer.text, route.path
