"""Where the gate is wrong: somebody else of the same name, a case linked by mistake; one says so, a second sees it."""

from html import unescape

import pytest

from app.desk.queries.erasure import reach_of
from tests import clock, story
from tests.campaigning.acting import agree, live, stored
from tests.campaigning.test_public import consent, public
from tests.campaigning.test_words import CLOSED, NAME, OPEN, PLAIN, shown, stop
from tests.story import Cast


@pytest.fixture
def vadim(cast: Cast) -> int:
    """Somebody of the same campaign, of whom nothing may leave."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        return story.case(session, cast.campaign, "K-002", NAME).person_id


def asked(cast: Cast, ref: str) -> int:
    """The number of the question that waits."""
    ((number,),) = stored(
        cast, "SELECT id FROM approval WHERE decision IS NULL AND subject IN ('namesake', 'link')"
    )
    assert "Read and decide" in cast.client(cast.ana).get("/approvals").text
    assert f'/actions/{ref}/doubts/{number}"' in cast.client(cast.ana).get(f"/actions/{ref}").text
    return int(str(number))


def test_somebody_else_of_that_name_does_not_block_for_ever(cast: Cast, vadim: int) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    consent(cast)
    ref = live(cast, **PLAIN | {"summary": f"{NAME} of Leeds speaks."})
    lee.post(f"/actions/{ref}/cite", data={"source": "Hands off Roza"})
    assert agree(ana, ref, "publish").status_code == 422
    assert "This is somebody else" in lee.get(f"/actions/{ref}").text
    assert lee.post(f"/actions/{ref}/namesakes", data={"person": str(vadim)}).status_code == 422
    said = {"person": str(vadim), "reason": "A councillor, he told us"}
    assert lee.post(f"/actions/{ref}/namesakes", data=said).status_code == 303
    assert agree(ana, ref, "publish").status_code == 422
    number = asked(cast, ref)
    assert "A councillor, he told us" in unescape(ana.get(f"/actions/{ref}").text)
    assert lee.post(f"/actions/{ref}/doubts/{number}", data={"decision": "approved"}).status_code == 403
    assert ana.post(f"/actions/{ref}/doubts/{number}", data={"decision": "approved"}).status_code == 303
    assert agree(ana, ref, "publish").status_code == 303
    assert shown(cast, ref) == OPEN
    assert stored(cast, "SELECT person_id, said_by_id, seen_by_id FROM namesake") == [
        (vadim, cast.lee.id, cast.ana.id)
    ]
    assert (
        stored(
            cast, "SELECT COUNT(*) FROM change WHERE noun = 'action' AND CAST(diff AS TEXT) LIKE '%namesake%'"
        )[0][0]
        == 2
    )


def test_a_doubt_that_is_not_confirmed_changes_nothing(cast: Cast, vadim: int) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    ref = live(cast, **PLAIN | {"summary": f"{NAME} of Leeds speaks."})
    lee.post(f"/actions/{ref}/namesakes", data={"person": str(vadim), "reason": "A councillor"})
    answer = ana.post(
        f"/actions/{ref}/doubts/{asked(cast, ref)}", data={"decision": "refused", "reason": "It is him"}
    )
    assert answer.status_code == 303
    assert f"names {NAME}" in unescape(ana.get(f"/actions/{ref}").text)


def test_only_somebody_whom_the_words_name_can_be_somebody_else(cast: Cast, vadim: int) -> None:
    ref = live(cast, **PLAIN)
    said = {"person": str(vadim), "reason": "A councillor"}
    assert cast.client(cast.lee).post(f"/actions/{ref}/namesakes", data=said).status_code == 404


def test_a_case_linked_by_mistake_is_asked_until_two_say_so(cast: Cast, vadim: int) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    ref = public(cast, **PLAIN)
    assert lee.post(f"/actions/{ref}/links", data={"cases": "K-002"}).status_code == 303
    assert shown(cast, ref) == CLOSED
    ((link,),) = stored(cast, "SELECT id FROM action_link WHERE case_id = 2")
    assert lee.post(f"/actions/{ref}/links/{link}/remove").status_code == 303
    stop(cast, vadim)
    assert shown(cast, ref) == CLOSED
    ((link,),) = stored(cast, "SELECT id FROM action_link WHERE part = 'was-for'")
    assert "It was linked by mistake" in lee.get(f"/actions/{ref}").text
    assert lee.post(f"/actions/{ref}/links/{link}/wrong", data={"reason": ""}).status_code == 422
    assert lee.post(f"/actions/{ref}/links/{link}/wrong", data={"reason": "A slip: K-001"}).status_code == 303
    assert shown(cast, ref) == CLOSED
    number = asked(cast, ref)
    assert lee.post(f"/actions/{ref}/doubts/{number}", data={"decision": "approved"}).status_code == 403
    assert ana.post(f"/actions/{ref}/doubts/{number}", data={"decision": "approved"}).status_code == 303
    assert shown(cast, ref) == OPEN


def test_erasing_the_person_forgets_that_somebody_else_was_meant(cast: Cast, vadim: int) -> None:
    ref = live(cast, **PLAIN | {"summary": f"{NAME} of Leeds speaks."})
    cast.client(cast.lee).post(
        f"/actions/{ref}/namesakes", data={"person": str(vadim), "reason": "A councillor"}
    )
    with cast.database.reading() as session:
        assert reach_of(session, [vadim]).rows["namesake"] == {1}
