"""What anybody may send costs no more than its size: it is capped, known before it is read, and read apart."""

import asyncio
import re
import socket
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any
from urllib.parse import urlsplit

import httpx
import pytest
from fastapi.routing import APIRoute

from app.db import number_of
from app.digest.preferences_token import token_of
from app.web.form_body import MOST_BYTES, MOST_FIELDS, MOST_FROM_ANYWHERE
from app.web.uploads import MOST_PARTS
from tests.servers import START_SECONDS, Served
from tests.story import SAME_ORIGIN, Cast
from tests.web.test_door import OPEN, address, routes

URLENCODED = "application/x-www-form-urlencoded"
MULTIPART = "multipart/form-data; boundary=x"
PART = b'--x\r\nContent-Disposition: form-data; name="a"\r\n\r\nb\r\n'


def open_posts(cast: Cast) -> list[APIRoute]:
    """Every address that takes a form from somebody who is not signed in."""
    found = [
        route
        for route in routes(cast.app)
        if "POST" in (route.methods or ()) and vars(route.endpoint)["policy"].__name__ in OPEN
    ]
    assert len(found) > 8
    return found


def link_of(cast: Cast) -> str:
    """Ana's link, as her mails carry it."""
    return "/u/" + token_of(cast.settings.secret_key, number_of(cast.ana), 0)


def status_before_reading(cast: Cast, path: str, headers: dict[str, str]) -> int | None:
    """What is answered to a form of which only the head has come; None when its body was asked for."""
    asked: list[bool] = []
    answered: list[int] = []

    async def receive() -> dict[str, Any]:
        asked.append(True)
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None:
        if message["type"] == "http.response.start":
            answered.append(message["status"])

    host = urlsplit(cast.settings.base_url).netloc
    head = {"host": host, "content-type": URLENCODED, **headers}
    scope = {
        "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": "POST", "scheme": "http",
        "path": path, "raw_path": path.encode(), "query_string": b"", "root_path": "", "client": ("127.0.0.1", 9),
        "headers": [(name.encode(), value.encode()) for name, value in head.items()],
    }  # fmt: skip
    # A browser's tests leave a loop running in their own thread, and no thread runs two.
    with ThreadPoolExecutor(max_workers=1) as apart:
        ended = apart.submit(lambda: asyncio.run(cast.app(scope, receive, send)))
    if ended.exception() is not None:  # nobody was there any more to be answered
        assert asked
    return None if asked else answered[0]


def test_a_link_that_leads_nowhere_is_told_so_before_its_body_is_read(cast: Cast) -> None:
    for route in open_posts(cast):
        if "{" in route.path:
            path = re.sub(r"{\w+}", "no-such-one", route.path)
            assert status_before_reading(cast, path, {}) == 404, route.path
    assert status_before_reading(cast, link_of(cast), {}) is None


def test_more_than_is_taken_is_refused_as_soon_as_it_is_announced(cast: Cast) -> None:
    for route in open_posts(cast):
        announced = {"content-length": str(MOST_BYTES + 1)}
        assert status_before_reading(cast, address(route), announced) == 413, route.path
    announced = {"content-length": str(MOST_FROM_ANYWHERE + 1)}
    assert status_before_reading(cast, link_of(cast), announced) == 413


@pytest.mark.parametrize("kind", [URLENCODED, MULTIPART])
def test_nobody_is_read_beyond_the_limit_whatever_was_announced(cast: Cast, kind: str) -> None:
    pieces = 0

    def endless() -> Any:
        nonlocal pieces
        while pieces < 100:
            pieces += 1
            yield b"a" * 50_000

    nobody = cast.client()
    answer = nobody.post(link_of(cast), content=endless(), headers={"Content-Type": kind})
    assert answer.status_code == 413
    assert answer.headers["x-content-type-options"] == "nosniff"
    for route in open_posts(cast):
        if "{" not in route.path:
            pieces = 0
            answer = nobody.post(route.path, content=endless(), headers={"Content-Type": kind})
            assert answer.status_code == 413, route.path
            assert answer.headers["content-security-policy"], route.path


NESTED = (
    b'--x\r\nContent-Type: multipart/mixed; boundary=y\r\nContent-Disposition: form-data; name="a"\r\n\r\n'
    b"--y\r\nContent-Type: message/rfc822\r\n\r\nSubject: a\r\n\r\n--y--\r\n--x--\r\n"
)
WORST = {
    "many parameters": b"--x\r\nContent-Disposition: form-data"
    + b"; a*0*=b" * 400
    + b"\r\n\r\nc\r\n--x--\r\n",
    "many headers": b"--x\r\n" + b"A: b\r\n" * 500 + b"\r\nc\r\n--x--\r\n",
    "nested parts": NESTED,
    "many parts": PART * (MOST_PARTS + 1) + b"--x--\r\n",
    "no end": PART,
    "no text": b'--x\r\nContent-Disposition: form-data; name="\xff"\r\n\r\n\xff\r\n--x--\r\n',
    "no form": b"\r\n" * 1000,
}


@pytest.mark.parametrize("body", WORST.values(), ids=WORST)
def test_a_strange_form_at_a_link_in_a_mail_is_refused_with_a_page(cast: Cast, body: bytes) -> None:
    answer = cast.client().post(link_of(cast), content=body, headers={"Content-Type": MULTIPART})

    assert len(body) <= MOST_FROM_ANYWHERE
    assert answer.status_code == 422
    assert answer.headers["content-type"].startswith("text/html")
    assert answer.headers["x-content-type-options"] == "nosniff"


@pytest.mark.parametrize(
    "kind", ["multipart/form-data", "multipart/form-data; boundary=", "application/json", ""]
)
def test_a_body_of_no_kind_we_know_is_refused_with_a_page(cast: Cast, kind: str) -> None:
    answer = cast.client().post(link_of(cast), content=b'{"a": 1}', headers={"Content-Type": kind})

    assert answer.status_code == 422


def test_a_form_has_a_limited_number_of_fields(cast: Cast) -> None:
    body = "&".join(f"a[{n}][b]=c" for n in range(MOST_FIELDS + 1))
    for route in open_posts(cast):
        if "{" not in route.path:
            answer = cast.client().post(route.path, content=body, headers={"Content-Type": URLENCODED})
            assert answer.status_code == 422, route.path


def test_of_a_large_upload_by_nobody_only_the_ends_are_taken_apart(cast: Cast) -> None:
    words = b'--x\r\nContent-Disposition: form-data; name="%s"\r\n\r\nher words\r\n'
    file = b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'
    body = words % b"caption" + file + b"\r\n--y" * 1_000_000 + b"\r\n" + words % b"credit" + b"--x--\r\n"
    many = PART * 40_000 + b"--x--\r\n"
    nobody = cast.client()

    kept = nobody.post("/cases/K-001/files", content=body, headers={"Content-Type": MULTIPART})
    lost = nobody.post("/cases/K-001/files", content=many, headers={"Content-Type": MULTIPART})

    assert (kept.status_code, lost.status_code) == (401, 401)
    for name in ("caption", "credit"):
        assert f'name="kept.{name}" value="her words"' in kept.text
    assert "kept.a" not in lost.text


def largest(cast: Cast) -> Iterator[tuple[str, bytes]]:
    """Of every open form its address and the most that it takes, in the costliest letters."""
    for route in open_posts(cast):
        path, most = address(route), MOST_BYTES
        if path.startswith("/u/"):
            path, most = link_of(cast), MOST_FROM_ANYWHERE
        yield path, b"words=" + b"%d0%b0" * ((most - 6) // 6) + b"a" * ((most - 6) % 6)


def all_but_the_end(url: str, path: str, body: bytes) -> socket.socket:
    """A form on its way, of which one byte is still to come."""
    where = urlsplit(url)
    line = socket.create_connection((str(where.hostname), int(where.port or 0)), timeout=START_SECONDS)
    head = (
        f"POST {path} HTTP/1.1\r\nHost: {where.netloc}\r\nContent-Type: {URLENCODED}\r\n"
        f"Sec-Fetch-Site: same-origin\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    with suppress(ConnectionError):  # a link that leads nowhere is told so before its form is read
        line.sendall(head.encode() + body[:-1])
    return line


@pytest.mark.either
def test_health_is_answered_before_the_end_of_any_large_form_has_come(served: Served, cast: Cast) -> None:
    bodies = dict(largest(cast))
    coming = {path: all_but_the_end(served.url, path, body) for path, body in bodies.items()}
    with httpx.Client(headers=SAME_ORIGIN, trust_env=False, timeout=START_SECONDS) as client:
        assert client.get(f"{served.url}/health").status_code == 200
        for path, line in coming.items():
            with suppress(ConnectionError):
                line.sendall(bodies[path][-1:])
        assert client.get(f"{served.url}/health").status_code == 200
    for path, line in coming.items():
        with line, line.makefile("rb") as answer:
            assert re.match(rb"HTTP/1.1 [234]\d\d ", answer.readline()), path
