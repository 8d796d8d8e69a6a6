"""Consent, a public page, less of it, and silence: walked on a telephone without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from app.accounts.changes import sign_in
from app.accounts.models import Volunteer
from app.accounts.sessions import cookie_name
from app.clock import utc_now
from app.db import number_of
from tests.browsing import Page
from tests.publishing.published import facts
from tests.servers import Served
from tests.story import Cast

CASE, PAGE = "/cases/K-001", "/p/roza-tuletaeva"
WORDS = "She led the strike of the oil workers."
Open = Callable[..., Page]


class Walk:
    """A telephone for everybody, and where they go."""

    facts: dict[str, int]

    def __init__(self, served: Served, cast: Cast, open_page: Open) -> None:
        self.url, self.cast, self._open = served.url, cast, open_page

    def signed_in(self, who: Volunteer) -> Page:
        """A telephone of somebody's own."""
        page = self._open(f"{self.url}/sign-in", javascript=False, width=360)
        with self.cast.database.writing(at=utc_now()) as session:
            token = sign_in(session, number_of(who), utc_now())
        page.context.add_cookies([{"name": cookie_name(self.cast.settings), "value": token, "url": self.url}])
        return page

    def world(self) -> Page:
        """A stranger's."""
        return self._open(f"{self.url}/p", javascript=False, width=360)

    def read(self, page: Page, path: str) -> str:
        """What somebody reads there, and that nothing of it lies beyond the edge of the telephone."""
        page.goto(self.url + path)
        width: int = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], path  # type: ignore[index]
        return page.locator("body").inner_text()


@pytest.fixture
def walk(cast: Cast, served: Served, open_page: Open) -> Walk:
    """A case with facts of which nobody has allowed anything yet."""
    made = Walk(served, cast, open_page)
    made.facts = facts(cast)
    return made


def consent(walk: Walk, lee: Page) -> None:
    """Her daughter allows four groups for public pages."""
    lee.goto(f"{walk.url}{CASE}/consent")
    for group in ("Name", "The case: custody, charges, trial, sentence", "Health", "Place of detention"):
        lee.get_by_label(group, exact=True).check()
    lee.get_by_label("Public pages", exact=True).check()
    lee.get_by_label("Who allowed it").fill("her daughter")
    lee.get_by_label("How", exact=False).first.fill("by telephone")
    lee.get_by_role("button", name="Save consent").click()
    expect(lee.get_by_text("Saved. It counts from now on.")).to_be_visible()


def propose(walk: Walk, ana: Page, words: str) -> None:
    """Ana writes a few words and hands them on with what is ticked."""
    ana.goto(f"{walk.url}{CASE}/public")
    ana.get_by_label("Who this is and what happened").fill(words)
    ana.get_by_role("button", name="Propose to a second person").click()


def approve(walk: Walk, lee: Page) -> None:
    """Lee reads it and says yes."""
    lee.goto(f"{walk.url}{CASE}/public/proposal")
    for tick in lee.locator("input[name=read]").all():
        tick.check()
    lee.get_by_label("Yes, publish it").check()
    lee.get_by_role("button", name="Save the answer").click()
    expect(lee.get_by_text("Approved. The page is public from now on.")).to_be_visible()


def stop(walk: Walk, lee: Page) -> None:
    """The daughter rings: from the page about consent it is one link and one button."""
    lee.goto(f"{walk.url}{CASE}/consent")
    link = lee.get_by_role("main").get_by_role("link", name="Somebody asks to stop")
    place = link.bounding_box()
    assert place is not None
    assert place["y"] < lee.viewport_size["height"], "seen without scrolling"  # type: ignore[index]
    link.click()
    lee.get_by_label("Who asks").fill("her daughter")
    lee.get_by_role("button", name="Stop everything").click()
    expect(lee.get_by_role("heading", name="Stopped: nothing leaves any more")).to_be_visible()
    assert lee.get_by_text("Still leaves", exact=True).count() == 0
    assert lee.get_by_text("Gone now", exact=True).count() >= 1


def lift(walk: Walk, lee: Page, ana: Page) -> None:
    """One asks and says why, another agrees."""
    lee.goto(f"{walk.url}{CASE}/consent")
    lee.get_by_text("Lift it", exact=True).first.click()
    lee.get_by_label("Why").fill("she wrote that it was a misunderstanding")
    lee.get_by_role("button", name="Ask a second person").click()
    ana.goto(f"{walk.url}{CASE}/consent")
    ana.get_by_label("Yes, lift it").check()
    ana.get_by_role("button", name="Save the answer").click()


def test_consent_publish_withdraw_restrict_stop_and_lift(walk: Walk) -> None:
    lee, ana, world = walk.signed_in(walk.cast.lee), walk.signed_in(walk.cast.ana), walk.world()
    consent(walk, lee)
    propose(walk, ana, WORDS)
    approve(walk, lee)
    said = walk.read(world, PAGE)
    assert WORDS in said
    assert "chronic liver disease" in said
    assert "Five years." in said

    lee.goto(f"{walk.url}{CASE}/consent")
    lee.get_by_role("button", name="Withdraw Health, Public pages").click()
    assert "liver" not in walk.read(world, PAGE)
    restricted(walk, lee)
    said = walk.read(world, PAGE)
    assert "Five years." not in said
    assert WORDS in said

    stop(walk, lee)
    assert world.goto(walk.url + PAGE).status == 410  # type: ignore[union-attr]
    assert "Tuletaeva" not in walk.read(world, "/p")
    assert "Asked to stop on" in walk.read(ana, CASE)
    ana.goto(f"{walk.url}{CASE}/public")
    assert ana.get_by_role("button", name="Propose to a second person").count() == 0
    assert "asked on" in walk.read(lee, f"{CASE}/letters/new")

    lift(walk, lee, ana)
    assert "Asked to stop" not in walk.read(ana, CASE)
    assert world.goto(walk.url + PAGE).status == 410, "what was allowed is withdrawn"  # type: ignore[union-attr]


def restricted(walk: Walk, lee: Page) -> None:
    """From now on only those named on the case see the sentence."""
    lee.goto(f"{walk.url}{CASE}/entries/{walk.facts['sentence']}/edit")
    for more in lee.get_by_role("main").locator("details:not([open]) > summary").all():
        more.click()
    lee.locator("select[name=visibility]").select_option("restricted")
    lee.get_by_role("button", name="Save", exact=True).click()
