"""The page of mails: who may know of which, and what a person can decide."""

from datetime import timedelta

import pytest

from tests import clock
from tests.digest.newsroom import MONDAY, Newsroom
from tests.mail.sinks import KEEP_AND_DROP, sink


def in_doubt(room: Newsroom) -> None:
    """Two weeks whose mails nobody knows about: what is repeated once is left to a person."""
    with sink() as server:
        server.misbehave = lambda step, _recipient: KEEP_AND_DROP if step == "DOT" else None
        room.queue()
        for later in (0, 1):
            clock.turn_to(MONDAY + timedelta(days=later))
            room.sent(server.url)


def test_a_coordinator_sees_their_members_mails_and_others_see_no_page(room: Newsroom) -> None:
    room.queue()
    shown = room.cast.client(room.cast.ana).get("/mail")

    assert shown.status_code == 200
    assert all(name in shown.text for name in ("Ana", "Lee", "Rea"))
    assert [
        room.cast.client(who).get("/mail").status_code
        for who in (room.cast.lee, room.cast.rea, room.cast.sam)
    ] == [404] * 3


@pytest.mark.parametrize(
    ("decision", "state"), [("arrived", "sent"), ("again", "uncertain"), ("drop", "cancelled")]
)
def test_a_doubt_is_settled_by_a_button(room: Newsroom, decision: str, state: str) -> None:
    in_doubt(room)
    assert set(room.outbox.states) == {"uncertain"}
    client = room.cast.client(room.cast.ana)
    assert "perhaps arrived" in client.get("/mail").text
    answer = client.post("/mail/1", data={"decision": decision})

    assert (answer.status_code, room.outbox.states[0]) == (303, state)


def test_a_mail_that_was_refused_for_good_can_be_put_aside(room: Newsroom) -> None:
    """Its words are forgotten, so there is nothing to send again."""
    room.change("UPDATE volunteer SET is_admin = :yes WHERE id = :id", yes=True, id=room.cast.ana.id)
    client = room.cast.client(room.cast.ana)
    room.queue()
    with sink() as server:
        server.misbehave = lambda step, _recipient: b"550 5.7.1 not you" if step == "MAIL" else None
        room.sent(server.url)
        assert "The mail server refuses this installation" in client.get("/mail").text
        server.misbehave = lambda step, _recipient: b"550 5.1.1 nobody" if step == "RCPT" else None
        clock.passes(timedelta(hours=1))
        room.sent(server.url)
    client = room.cast.client(room.cast.ana)
    page = client.get("/mail").text

    assert "The mail server refuses this installation" not in page
    assert ("Send again" in page, "Drop" in page) == (False, True)
    assert client.post("/mail/1", data={"decision": "drop"}).status_code == 303
    assert room.outbox.states == ["cancelled", "failed", "failed"]


def test_the_mail_of_others_cannot_be_touched(room: Newsroom) -> None:
    room.queue()
    client = room.cast.client(room.cast.sam)

    assert client.post("/mail/1", data={"decision": "drop"}).status_code == 404
    assert room.cast.client(room.cast.ana).post("/mail/999", data={"decision": "drop"}).status_code == 404
    assert room.cast.client(room.cast.ana).post("/mail/line", data={"decision": "stop"}).status_code == 404
    assert "cancelled" not in room.outbox.states


def test_an_admin_stops_all_mail_and_lets_it_go_on(room: Newsroom) -> None:
    room.change("UPDATE volunteer SET is_admin = :yes WHERE id = :id", yes=True, id=room.cast.ana.id)
    room.queue()
    client = room.cast.client(room.cast.ana)
    client.post("/mail/line", data={"decision": "stop"})
    assert room.sent() == {}
    client.post("/mail/line", data={"decision": "go"})

    assert len(room.sent()) == 3
