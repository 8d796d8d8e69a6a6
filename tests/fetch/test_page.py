"""Fetching a page an address names never reaches inward, never hangs and never takes more than it may."""

import gzip
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

import pytest

from app.fetch.page import Limits, NotFetched, fetch_page, read_address
from app.fetch.public_numbers import look_up
from tests.mail.test_hooks import INSIDE

HERE = Limits(whole=1.0, most=10_000, loopback=True)
WRITTEN = (
    "http://127.0.0.1/", "http://2130706433/", "http://0x7f.1/", "http://0x7f000001/", "http://0177.0.0.1/",
    "http://127.1/", "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[::ffff:7f00:1]/", "http://localhost/",
    "http://0/", "http://169.254.169.254/latest/meta-data", "http://[::ffff:169.254.169.254]/", "http://[fe80::1]/",
)  # fmt: skip
MALFORMED = (
    "ftp://news.example.org/", "file:///etc/passwd", "gopher://news.example.org/", "//news.example.org/", "",
    "http://user:secret@news.example.org/", "http://news.example.org@127.0.0.1/", "http://news.example.org:22/",
    "http://news.example.org:6379/", "http://news。example。org/", "http://news.example.org\\@127.0.0.1/",
    "http://news.example.org/\r\nHost: inside", "http://[::1/", "http:///a", "http://" + "x" * 1000,
)  # fmt: skip
PAGE = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"
Answer = Callable[[socket.socket, threading.Event], None]


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Where every attempt to connect is written down, and fails."""
    tried: list[object] = []

    def connect(_self: socket.socket, address: object) -> None:
        tried.append(address)
        raise OSError("a test lets nobody out")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


@contextmanager
def serving(answer: Answer) -> Iterator[str]:
    """A machine here that answers everybody in one way; its address."""
    over = threading.Event()

    def serve(listener: socket.socket) -> None:
        while not over.is_set():
            with suppress(OSError):
                connection, _peer = listener.accept()
                with connection:
                    connection.recv(4096)
                    answer(connection, over)

    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(0.05)
        thread = threading.Thread(target=serve, args=(listener,))
        thread.start()
        try:
            yield f"http://127.0.0.1:{listener.getsockname()[1]}/news"
        finally:
            over.set()
            thread.join()


def _always(answers: list[str], _host: str, _port: int) -> list[str]:
    return answers


def saying(text: bytes) -> Answer:
    def answer(connection: socket.socket, _over: threading.Event) -> None:
        connection.sendall(text)

    return answer


@pytest.mark.parametrize("number", INSIDE)
def test_a_name_that_leads_inside_is_never_connected_to(number: str, no_sockets: list[object]) -> None:
    for answers in ([number], ["9.9.9.9", number]):
        with pytest.raises(NotFetched, match="open network"):
            fetch_page("http://news.example.org/a", resolve=partial(_always, answers))
    assert no_sockets == []


@pytest.mark.parametrize("text", WRITTEN)
def test_an_inside_machine_written_differently_is_never_connected_to(
    text: str, no_sockets: list[object]
) -> None:
    with pytest.raises(NotFetched):
        fetch_page(text)
    assert no_sockets == []


@pytest.mark.parametrize("text", MALFORMED)
def test_what_is_no_address_of_a_page_is_refused_before_any_look_up(text: str) -> None:
    with pytest.raises(NotFetched):
        read_address(text)


def test_a_name_that_answers_differently_the_second_time_gains_nothing(no_sockets: list[object]) -> None:
    answers = iter([["9.9.9.9"], ["127.0.0.1"]])
    with pytest.raises(NotFetched):
        fetch_page("https://news.example.org/a", resolve=lambda _host, _port: next(answers))
    assert no_sockets == [("9.9.9.9", 443)]


def test_a_page_is_fetched_plain_and_packed() -> None:
    with serving(saying(PAGE + b"\r\n<p>News</p>")) as address:
        assert fetch_page(address, limits=HERE) == b"<p>News</p>"
    packed = PAGE + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"<p>News</p>")
    with serving(saying(packed)) as address:
        assert fetch_page(address, limits=HERE) == b"<p>News</p>"


def test_a_redirect_inward_is_not_followed() -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: http://inside.example.org/\r\nContent-Length: 0\r\n\r\n"

    def resolve(host: str, port: int) -> list[str]:
        return ["10.0.0.1"] if host == "inside.example.org" else list(look_up(host, port))

    with serving(saying(moved)) as address, pytest.raises(NotFetched, match="open network"):
        fetch_page(address, resolve=resolve, limits=HERE)


@pytest.mark.parametrize("to", [b"file:///etc/passwd", b"/again", b"http://127.0.0.1:22/"])
def test_a_redirect_elsewhere_or_in_a_circle_ends(to: bytes) -> None:
    moved = b"HTTP/1.1 302 Found\r\nLocation: " + to + b"\r\nContent-Length: 0\r\n\r\n"
    begun = time.monotonic()
    with serving(saying(moved)) as address, pytest.raises(NotFetched):
        fetch_page(address, limits=HERE)
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize(
    "text",
    [
        PAGE + b"\r\n" + b"x" * 20_000,
        PAGE + b"Content-Encoding: gzip\r\n\r\n" + gzip.compress(b"x" * 50_000_000),
        PAGE + b"Content-Encoding: br\r\n\r\nxx",
        PAGE + b"Content-Encoding: gzip, gzip\r\n\r\n" + gzip.compress(gzip.compress(b"x")),
        PAGE + b"Content-Encoding: gzip\r\n\r\nnot packed",
        b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\nConnection: close\r\n\r\n%PDF",
        b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\nConnection: close\r\n\r\nno",
        b"nothing that is HTTP",
    ],
)
def test_too_much_packed_strangely_or_of_another_kind_is_refused(text: bytes) -> None:
    with serving(saying(text)) as address, pytest.raises(NotFetched):
        fetch_page(address, limits=HERE)


@pytest.mark.parametrize("head", [b"", PAGE + b"\r\n"])
def test_an_endless_answer_ends_in_time(head: bytes) -> None:
    def dribble(connection: socket.socket, over: threading.Event) -> None:
        with suppress(OSError):
            connection.sendall(head)
            while not over.wait(0.02):
                connection.sendall(b"H")

    begun = time.monotonic()
    with serving(dribble) as address, pytest.raises(NotFetched):
        fetch_page(address, limits=HERE)
    assert time.monotonic() - begun < 5
