"""What the world sees of our actions, and what it no longer sees."""

from html import unescape
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from icalendar import Calendar
from sqlalchemy import text

from app.consent.models import Basis, Consent
from app.db import number_of
from tests import clock, story
from tests.campaigning.acting import CALL, PICKET, agree, live, made, stored
from tests.story import Cast

ATOM = "{http://www.w3.org/2005/Atom}"


def consent(cast: Cast) -> None:
    """The family allows on public pages all that the tests' calls tell of her."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        for group in ("name", "case", "health", "family"):
            session.add(
                Consent(
                    person_id=cast.case.person_id, field_group=group, use="public", basis=Basis.GIVEN,
                    given_by="Her daughter", given_how="by phone",
                )
            )  # fmt: skip


def public(cast: Cast, kind: str = "letter-call", **fields: str) -> str:
    """A live action with a source, consent and a public page."""
    consent(cast)
    ref = live(cast, kind, **fields)
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    lee.post(f"/actions/{ref}/cite", data={"source": "Hands off Roza"})
    answer = agree(ana, ref, "publish")
    assert answer.status_code == 303, unescape(answer.text)
    return ref


def feed_titles(cast: Cast) -> list[str | None]:
    """What the feed tells now."""
    answer = cast.client().get("/feeds/actions.atom")
    assert answer.headers["content-type"].startswith("application/atom+xml")
    return [entry.findtext(f"{ATOM}title") for entry in ET.fromstring(answer.text).iter(f"{ATOM}entry")]


def test_nothing_is_public_without_consent_a_source_and_a_second_person(cast: Cast) -> None:
    lee, ana, world = cast.client(cast.lee), cast.client(cast.ana), cast.client()
    ref = live(cast)
    assert world.get(f"/a/{ref}").status_code == 404
    refused = agree(ana, ref, "publish")
    assert refused.status_code == 422
    assert "no consent for public use stands for K-001" in refused.text
    consent(cast)
    assert "no source is named" in agree(ana, ref, "publish").text
    lee.post(f"/actions/{ref}/cite", data={"source": "Hands off Roza"})
    assert lee.post(f"/actions/{ref}/publish").status_code == 403
    assert world.get(f"/a/{ref}").status_code == 404
    assert agree(ana, ref, "publish").status_code == 303
    with cast.database.reading() as session:
        lines = session.execute(text("SELECT actor_id, noun FROM access WHERE what = 'published'")).all()
    assert lines == [(cast.ana.id, "action")]
    page = unescape(world.get(f"/a/{ref}").text)
    assert CALL["title"] in page
    assert "Hands off Roza" in page
    assert feed_titles(cast) == [CALL["title"]]


def test_a_withdrawn_consent_takes_page_and_feed_away_at_once(cast: Cast) -> None:
    ref = public(cast)
    world = cast.client()
    assert world.get(f"/a/{ref}").status_code == 200
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.connection().execute(text("UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00'"))
    gone = world.get(f"/a/{ref}")
    assert gone.status_code == 410
    assert CALL["title"] not in unescape(gone.text)
    assert feed_titles(cast) == []
    assert CALL["title"] not in unescape(world.get("/a").text)
    assert world.post(f"/a/{ref}/sent", data={"channel": "post"}).status_code == 410
    assert stored(cast, "SELECT id FROM tally") == []


def test_stopping_beats_page_feed_and_count(cast: Cast) -> None:
    ref = public(cast)
    world = cast.client()
    cast.client(cast.lee).post(f"/actions/{ref}/stop", data={"reason": "The family asked"})
    assert world.get(f"/a/{ref}").status_code == 410
    assert feed_titles(cast) == []
    assert world.post(f"/a/{ref}/sent", data={"channel": "post"}).status_code == 410


def test_after_the_last_day_nothing_can_be_sent_and_the_page_says_so(cast: Cast) -> None:
    ref = public(cast)
    world = cast.client()
    assert f'action="/a/{ref}/sent"' in world.get(f"/a/{ref}").text
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.connection().execute(text("UPDATE action SET until = '2013-05-31'"))
    page = world.get(f"/a/{ref}").text
    assert "This action ended on 31 May 2013." in page
    assert "<form" not in page.split("<main")[1]
    assert "mailto:" not in page
    assert world.post(f"/a/{ref}/sent", data={"channel": "post"}).status_code == 410


def test_counts_are_public_from_ten_up_and_name_nobody(cast: Cast) -> None:
    ref = public(cast)
    world = cast.client()
    assert world.post(f"/a/{ref}/sent").status_code == 422
    for number in range(1, 11):
        shown = "letters sent" in world.get(f"/a/{ref}").text
        assert not shown, number
        assert world.post(f"/a/{ref}/sent", data={"channel": "post", "country": "Germany"}).status_code == 303
    assert "10 letters sent" in world.get(f"/a/{ref}").text
    month = clock.now().strftime("%Y-%m")
    assert stored(cast, "SELECT what, channel, country, month, count FROM tally") == [
        ("letters", "post", "DE", month, 10)
    ]
    assert "10 letters sent" in cast.client(cast.rea).get(f"/actions/{ref}").text


def test_a_signed_in_volunteer_is_counted_like_anybody_and_leaves_no_trace(cast: Cast) -> None:
    ref = public(cast)
    lee = cast.client(cast.lee)
    before = stored(cast, "SELECT count(*) FROM change")
    page = lee.get(f"/a/{ref}").text
    assert "Lee" not in page
    key = page.split('name="key" value="')[1].split('"')[0]
    answers = [lee.post(f"/a/{ref}/sent", data={"channel": "email", "key": key}) for _time in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert stored(cast, "SELECT count FROM tally") == [(1,)]
    assert stored(cast, "SELECT count(*) FROM change") == before
    assert stored(cast, f"SELECT volunteer_id FROM submission WHERE location = '/a/{ref}'") == [(None,)]


def test_an_old_version_leads_to_the_newest(cast: Cast) -> None:
    ref = public(cast)
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    lee.post(f"/actions/{ref}/update", data={"what_changed": "She was moved"})
    lee.post(f"/actions/{ref}.2/submit")
    assert cast.client().get(f"/a/{ref}").status_code == 200
    assert agree(ana, f"{ref}.2", public="yes").status_code == 303
    assert cast.client().get(f"/a/{ref}").headers["location"] == f"/a/{ref}.2"


@pytest.mark.parametrize("inside", [True, False])
def test_the_calendar_file_holds_the_hour_in_its_zone(cast: Cast, inside: bool) -> None:  # noqa: FBT001 - two addresses
    ref = public(cast, "gathering", on="16 12 2099")
    client = cast.client(cast.rea) if inside else cast.client()
    answer = client.get(f"/actions/{ref}/calendar.ics" if inside else f"/a/{ref}/calendar.ics")
    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    assert all(len(line) <= 75 for line in answer.content.split(b"\r\n"))
    assert b"\n" not in answer.content.replace(b"\r\n", b"")
    event: Any = next(iter(Calendar.from_ical(answer.content).walk("VEVENT")))
    assert event["DTSTART"].dt.isoformat() == "2099-12-16T12:00:00+00:00"
    assert event["DTEND"].dt.isoformat() == "2099-12-16T13:00:00+00:00"
    assert event["DTSTART"].params["TZID"] == "Europe/London"
    assert "125 Pall Mall" in event["LOCATION"]
    assert ("Roza" in event["SUMMARY"]) is False
    assert (PICKET["title"] in event["SUMMARY"]) is not inside


def test_a_gathering_without_an_hour_takes_the_whole_day_and_without_a_day_has_no_file(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    whole = made(lee, "gathering", time="", ends_time="", on="16 12 2099", ends_on="17 12 2099")
    event: Any = next(
        iter(Calendar.from_ical(lee.get(f"/actions/{whole}/calendar.ics").content).walk("VEVENT"))
    )
    assert [event[name].dt.isoformat() for name in ("DTSTART", "DTEND")] == ["2099-12-16", "2099-12-18"]
    loose = made(lee, "gathering", on="December 2099")
    assert lee.get(f"/actions/{loose}/calendar.ics").status_code == 404


def test_a_day_of_action_lists_its_gatherings_by_country_and_hour(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    day = made(lee, "gathering", title="Day of action", form="day-of-action", time="", ends_time="", city="")
    for title, city, hour in (
        ("Later", "London", "18:00"),
        ("Sooner", "London", "09:00"),
        ("There", "Berlin", "12:00"),
    ):
        made(lee, "gathering", title=title, city=city, time=hour, ends_time="", day=day)
    page = lee.get(f"/actions/{day}").text
    places = [
        page.index(word) for word in ("<h3>Britain (UK)</h3>", "Sooner", "Later", "<h3>Germany</h3>", "There")
    ]
    assert places == sorted(places)


def test_an_action_for_two_people_waits_for_both_consents(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        other = story.case(session, cast.campaign, "K-002", "Maksat Dosmagambetov")
        assert number_of(other)
    consent(cast)
    ref = live(cast, cases="K-001 K-002")
    cast.client(cast.lee).post(f"/actions/{ref}/cite", data={"source": "Hands off Roza"})
    refused = agree(cast.client(cast.ana), ref, "publish").text
    assert "stands for K-002." in refused
