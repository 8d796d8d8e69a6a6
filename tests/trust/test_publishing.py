"""Checks 43 and 44: nobody is published without consent, and whoever withdraws it is gone at once, everywhere."""

from html import unescape

import pytest

from app.cases.models import PersonLink
from app.consent.models import Use
from app.consent.queries.consents import AsOf, leaving_groups
from app.db import number_of
from tests import clock, story
from tests.campaigning.acting import agree, live
from tests.publishing.exports import text_of
from tests.publishing.published import LEAD, allow, approve, change, facts, propose, public, stored
from tests.story import Cast
from tests.trust.planted import plant

ADDRESS = "/p/roza-tuletaeva"
OPEN = (
    ADDRESS,
    f"{ADDRESS}/feed.atom",
    "/p",
    "/feeds",
    "/feeds/people.atom",
    "/sitemap.xml",
    "/a",
    "/correct",
)


def relative(cast: Cast, name: str = "Aigul Canaryeva") -> int:
    """A daughter in the record, tied to the person of the case; she has no case of her own."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        daughter = number_of(story.person(session, name))
        session.add(PersonLink(person_id=daughter, other_id=cast.case.person_id, kind="child"))
    return daughter


def page_hash(cast: Cast) -> list[tuple[object, ...]]:
    """What is public, by its hash."""
    shown = "public_page JOIN public_snapshot ON snapshot_id = public_snapshot.id"
    return stored(cast, f"SELECT slug, digest, approved_at FROM {shown}")


def test_check_43_nothing_is_published_without_consent_for_everybody_named(cast: Cast) -> None:
    known = facts(cast)
    daughter = relative(cast)
    refused = propose(cast, known["arrest"])
    assert refused.status_code == 422
    assert "No consent for this" in refused.text
    allow(cast)
    assert propose(cast, known["arrest"]).status_code == 303
    assert approve(cast).status_code == 303
    before = page_hash(cast)
    for words in ("Her daughter Aigul waits.", "Her lawyer told Aigul Canaryeva."):
        answer = propose(cast, known["arrest"], lead=words)
        assert answer.status_code == 422, words
        assert "Aigul Canaryeva" in unescape(answer.text)
    allow(cast, "name", person_id=daughter)
    assert propose(cast, known["arrest"], lead="Aigul waits for her.").status_code == 303
    change(
        cast, "UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00' WHERE person_id = :id", id=daughter
    )
    assert approve(cast).status_code == 422
    assert page_hash(cast) == before
    assert "Aigul" not in cast.client().get(ADDRESS).text


def test_check_43_a_fact_that_names_somebody_else_is_not_offered(cast: Cast) -> None:
    known = facts(cast)
    daughter = relative(cast)
    allow(cast)
    change(cast, "UPDATE entry SET summary = 'Aigul was there.' WHERE id = :id", id=known["arrest"])
    state = unescape(cast.client(cast.ana).get("/cases/K-001/public").text)
    assert "It names Aigul Canaryeva, who has not agreed" in state
    assert propose(cast, known["arrest"]).status_code == 422
    assert stored(cast, "SELECT id FROM public_snapshot") == []
    allow(cast, "name", person_id=daughter)
    assert propose(cast, known["arrest"], known["sentence"]).status_code == 303
    assert approve(cast).status_code == 303
    assert "Aigul was there." in cast.client().get(ADDRESS).text
    change(
        cast, "UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00' WHERE person_id = :id", id=daughter
    )
    assert "Aigul" not in cast.client().get(ADDRESS).text
    assert "Five years." in cast.client().get(ADDRESS).text


@pytest.mark.parametrize("how", ["withdrawn_at = '2026-01-01 00:00:00+00'", "until = '2013-01-01'"])
def test_check_44_withdrawn_or_expired_consent_takes_the_person_away_everywhere(cast: Cast, how: str) -> None:
    public(cast)
    allow(cast, use="letter")
    allow(cast, use="digest")
    world = cast.client()
    assert all(world.get(path).status_code == 200 for path in OPEN)
    change(cast, f"UPDATE consent SET {how}")
    for path in OPEN:
        answer = world.get(path)
        assert answer.status_code == (410 if path.startswith(ADDRESS) else 200), path
        assert "Tuletaeva" not in unescape(answer.text), path
        assert LEAD not in unescape(answer.text), path
    with cast.database.reading() as session:
        for use in (Use.LETTER, Use.DIGEST, Use.PUBLIC):
            assert leaving_groups(session, use, AsOf(clock.now().date())) == frozenset()


def test_one_request_to_stop_silences_every_way_out(cast: Cast) -> None:
    public(cast)
    allow(cast, "name", "case", use="letter")
    allow(cast, "name", "case", use="digest")
    ref = live(cast, "gathering", on="16 12 2099")
    lee, ana, world = cast.client(cast.lee), cast.client(cast.ana), cast.client()
    lee.post(f"/actions/{ref}/cite", data={"source": "A public call"})
    assert agree(ana, ref, "publish").status_code == 303
    gated = (ADDRESS, f"{ADDRESS}/feed.atom", f"/a/{ref}", f"/a/{ref}/calendar.ics")
    assert [world.get(path).status_code for path in gated] == [200] * 4
    before = unescape(lee.get("/cases/K-001/stop").text)
    assert ">Leaves<" in before
    answer = lee.post("/cases/K-001/consent/stop", data={"given_by": "her daughter"})
    assert answer.headers["location"] == "/cases/K-001/stop"

    assert [world.get(path).status_code for path in gated] == [410] * 4
    assert world.get(f"/a/{ref}/letter").status_code in (404, 410)
    assert world.post(f"/a/{ref}/sent", data={"channel": "post"}).status_code == 410
    for path in ("/p", "/a", "/feeds", "/feeds/people.atom", "/feeds/actions.atom", "/sitemap.xml"):
        said = unescape(world.get(path).text)
        assert "Tuletaeva" not in said, path
        assert "roza" not in said, path
        assert f"/a/{ref}" not in said, path
    after = unescape(lee.get("/cases/K-001/stop").text)
    assert ">Leaves<" not in after
    assert after.count(">Silent<") >= 6
    with cast.database.reading() as session:
        assert "Tuletaeva" not in text_of(session)
    assert "K-001" not in lee.get("/digest/preview").text.split("<main")[1]
    assert propose(cast, 1).status_code == 422


def test_a_request_to_stop_silences_a_relative_without_a_case_too(cast: Cast) -> None:
    known = facts(cast)
    daughter = relative(cast)
    allow(cast)
    lee = cast.client(cast.lee)
    page = f"/people/{daughter}/consent"
    given = {"groups": ["name"], "uses": ["public"], "given_by": "herself", "given_how": "at a visit"}
    assert "Nobody has said yet" in lee.get(page).text
    assert cast.client(cast.rea).post(page, data=given).status_code == 403
    assert cast.client(cast.sam).get(page).status_code == 404
    assert lee.post(page, data=given).status_code == 303
    assert propose(cast, known["arrest"], lead="Aigul waits for her.").status_code == 303
    assert approve(cast).status_code == 303
    assert "Aigul" in cast.client().get(ADDRESS).text
    assert lee.post(f"{page}/stop", data={"given_by": "herself"}).status_code == 303
    said = cast.client().get(ADDRESS)
    assert said.status_code == 200
    assert "Aigul" not in said.text
    assert lee.post(f"{page}/lift", data={"why": "she asked for it"}).status_code == 303
    yes = {"decision": "approved"}
    assert cast.client(cast.ana).post(f"{page}/lift/decide", data=yes).status_code == 303
    assert "Somebody has asked to stop." not in lee.get(page).text


def test_no_planted_secret_leaves(cast: Cast) -> None:
    known = facts(cast)
    daughter = relative(cast)
    secrets = plant(cast, known, daughter)
    assert len(secrets) >= 40
    allow(cast, "name", "case", "place", "health", "ill-treatment", "family")
    allow(cast, "name", person_id=daughter)
    assert propose(cast, *(number for name, number in known.items() if name != "secret")).status_code == 303
    assert approve(cast).status_code == 303
    world = cast.client()
    for path in OPEN:
        answer = world.get(path)
        assert answer.status_code == 200
        assert [word for word in secrets if word in answer.text] == [], path
    assert world.get("/cases/K-001").status_code == 303
    queue = unescape(cast.client(cast.ana).get("/cases/K-001").text)
    assert any(word in queue for word in secrets)
