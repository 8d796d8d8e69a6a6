"""A request to stop: reached at once, said at the head of the case, and proved by looking through all that leaves."""

from html import unescape

from app.cases.models import PersonName
from app.clock import civil_date
from app.db import number_of
from app.text import day_in_words
from tests import clock, story
from tests.campaigning.acting import PICKET, agree, live
from tests.counting import counted
from tests.publishing.exports import text_of
from tests.publishing.published import LEAD, allow, approve, facts, propose, public
from tests.story import Cast

STOP = {"given_by": "her daughter", "given_how": "by telephone", "given_on": "28 4 2013"}


def stop(cast: Cast, **more: str) -> str:
    """Lee saves the request; the page that proves it."""
    answer = cast.client(cast.lee).post("/cases/K-001/consent/stop", data={**STOP, **more})
    assert answer.status_code == 303, unescape(answer.text)
    return proof(cast)


def proof(cast: Cast) -> str:
    return unescape(cast.client(cast.lee).get("/cases/K-001/stop").text)


def test_stopping_is_the_first_thing_on_the_page_about_consent(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    for about in ("/cases/K-001", "/people/1"):
        page = lee.get(f"{about}/consent").text.split("<main")[1]
        link = page.index(f'href="{about}/consent/stop"')
        assert link < page.index("<form")
        short = lee.get(f"{about}/consent/stop")
        assert short.status_code == 200
        assert short.text.count("<form") == lee.get("/settings").text.split("<main")[0].count("<form") + 1
    assert 'name="given_by"' not in cast.client(cast.rea).get("/cases/K-001/consent/stop").text
    refused = lee.post("/cases/K-001/consent/stop", data={"given_by": "", "given_how": "by letter"})
    assert refused.status_code == 422
    assert 'value="by letter"' in refused.text


def test_the_head_of_the_case_says_since_when(cast: Cast) -> None:
    stop(cast)
    for path in ("", "/consent", "/public", "/stop", "/history", "/add/note"):
        assert (
            "Asked to stop on 28 April 2013."
            in cast.client(cast.rea if not path else cast.lee).get(f"/cases/K-001{path}").text
        ), path
    case = cast.client(cast.lee).get("/cases/K-001")
    assert case.status_code == 200
    assert "Asked to stop on 28 April 2013." in case.text
    assert 'href="/cases/K-001/letters/new"' not in case.text
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    lee.post("/cases/K-001/consent/lift", data={"why": "in writing"})
    ana.post("/cases/K-001/consent/lift/decide", data={"decision": "approved"})
    assert "Asked to stop" not in lee.get("/cases/K-001").text


def test_the_day_of_saving_counts_where_none_is_told(cast: Cast) -> None:
    stop(cast, given_on="")
    assert (
        f"Asked to stop on {day_in_words(civil_date(clock.now(), 'Asia/Aqtau'))}"
        in cast.client(cast.lee).get("/cases/K-001").text
    )


def test_nothing_new_is_written_or_published_and_the_words_are_kept(cast: Cast) -> None:
    known = facts(cast)
    allow(cast)
    stop(cast)
    lee = cast.client(cast.lee)
    for path in ("/cases/K-001/letters/new", "/cases/K-001/letters/many"):
        refused = lee.get(path)
        assert refused.status_code == 409, path
        said = unescape(refused.text)
        assert "asked on 28 April 2013 to stop" in said
        assert "something changed meanwhile" not in said
    kept = lee.post(
        "/cases/K-001/letters/new", data={"kind": "release", "to": "x", "own_line": "Words of mine."}
    )
    assert kept.status_code == 409
    assert "Words of mine." in kept.text
    answer = propose(cast, known["arrest"], lead="Words of mine.", ask="Let her go home.")
    assert answer.status_code == 422
    said = unescape(answer.text)
    assert "asked on 28 April 2013 to stop" in said
    assert "Words of mine.</textarea>" in said
    assert "Let her go home.</textarea>" in said


def test_no_action_is_made_for_them_nor_linked_to_them(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        story.case(session, cast.campaign, "K-002", "Maksat Dosmagambetov")
    ref = live(cast, "gathering", on="16 12 2099", cases="K-002")
    stop(cast)
    lee = cast.client(cast.lee)
    made = {**PICKET, "on": "16 12 2099", "summary": "Words of mine."}
    for path, data in (
        ("/actions/new/gathering", made),
        (f"/actions/{ref}/links", {"cases": "K-001"}),
        ("/cases/K-001/actions", {"action": ref}),
    ):
        answer = lee.post(path, data=data)
        assert answer.status_code == 422, path
        assert "asked on 28 April 2013 to stop" in unescape(answer.text), path
    assert "Words of mine.</textarea>" in lee.post("/actions/new/gathering", data=made).text


def test_the_proof_finds_the_name_in_words_of_others(cast: Cast) -> None:
    """Another case's public page, an action, a letter and a proposal say the name of a person who asks to stop."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        other = story.case(session, cast.campaign, "K-002", "Maksat Dosmagambetov")
        number = number_of(story.person(session, "Aigul Canaryeva"))
        session.add(PersonName(person_id=number, text="Айгуль Канарьева"))
    public(cast)
    allow(cast, "name", person_id=number)
    allow(cast, "name", "case", person_id=other.person_id)
    assert propose(cast, 1, lead="Aigul Canaryeva waits for her.").status_code == 303
    assert approve(cast).status_code == 303
    lee = cast.client(cast.lee)
    before = unescape(lee.get(f"/people/{number}/stop").text)
    assert "Public page of Roza Tuletaeva" in before
    assert "Aigul Canaryeva waits for her." in before
    assert ">Still leaves<" in before
    assert (
        lee.post(f"/people/{number}/consent/stop", data=STOP).headers["location"] == f"/people/{number}/stop"
    )
    after = unescape(lee.get(f"/people/{number}/stop").text)
    assert "Stopped: nothing leaves any more" in after
    assert ">Still leaves<" not in after
    assert ">Gone now<" in after
    assert "Aigul" not in unescape(cast.client().get("/p/roza-tuletaeva").text)


def test_the_proof_says_so_where_something_still_leaves(cast: Cast) -> None:
    """It does not say silent on its own word: what a volunteer can still read out there is listed first."""
    public(cast)
    ref = live(cast, "gathering", on="16 12 2099", title="Picket for Roza Tuletaeva")
    ana = cast.client(cast.ana)
    cast.client(cast.lee).post(f"/actions/{ref}/cite", data={"source": "A public call"})
    assert agree(ana, ref, "publish").status_code == 303
    before = proof(cast)
    assert "What a request to stop silences" in before
    assert f"Public action {ref}" in before
    after = stop(cast)
    with cast.database.reading() as session:
        in_export = "Tuletaeva" in text_of(session)
    assert ("Stopped: nothing leaves any more" in after) != in_export
    assert ("Export of Zhanaozen for work elsewhere" in after) == in_export
    assert f"Public action {ref}" in after
    assert ">Gone now<" in after
    assert LEAD not in after


def test_the_proof_makes_an_export_anew_only_once_something_has_changed(cast: Cast) -> None:
    lee, page = cast.client(cast.lee), "/cases/K-001/stop"
    with counted(cast) as first:
        assert "Export of Zhanaozen" in unescape(lee.get(page).text)
    with counted(cast) as second:
        assert "Export of Zhanaozen" in unescape(lee.get(page).text)
    assert len(second) < len(first) - 20
    stop(cast)
    assert "Export of Zhanaozen" not in proof(cast)
