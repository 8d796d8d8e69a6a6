"""Somebody else of the same name: in letters, on public pages and in exports; and words that only few may judge."""

import re
from html import unescape

import pytest

from app.cases.models import CaseMember
from app.consent.models import FieldGroup
from app.db import number_of
from tests import clock, story
from tests.campaigning.acting import agree, live
from tests.campaigning.test_public import consent
from tests.campaigning.test_words import OPEN, PLAIN, shown
from tests.letters.written import CHOSEN, NEW, prepared
from tests.publishing.exports import text_of
from tests.publishing.published import allow, approve, facts, propose, stored
from tests.story import Cast

NAME, HELD = "Vadim Kuramshin", "Anton Petrov"
LEAD = f"{NAME} of Leeds speaks for her."
HIDDEN = "Somebody else has to look at these words before they can go out."


@pytest.fixture
def vadim(cast: Cast) -> int:
    """Somebody of the same campaign, of whom nothing may leave."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        return story.case(session, cast.campaign, "K-002", NAME).person_id


@pytest.fixture
def anton(cast: Cast) -> int:
    """Somebody whose case is for Rea alone; she works on it."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        kept = story.case(session, cast.campaign, "K-009", HELD, visibility="restricted")
        nora = story.volunteer(session, "Nora", cast.campaign)
        session.add(CaseMember(case_id=number_of(kept), volunteer_id=number_of(nora)))
        cast.rea = nora
        return kept.person_id


def decide(cast: Cast, who: object, decision: str = "approved") -> int:
    """A second person's answer on the list of all that waits."""
    client = cast.client(who)  # type: ignore[arg-type]
    ((number,),) = stored(cast, "SELECT id FROM approval WHERE subject = 'namesake' AND decision IS NULL")
    assert f"/approvals/{number}/decide" in client.get("/approvals").text
    answer = client.post(f"/approvals/{number}/decide", data={"decision": decision, "reason": "I asked them"})
    return int(answer.status_code)


def test_a_page_may_say_the_name_of_somebody_else(cast: Cast, vadim: int) -> None:
    known, lee, ana = facts(cast), cast.client(cast.lee), cast.client(cast.ana)
    allow(cast)
    refused = propose(cast, known["arrest"], lead=LEAD)
    assert refused.status_code == 422
    page = unescape(refused.text)
    assert f"It is somebody else, not {NAME}" in page
    said = {"person": str(vadim), "words": LEAD, "back": "/cases/K-001/public"}
    assert lee.post("/cases/K-001/namesakes", data=said).status_code == 422
    answer = lee.post("/cases/K-001/namesakes", data=said | {"reason": "A councillor, he told us"})
    assert answer.headers["location"] == "/cases/K-001/public"
    assert propose(cast, known["arrest"], lead=LEAD).status_code == 422
    assert "is said to mean somebody else than Vadim Kuramshin: A councillor" in unescape(
        ana.get("/approvals").text
    )
    ((number,),) = stored(cast, "SELECT id FROM approval WHERE subject = 'namesake'")
    assert lee.post(f"/approvals/{number}/decide", data={"decision": "approved"}).status_code == 403
    assert decide(cast, cast.ana) == 303
    assert propose(cast, known["arrest"], lead=LEAD).status_code == 303
    assert approve(cast).status_code == 303
    assert LEAD in unescape(cast.client().get("/p/roza-tuletaeva").text)
    other = propose(cast, known["arrest"], lead=f"{LEAD} {NAME} is ill.")
    assert other.status_code == 422


def test_a_letter_may_say_the_name_of_somebody_else(cast: Cast, vadim: int) -> None:
    prepared(cast)
    lee, line = cast.client(cast.lee), f"{NAME} of Leeds asks with me."
    page = unescape(lee.get(f"{NEW}&own_line={line}").text)
    assert f"names {NAME}" in page
    assert f"It is somebody else, not {NAME}" in page
    said = {"person": str(vadim), "words": line, "reason": "A councillor"}
    assert lee.post("/cases/K-001/namesakes", data=said).status_code == 303
    kept = lee.post("/cases/K-001/letters/new", data=CHOSEN | {"own_line": line}).headers["location"]
    assert lee.post(f"{kept}/submit").status_code == 409
    assert f"It is somebody else, not {NAME}" in unescape(lee.get(kept).text)
    assert decide(cast, cast.ana) == 303
    assert f"names {NAME}. No consent" not in unescape(lee.get(kept).text)
    assert lee.post(f"{kept}/submit").status_code == 303


def test_an_export_tells_what_means_somebody_else(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        far = story.case(session, cast.campaign, "K-002", NAME, visibility="restricted")
        nora = story.volunteer(session, "Nora", cast.campaign)
        session.add(CaseMember(case_id=number_of(far), volunteer_id=number_of(nora)))
        story.entry(session, session.merge(cast.case), "note", "2012", summary=LEAD)
    with cast.database.reading() as session:
        assert LEAD not in text_of(session)
    said = {"person": str(far.person_id), "words": LEAD, "reason": "A councillor"}
    assert (
        cast.client(cast.lee).post("/cases/K-001/namesakes", data=said | {"words": NAME}).status_code == 404
    )
    assert cast.client(nora).post("/cases/K-001/namesakes", data=said).status_code == 303
    assert "councillor" not in cast.client(cast.ana).get("/approvals").text
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        ada = story.volunteer(session, "Ada", cast.campaign)
        session.add(CaseMember(case_id=number_of(far), volunteer_id=number_of(ada)))
    ((_theirs,), (number,)) = stored(cast, "SELECT id FROM approval WHERE subject = 'namesake' ORDER BY id")
    assert (
        cast.client(ada).post(f"/approvals/{number}/decide", data={"decision": "approved"}).status_code == 303
    )
    with cast.database.reading() as session:
        assert LEAD in text_of(session)


@pytest.mark.parametrize("way", ["action", "letter", "page"])
def test_whoever_may_know_is_asked_and_the_other_learns_nothing(cast: Cast, anton: int, way: str) -> None:
    words, ana, ref, letter = f"With {HELD} of Leeds.", cast.client(cast.ana), "", ""
    known = facts(cast) if way == "page" else {}
    if way == "action":
        consent(cast)
        ref = live(cast, **PLAIN | {"summary": words})
        cast.client(cast.lee).post(
            f"/actions/{ref}/cite", data={"source": "new", "source_title": "Hands off Roza"}
        )
        refused = agree(ana, ref, "publish")
    elif way == "letter":
        prepared(cast)
        letter = ana.post("/cases/K-001/letters/new", data=CHOSEN | {"own_line": words}).headers["location"]
        refused = ana.post(f"{letter}/submit")
    else:
        allow(cast, *FieldGroup)
        refused = propose(cast, known["arrest"], lead=words)
    assert refused.status_code in {409, 422}
    said = unescape(refused.text)
    assert HIDDEN in said
    assert f"names {HELD}" not in said
    assert not re.search("K-009", said)
    for who in (cast.ana, cast.lee):
        assert "With Anton Petrov" not in unescape(cast.client(who).get("/approvals").text)
    assert f"means somebody else than {HELD}" in unescape(cast.client(cast.rea).get("/approvals").text)
    assert "namesake" not in ana.get("/cases/K-001/history").text
    assert decide(cast, cast.rea) == 303
    if way == "action":
        assert agree(ana, ref, "publish").status_code == 303
        assert shown(cast, ref) == OPEN
    elif way == "letter":
        assert ana.post(f"{letter}/submit").status_code == 303
    else:
        assert propose(cast, known["arrest"], lead=words).status_code == 303


def test_a_no_of_whoever_may_know_keeps_the_words_in(cast: Cast, anton: int) -> None:
    consent(cast)
    ref, ana = live(cast, **PLAIN | {"summary": f"With {HELD} of Leeds."}), cast.client(cast.ana)
    assert HIDDEN in unescape(agree(ana, ref, "publish").text)
    assert decide(cast, cast.rea, "refused") == 303
    assert HIDDEN in unescape(agree(ana, ref, "publish").text)
    assert stored(cast, "SELECT count(*) FROM approval WHERE subject = 'namesake'") == [(1,)]
