"""The link in every mail: one click stops it, from anywhere and in either encoding, and looking changes nothing."""

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from app.db import number_of
from app.digest.preferences_token import token_of
from tests.digest.newsroom import Newsroom, words


def stranger(room: Newsroom) -> TestClient:
    """A mail provider's machine: no cookie, no origin, nothing a browser sends."""
    return TestClient(room.app, base_url=room.cast.settings.base_url, follow_redirects=False)


def address(room: Newsroom, serial: int = 0) -> str:
    return "/u/" + token_of(room.cast.settings.secret_key, number_of(room.cast.ana), serial)


def wishes(room: Newsroom) -> list[tuple[int, str]]:
    with room.cast.database.reading() as session:
        return [
            tuple(row)
            for row in session.execute(text("SELECT volunteer_id, frequency FROM digest_subscription"))
        ]


def test_the_mail_carries_the_very_link(room: Newsroom) -> None:
    room.queue()
    mail = room.sent()["ana@example.org"]

    assert mail["List-Unsubscribe"] == f"<{room.cast.settings.base_url}{address(room)}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert words(mail).count(address(room)) == 3


@pytest.mark.parametrize("encoding", ["urlencoded", "multipart"])
def test_one_click_stops_the_mails_also_those_already_queued(room: Newsroom, encoding: str) -> None:
    room.queue()
    field = {"List-Unsubscribe": "One-Click"}
    post = (
        {"data": field} if encoding == "urlencoded" else {"files": {"List-Unsubscribe": (None, "One-Click")}}
    )
    for _again in range(2):
        assert stranger(room).post(address(room), **post).status_code == 200

    assert wishes(room) == [(number_of(room.cast.ana), "none")]
    assert "ana@example.org" not in room.sent()


@pytest.mark.parametrize(
    "headers", [{"Origin": "https://mail.example.com"}, {"Sec-Fetch-Site": "cross-site"}]
)
def test_where_it_comes_from_does_not_matter(room: Newsroom, headers: dict[str, str]) -> None:
    answer = stranger(room).post(address(room), data={"List-Unsubscribe": "One-Click"}, headers=headers)

    assert (answer.status_code, wishes(room)) == (200, [(number_of(room.cast.ana), "none")])


@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_looking_changes_nothing(room: Newsroom, method: str) -> None:
    assert stranger(room).request(method, address(room)).status_code == 200
    assert wishes(room) == []


def test_the_page_offers_the_choices_and_keeps_the_chosen_one(room: Newsroom) -> None:
    answer = stranger(room).post(address(room), data={"frequency": "urgent"})

    assert (answer.status_code, wishes(room)) == (200, [(number_of(room.cast.ana), "urgent")])
    assert "Saved." in answer.text
    assert stranger(room).post(address(room), data={"frequency": "hourly"}).status_code == 422


@pytest.mark.parametrize(
    "token", ["", "x", "1-", "1-0", "zz-00", "-", "1-" + "0" * 40, "99999999999-" + "0" * 40, "é-0"]
)
def test_a_forged_link_leads_nowhere(room: Newsroom, token: str) -> None:
    client = stranger(room)

    assert client.get(f"/u/{token}").status_code == 404
    assert client.post(f"/u/{token}", data={"List-Unsubscribe": "One-Click"}).status_code == 404
    assert wishes(room) == []


def test_a_renewed_link_makes_the_old_one_useless(room: Newsroom) -> None:
    stranger(room).post(address(room), data={"frequency": "weekly"})
    room.change("UPDATE digest_subscription SET serial = 1")

    assert stranger(room).get(address(room)).status_code == 404
    assert stranger(room).get(address(room, serial=1)).status_code == 200


def test_another_address_with_this_token_opens_nothing(room: Newsroom) -> None:
    token = address(room).removeprefix("/u/")

    assert stranger(room).get(f"/invitations/{token}").status_code == 404
    assert stranger(room).get(f"/digest/preview?token={token}").status_code == 303


def test_other_forms_of_the_site_still_ask_where_they_come_from(room: Newsroom) -> None:
    assert stranger(room).post("/digest/settings", data={"frequency": "none"}).status_code == 403
