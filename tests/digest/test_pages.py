"""The preview and the page of wishes."""

from app.db import number_of
from app.digest.queries.readers import reader_by_id
from tests.digest.newsroom import CANARIES, Newsroom

WISHES = {
    "frequency": "weekly",
    "day": "3",
    "hour": "18",
    "zone": "Asia/Aqtau",
    "kinds": ["hearing", "appeal"],
}


def test_the_preview_says_what_the_mail_would(room: Newsroom) -> None:
    page = room.cast.client(room.cast.ana).get("/digest/preview")

    assert page.status_code == 200
    assert "K-002" in page.text
    assert [canary for canary in CANARIES if canary in page.text] == []


def test_the_html_twin_may_style_itself_and_nothing_else(room: Newsroom) -> None:
    answer = room.cast.client(room.cast.ana).get("/digest/preview.html")

    assert answer.status_code == 200
    assert answer.headers["content-security-policy"].startswith(
        "default-src 'none'; style-src 'unsafe-inline'"
    )


def test_a_stranger_previews_their_own_and_a_visitor_none(room: Newsroom) -> None:
    assert "K-002" not in room.cast.client(room.cast.sam).get("/digest/preview").text
    assert room.cast.client().get("/digest/preview").status_code == 303


def test_wishes_are_kept_and_shown_again(room: Newsroom) -> None:
    client = room.cast.client(room.cast.ana)
    assert client.post("/digest/settings", data=WISHES).status_code == 303
    page = client.get("/digest/settings").text
    with room.cast.database.reading() as session:
        reader = reader_by_id(session, number_of(room.cast.ana))

    assert reader is not None
    assert (reader.day, reader.hour, reader.zone) == (3, 18, "Asia/Aqtau")
    assert reader.interest.kinds == {"hearing", "appeal"}
    assert 'value="Asia/Aqtau"' in page


def test_a_wish_that_cannot_be_is_asked_again(room: Newsroom) -> None:
    client = room.cast.client(room.cast.ana)

    for wrong in ({"zone": "Mars/Olympus"}, {"hour": "24"}, {"day": "0"}, {"frequency": "often"}):
        assert client.post("/digest/settings", data={**WISHES, **wrong}).status_code == 422


def test_a_campaign_of_others_cannot_be_followed(room: Newsroom) -> None:
    theirs = "2" if number_of(room.cast.campaign) == 1 else "1"
    room.cast.client(room.cast.ana).post(
        "/digest/settings", data={**WISHES, "campaigns": [theirs, "x", "-1"]}
    )
    with room.cast.database.reading() as session:
        reader = reader_by_id(session, number_of(room.cast.ana))

    assert reader is not None
    assert reader.interest.campaigns == frozenset()
