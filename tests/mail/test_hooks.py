"""Posting to an address somebody typed never reaches a machine that is not on the open network."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest

from app.fetch.public_numbers import Address, is_public, look_up
from app.mail.result import Deferred, Refused, Unknown
from app.mail.webhooks import BadHook, post_json, read_hook

# Numbers of machines that must never be reached, as a resolver may answer them.
INSIDE = (
    "127.0.0.1", "127.9.9.9", "0.0.0.0", "10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.255.254", "192.168.0.1",
    "169.254.169.254", "169.254.0.1", "100.64.0.1", "100.127.255.254", "192.0.0.1", "192.0.2.7", "198.18.0.1",
    "198.51.100.3", "203.0.113.9", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "::", "::1",
    "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::7f00:1", "2002:7f00:1::", "2002:a00:1::1", "2001:0:4136:e378:8000:63bf:80ff:fffe", "fe80::1",
    "fe80::1%eth0", "fc00::1", "fd12:3456::1", "ff02::1", "2001:db8::1", "not a number",
)  # fmt: skip
# Other ways to write an inside machine: this machine's own resolver turns them into numbers.
WRITTEN = (
    "https://127.0.0.1/h", "https://2130706433/h", "https://0x7f.1/h", "https://0177.0.0.1/h", "https://127.1/h",
    "https://[::1]/h", "https://[::ffff:127.0.0.1]/h", "https://localhost/h", "https://0/h",
    "https://[::ffff:169.254.169.254]/latest/meta-data", "https://169.254.169.254/latest/meta-data",
)  # fmt: skip
# What is refused before any name is looked up.
MALFORMED = (
    "http://chat.example.org/h", "ftp://chat.example.org/h", "file:///etc/passwd", "gopher://chat.example.org/h",
    "https://user:secret@chat.example.org/h", "https://user@chat.example.org/h", "https://chat.example.org",
    "https://chat.example.org/", "https://chat.example.org:22/h", "https://chat.example.org:25/h",
    "https://chat.example.org:6379/h", "https://chat.example.org/h#part", "//chat.example.org/h", "chat.example.org/h",
    "https:///h", "https://chat.example.org:99999/h", "https://chat.example.org /h", "https://chat。example。org/h",
    "https://chat.example.org\\@127.0.0.1/h", "https://chat.example.org/h\r\nHost: inside", "https://[::1/h",
    "https://chat.example.org/" + "x" * 900, "javascript:alert(1)", "",
)  # fmt: skip


@pytest.fixture
def no_sockets(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Where every attempt to connect would be written down, and fail."""
    tried: list[object] = []

    def connect(_self: socket.socket, address: object) -> None:
        tried.append(address)
        raise OSError("a test lets nobody out")

    monkeypatch.setattr(socket.socket, "connect", connect)
    return tried


@pytest.mark.parametrize("address", INSIDE)
def test_check_42_a_name_that_leads_inside_is_never_connected_to(
    address: str, no_sockets: list[object]
) -> None:
    assert not is_public(address)
    with pytest.raises(Refused, match="open network"):
        post_json(read_hook("https://chat.example.org/h"), b"{}", resolve=lambda _host, _port: [address])
    assert no_sockets == []


@pytest.mark.parametrize("address", INSIDE)
def test_check_42_one_inside_number_among_public_ones_is_enough(
    address: str, no_sockets: list[object]
) -> None:
    with pytest.raises(Refused):
        post_json(
            read_hook("https://chat.example.org/h"), b"{}", resolve=lambda _host, _port: ["9.9.9.9", address]
        )
    assert no_sockets == []


@pytest.mark.parametrize("text", WRITTEN)
def test_check_42_an_inside_machine_written_differently_is_never_connected_to(
    text: str, no_sockets: list[object]
) -> None:
    with pytest.raises((Refused, Deferred, BadHook)):
        post_json(read_hook(text), b"{}")
    assert no_sockets == []


@pytest.mark.parametrize("text", MALFORMED)
def test_check_42_what_is_no_address_of_a_chat_is_asked_again(text: str) -> None:
    with pytest.raises(BadHook) as refused:
        read_hook(text)
    assert refused.value.sentence


def test_the_number_that_was_looked_at_is_the_one_connected_to(no_sockets: list[object]) -> None:
    """A name that answers differently the second time gains nothing: it is asked once."""
    answers = iter([["9.9.9.9"], ["127.0.0.1"]])
    with pytest.raises(Deferred):
        post_json(read_hook("https://chat.example.org/h"), b"{}", resolve=lambda _host, _port: next(answers))
    assert no_sockets == [("9.9.9.9", 443)]


def test_an_unknown_name_is_tried_again_later() -> None:
    def nobody_knows(_host: str, _port: int) -> list[str]:
        raise socket.gaierror("no such name")

    with pytest.raises(Deferred):
        post_json(read_hook("https://chat.example.org/h"), b"{}", resolve=nobody_knows)


def test_a_server_that_answers_byte_by_byte_does_not_hold_everybody_up() -> None:
    over = threading.Event()

    def dribble(listener: socket.socket) -> None:
        connection, _address = listener.accept()
        with connection, suppress(OSError):
            while not over.wait(0.02):
                connection.sendall(b"H")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        thread = threading.Thread(target=dribble, args=(listener,))
        thread.start()
        hook = read_hook(f"http://127.0.0.1:{listener.getsockname()[1]}/hooks/abc", loopback=True)
        try:
            with pytest.raises(Unknown):
                post_json(hook, b"{}", loopback=True, whole=0.3)
        finally:
            over.set()
            thread.join()


@contextmanager
def answering(status: int, location: str = "") -> Iterator[tuple[Address, list[tuple[str, bytes]]]]:
    """A chat's server on this machine that answers everything with one status; what it was sent."""
    got: list[tuple[str, bytes]] = []

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            got.append((self.headers["Host"], body))
            if status:
                self.send_response(status)
                if location:
                    self.send_header("Location", location)
                self.send_header("Content-Length", "0")
                self.end_headers()
            else:
                self.connection.shutdown(socket.SHUT_RDWR)

        def log_message(self, *_args: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield read_hook(f"http://localhost:{server.server_port}/hooks/abc?x=1", loopback=True), got
        finally:
            server.shutdown()
            thread.join()


def only_v4(host: str, port: int) -> list[str]:
    """The numbers of this machine on which the test server listens."""
    return [address for address in look_up(host, port) if "." in address] or ["127.0.0.1"]


def test_development_may_post_to_this_machine_and_production_may_not() -> None:
    with answering(200) as (hook, got):
        post_json(hook, b'{"text": "x"}', resolve=only_v4, loopback=True)
        assert got == [(f"localhost:{hook.port}", b'{"text": "x"}')]
        with pytest.raises(Refused):
            post_json(hook, b"{}", resolve=only_v4)
        assert len(got) == 1


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (301, Refused), (307, Refused), (400, Refused), (401, Refused), (403, Refused), (404, Refused),
        (410, Refused), (408, Deferred), (429, Deferred), (500, Deferred), (503, Deferred), (0, Unknown),
    ],
)  # fmt: skip
def test_what_the_chat_answers_decides_what_happens_next(status: int, verdict: type[Exception]) -> None:
    with answering(status, "http://127.0.0.1:9/inside") as (hook, got), pytest.raises(verdict):
        post_json(hook, b"{}", resolve=only_v4, loopback=True)
    assert len(got) == 1, "a redirect is not followed and nothing is repeated at once"
