"""Actions where people look anyway: approvals, the weekly mail, the calendar."""

from datetime import timedelta
from html import unescape

from app.cases.models import Incident
from app.db import number_of
from tests import clock
from tests.campaigning.acting import CALL, agree, live, made, stored
from tests.story import Cast


def soon(days: int) -> str:
    """A day to come, as people type it."""
    return (clock.now().date() + timedelta(days=days)).strftime("%d %m %Y")


def test_an_action_without_a_case_waits_on_the_approvals_page(cast: Cast) -> None:
    lee, ana, sam = cast.client(cast.lee), cast.client(cast.ana), cast.client(cast.sam)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(
            Incident(
                reference="I-001", campaign_id=number_of(cast.campaign), title="Shooting", kind="massacre"
            )
        )  # fmt: skip
    ref = made(lee, cases="", incidents="I-001")
    assert lee.post(f"/actions/{ref}/submit").status_code == 303
    page = unescape(ana.get("/approvals").text)
    assert f"/actions/{ref}/approve" in page
    assert CALL["title"] in page
    assert f'href="/actions/{ref}/approve"' in page
    assert "somebody else" in unescape(lee.get("/approvals").text)
    assert ref not in sam.get("/approvals").text
    number = stored(cast, "SELECT id FROM approval")[0][0]
    assert ana.post(f"/approvals/{number}/decide", data={"decision": "approved"}).status_code == 404
    assert agree(ana, ref).status_code == 303
    assert ref not in ana.get("/approvals").text
    assert lee.post(f"/actions/{ref}/propose", data={"until": "1 2 2100", "reason": "x"}).status_code == 303
    assert f'href="/actions/{ref}/extend"' in ana.get("/approvals").text
    assert lee.post(f"/actions/{ref}/pause", data={"reason": "x"}).status_code == 303
    assert f'href="/actions/{ref}/resume"' in ana.get("/approvals").text


def test_a_gathering_is_ahead_in_the_weekly_mail_live_or_extended_until_it_is_paused(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    ref = live(cast, "gathering", on=soon(9), until=soon(9))

    def mail() -> str:
        return unescape(ana.get("/digest/preview").text)

    assert ref in mail()
    assert "12:00" in mail()
    lee.post(f"/actions/{ref}/propose", data={"until": soon(20), "reason": "More cities"})
    assert agree(ana, ref, "extend").status_code == 303
    lee.post(f"/actions/{ref}/notice", data={"notice_given_on": soon(0)})
    assert ref in mail()
    assert lee.post(f"/actions/{ref}/pause", data={"reason": "The embassy moved"}).status_code == 303
    assert "12:00" not in mail()


def test_an_outcome_stands_in_the_weekly_mail_of_the_whole_campaign(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    ref = live(cast, "gathering", on=soon(0))
    lee.post(f"/actions/{ref}/close", data={"outcome": "part-met", "report": "The consul took the letter."})
    for reader in (lee, ana):
        page = unescape(reader.get("/digest/preview").text)
        assert f"{ref}: part of what was asked for was done" in page
    assert ref not in cast.client(cast.sam).get("/digest/preview").text


def test_the_calendar_shows_gatherings_of_the_month_to_those_who_see_them(cast: Cast) -> None:
    lee, sam = cast.client(cast.lee), cast.client(cast.sam)
    ref = live(cast, "gathering", on="16 12 2099")
    made(lee, "gathering", on="17 12 2099", title="Only a draft")
    lee.post("/actions/new/reported", data={
        "kind": "gathering", "state": "planned", "title": "Rally of the union", "on": "18 12 2099",
        "cases": "K-001", "source": "Their letter",
    })  # fmt: skip
    page = unescape(lee.get("/calendar?month=2099-12").text)
    assert f'href="/actions/{ref}"' in page
    assert "Rally of the union" in page
    assert "Only a draft" not in page
    assert "Picket" in page
    assert ref not in sam.get("/calendar?month=2099-12").text
    assert ref not in lee.get("/calendar?month=2098-12").text
    lee.post(f"/actions/{ref}/stop", data={"reason": "x"})
    assert f'href="/actions/{ref}"' not in lee.get("/calendar?month=2099-12").text
