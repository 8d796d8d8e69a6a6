"""A photograph on a public page: chosen, read and approved with it, and gone with it or before it."""

from html import unescape

import pytest

from app.cases.models import Person
from app.consent.models import Consent
from app.db import number_of
from tests import story
from tests.files.corpus import JPEG, PDF
from tests.files.sending import send
from tests.publishing.published import GROUPS, allow, approve, change, facts, propose, stored
from tests.story import BEGAN, Cast

PAGE = "/p/roza-tuletaeva"
PHOTO = f"{PAGE}/photo"
CAPTION = "In front of the oil works, 2010"
OPEN = (PAGE, f"{PAGE}/feed.atom", "/p", "/feeds", "/feeds/people.atom", "/sitemap.xml")


def with_file(cast: Cast, caption: str = CAPTION, **words: str) -> dict[str, int]:
    """Facts, and a photograph that is file 1."""
    known = facts(cast)
    send(cast.client(cast.lee), "/cases/K-001", "a.jpg", JPEG, caption=caption, **words)
    return known


@pytest.fixture
def shown(cast: Cast) -> Cast:
    """A page with a photograph, approved by a second person."""
    known = with_file(cast, credit="Photo: a colleague")
    allow(cast, *GROUPS, "photo")
    assert propose(cast, known["arrest"], photo="1").status_code == 303
    assert approve(cast).status_code == 303
    assert cast.client().get(PHOTO).status_code == 200
    return cast


def test_the_world_sees_the_small_picture_that_a_second_person_saw(cast: Cast) -> None:
    known = with_file(cast, credit="Photo: a colleague")
    allow(cast, *GROUPS, "photo")
    assert CAPTION in cast.client(cast.ana).get("/cases/K-001/public").text
    propose(cast, known["arrest"], photo="1")
    assert cast.client().get(PHOTO).status_code == 404
    read = cast.client(cast.lee).get("/cases/K-001/public/proposal").text
    assert f'src="/cases/K-001/files/1/small" alt="{CAPTION}"' in read
    approve(cast)

    page = cast.client().get(PAGE).text
    assert f'src="{PHOTO}" alt="{CAPTION}"' in page
    assert "Photo: a colleague" in page
    given = cast.client().get(PHOTO)
    assert given.headers["content-type"] == "image/jpeg"
    assert given.content == cast.client(cast.lee).get("/cases/K-001/files/1/small").content
    assert b"Canary Camera" not in given.content
    assert given.headers["content-security-policy"] == "default-src 'none'; sandbox"
    assert given.headers["x-content-type-options"] == "nosniff"
    assert given.headers["cross-origin-resource-policy"] == "same-origin"
    assert given.headers["cache-control"] == "no-store"
    assert "noimageindex" in given.headers["x-robots-tag"]
    assert "set-cookie" not in given.headers
    for address in OPEN[1:]:
        assert "/photo" not in cast.client().get(address).text, address


def test_without_consent_for_photographs_none_is_proposed(cast: Cast) -> None:
    known = with_file(cast)
    allow(cast)
    assert f"Photograph: {CAPTION}" in cast.client(cast.ana).get("/cases/K-001/public").text
    refused = propose(cast, known["arrest"], photo="1")
    assert refused.status_code == 422
    assert "No consent for this" in refused.text
    allow(cast, "photo", use="letter")
    assert propose(cast, known["arrest"], photo="1").status_code == 422
    for nonsense in ("2", "x", "999999999999"):
        assert propose(cast, known["arrest"], photo=nonsense).status_code == 422, nonsense


@pytest.mark.parametrize(
    ("caption", "why"), [("With her daughter", "Family"), ("Beside Aigul Canaryeva", "Aigul Canaryeva")]
)
def test_what_is_said_of_a_photograph_needs_consent_too(cast: Cast, caption: str, why: str) -> None:
    with cast.database.writing(actor="the story", at=BEGAN) as session:
        other = number_of(story.person(session, "Aigul Canaryeva"))
    known = with_file(cast, caption)
    allow(cast, *GROUPS, "photo")
    refused = propose(cast, known["arrest"], photo="1")
    assert refused.status_code == 422
    assert why in unescape(refused.text) or "No consent" in refused.text
    allow(cast, "family")
    allow(cast, "name", person_id=other)
    assert propose(cast, known["arrest"], photo="1").status_code == 303
    approve(cast)
    assert cast.client().get(PHOTO).status_code == 200
    change(cast, "UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00' WHERE field_group = 'family'")
    change(cast, "UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00' WHERE person_id <> 1")
    assert cast.client().get(PHOTO).status_code == 410


def test_a_document_is_no_photograph(cast: Cast) -> None:
    known = with_file(cast, kind="document")
    send(cast.client(cast.lee), "/cases/K-001", "a.pdf", PDF)
    allow(cast, *GROUPS, "photo")
    for number in "12":
        assert propose(cast, known["arrest"], photo=number).status_code == 422


WITHDRAWN = "UPDATE consent SET withdrawn_at = '2026-01-01 00:00:00+00' WHERE field_group = 'photo'"


@pytest.mark.parametrize(
    ("way", "page_left"),
    [
        ("consent", 200),
        ("deleted", 200),
        ("no photograph", 200),
        ("ended", 410),
        ("restricted", 410),
        ("stop", 410),
    ],
)
def test_it_is_gone_at_once(shown: Cast, way: str, page_left: int) -> None:
    lee = shown.client(shown.lee)
    if way == "consent":
        change(shown, WITHDRAWN)
    elif way == "deleted":
        lee.post("/cases/K-001/files/1/delete")
    elif way == "no photograph":
        change(shown, "UPDATE attachment SET kind = 'document'")
    elif way == "ended":
        lee.post("/cases/K-001/public/end", data={"reason": "The campaign asks"})
    elif way == "restricted":
        change(shown, "UPDATE \"case\" SET visibility = 'restricted'")
    else:
        with shown.database.writing(actor="the story", at=BEGAN) as session:
            stop = Consent(person_id=shown.case.person_id, field_group="all", use="all", basis="refused")
            session.add(stop)
    world = shown.client()
    assert world.get(PHOTO).status_code == 410
    page = world.get(PAGE)
    assert page.status_code == page_left
    assert "<img" not in page.text
    assert CAPTION not in page.text
    if page_left == 200:
        assert "Some of it has been taken away since." in page.text


def test_another_picture_under_the_same_number_is_not_shown(shown: Cast) -> None:
    change(shown, "UPDATE attachment SET sha256 = :other", other="0" * 64)
    assert shown.client().get(PHOTO).status_code == 410


def test_a_page_approved_anew_without_it_has_lost_it(shown: Cast) -> None:
    kept = [number for (number,) in stored(shown, "SELECT id FROM entry WHERE visibility = 'public'")]
    assert propose(shown, *kept).status_code == 303
    assert shown.client().get(PHOTO).status_code == 200
    approve(shown)
    assert shown.client().get(PHOTO).status_code == 410
    assert "Some of it has been taken away" not in shown.client().get(PAGE).text


def test_other_words_wait_for_the_next_approval(shown: Cast) -> None:
    change(shown, "UPDATE attachment SET caption = 'At the port'")
    assert CAPTION in shown.client().get(PAGE).text
    told = shown.client(shown.ana).get("/cases/K-001/public").text.split('id="differences"')[1]
    assert "At the port" in told


def test_an_erased_person_has_no_photograph_and_never_had(shown: Cast) -> None:
    with shown.database.reading() as session:
        assert session.get_one(Person, 1).name == "Roza Tuletaeva"
    shown.client(shown.ana).post("/people/1/erase", data={"ground": "family"})
    shown.client(shown.lee).post("/people/1/erase/decide", data={"decision": "approved", "sure": "yes"})
    for address in (PHOTO, PAGE):
        assert shown.client().get(address).status_code == 404
    assert list((shown.settings.data_dir / "files").iterdir()) == []
