"""Consent given, withdrawn and stopped through its page; releases and deaths that wait for a second person."""

from html import unescape

import pytest
from sqlalchemy import text

from app.consent.models import Consent
from app.db import number_of
from app.sources.models import Citation
from tests import clock, story
from tests.story import Cast

GIVEN = {
    "groups": ["name", "health"], "uses": ["letter"], "given_by": "her daughter", "given_how": "by telephone",
    "given_on": "13 5 2013", "until": "13 5 2099",
}  # fmt: skip


def stored(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def test_consent_is_kept_by_group_and_use_and_withdrawn_at_once(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    assert "Nobody has said yet" in lee.get("/cases/K-001/consent").text
    assert lee.post("/cases/K-001/consent", data=GIVEN).status_code == 303
    assert stored(cast, "SELECT field_group, use, basis FROM consent ORDER BY id") == [
        ("name", "letter", "given"), ("health", "letter", "given"),
    ]  # fmt: skip
    page = unescape(lee.get("/cases/K-001/consent").text)
    for part in ("her daughter", "by telephone", "13 May 2013", "until 13 May 2099", "Stands"):
        assert part in page
    assert lee.post("/cases/K-001/consent/1/withdraw").status_code == 303
    assert "Withdrawn" in lee.get("/cases/K-001/consent").text
    assert len(stored(cast, "SELECT id FROM consent WHERE withdrawn_at IS NOT NULL")) == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"groups": []}, "groups"), ({"uses": []}, "uses"), ({"groups": ["everything"]}, "groups"),
        ({"given_by": ""}, "given_by"),
        ({"given_how": ""}, "given_how"), ({"until": "1 1 2001"}, "until"), ({"given_on": "2013"}, "given_on"),
    ],
)  # fmt: skip
def test_each_fault_is_named_and_nothing_is_kept(cast: Cast, wrong: dict[str, object], field: str) -> None:
    answer = cast.client(cast.lee).post("/cases/K-001/consent", data=GIVEN | wrong)
    assert answer.status_code == 422
    assert f'href="#f-{field}"' in answer.text
    assert f'id="f-{field}"' in answer.text
    assert stored(cast, "SELECT id FROM consent") == []


def test_consent_is_kept_for_procedures_in_which_the_state_learns_the_name(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    assert lee.post("/cases/K-001/consent", data=GIVEN | {"uses": ["procedure"]}).status_code == 303
    assert ("name", "procedure") in stored(cast, "SELECT field_group, use FROM consent")
    assert (
        "Complaints and procedures, in which the State learns the name"
        in lee.get("/cases/K-001/consent").text
    )


def test_a_reader_and_a_stranger_change_nothing(cast: Cast) -> None:
    rea, sam = cast.client(cast.rea), cast.client(cast.sam)
    assert rea.get("/cases/K-001/consent").status_code == 200
    for address in ("/cases/K-001/consent", "/cases/K-001/consent/stop"):
        assert rea.post(address, data=GIVEN).status_code == 403
        assert sam.post(address, data=GIVEN).status_code == 404
    assert sam.get("/cases/K-001/consent").status_code == 404
    assert stored(cast, "SELECT id FROM consent") == []


def test_a_consent_of_somebody_else_cannot_be_withdrawn_from_here(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        other = story.case(session, cast.campaign, "K-002", "Somebody Else")
        session.add(Consent(person_id=other.person_id, field_group="name", use="letter", basis="given"))
    assert cast.client(cast.lee).post("/cases/K-001/consent/1/withdraw").status_code == 404


def test_a_public_call_shows_its_source(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        call = Consent(person_id=cast.case.person_id, field_group="name", use="letter", basis="public-call")
        session.add(call)
        session.flush()
        session.add(
            Citation(source_id=number_of(story.source(session)), consent_id=call.id, locator="Please write")
        )
    page = unescape(cast.client(cast.lee).get("/cases/K-001/consent").text)
    assert "Called for in public" in page
    assert "Please write" in page


def test_stopping_ends_everything(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    lee.post("/cases/K-001/consent", data=GIVEN)
    assert lee.post("/cases/K-001/consent/stop", data={"given_by": ""}).status_code == 422
    assert lee.post("/cases/K-001/consent/stop", data={"given_by": "the lawyer"}).status_code == 303
    assert "Somebody has asked to stop." in lee.get("/cases/K-001/consent").text
    assert len(stored(cast, "SELECT id FROM consent WHERE withdrawn_at IS NULL")) == 1
    lee.post("/cases/K-001/consent/stop", data={"given_by": "the lawyer"})
    assert len(stored(cast, "SELECT id FROM consent")) == 3


def stopped(cast: Cast) -> bool:
    return "Somebody has asked to stop." in cast.client(cast.rea).get("/cases/K-001/consent").text


def test_a_request_to_stop_is_lifted_by_two_people_and_silent_until_then(cast: Cast) -> None:
    lee, ana, page = cast.client(cast.lee), cast.client(cast.ana), "/cases/K-001/consent"
    lee.post(f"{page}/stop", data={"given_by": "the lawyer"})
    assert lee.post(f"{page}/1/withdraw").status_code == 409, "one person alone"
    assert lee.post(f"{page}/lift", data={"why": ""}).status_code == 422
    assert cast.client(cast.rea).post(f"{page}/lift", data={"why": "x"}).status_code == 403
    assert lee.post(f"{page}/lift", data={"why": "her daughter rang"}).status_code == 303
    assert lee.post(f"{page}/lift", data={"why": "again"}).status_code == 409, "asked already"
    assert lee.post(f"{page}/lift/decide", data={"decision": "approved"}).status_code == 403
    assert "the second person has to be somebody else" in lee.get(page).text
    assert stopped(cast)

    assert "Lift a request to stop" in ana.get("/approvals").text
    assert "her daughter rang" in ana.get(page).text
    assert ana.post(f"{page}/lift/decide", data={"decision": "refused"}).status_code == 422
    no = {"decision": "refused", "reason": "nobody heard her"}
    assert ana.post(f"{page}/lift/decide", data=no).status_code == 303
    assert stopped(cast)

    lee.post(f"{page}/lift", data={"why": "in writing now"})
    assert ana.post(f"{page}/lift/decide", data={"decision": "approved"}).status_code == 303
    assert not stopped(cast)
    assert ana.post(f"{page}/lift/decide", data={"decision": "approved"}).status_code == 404
    assert "approved by one" not in ana.get(page).text
    assert "Lift a request to stop" not in ana.get("/approvals").text


def test_whoever_asks_to_stop_again_ends_the_question_of_lifting_it(cast: Cast) -> None:
    lee, page = cast.client(cast.lee), "/cases/K-001/consent"
    lee.post(f"{page}/stop", data={"given_by": "the lawyer"})
    lee.post(f"{page}/lift", data={"why": "a misunderstanding"})
    lee.post(f"{page}/stop", data={"given_by": "her daughter"})
    yes = cast.client(cast.ana).post(f"{page}/lift/decide", data={"decision": "approved"})
    assert yes.status_code == 404
    assert stopped(cast)


def test_alone_one_lifts_a_request_to_stop_with_a_reason_and_the_page_says_so(cast: Cast) -> None:
    with cast.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM membership WHERE volunteer_id <> :lee"), {"lee": cast.lee.id})
    lee, page = cast.client(cast.lee), f"/people/{cast.case.person_id}/consent"
    lee.post(f"{page}/stop", data={"given_by": "the lawyer"})
    lee.post(f"{page}/lift", data={"why": "the lawyer again"})
    assert lee.post(f"{page}/lift/decide", data={"decision": "approved"}).status_code == 422
    yes = {"decision": "approved", "reason": "called her back"}
    assert lee.post(f"{page}/lift/decide", data=yes).status_code == 303
    told = lee.get("/cases/K-001/consent").text
    assert "approved by one" in told
    assert "the lawyer again" in told
    assert "Somebody has asked to stop." not in told


@pytest.mark.parametrize("kind", ["release", "death"])
def test_a_release_or_death_is_saved_at_once_and_waits_for_a_second_person(cast: Cast, kind: str) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    assert (
        lee.post(f"/cases/K-001/add/{kind}", data={"on": "1 3 2012", "summary": "As told."}).status_code
        == 303
    )
    assert stored(cast, 'SELECT standing FROM "case" ORDER BY id LIMIT 1')[0][0] in ("released", "dead")
    assert "Reported, not yet confirmed" in lee.get("/cases/K-001").text
    assert "Roza Tuletaeva" in ana.get("/approvals").text
    assert lee.post("/approvals/1/decide", data={"decision": "approved"}).status_code == 403
    assert ana.post("/approvals/1/decide", data={"decision": "approved"}).status_code == 303
    assert "Reported, not yet confirmed" not in lee.get("/cases/K-001").text
    assert ana.post("/approvals/1/decide", data={"decision": "approved"}).status_code == 409
    assert "Nothing waits" in ana.get("/approvals").text


def test_a_refused_report_says_so(cast: Cast) -> None:
    cast.client(cast.lee).post("/cases/K-001/add/release", data={"on": "1 3 2012"})
    ana = cast.client(cast.ana)
    assert ana.post("/approvals/1/decide", data={"decision": "refused"}).status_code == 422
    assert (
        ana.post("/approvals/1/decide", data={"decision": "refused", "reason": "a rumour"}).status_code == 303
    )
    assert "Not confirmed" in ana.get("/cases/K-001").text


def test_other_entries_and_what_the_program_loads_wait_for_nobody(cast: Cast) -> None:
    cast.client(cast.lee).post("/cases/K-001/add/note", data={"summary": "A call."})
    with cast.database.writing(actor="vigil", at=clock.now()) as session:
        story.entry(session, cast.case, "release", "2012-03-01", form="early")
    assert stored(cast, "SELECT id FROM approval") == []


def test_strangers_and_readers_do_not_decide(cast: Cast) -> None:
    cast.client(cast.lee).post("/cases/K-001/add/release", data={"on": "1 3 2012"})
    sam, rea = cast.client(cast.sam), cast.client(cast.rea)
    assert "Roza" not in sam.get("/approvals").text
    assert sam.post("/approvals/1/decide", data={"decision": "approved"}).status_code == 404
    assert rea.post("/approvals/1/decide", data={"decision": "approved"}).status_code == 403
    assert stored(cast, "SELECT decision FROM approval") == [(None,)]


def test_alone_one_confirms_with_a_reason(cast: Cast) -> None:
    with cast.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM membership WHERE volunteer_id <> :lee"), {"lee": cast.lee.id})
    lee = cast.client(cast.lee)
    lee.post("/cases/K-001/add/release", data={"on": "1 3 2012"})
    assert lee.post("/approvals/1/decide", data={"decision": "approved"}).status_code == 422
    assert (
        lee.post("/approvals/1/decide", data={"decision": "approved", "reason": "two sources"}).status_code
        == 303
    )
    assert stored(cast, "SELECT decision FROM approval") == [("by-one",)]
