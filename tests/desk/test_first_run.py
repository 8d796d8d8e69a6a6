"""The first run: the demonstration by its own day, what does not leave it, and a campaign of one's own."""

import re
import sqlite3
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from sqlmodel import Session, select

from app.accounts.demonstration import make_demonstration
from app.accounts.models import Campaign, Invitation, Membership
from app.cases.models import Case, Minder
from app.consent.queries.consents import AsOf
from app.digest.queries.readers import readers
from app.publishing.export import Extent, export_campaign
from app.refusal import Refusal
from tests import clock, story
from tests.conftest import NOW
from tests.servers import serving
from tests.story import Cast


@pytest.fixture
def demonstration(cast: Cast) -> Cast:
    """The campaign of the story as the demonstration; Lee looks after its case, where somebody strikes for her life."""
    with cast.database.writing(actor="vigil", at=NOW) as session:
        case = session.get_one(Case, cast.case.id)
        text = story.source(session)
        for kind, on, more in (
            ("custody", "2013-03-01", {"form": "prison"}),
            ("health-alert", "2013-04-22", {"severity": "hunger-strike", "as_of": "2013-04-24"}),
        ):
            story.cited(session, text, story.entry(session, case, kind, on, **more))
        session.add(Minder(case_id=case.id or 0, volunteer_id=cast.lee.id or 0))
        make_demonstration(session.get_one(Campaign, cast.campaign.id))
    return cast


def text_of(page: str) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", page)))


def test_its_cases_are_read_by_its_day_and_every_page_says_so(demonstration: Cast) -> None:
    lee = demonstration.client(demonstration.lee)

    case, day, listed = (text_of(lee.get(path).text) for path in ("/cases/K-001", "/my", "/cases"))

    for page in (case, day, listed):
        assert "Demonstration: you are looking at 30 April 2013." in page
    assert "Life in danger" in case or "Hunger strike" in case
    assert "no news for" not in case
    assert "Hunger strike, day 3 on 24 April 2013: ask how things are now" in day
    assert "long overdue" not in day
    assert "long overdue" not in listed


def test_what_texts_told_later_is_not_read_yet_and_what_is_added_is(demonstration: Cast) -> None:
    with demonstration.database.writing(actor="vigil", at=NOW) as session:
        case = session.get_one(Case, demonstration.case.id)
        later = story.source(session, "Eight years on", "2019-12-01")
        for words, key in (("Told eight years later", "k-001-later"), ("Typed by a volunteer", None)):
            made = story.entry(session, case, "note", "2013-02-01", summary=words, key=key)
            made.known_on = date(2019, 12, 1)
            story.cited(session, later, made)
    page = demonstration.client(demonstration.lee).get("/cases/K-001").text

    assert "Told eight years later" not in page
    assert "Typed by a volunteer" in page


def test_no_other_campaign_and_no_stranger_lives_by_its_day(demonstration: Cast) -> None:
    sam, world = demonstration.client(demonstration.sam), demonstration.client()

    assert "Demonstration" not in sam.get("/my").text
    assert f"{clock.now():%Y}" in sam.get("/calendar").text
    assert "Demonstration" not in world.get("/p").text


def test_whoever_coordinates_it_looks_at_today_and_back(demonstration: Cast) -> None:
    ana = demonstration.client(demonstration.ana)

    ana.post("/demonstration", data={"day": ""})
    assert "Demonstration: you are looking at today." in text_of(ana.get("/cases").text)
    ana.post("/demonstration", data={"day": "2013-05-10"})
    assert "you are looking at 10 May 2013" in text_of(ana.get("/cases").text)
    early = ana.post("/demonstration", data={"day": "2013-01-10"})

    assert early.status_code == 422
    assert demonstration.client(demonstration.lee).post("/demonstration", data={"day": ""}).status_code == 404


def test_nothing_of_it_goes_out(demonstration: Cast) -> None:
    with demonstration.database.reading() as session:
        mine = {one.id: one.campaigns for one in readers(session)}
        with pytest.raises(Refusal, match="nothing of it leaves"):
            export_campaign(session, "zhanaozen", AsOf(date(2013, 4, 30)), Extent.FOR_OTHERS)
    ana = demonstration.client(demonstration.ana)

    assert not mine[demonstration.lee.id or 0]
    assert mine[demonstration.sam.id or 0]
    refused = ana.post("/cases/K-001/public", data={"lead": "She is ill.", "ask": "Write."})
    opened = ana.post("/admin/campaigns/zhanaozen/data", data={"licence": "CC-BY-4.0"})
    assert (refused.status_code, opened.status_code) == (409, 409)
    assert "nothing of it leaves" in refused.text


def test_the_three_steps_say_what_is_done_and_where_it_counts(demonstration: Cast) -> None:
    ana, lee = demonstration.client(demonstration.ana), demonstration.client(demonstration.lee)

    assert "its dates stand on your day now" in lee.get("/welcome").text
    page = text_of(ana.get("/welcome").text)
    for step in ("Look after a case", "Draft one letter", "Add one thing"):
        assert step in page
    assert "Done" not in page


def test_an_admin_takes_it_away_in_two_steps(demonstration: Cast) -> None:
    with demonstration.database.writing(actor="vigil", at=NOW) as session:
        demonstration.ana = session.merge(demonstration.ana)
        demonstration.ana.is_admin = True
    ana = demonstration.client(demonstration.ana)

    assert "Take it away for good" in ana.get("/demonstration/away").text
    assert demonstration.client(demonstration.lee).get("/demonstration/away").status_code == 404
    ana.post("/demonstration/away")

    assert ana.get("/cases/K-001").status_code == 404
    assert "Zhanaozen" not in ana.get("/admin").text
    with demonstration.database.reading() as session:
        assert not members_of(session, demonstration.campaign.id or 0)


def members_of(session: Session, campaign: int) -> list[Membership]:
    return [one for one in session.exec(select(Membership)) if one.campaign_id == campaign]


def test_a_campaign_of_ones_own_asks_who_else_and_lives_by_the_calendar(demonstration: Cast) -> None:
    with demonstration.database.writing(actor="vigil", at=NOW) as session:
        session.merge(demonstration.ana).is_admin = True
    ana = demonstration.client(demonstration.ana)

    wrong = ana.post("/campaigns/new", data={"name": "Free them", "zone": "Nowhere", "who": "not an address"})
    assert wrong.status_code == 422
    made = ana.post(
        "/campaigns/new",
        data={
            "name": "Free them!", "country": "Kazakhstan", "zone": "Asia/Almaty", "language": "ru",
            "who": "bea@example.org\ncid@example.org",
        },
    )  # fmt: skip

    assert made.text.count("/invitations/") == 2
    with demonstration.database.reading() as session:
        own = session.exec(select(Campaign).where(Campaign.slug == "free-them")).one()
        assert (own.country, own.language, own.is_demonstration, own.own_day) == ("KZ", "ru", False, None)
        assert {one.campaign_id for one in session.exec(select(Invitation))} == {own.id}
    assert "no news for" not in text_of(ana.get("/cases/K-001").text)


def test_up_on_an_empty_database_brings_the_demonstration(tmp_path: Path) -> None:
    with serving(tmp_path / "data", {}, command="up") as served:
        assert served.vigil(
            "draft", "K-001", "--kind", "medical-care", "--to", "embassy-of-kazakhstan-london"
        )
        with sqlite3.connect(tmp_path / "data" / "vigil.db") as database:
            found = database.execute("SELECT slug, is_demonstration, own_day FROM campaign").fetchall()
    assert found == [("zhanaozen", 1, "2013-04-30")]
