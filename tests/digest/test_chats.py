"""Chats of a campaign: told once, of what cannot wait and of outcomes, by codes, and only by who may decide it."""

import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import Any

import pytest
from sqlalchemy import text

from app.campaigning.models import Action, ActionLink
from app.cases.models import Case
from app.clock import civil_date
from app.consent.models import Consent
from app.db import Database, number_of
from app.digest.chat_posting import tell_chats
from app.jobs.schedule import Step
from app.reviews.due_date import Urgency
from app.reviews.models import Review
from app.settings import Settings
from tests import clock, story

ADDRESS = "https://chat.example.org/hooks/a-secret-key"


@dataclass
class Chatroom:
    """A chat's server on this machine: what it was told, and what it answers."""

    url: str = ""
    status: int = 200
    got: list[str] = field(default_factory=list)


@pytest.fixture
def room() -> Iterator[Chatroom]:
    """A chat that listens."""
    with listening() as chatroom:
        yield chatroom


@contextmanager
def listening() -> Iterator[Chatroom]:
    """A chat's server."""
    chatroom = Chatroom()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            chatroom.got.append(json.loads(self.rfile.read(int(self.headers["Content-Length"])))["text"])
            self.send_response(chatroom.status)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *_args: object) -> None:
            """Quiet."""

    with HTTPServer(("127.0.0.1", 0), Handler) as server:
        chatroom.url = f"http://127.0.0.1:{server.server_port}/hooks/a-secret-key"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield chatroom
        server.shutdown()
        thread.join()


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """A developer's: chats may be on this machine."""
    return replace(settings, chat_loopback=True)


@pytest.fixture
def cast(settings: Settings, database: Database) -> story.Cast:
    """Everybody."""
    return story.the_cast(settings, database)


def add(cast: story.Cast, address: str, **more: object) -> int:
    """Ana adds a chat; the status of the answer."""
    form = {"label": "Our room", "address": address, "tells": ["urgent", "outcomes"], **more}
    return cast.client(cast.ana).post("/admin/campaigns/zhanaozen/chats", data=form).status_code


def due(cast: story.Cast, case: Case, days: int = 0, **more: Any) -> int:
    """A review of this case, so many days from today."""
    today = civil_date(clock.now(), "UTC", None)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        values: dict[str, Any] = {
            "campaign_id": case.campaign_id, "case_id": number_of(case), "rule": "by-hand", "subject": "case",
            "due": today + timedelta(days=days), "due_last": today + timedelta(days=days),
            "late_after": today + timedelta(days=days), "title": "Canary title",
            "reason": "Canary reason", "urgency": Urgency.STRIKE, "href": "/cases/x", "made_at": clock.now(), **more,
        }  # fmt: skip
        review = Review(**values)
        session.add(review)
        session.flush()
        return number_of(review)


def tell(cast: story.Cast, later: timedelta = timedelta()) -> str:
    """The job runs."""
    return tell_chats(Step(cast.database, cast.settings, clock.now() + later))


def test_what_cannot_wait_is_told_once_and_by_code_only(cast: story.Cast, room: Chatroom) -> None:
    assert add(cast, room.url) == 303
    due(cast, cast.case)
    tell(cast)
    tell(cast)

    assert len(room.got) == 1
    assert "K-001: Look at what you noted" in room.got[0]
    assert f"{cast.settings.base_url}/cases/K-001" in room.got[0]
    assert "Canary" not in room.got[0]
    assert "Tuletaeva" not in room.got[0]


@pytest.mark.parametrize(
    "more",
    [
        {"urgency": Urgency.HOUSE},
        {"days": 5},
        {"days": -400, "hard": True},
        {"done_at": datetime(2026, 1, 1, tzinfo=UTC)},
        {"snoozed_until": date(2999, 1, 1)},
    ],
    ids=["not urgent", "not yet", "long ago", "done", "snoozed"],
)
def test_other_dates_are_left_to_mail_and_pages(
    cast: story.Cast, room: Chatroom, more: dict[str, Any]
) -> None:
    add(cast, room.url)
    due(cast, cast.case, **more)
    tell(cast)

    assert room.got == []


def test_a_restricted_case_and_one_whose_family_asks_to_stop_are_never_told(
    cast: story.Cast, room: Chatroom
) -> None:
    add(cast, room.url)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        hidden = story.case(session, cast.campaign, "K-009", "Somebody Else", visibility="restricted")
        stopped = story.case(session, cast.campaign, "K-010", "Third Person")
        session.add(Consent(person_id=stopped.person_id, field_group="case", use="digest", basis="refused"))
    due(cast, hidden)
    due(cast, stopped)
    tell(cast)

    assert room.got == []


def test_a_date_that_rests_on_a_restricted_fact_is_never_told(cast: story.Cast, room: Chatroom) -> None:
    add(cast, room.url)
    due(cast, cast.case, kept_case_id=number_of(cast.case))
    due(cast, cast.case, case_id=None, subject="letter", kept_case_id=number_of(cast.case))
    tell(cast)

    assert room.got == []


def test_what_came_of_an_action_is_told_unless_its_family_asks_to_stop(
    cast: story.Cast, room: Chatroom
) -> None:
    add(cast, room.url)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        stopped = story.case(session, cast.campaign, "K-010", "Third Person")
        session.add(Consent(person_id=stopped.person_id, field_group="case", use="digest", basis="refused"))
        for reference, case in (("2026-001", cast.case), ("2026-002", stopped)):
            action = Action(
                reference=reference, campaign_id=case.campaign_id, ours=True, kind="petition", state="live",
                title="Sign", made_at=clock.now(), edited_at=clock.now(),
            )  # fmt: skip
            session.add(action)
            session.flush()
            session.add(ActionLink(action_id=number_of(action), case_id=number_of(case)))
    with cast.database.writing(actor="Ana", actor_id=cast.ana.id, at=clock.now()) as session:
        for number in (1, 2):
            session.get_one(Action, number).outcome = "released"
    tell(cast)

    assert ["2026-001" in said for said in room.got] == [True]
    assert "2026-002" not in room.got[0]


def test_what_is_done_before_it_leaves_is_not_told(cast: story.Cast, room: Chatroom) -> None:
    add(cast, room.url)
    due(cast, cast.case)
    room.status = 503
    tell(cast)
    with cast.database.engine.begin() as connection:
        connection.execute(text("UPDATE review SET done_at = made_at"))
        connection.execute(text("UPDATE outgoing_mail SET next_try_at = queued_at"))
    room.status = 200
    tell(cast)

    assert len(room.got) == 1, "the first try, which the server put off"
    assert states(cast) == ["cancelled"]


def test_a_chat_that_refuses_twice_is_left_alone_until_a_person_looks(
    cast: story.Cast, room: Chatroom
) -> None:
    add(cast, room.url)
    room.status = 404
    for _number in range(3):
        due(cast, cast.case)
        tell(cast)

    assert len(room.got) == 2
    page = cast.client(cast.ana).get("/admin/campaigns/zhanaozen/mail").text
    assert "Paused: refused twice" in page


def test_the_address_is_kept_sealed_and_never_shown_again(cast: story.Cast) -> None:
    assert add(cast, ADDRESS) == 303
    page = cast.client(cast.ana).get("/admin/campaigns/zhanaozen/mail").text

    assert "chat.example.org" in page
    assert "a-secret-key" not in page
    with cast.database.reading() as session:
        for table in ("chat", "change", "outgoing_mail"):
            assert "a-secret-key" not in str(session.execute(text(f'SELECT * FROM "{table}"')).all())


def test_an_address_that_cannot_be_posted_to_is_asked_again(cast: story.Cast) -> None:
    form = {"label": "Our room", "address": "http://chat.example.org/hooks/1", "tells": ["urgent"]}
    answer = cast.client(cast.ana).post("/admin/campaigns/zhanaozen/chats", data=form)

    assert answer.status_code == 422
    assert "The address must begin with https://" in answer.text
    assert 'value="http://chat.example.org/hooks/1"' in answer.text


def test_only_who_coordinates_the_campaign_sees_or_changes_its_chats(cast: story.Cast) -> None:
    for who in (cast.lee, cast.rea, cast.sam):
        client = cast.client(who)
        assert client.get("/admin/campaigns/zhanaozen/mail").status_code == 404
        form = {"label": "x", "address": ADDRESS}
        assert client.post("/admin/campaigns/zhanaozen/chats", data=form).status_code == 404


def test_a_test_message_goes_out_and_a_chat_taken_out_hears_nothing_more(
    cast: story.Cast, room: Chatroom
) -> None:
    add(cast, room.url)
    client = cast.client(cast.ana)
    client.post("/admin/campaigns/zhanaozen/chats/1", data={"decision": "test"})
    tell(cast)
    assert "A test from Vigil" in room.got[0]

    due(cast, cast.case)
    client.post("/admin/campaigns/zhanaozen/chats/1", data={"decision": "remove"})
    tell(cast)
    assert len(room.got) == 1


def states(cast: story.Cast) -> list[str]:
    with cast.database.reading() as session:
        return list(session.scalars(text("SELECT state FROM outgoing_mail WHERE kind = 'chat' ORDER BY id")))
