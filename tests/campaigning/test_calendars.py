"""One gathering is one event: its own file, the feed and Atom tell the same of it, and move when it does."""

import re
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any
from xml.etree import ElementTree as ET

import pytest
import vobject  # type: ignore[import-untyped]
from icalendar import Calendar

from app.consent.models import Consent
from tests import clock, story
from tests.campaigning.acting import PICKET, agree
from tests.campaigning.test_public import ATOM, public
from tests.story import BEGAN, Cast


@pytest.fixture
def picket(cast: Cast) -> str:
    """A public picket at half past six, announced an hour ago."""
    ref = public(cast, "gathering", on="16 12 2099", time="18:30", ends_time="19:30")
    clock.passes(timedelta(hours=1))
    return ref


def feed_of(cast: Cast) -> str:
    """The path of a new feed of public events."""
    lee = cast.client(cast.lee)
    lee.post("/calendar/feeds", data={"scope": "public"})
    found = re.search(r"/ics/[\w-]+\.ics", lee.get("/calendar/feeds").text)
    assert found is not None
    return found.group()


def event(cast: Cast, path: str) -> Any:
    """The one event of a file."""
    answer = cast.client().get(path)
    assert answer.status_code == 200
    assert vobject.readOne(answer.text).vevent.uid.value
    return the_event(answer.content)


def the_event(content: bytes) -> Any:
    (found,) = Calendar.from_ical(content).walk("VEVENT")
    return found


def entry(cast: Cast) -> ET.Element:
    """The one entry of the Atom feed."""
    found = ET.fromstring(cast.client().get("/feeds/actions.atom").text).find(f"{ATOM}entry")
    assert found is not None
    return found


def updated(element: ET.Element) -> datetime:
    return datetime.fromisoformat(element.findtext(f"{ATOM}updated") or "")


def test_feed_and_file_carry_the_same_event_with_its_hour(cast: Cast, picket: str) -> None:
    fed, single = event(cast, feed_of(cast)), event(cast, f"/a/{picket}/calendar.ics")

    assert fed.to_ical() == single.to_ical()
    assert fed["DTSTART"].dt.isoformat() == "2099-12-16T18:30:00+00:00"
    assert fed["DTSTART"].params["TZID"] == "Europe/London"
    assert (str(fed["SUMMARY"]), str(fed["STATUS"])) == (PICKET["title"], "CONFIRMED")
    assert str(fed["LOCATION"]) == "125 Pall Mall, London, Britain (UK)"


def test_the_file_for_members_is_the_same_event_by_its_kind(cast: Cast, picket: str) -> None:
    answer = cast.client(cast.rea).get(f"/actions/{picket}/calendar.ics")
    inside = the_event(answer.content)
    outside = event(cast, f"/a/{picket}/calendar.ics")

    for name in ("UID", "DTSTART", "DTEND", "DTSTAMP", "SEQUENCE", "STATUS", "LOCATION"):
        assert inside[name].to_ical() == outside[name].to_ical()
    assert PICKET["title"] not in inside["SUMMARY"]


def test_the_name_of_an_event_does_not_hang_on_the_address(cast: Cast, picket: str) -> None:
    moved = replace(cast.settings, base_url="https://vigil.example.org:8443")
    elsewhere = Cast(moved, cast.database, cast.campaign, cast.ana, cast.lee, cast.rea, cast.sam, cast.case)
    here, there = (event(one, f"/a/{picket}/calendar.ics") for one in (cast, elsewhere))

    assert here["UID"] == there["UID"]
    assert "localhost" not in here["UID"]
    assert "127.0.0.1" not in here["UID"]
    assert there["URL"].startswith("https://vigil.example.org:8443/")


def test_asking_again_moves_nothing(cast: Cast, picket: str) -> None:
    path = feed_of(cast)
    before = cast.client().get(path).content, cast.client().get("/feeds/actions.atom").content
    clock.passes(timedelta(hours=1))

    assert (cast.client().get(path).content, cast.client().get("/feeds/actions.atom").content) == before
    assert event(cast, path)["DTSTAMP"].dt < clock.now() - timedelta(hours=1)


def test_a_pause_is_told_and_so_is_its_end(cast: Cast, picket: str) -> None:
    path, lee, ana = feed_of(cast), cast.client(cast.lee), cast.client(cast.ana)
    was, was_told = event(cast, path), updated(entry(cast))
    assert lee.post(f"/actions/{picket}/pause", data={"reason": "She was moved"}).status_code == 303
    paused, told = event(cast, path), entry(cast)

    assert (str(paused["STATUS"]), str(paused["SUMMARY"])) == ("TENTATIVE", f"Paused: {PICKET['title']}")
    assert paused["SEQUENCE"] > was["SEQUENCE"]
    assert paused["DTSTAMP"].dt > was["DTSTAMP"].dt
    assert paused["LAST-MODIFIED"].dt == paused["DTSTAMP"].dt
    assert "This action is paused." in (told.findtext(f"{ATOM}summary") or "")
    assert updated(told) > was_told
    assert "Paused" in cast.client(cast.rea).get("/calendar?month=2099-12").text

    assert agree(ana, picket, "resume").status_code == 303
    again = event(cast, path)
    assert (str(again["STATUS"]), str(again["SUMMARY"])) == ("CONFIRMED", PICKET["title"])
    assert again["SEQUENCE"] > paused["SEQUENCE"]
    assert "paused" not in (entry(cast).findtext(f"{ATOM}summary") or "")


def test_a_release_pauses_it_and_moves_it(cast: Cast, picket: str) -> None:
    path = feed_of(cast)
    was, was_told = event(cast, path), updated(entry(cast))
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.merge(cast.case)
        freed = story.entry(session, case, "release", "2013-04-29", form="early")
        story.cited(session, story.source(session, "She is free"), freed)
    paused = event(cast, path)

    assert str(paused["STATUS"]) == "TENTATIVE"
    assert paused["SEQUENCE"] > was["SEQUENCE"]
    assert paused["DTSTAMP"].dt > was["DTSTAMP"].dt
    assert updated(entry(cast)) > was_told


def test_a_withdrawn_consent_moves_what_it_cancels(cast: Cast, picket: str) -> None:
    path = feed_of(cast)
    was = event(cast, path)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.get_one(Consent, 1).withdrawn_at = clock.now()
    gone = event(cast, path)

    assert (str(gone["STATUS"]), "LOCATION" in gone) == ("CANCELLED", False)
    assert gone["UID"] == was["UID"]
    assert gone["SEQUENCE"] > was["SEQUENCE"]


def test_what_was_closed_before_its_day_does_not_take_place(cast: Cast, picket: str) -> None:
    done = cast.client(cast.lee).post(f"/actions/{picket}/close", data={"outcome": "improved", "report": "x"})
    assert done.status_code == 303
    assert str(event(cast, f"/a/{picket}/calendar.ics")["STATUS"]) == "CANCELLED"


def test_the_file_of_an_old_version_is_that_of_the_newest(cast: Cast, picket: str) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    lee.post(f"/actions/{picket}/update", data={"what_changed": "Another door"})
    lee.post(f"/actions/{picket}.2/submit")
    assert agree(ana, f"{picket}.2", public="yes").status_code == 303

    outside = cast.client().get(f"/a/{picket}/calendar.ics")
    inside = lee.get(f"/actions/{picket}/calendar.ics")
    assert outside.headers["location"] == f"/a/{picket}.2/calendar.ics"
    assert inside.headers["location"] == f"/actions/{picket}.2/calendar.ics"


def test_a_feed_without_entries_does_not_change(cast: Cast) -> None:
    for path in ("/feeds/actions.atom", "/feeds/people.atom"):
        feed = ET.fromstring(cast.client().get(path).text)
        assert updated(feed) < BEGAN


def test_nothing_changed_before_it_was_published(cast: Cast) -> None:
    public(cast)
    told = entry(cast)
    assert updated(told) >= datetime.fromisoformat(told.findtext(f"{ATOM}published") or "")
