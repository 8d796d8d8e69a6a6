"""Public pages: proposed by one, approved by another, shown as approved, gone at once."""

from html import unescape
from xml.etree import ElementTree as ET

import pytest

from app.cases.models import Case, Visibility
from tests import clock
from tests.publishing.published import (
    ASK,
    LEAD,
    allow,
    approve,
    change,
    facts,
    propose,
    public,
    slug,
    stored,
)
from tests.story import Cast

ATOM = "{http://www.w3.org/2005/Atom}"
WITHDRAWN = "UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00'"


def everywhere(cast: Cast, address: str) -> dict[str, str]:
    """What the world can read about one page."""
    world = cast.client()
    paths = (address, f"{address}/feed.atom", "/p", "/feeds", "/feeds/people.atom", "/sitemap.xml")
    return {path: unescape(world.get(path).text) for path in paths}


def test_a_page_says_what_two_people_approved(cast: Cast) -> None:
    public(cast)
    assert slug(cast) == "roza-tuletaeva"
    answer = cast.client().get("/p/roza-tuletaeva")
    page = unescape(answer.text)
    assert answer.status_code == 200
    for words in (
        "Roza Tuletaeva", LEAD, ASK, "Sentenced", "Atyrau women's colony", "chronic liver disease", "Five years.",
        "Hands off Roza", "as they wrote", "2 minutes", "10 minutes", "60 minutes", "two people of the campaign",
        "https://news.example.org/one",
    ):  # fmt: skip
        assert words in page or words.replace(" ", "</b> ", 1) in page, words
    for hidden in ("Judge Canary", "Aigul", "Lee", "Ana", "K-001"):
        assert hidden not in page, hidden
    assert "set-cookie" not in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_nobody_approves_their_own_and_a_reader_not_at_all(cast: Cast) -> None:
    known = facts(cast)
    allow(cast)
    assert cast.client(cast.lee).post("/cases/K-001/public", data={}).status_code == 403
    assert propose(cast, known["arrest"]).status_code == 303
    for who in (cast.ana, cast.rea):
        page = cast.client(who).get("/cases/K-001/public/proposal")
        assert page.status_code == 200
        assert 'name="digest"' not in page.text
        answer = cast.client(who).post("/cases/K-001/public/proposal", data={"decision": "approved"})
        assert answer.status_code in (403, 409)
    assert cast.client(cast.sam).get("/cases/K-001/public").status_code == 404
    assert stored(cast, "SELECT id FROM public_page") == []
    assert "A public page" in cast.client(cast.lee).get("/approvals").text
    assert approve(cast).status_code == 303
    assert "A public page" not in cast.client(cast.lee).get("/approvals").text


def test_alone_one_approves_with_a_reason_and_the_page_says_so(cast: Cast) -> None:
    known = facts(cast)
    allow(cast)
    change(cast, "DELETE FROM membership WHERE volunteer_id <> :ana", ana=cast.ana.id)
    propose(cast, known["arrest"])
    ana = cast.client(cast.ana)
    assert approve(cast, ana).status_code == 422
    assert approve(cast, ana, reason="read it twice").status_code == 303
    assert "by one person" in cast.client().get("/p/roza-tuletaeva").text


def test_other_words_than_those_that_were_read_are_not_approved(cast: Cast) -> None:
    known = facts(cast)
    allow(cast)
    propose(cast, known["arrest"])
    lee = cast.client(cast.lee)
    first = lee.get("/cases/K-001/public/proposal").text.split('name="digest" value="')[1].split('"')[0]
    propose(cast, known["arrest"], lead="Other words.")
    data = {"digest": first, "decision": "approved"}
    assert lee.post("/cases/K-001/public/proposal", data=data).status_code == 409
    assert stored(cast, "SELECT id FROM public_page") == []
    assert approve(cast, decision="refused", reason="too long").status_code == 303
    assert stored(cast, "SELECT decision FROM public_snapshot ORDER BY id") == [("replaced",), ("refused",)]
    assert cast.client().get("/p/roza-tuletaeva").status_code == 404


def test_a_change_of_the_case_is_shown_to_the_team_and_never_to_the_world(cast: Cast) -> None:
    known = public(cast)
    before = cast.client().get("/p/roza-tuletaeva").text
    lee = cast.client(cast.lee)
    version = str(stored(cast, f"SELECT version FROM entry WHERE id = {known['sentence']}")[0][0])
    data = {
        "on": "4 6 2012",
        "form": "prison",
        "length": "5 years",
        "summary": "Now seven.",
        "version": version,
    }
    assert lee.post(f"/cases/K-001/entries/{known['sentence']}/edit", data=data).status_code == 303
    after = cast.client().get("/p/roza-tuletaeva").text
    assert after.split("<main")[1] == before.split("<main")[1]
    state = unescape(cast.client(cast.ana).get("/cases/K-001/public").text)
    assert "differs from the case: 1 fact" in state
    assert "Five years." in state
    assert "Now seven." in state
    assert stored(cast, "SELECT title FROM review WHERE rule = 'page-behind' AND dropped_at IS NULL") == [
        ("Approve the public page anew",)
    ]
    propose(cast, known["arrest"], known["sentence"])
    approve(cast)
    assert "Now seven." in cast.client().get("/p/roza-tuletaeva").text
    assert stored(cast, "SELECT id FROM review WHERE rule = 'page-behind' AND dropped_at IS NULL") == []
    assert slug(cast) == "roza-tuletaeva"


@pytest.mark.parametrize(
    "end",
    [
        WITHDRAWN, "UPDATE consent SET until = '2013-01-01'", "UPDATE \"case\" SET visibility = 'restricted'",
        "UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00' WHERE field_group = 'name'",
    ],
)  # fmt: skip
def test_what_ends_a_page_ends_it_everywhere_at_once(cast: Cast, end: str) -> None:
    public(cast)
    assert all(
        "Tuletaeva" in said
        for path, said in everywhere(cast, "/p/roza-tuletaeva").items()
        if path[:3] != "/si"
    )
    assert "roza-tuletaeva" in cast.client().get("/sitemap.xml").text
    change(cast, end)
    for path, said in everywhere(cast, "/p/roza-tuletaeva").items():
        assert "Tuletaeva" not in said, path
        assert "roza-tuletaeva" not in said.replace("?page=/p/roza-tuletaeva", ""), path
    assert cast.client().get("/p/roza-tuletaeva").status_code == 410
    assert cast.client().get("/p/roza-tuletaeva/feed.atom").status_code == 410
    if "restricted" not in end:
        assert "Silenced" in cast.client(cast.ana).get("/cases/K-001/public").text


def test_a_case_that_was_kept_to_a_few_comes_back_only_with_another_approval(cast: Cast) -> None:
    """Two people had agreed to the page; one who lifts the restriction does not publish it again."""
    known = public(cast)
    for visibility in (Visibility.RESTRICTED, Visibility.TEAM):
        with cast.database.writing(actor_id=cast.ana.id, actor="Ana", at=clock.now()) as session:
            session.get_one(Case, cast.case.id).visibility = visibility
        assert cast.client().get("/p/roza-tuletaeva").status_code == 410
    propose(cast, known["arrest"])
    approve(cast)
    assert cast.client().get("/p/roza-tuletaeva").status_code == 200


def test_one_person_takes_a_page_away_and_its_address_comes_back_with_the_next_approval(cast: Cast) -> None:
    known = public(cast)
    assert cast.client(cast.rea).post("/cases/K-001/public/end").status_code == 403
    assert cast.client(cast.lee).post("/cases/K-001/public/end", data={"reason": "asked"}).status_code == 303
    assert cast.client().get("/p/roza-tuletaeva").status_code == 410
    assert cast.client(cast.lee).post("/cases/K-001/public/end", data={"reason": "again"}).status_code == 303
    propose(cast, known["arrest"])
    approve(cast)
    assert cast.client().get("/p/roza-tuletaeva").status_code == 200
    lines = stored(
        cast, "SELECT what, actor_id, noun, row_id, campaign_id FROM access WHERE what LIKE '%pub%'"
    )
    lee, about = cast.lee.id, ("case", cast.case.id, cast.campaign.id)
    assert lines == [("published", lee, *about), ("unpublished", lee, *about), ("published", lee, *about)]


def test_a_withdrawn_group_leaves_the_page_at_once_and_the_rest_stays(cast: Cast) -> None:
    public(cast)
    change(cast, f"{WITHDRAWN} WHERE field_group IN ('health', 'place')")
    said = everywhere(cast, "/p/roza-tuletaeva")
    for words in ("liver", "In pain", "Atyrau"):
        assert all(words not in page for page in said.values()), words
    page = said["/p/roza-tuletaeva"]
    assert "Five years." in page
    assert "Last approved on" in page
    assert "Some of it has been taken away since." in page


def test_a_fact_that_is_removed_or_restricted_leaves_the_page_at_once(cast: Cast) -> None:
    known = public(cast)
    change(cast, "UPDATE entry SET visibility = 'restricted' WHERE id = :id", id=known["illness"])
    change(
        cast, "UPDATE entry SET removed_at = '2026-01-01 00:00:00+00' WHERE id = :id", id=known["sentence"]
    )
    page = unescape(cast.client().get("/p/roza-tuletaeva").text)
    assert "liver" not in page
    assert "Five years." not in page
    assert "Sentenced" not in page
    assert "Taken from her home." in page


def test_without_consent_for_the_name_page_and_address_do_without_it(cast: Cast) -> None:
    known = facts(cast)
    allow(cast, "case")
    assert propose(cast, known["sentence"]).status_code == 422
    named = propose(cast, known["sentence"], heading="An oil worker", lead="Roza led the strike.")
    assert "These words name the person" in unescape(named.text)
    assert propose(cast, known["sentence"], heading="An oil worker").status_code == 303
    approve(cast)
    address = f"/p/{slug(cast)}"
    assert "roza" not in address
    for path, said in everywhere(cast, address).items():
        assert "Roza" not in said, path
        assert "Tuletaeva" not in said, path
    assert "An oil worker" in cast.client().get(address).text


def test_an_address_with_a_name_is_given_up_with_the_consent_for_the_name(cast: Cast) -> None:
    known = public(cast)
    change(cast, f"{WITHDRAWN} WHERE field_group = 'name'")
    propose(cast, known["sentence"], heading="An oil worker")
    approve(cast)
    assert slug(cast) != "roza-tuletaeva"
    assert cast.client().get("/p/roza-tuletaeva").status_code == 410
    assert cast.client().get(f"/p/{slug(cast)}").status_code == 200


def test_the_page_of_an_erased_person_was_never_there(cast: Cast) -> None:
    public(cast)
    cast.client().post("/correct", data={"page": "/p/roza-tuletaeva", "words": "This is wrong."})
    person = f"/people/{cast.case.person_id}/erase"
    cast.client(cast.ana).post(person, data={"ground": "family"})
    decided = {"decision": "approved", "sure": "yes"}
    assert cast.client(cast.lee).post(f"{person}/decide", data=decided).status_code == 303
    assert cast.client().get("/p/roza-tuletaeva").status_code == 404
    for table in ("public_page", "public_snapshot", "correction"):
        assert stored(cast, f"SELECT id FROM {table}") == []
    assert stored(cast, "SELECT id FROM approval WHERE subject = 'page'") == []
    pages = stored(cast, "SELECT diff FROM change WHERE noun IN ('public page', 'request to correct')")
    assert pages
    assert all("roza" not in str(diff).lower() for (diff,) in pages)


def test_feeds_are_atom_with_ids_that_stay(cast: Cast) -> None:
    known = public(cast)
    world = cast.client()

    def feed(path: str) -> ET.Element:
        answer = world.get(path)
        assert answer.headers["content-type"].startswith("application/atom+xml")
        return ET.fromstring(answer.text)

    for path in ("/feeds/people.atom", "/p/roza-tuletaeva/feed.atom"):
        root = feed(path)
        assert root.tag == f"{ATOM}feed"
        for needed in ("title", "id", "updated"):
            assert root.findtext(f"{ATOM}{needed}")
            assert all(entry.findtext(f"{ATOM}{needed}") for entry in root.iter(f"{ATOM}entry"))
    ids = {entry.findtext(f"{ATOM}id") for entry in feed("/p/roza-tuletaeva/feed.atom").iter(f"{ATOM}entry")}
    assert len(ids) == 3
    first = {
        entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}updated")
        for entry in feed("/p/roza-tuletaeva/feed.atom").iter(f"{ATOM}entry")
    }
    propose(cast, known["arrest"], known["sentence"], lead="Said anew.")
    approve(cast)
    again = {
        entry.findtext(f"{ATOM}id"): entry.findtext(f"{ATOM}updated")
        for entry in feed("/p/roza-tuletaeva/feed.atom").iter(f"{ATOM}entry")
    }
    assert again == {key: first[key] for key in again}
    assert len(again) == 2
    assert ET.fromstring(world.get("/sitemap.xml").text).tag.endswith("urlset")
    robots = world.get("/robots.txt").text
    assert "Sitemap: " in robots
    assert "Allow: /p/" in robots.splitlines()
    assert "/feeds/people.atom" in world.get("/feeds").text


def test_open_actions_stand_under_the_minutes_they_take(cast: Cast) -> None:
    from tests.campaigning.acting import agree, live  # the way through two people is told there

    public(cast)
    calm = {"title": "Freedom for Roza", "summary": "We ask for it.", "asks": "Write"}
    ref = live(cast, **calm)
    cited = {"source": "A public call"}
    cast.client(cast.lee).post(f"/actions/{ref}/cite", data=cited)
    assert agree(cast.client(cast.ana), ref, "publish").status_code == 303
    page = unescape(cast.client().get("/p/roza-tuletaeva").text)
    ten = page.split("<b>10</b>")[1].split("<b>60</b>")[0]
    assert f'href="/a/{ref}"' in ten
    assert "letters sent" not in page
    for _time in range(10):
        cast.client().post(f"/a/{ref}/sent", data={"channel": "post"})
    assert "10 letters sent" in unescape(cast.client().get("/p/roza-tuletaeva").text)
