"""Nobody gets the weekly mail at an address they did not confirm, and confirming takes a click of their own."""

import re
from datetime import timedelta

import pytest
from starlette.testclient import TestClient

from app.db import number_of
from app.digest.confirm_address import token_of
from tests.digest.newsroom import MONDAY, Newsroom, words


@pytest.fixture
def moved(room: Newsroom) -> Newsroom:
    """Ana came by an invitation to another address than the one she has now."""
    room.change(
        "INSERT INTO invitation (token_hash, email, role, makes_admin, created_at, expires_at, used_at)"
        " SELECT 'x', 'ana@old.example', 'coordinator', :no, created_at, created_at, created_at"
        " FROM volunteer WHERE id = :ana",
        ana=number_of(room.cast.ana),
        no=False,
    )
    return room


def stranger(room: Newsroom) -> TestClient:
    return TestClient(room.app, base_url=room.cast.settings.base_url, follow_redirects=False)


def link_in(room: Newsroom) -> str:
    """The path of the link in Ana's mail."""
    found = re.search(r"https?://\S+(/digest/confirm/\S+)", words(room.sent()["ana@example.org"]))
    assert found is not None
    return found[1]


def test_the_first_mail_asks_and_says_nothing_else(moved: Newsroom) -> None:
    moved.queue()
    moved.queue(MONDAY + timedelta(minutes=10))
    mail = moved.sent()["ana@example.org"]

    assert mail["Subject"] == "Confirm your address"
    assert "K-002" not in words(mail)
    assert sum("ana@" in to for to in moved.written()) == 1


def test_a_click_confirms_and_looking_does_not(moved: Newsroom) -> None:
    moved.cast.client(moved.cast.ana).post("/digest/confirm", data={})
    link = link_in(moved)
    client = stranger(moved)

    assert "Yes, send it to me" in client.get(link).text
    assert "Nothing is sent to this address" in moved.cast.client(moved.cast.ana).get("/digest/settings").text
    key = re.search(r'name="key" value="([^"]+)"', client.get(link).text)
    assert key is not None
    assert "is confirmed" in client.post(link, data={"key": key[1]}).text
    settings_page = moved.cast.client(moved.cast.ana).get("/digest/settings").text
    assert "Nothing is sent to this address" not in settings_page


def test_a_link_is_good_for_its_address_for_a_week_and_for_nobody_else(moved: Newsroom) -> None:
    ana, lee = number_of(moved.cast.ana), number_of(moved.cast.lee)
    secret = moved.cast.settings.secret_key
    good = token_of(secret, ana, "ana@example.org", MONDAY)
    wrong = (
        token_of(secret, ana, "other@example.org", MONDAY), token_of(secret, lee, "ana@example.org", MONDAY),
        token_of("another secret" * 4, ana, "ana@example.org", MONDAY), good[:-1] + ("0" if good[-1] != "0" else "1"),
        token_of(secret, ana, "ana@example.org", MONDAY - timedelta(days=30)), "x", "1-1-" + "0" * 40, "é",
    )  # fmt: skip

    assert stranger(moved).get(f"/digest/confirm/{good}").status_code == 200
    for token in wrong:
        assert stranger(moved).get(f"/digest/confirm/{token}").status_code == 404
    assert "ana" not in good, "links stand in logs"
