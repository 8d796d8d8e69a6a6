"""What a reader follows decides what moved for them; following one case never takes other news away."""

from app.db import number_of
from app.digest.edition_mail import as_text
from app.digest.make_editions import preview_of
from tests.digest.newsroom import MONDAY, Newsroom

CHOSEN = {"frequency": "weekly", "day": "1", "hour": "8", "zone": "UTC", "scope": "chosen"}


def news_of_ana(room: Newsroom) -> str:
    """Ana's edition of that Monday, in plain text."""
    with room.cast.database.reading() as session:
        found = preview_of(session, room.cast.settings, number_of(room.cast.ana), MONDAY)
    assert found is not None
    return as_text(found[0])


def test_following_one_case_keeps_the_news_of_the_whole_campaign(room: Newsroom) -> None:
    client = room.cast.client(room.cast.ana)
    assert "already reach you" in client.get("/cases/K-001/follow").text
    assert client.post("/cases/K-001/follow", data={"decision": "follow"}).status_code == 303

    assert "K-002: hearing moved" in news_of_ana(room)


def test_only_what_was_chosen_moves(room: Newsroom) -> None:
    client = room.cast.client(room.cast.ana)
    client.post("/cases/K-001/follow", data={"decision": "follow"})
    case_id = (
        client.get("/digest/settings")
        .text.partition('name="cases"')[2]
        .partition('value="')[2]
        .partition('"')[0]
    )
    assert client.post("/digest/settings", data={**CHOSEN, "cases": [case_id]}).status_code == 303

    assert "hearing moved" not in news_of_ana(room)
    client.post("/cases/K-002/follow", data={"decision": "follow"})
    assert "K-002: hearing moved" in news_of_ana(room)
    assert "because you follow it" in news_of_ana(room)
    client.post("/cases/K-002/follow", data={"decision": "leave"})
    assert "hearing moved" not in news_of_ana(room)


def test_choosing_nothing_is_asked_again_with_what_was_typed(room: Newsroom) -> None:
    answer = room.cast.client(room.cast.ana).post("/digest/settings", data={**CHOSEN, "zone": "Asia/Aqtau"})

    assert answer.status_code == 422
    assert "Choose a campaign below" in answer.text
    assert 'value="Asia/Aqtau"' in answer.text


def test_a_case_one_may_not_see_cannot_be_followed(room: Newsroom) -> None:
    stranger = room.cast.client(room.cast.sam)

    assert stranger.get("/cases/K-002/follow").status_code == 404
    assert stranger.post("/cases/K-002/follow", data={"decision": "follow"}).status_code == 404
