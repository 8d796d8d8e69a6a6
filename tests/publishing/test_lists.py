"""Lists of public people: in pages whose order never changes, and whole in the map of the site."""

import re

import pytest

from app.consent.models import Consent
from app.db import number_of
from app.publishing.models import PublicPage, PublicSnapshot
from tests import clock, story
from tests.publishing.published import change, public, stored
from tests.story import Cast

NAMES = ("Aina", "Bolat", "Dana", "Erlan", "Gulnara", "Marat")


@pytest.fixture
def many(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Cast:
    """Roza's page and six more, two on a page; the stretches in which they are read are as short."""
    public(cast)
    (content,) = stored(cast, "SELECT id, case_id FROM public_snapshot")
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        said = session.get_one(PublicSnapshot, content[0]).content
        for number, name in enumerate(NAMES, 2):
            case = story.case(session, session.merge(cast.campaign), f"K-{number:03d}", name)
            for group in ("name", "case"):
                session.add(Consent(person_id=case.person_id, field_group=group, use="public", basis="given"))
            snapshot = PublicSnapshot(
                case_id=number_of(case), content=said | {"name": name, "facts": [], "standing_entry": None},
                digest="0" * 64, proposed_at=clock.now(),
            )  # fmt: skip
            session.add(snapshot)
            session.flush()
            session.add(
                PublicPage(
                    case_id=number_of(case), slug=name.lower(), named=True, snapshot_id=number_of(snapshot),
                    published_at=clock.now(), approved_at=clock.now(),
                )
            )  # fmt: skip
    monkeypatch.setattr("app.publishing.queries.public_pages.PAGE", 2)
    monkeypatch.setattr("app.publishing.queries.public_pages.AT_ONCE", 2)
    return cast


def listed(cast: Cast, address: str, rel: str) -> list[list[str]]:
    """The people on every page, from this address on as its links lead."""
    found = []
    while address:
        page = cast.client().get(address).text
        found.append(re.findall(r'<li><a href="/p/([a-z-]+)"', page))
        link = re.search(rf'rel="{rel}" href="([^"]+)"', page)
        address = link[1].replace("&amp;", "&") if link else ""
    return found


def test_every_public_person_is_on_one_page_there_and_back(many: Cast) -> None:
    there = listed(many, "/p", "next")
    assert there == [["marat", "gulnara"], ["erlan", "dana"], ["bolat", "aina"], ["roza-tuletaeva"]]
    last = stored(many, "SELECT id FROM public_page WHERE slug = 'aina'")[0][0]
    assert listed(many, f"/p?after={last}", "prev") == there[::-1]
    assert "<span" not in re.search(r"<h1>(.*?)</h1>", many.client().get("/p").text)[1]  # type: ignore[index]


def test_a_page_approved_anew_stays_in_its_place_and_a_silent_one_leaves_no_hole(many: Cast) -> None:
    change(many, "UPDATE public_page SET approved_at = '2099-01-01 00:00:00+00' WHERE slug = 'bolat'")
    change(many, "UPDATE public_page SET ended_at = approved_at WHERE slug IN ('gulnara', 'erlan', 'dana')")
    assert listed(many, "/p", "next") == [["marat", "bolat"], ["aina", "roza-tuletaeva"]]


def test_the_map_of_the_site_has_all_of_them_and_strange_numbers_lead_to_the_first_page(many: Cast) -> None:
    sitemap = many.client().get("/sitemap.xml").text
    assert all(f"/p/{name.lower()}<" in sitemap for name in (*NAMES, "roza-tuletaeva"))
    first = listed(many, "/p", "none")
    for strange in ("after=x", "before=-1", "before=999999999", "after=99999999999999999999", "before="):
        assert listed(many, f"/p?{strange}", "none") == first, strange
    feeds = many.client().get("/feeds").text
    assert "/p/marat/feed.atom" in feeds
    assert 'rel="next" href="/feeds?after=' in feeds
