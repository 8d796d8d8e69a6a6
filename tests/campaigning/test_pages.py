"""Actions through their forms: two people, links, faults, conflicts, what strangers find."""

from dataclasses import replace
from datetime import date
from html import unescape

import pytest
from sqlalchemy import text

from tests import clock, story
from tests.campaigning.acting import CALL, PICKET, agree, live, made, state, stored
from tests.story import Cast


def test_a_call_goes_from_draft_to_closed_through_two_people(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    ref = made(lee)
    assert ref == f"{clock.now().year}-001"
    assert state(cast, ref) == "draft"
    lee.post(f"/actions/{ref}/submit")
    own = lee.post(f"/actions/{ref}/approve")
    assert own.status_code == 403
    assert "somebody else" in own.text
    assert state(cast, ref) == "awaiting-approval"
    assert agree(ana, ref).status_code == 303
    assert state(cast, ref) == "live"
    report = {"outcome": "improved", "report": "A doctor came."}
    assert lee.post(f"/actions/{ref}/close", data=report).status_code == 303
    assert "Improved" in ana.get(f"/actions/{ref}").text
    case = unescape(ana.get("/cases/K-001/actions").text)
    assert CALL["title"] in case
    assert "What came of it: Improved" in case
    year = unescape(ana.get("/actions/outcomes").text)
    assert "Zhanaozen, " in year
    assert "Improved" in year
    assert "Worse" in year


def test_an_extension_needs_a_reason_and_a_second_person(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    ref = live(cast)
    assert lee.post(f"/actions/{ref}/propose", data={"until": "1 2 2100"}).status_code == 422
    earlier = lee.post(f"/actions/{ref}/propose", data={"until": "1 2 2098", "reason": "x"})
    assert earlier.status_code == 422
    assert "has to be later" in earlier.text
    assert (
        lee.post(f"/actions/{ref}/propose", data={"until": "1 2 2100", "reason": "No answer yet"}).status_code
        == 303
    )
    assert (
        lee.post(f"/actions/{ref}/propose", data={"until": "1 3 2100", "reason": "Again"}).status_code == 409
    )
    assert lee.post(f"/actions/{ref}/extend").status_code == 403
    assert str(stored(cast, "SELECT until FROM action")[0][0]) == "2099-12-31"
    assert "No answer yet" in ana.get(f"/actions/{ref}").text
    assert agree(ana, ref, "extend").status_code == 303
    assert str(stored(cast, "SELECT until FROM action")[0][0]) == "2100-02-01"
    assert state(cast, ref) == "extended"


def test_anybody_who_works_stops_an_action_at_once(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    ref = live(cast)
    assert lee.post(f"/actions/{ref}/stop").status_code == 422
    assert lee.post(f"/actions/{ref}/stop", data={"reason": "The family asked"}).status_code == 303
    assert state(cast, ref) == "stopped"
    again = lee.post(f"/actions/{ref}/close", data={"outcome": "improved", "report": "x"})
    assert again.status_code == 409
    assert "It is over" in again.text


def test_a_draft_that_lacks_something_is_not_handed_over(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    ref = made(lee, asks="", asked_for_by="", cases="")
    answer = lee.post(f"/actions/{ref}/submit")
    assert answer.status_code == 422
    page = unescape(answer.text)
    for words in ("one to three asks", "who asked for it", "a case or an incident"):
        assert words in page
    assert state(cast, ref) == "draft"
    assert stored(cast, "SELECT id FROM approval") == []


def test_an_edit_takes_a_draft_back_from_the_second_person(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    ref = made(lee)
    lee.post(f"/actions/{ref}/submit")
    form = lee.get(f"/actions/{ref}/edit").text
    version = form.split('name="version" value="')[1].split('"')[0]
    saved = lee.post(f"/actions/{ref}/edit", data={**CALL, "summary": "Other words.", "version": version})
    assert saved.status_code == 303
    assert state(cast, ref) == "draft"
    assert ana.post(f"/actions/{ref}/approve").status_code == 409
    stale = ana.post(f"/actions/{ref}/edit", data={**CALL, "summary": "Mine.", "version": version})
    assert stale.status_code == 409
    page = unescape(stale.text)
    assert "Mine." in page
    assert "Other words." in page


def test_what_was_approved_changes_by_an_update_alone(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    ref = live(cast)
    assert lee.get(f"/actions/{ref}/edit").status_code == 409
    answer = lee.post(f"/actions/{ref}/update", data={"what_changed": "She was moved"})
    assert answer.headers["location"] == f"/actions/{ref}.2/edit"
    assert state(cast, ref) == "live"
    lee.post(f"/actions/{ref}.2/submit")
    assert agree(ana, f"{ref}.2").status_code == 303
    page = unescape(lee.get(f"/actions/{ref}").text)
    assert "A newer version is live" in page
    assert "She was moved" in page
    assert made(lee) == f"{clock.now().year}-002"


def test_a_campaign_of_one_approves_with_a_reason(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    with cast.database.writing(at=clock.now()) as session:
        session.connection().execute(text("UPDATE membership SET role = 'reader' WHERE volunteer_id <> 2"))
    ref = made(lee)
    lee.post(f"/actions/{ref}/submit")
    refused = agree(lee, ref)
    assert refused.status_code == 422
    assert "alone" in refused.text
    assert state(cast, ref) == "awaiting-approval"
    assert agree(lee, ref, reason="Read twice").status_code == 303
    assert stored(cast, "SELECT decision FROM approval") == [("by-one",)]


@pytest.mark.parametrize(
    ("kind", "field", "typed", "words"),
    [
        ("letter-call", "title", "", "Write something here"),
        ("letter-call", "summary", "word " * 61, "it has 61"),
        ("letter-call", "asks", "a\nb\nc\nd", "there are 4"),
        ("letter-call", "cases", "K-999", "no case K-999"),
        ("letter-call", "cases", "Roza", "ROZA is no reference"),
        ("letter-call", "until", "May 2013", "exact day"),
        ("gathering", "time", "25:00", "hours and minutes"),
        ("gathering", "ends_time", "11:00", "before the beginning"),
        ("gathering", "zone", "Mars/Olympus", "Europe/London"),
        ("gathering", "country", "Atlantis", "Germany or DE"),
        ("gathering", "day", "2012-099", "no action 2012-099"),
    ],
)
def test_a_fault_is_named_at_its_field_and_nothing_is_saved(
    cast: Cast, kind: str, field: str, typed: str, words: str
) -> None:
    lee = cast.client(cast.lee)
    start = PICKET if kind == "gathering" else CALL
    answer = lee.post(f"/actions/new/{kind}", data={**start, field: typed})
    assert answer.status_code == 422
    page = unescape(answer.text)
    assert words in page
    assert f'href="#f-{field}"' in page
    assert f'id="f-{field}"' in page
    assert stored(cast, "SELECT id FROM action") == []


def test_cases_are_linked_and_taken_off_from_both_sides(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    with cast.database.writing(at=clock.now()) as session:
        story.case(session, cast.campaign, "K-002", "Maksat Dosmagambetov")
    ref = made(lee)
    twice = [lee.post(f"/actions/{ref}/links", data={"cases": "K-002 K-001"}) for _time in range(2)]
    assert [answer.status_code for answer in twice] == [303, 303]
    assert len(stored(cast, "SELECT id FROM action_link")) == 2
    assert lee.post(f"/actions/{ref}/links", data={"cases": "K-077"}).status_code == 422
    number = stored(
        cast, "SELECT l.id FROM action_link l JOIN \"case\" c ON c.id = l.case_id WHERE c.reference = 'K-002'"
    )
    assert lee.post(f"/actions/{ref}/links/{number[0][0]}/remove").status_code == 303
    assert CALL["title"] not in unescape(lee.get("/cases/K-002/actions").text)
    assert lee.post("/cases/K-002/actions", data={"action": ref}).status_code == 303
    assert CALL["title"] in unescape(lee.get("/cases/K-002/actions").text)
    assert lee.post("/cases/K-002/actions", data={"action": "2001-001"}).status_code == 422
    assert "Added" in lee.get("/cases/K-002/history").text or "action" in lee.get("/cases/K-002/history").text


def test_a_reported_action_keeps_its_source_and_a_date_as_it_is_known(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    answer = lee.post("/actions/new/reported", data={
        "kind": "gathering", "state": "refused", "title": "Rally refused by the mayor", "on": "about May 2012",
        "place_text": "Almaty", "target": "The mayor", "cases": "K-001", "source": "Court report",
    })  # fmt: skip
    assert answer.headers["location"] == "/actions/R-001"
    page = unescape(lee.get("/actions/R-001").text)
    for words in ("Refused", "about May 2012", "Almaty", "The mayor", "Court report"):
        assert words in page
    case = unescape(lee.get("/cases/K-001/actions").text)
    assert "Rally refused by the mayor" in case
    assert "about May 2012" in case
    assert lee.post("/actions/R-001/close", data={"outcome": "improved", "report": "x"}).status_code == 404
    listed = unescape(lee.get("/actions", params={"city": "Almaty", "state": "refused"}).text)
    assert "Rally refused by the mayor" in listed
    assert (
        "No action fits" in lee.get("/actions", params={"city": "London"}).text
        or "Rally" not in lee.get("/actions", params={"whose": "ours"}).text
    )


def test_on_a_pinned_day_what_no_source_had_told_yet_is_left_out(cast: Cast) -> None:
    cast.client(cast.lee).post("/actions/new/reported", data={
        "kind": "statement", "state": "done", "title": "A union condemns it", "on": "March 2012", "cases": "K-001",
        "source": "Their letter", "source_published": "9 8 2012",
    })  # fmt: skip
    for day, there in ((date(2012, 8, 8), False), (date(2012, 8, 9), True)):
        then = replace(cast, settings=replace(cast.settings, today=day)).client(cast.rea)
        for address in ("/actions", "/cases/K-001", "/cases/K-001/actions"):
            assert ("A union condemns it" in then.get(address).text) is there


def test_a_reader_reads_and_a_stranger_finds_nothing(cast: Cast) -> None:
    rea, sam = cast.client(cast.rea), cast.client(cast.sam)
    ref = live(cast)
    assert rea.get(f"/actions/{ref}").status_code == 200
    assert rea.post(f"/actions/{ref}/stop", data={"reason": "x"}).status_code == 403
    assert rea.get("/actions/new").status_code == 403
    for address in (
        f"/actions/{ref}",
        f"/actions/{ref}/edit",
        f"/actions/{ref}/stop",
        "/cases/K-001/actions",
    ):
        assert sam.get(address).status_code == 404
    assert sam.post(f"/actions/{ref}/stop", data={"reason": "x"}).status_code == 404
    assert CALL["title"] not in unescape(sam.get("/actions").text)
    assert "(0)" in sam.get("/actions").text
    assert state(cast, ref) == "live"


def test_an_action_for_a_restricted_case_is_absent_for_those_not_named(cast: Cast) -> None:
    ana, rea = cast.client(cast.ana), cast.client(cast.rea)
    ref = live(cast)
    with cast.database.writing(at=clock.now()) as session:
        session.connection().execute(text("UPDATE \"case\" SET visibility = 'restricted'"))
        session.connection().execute(text("INSERT INTO minder (case_id, volunteer_id) VALUES (1, 1)"))
    assert ana.get(f"/actions/{ref}").status_code == 200
    assert rea.get(f"/actions/{ref}").status_code == 404
    assert "(0)" in rea.get("/actions").text


def test_sent_twice_is_made_once(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    key = lee.get("/actions/new/letter-call").text.split('name="key" value="')[2].split('"')[0]
    answers = [lee.post("/actions/new/letter-call", data={**CALL, "key": key}) for _time in range(2)]
    assert answers[0].headers["location"] == answers[1].headers["location"]
    assert len(stored(cast, "SELECT id FROM action")) == 1
