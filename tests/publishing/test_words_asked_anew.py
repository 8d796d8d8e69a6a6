"""Every word of an approved page lives only as long as what it rests on; it is asked anew at every showing."""

from html import unescape

import pytest

from app.cases.models import Entry, PersonName
from app.db import number_of
from app.directory.models import Facility, Place
from tests import clock, story
from tests.files.corpus import JPEG
from tests.files.sending import send
from tests.publishing.published import GROUPS, allow, approve, change, facts, propose, slug, stored
from tests.story import Cast

WITHDRAWN = "UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00' WHERE field_group = :group"
STRIKE = "Activist starts hunger strike as prison regime refuses medical aid"
STRIKE_AT = "https://news.example.org/2013/starts_hunger_strike"


def open_words(cast: Cast, address: str) -> str:
    """Everything the world can read about a page."""
    world = cast.client()
    paths = (address, f"{address}/feed.atom", "/p", "/feeds", "/feeds/people.atom", "/sitemap.xml")
    return unescape("\n".join(world.get(path).text for path in paths))


def test_a_heading_that_tells_health_goes_with_the_consent_for_health(cast: Cast) -> None:
    known = facts(cast)
    allow(cast, "case", "health")
    words = {
        "heading": "An oil worker who is seriously ill",
        "lead": "Held since June.",
        "ask": "Let them go.",
    }
    assert propose(cast, known["sentence"], **words).status_code == 303
    assert approve(cast).status_code == 303
    address = f"/p/{slug(cast)}"
    assert open_words(cast, address).count("seriously ill") >= 4
    change(cast, WITHDRAWN, group="health")
    said = open_words(cast, address)
    assert "seriously ill" not in said
    assert "A person who is not named here" in said
    assert "Held since June." in said
    assert "Some of it has been taken away since." in said


def test_a_lead_goes_alone_and_leaves_an_ask_that_tells_nothing(cast: Cast) -> None:
    known = facts(cast)
    allow(cast)
    propose(cast, known["sentence"], lead="She is seriously ill.", ask="Release her now.")
    assert approve(cast).status_code == 303
    change(cast, WITHDRAWN, group="health")
    said = open_words(cast, "/p/roza-tuletaeva")
    assert "seriously ill" not in said
    assert "Release her now." in said


@pytest.mark.parametrize(
    "told",
    [
        {"title": STRIKE},
        {"url": STRIKE_AT},
        {"url": "https://x.example/%D0%B3%D0%BE%D0%BB%D0%BE%D0%B4%D0%BE%D0%B2%D0%BA%D0%B0"},
    ],
)
def test_a_source_whose_headline_or_address_tells_health_is_told_by_publisher_and_day(
    cast: Cast, told: dict[str, str]
) -> None:
    known = facts(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        source = story.source(session, **{"title": "From court", **told})
        source.publisher = "The Port Herald"
        entry = session.get_one(Entry, known["sentence"])
        story.cited(session, source, entry)
    allow(cast)
    assert propose(cast, known["sentence"]).status_code == 303
    assert approve(cast).status_code == 303
    page = "/p/roza-tuletaeva"
    secret = told.get("title") or told["url"]
    assert secret in unescape(cast.client().get(page).text)
    change(cast, WITHDRAWN, group="health")
    said = open_words(cast, page)
    assert secret not in said
    assert "The Port Herald, 24 April 2013" in said
    assert propose(cast, known["sentence"], lead="Said anew.").status_code == 303
    assert secret not in unescape(cast.client(cast.lee).get("/cases/K-001/public/proposal").text)
    assert approve(cast).status_code == 303
    assert secret not in open_words(cast, page)


@pytest.mark.parametrize(
    "words", ["She is held at Atyrau.", "The prison of Atyrau", "в Атырау", "в Атырауской колонии", "ATYRAU"]
)
def test_words_that_say_where_somebody_is_held_need_consent_for_the_place(cast: Cast, words: str) -> None:
    known = facts(cast)
    allow(cast, "name", "case", "place")
    assert propose(cast, known["sentence"], lead=words).status_code == 303
    assert approve(cast).status_code == 303
    change(cast, "UPDATE entry SET visibility = 'restricted' WHERE id = :id", id=known["arrest"])
    assert words in open_words(cast, "/p/roza-tuletaeva")
    change(cast, WITHDRAWN, group="place")
    assert words not in open_words(cast, "/p/roza-tuletaeva")
    refused = propose(cast, known["sentence"], lead=words)
    assert refused.status_code == 422
    assert "place of detention" in unescape(refused.text)
    assert propose(cast, known["sentence"], lead="She is in prison.").status_code == 303


def test_a_town_of_a_prison_in_the_directory_counts_by_its_other_spellings(cast: Cast) -> None:
    known = facts(cast)
    allow(cast, "name", "case")
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        town = Place(key="town", name="Oskemen", also="Ust-Kamenogorsk; Усть-Каменогорск")
        session.add(town)
        session.flush()
        prison = Facility(key="prison", name="Prison 17", place_id=town.id)
        session.add(prison)
        session.flush()
        session.get_one(Entry, known["arrest"]).facility_id = prison.id
    for words in ("She was moved to Ust-Kamenogorsk.", "Она в Усть-Каменогорске"):
        assert propose(cast, known["sentence"], lead=words).status_code == 422, words


def test_the_town_that_a_campaign_is_named_after_tells_nothing_of_one_of_its_cases(cast: Cast) -> None:
    known = facts(cast)
    allow(cast, "name", "case")
    change(cast, "UPDATE campaign SET name = 'Friends of Atyrau'")
    assert propose(cast, known["sentence"], lead="The strike of Atyrau").status_code == 303


def test_the_name_of_a_campaign_is_not_printed_where_it_tells_what_may_not_leave(cast: Cast) -> None:
    known = facts(cast)
    allow(cast, "name", "case", "health")
    change(cast, "UPDATE campaign SET name = 'Doctors for sick prisoners'")
    assert propose(cast, known["sentence"]).status_code == 303
    assert approve(cast).status_code == 303
    assert "Doctors for sick prisoners" in open_words(cast, "/p/roza-tuletaeva")
    change(cast, WITHDRAWN, group="health")
    assert "Doctors for sick" not in open_words(cast, "/p/roza-tuletaeva")


def test_a_deleted_photograph_takes_its_words_from_everything_that_was_ever_proposed(cast: Cast) -> None:
    known = facts(cast)
    lee = cast.client(cast.lee)
    send(lee, "/cases/K-001", "a.jpg", JPEG, caption="Beside the oil works", credit="Photo: a colleague")
    allow(cast, *GROUPS, "photo")
    assert propose(cast, known["arrest"], photo="1").status_code == 303
    assert approve(cast).status_code == 303
    assert propose(cast, known["arrest"], photo="1", lead="Said anew.").status_code == 303
    assert lee.post("/cases/K-001/files/1/delete").status_code == 303
    kept = str(stored(cast, "SELECT content FROM public_snapshot"))
    assert "oil works" not in kept
    assert "colleague" not in kept
    for path in ("/cases/K-001/public/proposal", "/cases/K-001/public", "/p/roza-tuletaeva"):
        assert "oil works" not in lee.get(path).text, path
    assert cast.client().get("/p/roza-tuletaeva/photo").status_code == 410
    assert approve(cast).status_code == 422


def test_a_page_waits_for_a_second_person_when_two_persons_were_merged_into_one(cast: Cast) -> None:
    """Consents and names of the one become those of the other, and nobody has read the page with them."""
    known = facts(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        other = story.person(session, "Alma Ospanova").id
    allow(cast, "name", "case")
    allow(cast, "health", person_id=other)
    assert propose(cast, known["arrest"], known["sentence"]).status_code == 303
    assert approve(cast).status_code == 303
    ana = cast.client(cast.ana)
    merged = ana.post(f"/people/{other}/merge", data={"into": "Roza Tuletaeva", "reason": "one person"})
    assert merged.status_code == 303, unescape(merged.text)
    assert cast.client().get("/p/roza-tuletaeva").status_code == 410
    assert "two persons were merged" in unescape(ana.get("/cases/K-001/public").text)
    assert propose(cast, known["arrest"]).status_code == 303
    assert approve(cast).status_code == 303
    assert cast.client().get("/p/roza-tuletaeva").status_code == 200


def test_somebody_who_comes_into_the_record_after_the_approval_is_asked_too(cast: Cast) -> None:
    """Also by another spelling, also in the title of a source; and shown again once they have agreed."""
    known = facts(cast)
    allow(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        source = story.source(session, title="The court heard Айгуль Канарьева in court")
        story.cited(session, source, session.get_one(Entry, known["sentence"]))
    words = {"lead": "She was tried with Aigul Canaryeva.", "ask": "Release her now."}
    change(cast, "UPDATE source SET publisher = 'The Port Herald' WHERE title LIKE 'The court%'")
    assert propose(cast, known["sentence"], **words).status_code == 303
    assert approve(cast).status_code == 303
    page = "/p/roza-tuletaeva"
    assert "Айгуль Канарьева" in open_words(cast, page)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        late = number_of(story.person(session, "Aigul Canaryeva"))
    assert "Aigul Canaryeva" not in open_words(cast, page)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(PersonName(person_id=late, text="Айгуль Канарьева", script="Cyrl"))
    said = open_words(cast, page)
    assert "Айгуль" not in said
    assert "The Port Herald, 24 April 2013" in said
    assert "Release her now." in said
    allow(cast, "name", person_id=late)
    assert "Aigul Canaryeva" in open_words(cast, page)
    assert (
        cast.client(cast.lee).post(f"/people/{late}/consent/stop", data={"given_by": "herself"}).status_code
        == 303
    )
    assert "Aigul" not in open_words(cast, page)
    assert "Айгуль" not in open_words(cast, page)


def test_a_refusal_does_not_tell_of_somebody_kept_to_a_few(cast: Cast) -> None:
    known = facts(cast)
    allow(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        kept = story.case(session, cast.campaign, "K-009", "Timur Bolatbekov", visibility="restricted")
        story.entry(session, kept, "custody", "2012-01-01", form="arrest")
    refused = propose(cast, known["sentence"], lead="She was tried with Timur Bolatbekov.")
    assert refused.status_code == 422
    said = unescape(refused.text)
    assert "Somebody else has to look at these words" in said
    for secret in ("Bolatbekov, who", "K-009", "names Timur", "only for those named"):
        assert secret not in said, secret
