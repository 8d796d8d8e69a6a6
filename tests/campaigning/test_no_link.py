"""An action that is for nothing any more, or was approved for somebody who asks to stop, is closed to the world."""

from collections.abc import Callable
from html import unescape

import pytest
from sqlalchemy import text

from app.consent.models import Basis, Consent
from app.db import number_of
from app.migrating import bring_to, migrate
from tests import clock, story
from tests.campaigning.acting import CALL, PICKET, agree, live, made, stored
from tests.campaigning.test_public import consent, public
from tests.story import Cast


def ways_out(cast: Cast, ref: str) -> list[int]:
    """How each address of one action answers the world."""
    world = cast.client()
    return [
        world.get(f"/a/{ref}").status_code,
        world.get(f"/a/{ref}/letter").status_code,
        world.post(f"/a/{ref}/letter", data={"signature": "A reader"}).status_code,
        world.post(f"/a/{ref}/sent", data={"channel": "post"}).status_code,
    ]


def told(cast: Cast, title: str) -> list[bool]:
    """Whether each list for the world tells of an action."""
    world = cast.client()
    addresses = ("/a", "/feeds/actions.atom", "/", "/p")
    return [title in unescape(world.get(address).text) for address in addresses]


def take_off(cast: Cast, ref: str, noun: str = "case") -> None:
    """A volunteer takes what it is for off an action, one link after another."""
    links = stored(cast, "SELECT l.id FROM action_link l JOIN action a ON a.id = l.action_id WHERE l.part = 'for' "
                   f"AND l.{noun}_id IS NOT NULL AND a.reference = '{ref}'")  # fmt: skip
    assert links
    for (number,) in links:
        answer = cast.client(cast.lee).post(f"/actions/{ref}/links/{number}/remove")
        assert answer.status_code == 303


def stop(cast: Cast) -> None:
    """The family asks to stop."""
    said = {"given_by": "Her daughter", "given_how": "by phone"}
    assert cast.client(cast.lee).post("/cases/K-001/consent/stop", data=said).status_code == 303


def restrict(cast: Cast) -> None:
    """A coordinator keeps the case to a few; Lee and Ana are among them."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.connection().execute(text("UPDATE \"case\" SET visibility = 'restricted' WHERE id = 1"))
        for who in (cast.lee, cast.ana):
            session.connection().execute(
                text("INSERT INTO minder (case_id, volunteer_id) VALUES (1, :who)"), {"who": who.id}
            )


@pytest.fixture
def incident(cast: Cast) -> str:
    """Something that happened to many."""
    made = cast.client(cast.lee).post("/incidents/new", data={"title": "The trial", "kind": "mass-trial"})
    assert made.status_code == 303
    return "I-001"


def test_taking_the_last_case_off_ends_the_page_and_every_way_out(cast: Cast) -> None:
    ref = public(cast)
    before = ways_out(cast, ref)
    assert (before[0], before[-1]) == (200, 303)
    assert told(cast, CALL["title"])[:2] == [True, True]
    take_off(cast, ref)
    assert ways_out(cast, ref) == [410, 410, 410, 410]
    assert told(cast, CALL["title"]) == [False] * 4
    assert ref not in cast.client().get("/sitemap.xml").text


def test_linked_again_it_is_open_again(cast: Cast) -> None:
    ref = public(cast)
    take_off(cast, ref)
    assert cast.client(cast.lee).post(f"/actions/{ref}/links", data={"cases": "K-001"}).status_code == 303
    assert ways_out(cast, ref)[0] == 200
    assert stored(cast, "SELECT part FROM action_link") == [("for",)]


@pytest.mark.parametrize("why", [stop, restrict])
@pytest.mark.parametrize("also", ["nothing", "incident", "case"])
def test_taking_a_barred_case_off_opens_nothing(
    cast: Cast, incident: str, why: Callable[[Cast], None], also: str
) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        other = story.case(session, cast.campaign, "K-002", "Maksat Dosmagambetov")
        for group in ("name", "case", "health", "family"):
            session.add(
                Consent(
                    person_id=other.person_id, field_group=group, use="public", basis=Basis.GIVEN,
                    given_by="His mother", given_how="by phone",
                )
            )  # fmt: skip
    more = {"nothing": {}, "incident": {"incidents": incident}, "case": {"cases": "K-001 K-002"}}[also]
    ref = public(cast, **more)
    assert ways_out(cast, ref)[0] == 200
    why(cast)
    assert ways_out(cast, ref) == [410, 410, 410, 410]

    number = stored(cast, "SELECT id FROM action_link WHERE case_id = 1")[0][0]
    assert cast.client(cast.lee).post(f"/actions/{ref}/links/{number}/remove").status_code == 303
    assert ways_out(cast, ref) == [410, 410, 410, 410]
    assert told(cast, CALL["title"]) == [False] * 4


def test_a_gathering_without_a_link_is_cancelled_in_calendars(cast: Cast) -> None:
    ref = public(cast, "gathering", on="16 12 2099")
    world = cast.client()
    assert world.get(f"/a/{ref}/calendar.ics").status_code == 200
    take_off(cast, ref)
    assert world.get(f"/a/{ref}/calendar.ics").status_code == 410
    assert PICKET["title"] not in unescape(world.get("/a").text)
    assert world.get(f"/a/{ref}").status_code == 410


def test_an_action_for_an_incident_alone_is_public_until_that_is_taken_off(cast: Cast, incident: str) -> None:
    ref = public(cast, cases="", incidents=incident)
    assert ways_out(cast, ref)[0] == 200
    take_off(cast, ref, "incident")
    assert ways_out(cast, ref) == [410, 410, 410, 410]
    assert "The trial" not in cast.client(cast.lee).get(f"/actions/{ref}").text.split("<main")[1]


def test_what_has_no_link_gets_no_page(cast: Cast) -> None:
    consent(cast)
    ref = live(cast)
    cast.client(cast.lee).post(f"/actions/{ref}/cite", data={"source": "Hands off Roza"})
    take_off(cast, ref)
    refused = agree(cast.client(cast.ana), ref, "publish")
    assert refused.status_code == 422
    assert "it is for no case and no incident" in refused.text
    assert cast.client().get(f"/a/{ref}").status_code == 404


def test_an_approved_action_published_after_a_case_was_taken_off_still_asks_for_it(
    cast: Cast, incident: str
) -> None:
    ref = live(cast, incidents=incident)
    cast.client(cast.lee).post(f"/actions/{ref}/cite", data={"source": "Hands off Roza"})
    take_off(cast, ref)
    refused = agree(cast.client(cast.ana), ref, "publish")
    assert refused.status_code == 422
    assert "no consent for public use stands for K-001" in refused.text


def test_a_new_version_begins_with_all_that_was_approved(cast: Cast, incident: str) -> None:
    ref = public(cast, incidents=incident)
    take_off(cast, ref)
    lee = cast.client(cast.lee)
    answer = lee.post(f"/actions/{ref}/update", data={"what_changed": "She was moved"})
    assert answer.status_code == 303, unescape(answer.text)
    assert "K-001" in lee.get(f"/actions/{ref}.2").text.split("<main")[1]


def test_a_draft_forgets_what_is_taken_off(cast: Cast, incident: str) -> None:
    ref = made(cast.client(cast.lee), incidents=incident)
    take_off(cast, ref)
    assert stored(cast, "SELECT part, case_id FROM action_link") == [("for", None)]


def test_who_may_not_see_a_case_reads_no_code_or_name_of_it(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        other = story.campaign(session, "third", "Third")
        hidden = story.case(session, other, "K-077", "Maksat Dosmagambetov")
        story.entry(session, hidden, "death", "2013-04-20")
    ref = live(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.connection().execute(
            text("INSERT INTO action_link (action_id, case_id, part) VALUES (1, :case, 'for')"),
            {"case": number_of(hidden)},
        )
    cast.client(cast.lee).post(f"/actions/{ref}/cite", data={"source": "Hands off Roza"})
    ana = cast.client(cast.ana)
    pages = [ana.get(f"/actions/{ref}{step}").text for step in ("", "/publish", "/close", "/history")] + [
        agree(ana, ref, "publish").text,
        ana.get("/reviews").text,
        ana.get("/cases/K-001").text,
    ]
    for page in pages:
        assert "K-077" not in page
        assert "Dosmagambetov" not in page
    assert "Something has changed for somebody it is for." in unescape(pages[0])


def test_the_date_of_an_action_for_two_kept_cases_is_for_those_named_on_both(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        story.case(session, cast.campaign, "K-002", "Maksat Dosmagambetov")
    ref = live(cast, cases="K-001 K-002")
    ana = cast.client(cast.ana)
    for case, minders in (("K-001", (cast.ana, cast.lee)), ("K-002", (cast.ana, cast.rea))):
        for who in minders:
            answer = ana.post(f"/cases/{case}/minders", data={"volunteer": str(who.id)})
            assert answer.status_code == 303, case
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.connection().execute(text("UPDATE \"case\" SET visibility = 'restricted'"))
        session.connection().execute(text("UPDATE action SET until = '2013-05-31'"))
    with cast.database.writing(actor="Ana", actor_id=cast.ana.id, at=clock.now()) as session:
        story.entry(session, cast.case, "death", "2013-04-20")
    for who in (cast.lee, cast.rea):
        client = cast.client(who)
        assert client.get(f"/actions/{ref}").status_code == 404
        for address in ("/reviews", "/my", "/calendar", "/cases", "/approvals", "/actions"):
            assert ref not in client.get(address).text, address


def test_an_action_for_an_erased_person_alone_never_was(cast: Cast) -> None:
    ref = public(cast)
    cast.client(cast.ana).post("/people/1/erase", data={"ground": "family"})
    cast.client(cast.lee).post("/people/1/erase/decide", data={"decision": "approved", "sure": "yes"})
    assert ways_out(cast, ref) == [404, 404, 404, 404]


def test_what_an_older_version_let_go_is_asked_again(cast: Cast, incident: str) -> None:
    ref = public(cast, incidents=incident)
    stop(cast)
    take_off(cast, ref)
    with cast.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM action_link WHERE part = 'was-for'"))

    with cast.database.engine.begin() as connection:
        bring_to(connection, "0012")
    for _again in range(2):
        migrate(cast.database)
        assert ways_out(cast, ref)[0] == 410
    assert stored(cast, "SELECT case_id FROM action_link WHERE part = 'was-for'") == [(1,)]
