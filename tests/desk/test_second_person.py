"""What waits for somebody's answer: on their day, and as a number in the navigation of every page."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlmodel import select

from app.cases.models import Case, CaseMember, Visibility
from app.consent.models import Approval
from app.publishing.models import Correction
from app.reviews.models import Review
from tests import clock, story
from tests.counting import counted
from tests.story import Cast


def ask(cast: Cast, **more: str) -> None:
    """Lee writes down a release, which counts once a second person has confirmed it."""
    with cast.database.writing(actor="Lee", actor_id=cast.lee.id, at=clock.now()) as session:
        case = session.get(Case, cast.case.id)
        assert case is not None
        story.entry(session, case, "release", "2013-04-20", **more)


def numbers(cast: Cast, who: object, address: str = "/cases") -> dict[str, str]:
    """The numbers beside the places of the navigation."""
    page = cast.client(who).get(address).text  # type: ignore[arg-type]
    found = re.findall(r'<a href="([^"]+)"[^>]*>[^<]+<b class="waits"><span aria-hidden="true">(\d+)', page)
    return dict(found)


def second(cast: Cast, who: object) -> str:
    page = unescape(cast.client(who).get("/my").text)  # type: ignore[arg-type]
    return page.split('id="s-second"')[1].split("</section>")[0] if 'id="s-second"' in page else ""


def test_an_approval_stands_on_the_day_of_others_and_in_their_navigation(cast: Cast) -> None:
    ask(cast)

    assert "Roza Tuletaeva" in second(cast, cast.ana)
    assert "1 answer of yours is waited for." in cast.client(cast.ana).get("/my").text
    for address in ("/my", "/cases", "/cases/K-001", "/settings"):
        assert numbers(cast, cast.ana, address) == {"/my": "1", "/approvals": "1"}
    for other in (cast.lee, cast.rea, cast.sam):
        assert second(cast, other) == ""
        assert numbers(cast, other) == {}


def test_it_is_approved_within_three_pages_of_the_day(cast: Cast) -> None:
    ask(cast)
    ana = cast.client(cast.ana)

    href = re.search(r'href="(/approvals#a-(\d+))"', second(cast, cast.ana))
    assert href is not None
    assert f'id="a-{href[2]}"' in ana.get("/approvals").text
    answer = ana.post(f"/approvals/{href[2]}/decide", data={"decision": "approved", "reason": "Seen."})

    assert answer.status_code == 303
    assert numbers(cast, cast.ana) == {}
    with cast.database.reading() as session:
        assert session.exec(select(Approval)).one().decision == "approved"


def test_what_is_kept_from_somebody_is_in_no_number_of_theirs(cast: Cast) -> None:
    ask(cast, visibility="restricted")
    assert (second(cast, cast.ana), numbers(cast, cast.ana)) == ("", {})

    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(CaseMember(case_id=cast.case.id or 0, volunteer_id=cast.ana.id or 0))
    assert numbers(cast, cast.ana) == {"/my": "1", "/approvals": "1"}


def test_a_restricted_case_is_in_no_number_of_others(cast: Cast) -> None:
    with cast.database.writing(actor="Lee", actor_id=cast.lee.id, at=clock.now()) as session:
        case = session.get(Case, cast.case.id)
        assert case is not None
        case.visibility = Visibility.RESTRICTED
        session.add(CaseMember(case_id=cast.case.id or 0, volunteer_id=cast.lee.id or 0))
    ask(cast)

    assert (second(cast, cast.ana), numbers(cast, cast.ana)) == ("", {})


def test_a_hand_over_waits_for_its_taker_alone_and_for_72_hours(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        case = session.get(Case, cast.case.id)
        assert case is not None
        ahead = (clock.now() + timedelta(days=40)).date().isoformat()
        story.entry(session, case, "hearing", ahead, court="the court")
    with cast.database.reading() as session:
        number = session.exec(select(Review.id).where(Review.rule == "hearing")).one()
    cast.client(cast.ana).post(f"/reviews/{number}/hand-over", data={"to": str(cast.lee.id)})

    assert numbers(cast, cast.lee) == {"/my": "1"}
    assert f"/reviews/{number}/accept" in second(cast, cast.lee)
    assert numbers(cast, cast.ana) == {}

    clock.turn_to(clock.now() + timedelta(hours=73))
    assert numbers(cast, cast.lee) == {}


def test_a_request_to_correct_waits_for_whoever_coordinates(cast: Cast) -> None:
    with cast.database.writing(at=clock.now()) as session:
        request = Correction(
            path="/", words="That is me.", campaign_id=cast.campaign.id, received_at=clock.now()
        )
        session.add(request)

    assert numbers(cast, cast.ana) == {"/my": "1"}
    told = second(cast, cast.ana)
    assert "/corrections/1" in told
    assert unescape(cast.client(cast.ana).get("/my").text).count("Answer a request to correct") == 0
    assert numbers(cast, cast.lee) == {}


def test_a_grave_alert_is_counted_until_its_minder_has_looked(cast: Cast) -> None:
    ana = cast.client(cast.ana)
    ana.get("/my")
    clock.turn_to(clock.now() + timedelta(minutes=5))
    with cast.database.writing(actor="Lee", actor_id=cast.lee.id, at=clock.now()) as session:
        case = session.get(Case, cast.case.id)
        assert case is not None
        story.entry(
            session, case, "health-alert", "2013-04-20", severity="critical",
            recorded_at=clock.now(), edited_at=clock.now(),
        )  # fmt: skip

    assert numbers(cast, cast.ana) == {"/my": "1"}
    assert numbers(cast, cast.lee) == {}
    clock.turn_to(clock.now() + timedelta(minutes=5))
    ana.get("/my")
    assert numbers(cast, cast.ana) == {}


@pytest.mark.parametrize("address", ["/cases", "/approvals"])
def test_the_number_costs_as_much_however_much_waits(cast: Cast, address: str) -> None:
    ana, counts = cast.client(cast.ana), []
    for _more in range(3):
        ask(cast)
        with counted(cast) as sent:
            assert ana.get(address).status_code == 200
        counts.append(len(sent))
    assert len(set(counts)) == 1
