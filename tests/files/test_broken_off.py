"""Uploads that break off, over a real connection: nothing is kept of them, neither a row nor bytes."""

import socket
import subprocess
import time
from contextlib import suppress
from urllib.parse import urlsplit

import pytest

from app.accounts.changes import sign_in
from app.accounts.sessions import cookie_name
from app.db import Database
from app.settings import read_settings
from tests import clock, story
from tests.files.corpus import image
from tests.servers import Served

OFFSETS = 10
PATIENCE = 240  # for a machine however slow


def form(content: bytes) -> bytes:
    parts = [
        b'--x\r\nContent-Disposition: form-data; name="caption"\r\n\r\nHer face\r\n',
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.png"\r\n\r\n'
        + content
        + b"\r\n--x--\r\n",
    ]
    return b"".join(parts)


def head(served: Served, cookie: str, length: int) -> bytes:
    lines = [
        "POST /cases/K-001/files HTTP/1.1", f"Host: {urlsplit(served.url).netloc}", f"Cookie: {cookie}",
        "Sec-Fetch-Site: same-origin", "Content-Type: multipart/form-data; boundary=x", f"Content-Length: {length}",
        "Connection: close",
    ]  # fmt: skip
    return ("\r\n".join(lines) + "\r\n\r\n").encode()


def post(served: Served, sent: bytes, *, hang_up: bool) -> bytes:
    """Send this much; then hang up, or wait for what comes back."""
    address = urlsplit(served.url)
    with socket.create_connection((address.hostname, address.port), timeout=PATIENCE) as line:
        line.sendall(sent)
        return b"" if hang_up else line.recv(200)


@pytest.fixture
def cookie(served: Served) -> str:
    settings = read_settings(served.environment)
    database = Database(settings.database_url)
    with database.writing(actor="a test", at=clock.now()) as session:
        campaign = story.campaign(session)
        lee = story.volunteer(session, "Lee", campaign)
        story.case(session, campaign)
        token = sign_in(session, lee.id or 0, clock.now())
    database.close()
    return f"{cookie_name(settings)}={token}"


def test_an_upload_that_breaks_off_leaves_nothing(served: Served, cookie: str) -> None:
    data_dir = read_settings(served.environment).data_dir
    whole = form(image("PNG", (300, 300)) + bytes(300_000))
    for number in range(1, OFFSETS + 1):
        post(
            served,
            head(served, cookie, len(whole)) + whole[: len(whole) * number // (OFFSETS + 1)],
            hang_up=True,
        )
    until = time.monotonic() + PATIENCE
    while list(data_dir.glob("incoming/*")) and time.monotonic() < until:
        with suppress(subprocess.TimeoutExpired):
            served.process.wait(0.05)

    assert list(data_dir.glob("incoming/*")) == []
    assert list(data_dir.glob("files/*")) == []
    database = Database(read_settings(served.environment).database_url)
    with database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM attachment").scalar() == 0
    assert post(served, head(served, cookie, len(whole)) + whole, hang_up=False).startswith(b"HTTP/1.1 303")
    with database.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM attachment").scalar() == 1
    database.close()
