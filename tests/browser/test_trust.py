"""From an invitation to silence and away: what a team of two trusts Vigil with, walked in a browser.

Every page is plain HTML. So that a script is nowhere needed and nowhere in the way, the walk is made once with
JavaScript and once without: whether pages run scripts does not depend on the database, so each takes one of them.
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import pyotp
import pytest
from playwright.sync_api import expect

from tests.browsing import Page
from tests.publishing.published import facts
from tests.servers import Served
from tests.story import Cast
from tests.trust.signing_in import PASSPHRASE, give_passphrases

NEW, MAX = "eleven loud herons by Aral", "max@example.org"
CASE = "/cases/K-001"


@dataclass
class Walk:
    """The installation, and how a browser of this walk is opened."""

    url: str
    open: Callable[..., Page]

    def signed_in(self, email: str) -> Page:
        """A browser of somebody who has a passphrase."""
        page = self.open(f"{self.url}/sign-in")
        sign_in(page, email, PASSPHRASE)
        return page


@pytest.fixture
def walk(cast: Cast, served: Served, open_page: Callable[..., Page], database_kind: str) -> Walk:
    """A campaign whose coordinator Ana and volunteer Lee have passphrases, and a case with facts."""
    facts(cast)
    give_passphrases(cast)
    return Walk(served.url, partial(open_page, javascript=database_kind == "postgresql"))


def test_invite_enrol_restrict_consent_publish_withdraw_stop_leave(walk: Walk) -> None:
    ana, lee = walk.signed_in("ana@example.org"), walk.signed_in("lee@example.org")
    max_ = joined(walk, invited(walk, ana))
    key, codes = enrolled(walk, max_)
    leave(walk, max_)
    sign_in(max_, MAX, NEW)
    expect(max_.get_by_role("heading", name="Type your code")).to_be_visible()
    max_.get_by_label("Code").fill(pyotp.TOTP(key).at(int(time.time()) + 30))
    max_.get_by_role("button", name="Sign in").click()
    assert max_.url == f"{walk.url}/settings", "where the way back had led"

    restricted_to_ana_and_max(walk, ana)
    assert status(lee, f"{walk.url}{CASE}") == 404
    assert "Tuletaeva" not in lee.locator("body").inner_text()
    assert status(max_, f"{walk.url}{CASE}") == 200
    expect(max_.get_by_role("heading", name="Roza Tuletaeva").first).to_be_visible()
    set_visibility(walk, ana, "team")
    assert status(lee, f"{walk.url}{CASE}") == 200

    address = published(walk, ana, max_)
    world = seen_by_the_world(walk, address)
    max_.goto(f"{walk.url}{CASE}/consent")
    max_.get_by_role("button", name="Withdraw Name, Public pages").click()
    assert status(world, address) == 410
    assert "Tuletaeva" not in world.locator("body").inner_text()

    stopped(walk, max_)
    leave(walk, max_)
    sign_in(max_, MAX, NEW)
    max_.get_by_label("Code").fill(codes[0])
    max_.get_by_role("button", name="Sign in").click()
    assert "You have 9 left" in max_.locator(".notice").inner_text()


def sign_in(page: Page, email: str, passphrase: str) -> None:
    """The first step."""
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Passphrase").fill(passphrase)
    page.get_by_role("button", name="Sign in").click()


def status(page: Page, address: str) -> int:
    """What this address answers to this browser."""
    answer = page.goto(address)
    assert answer is not None
    return answer.status


def invited(walk: Walk, ana: Page) -> str:
    """The link of an invitation for Max."""
    ana.goto(f"{walk.url}/admin/campaigns/zhanaozen")
    ana.get_by_label("E-mail address").fill(MAX)
    ana.get_by_label("Volunteer").check()
    ana.get_by_role("button", name="Make the invitation").click()
    return ana.locator(".stored-words").inner_text()


def joined(walk: Walk, link: str) -> Page:
    """Max on a telephone, with an account; the first passphrase was among the common ones."""
    page = walk.open(link, width=360)
    page.get_by_label("Your name").fill("Max")
    page.get_by_label("Choose a passphrase").fill("password1234")
    page.get_by_role("button", name="Make my account").click()
    assert "among the first" in page.locator(".problems").inner_text()
    assert page.get_by_label("Your name").input_value() == "Max"
    page.get_by_label("Choose a passphrase").fill(NEW)
    page.get_by_role("button", name="Make my account").click()
    sign_in(page, MAX, NEW)
    assert page.url == f"{walk.url}/my"
    return page


def enrolled(walk: Walk, page: Page) -> tuple[str, list[str]]:
    """The key of the authenticator and the recovery codes."""
    page.goto(f"{walk.url}/settings")
    page.get_by_role("link", name="Set it up").click()
    page.get_by_role("button", name="Set it up").click()
    picture = page.get_by_role("img", name="The key as a picture")
    assert picture.evaluate("image => image.decode().then(() => image.naturalWidth)") > 200
    key = page.locator(".stored-words").inner_text().replace(" ", "")
    page.get_by_label("Code").fill(pyotp.TOTP(key).now())
    page.get_by_role("button", name="Confirm").click()
    codes = page.locator("code").all_inner_texts()
    assert len(codes) == 10
    return key, codes


def leave(walk: Walk, page: Page) -> None:
    """Away; the way back leads to the sign-in page, not to what was there."""
    page.goto(f"{walk.url}/settings")
    expect(page.get_by_role("heading", name="Your settings")).to_be_visible()
    page.route(re.compile("wikipedia"), lambda route: route.fulfill(body="elsewhere"))
    page.get_by_role("button", name="Leave now").click()
    page.wait_for_url(re.compile("wikipedia"))
    page.go_back()
    page.get_by_role("heading", name="Sign in").wait_for()
    assert MAX not in page.locator("body").inner_text()


def restricted_to_ana_and_max(walk: Walk, ana: Page) -> None:
    """Two are named on the case, then nobody else knows of it."""
    for name in ("Ana", "Max"):
        ana.goto(f"{walk.url}{CASE}/team")
        ana.locator("#f-named").select_option(label=name)
        ana.get_by_role("button", name="Name on the case").click()
    set_visibility(walk, ana, "restricted")


def set_visibility(walk: Walk, ana: Page, to: str) -> None:
    """Who may see the case."""
    ana.goto(f"{walk.url}{CASE}/edit")
    ana.locator("select[name=visibility]").select_option(to)
    ana.get_by_role("button", name="Save", exact=True).click()


def published(walk: Walk, ana: Page, second: Page) -> str:
    """Consent, a proposal, a second person's yes; the address that the world may open."""
    ana.goto(f"{walk.url}{CASE}/consent")
    for label in ("Name", "The case: custody, charges, trial, sentence", "Public pages"):
        ana.get_by_label(label, exact=True).check()
    ana.locator("#f-given_by").fill("her daughter")
    ana.locator("#f-given_how").fill("by telephone")
    ana.get_by_role("button", name="Save consent").click()
    ana.goto(f"{walk.url}{CASE}/public")
    ana.locator("#f-lead").fill("One of the leading activists of the oil strike of 2011.")
    ana.locator("#f-ask").fill("Release her now.")
    ana.get_by_role("button", name="Propose to a second person").click()
    expect(ana.get_by_text("You proposed it, so the second person has to be somebody else.")).to_be_visible()

    second.goto(f"{walk.url}/approvals")
    second.get_by_role("link", name="Read and decide").first.click()
    for tick in second.locator("input[name=read]").all():
        tick.check()
    second.get_by_label("Yes, publish it").check()
    second.get_by_role("button", name="Save the answer").click()
    second.locator('.lead a[href^="/p/"]').click()
    return second.url


def seen_by_the_world(walk: Walk, address: str) -> Page:
    """The page as a stranger reads it: the name, no place, no cookie, and three things to do."""
    world = walk.open(address, width=360)
    assert world.locator("h1").inner_text() == "Roza Tuletaeva"
    assert "Atyrau" not in world.locator("main").inner_text()
    assert world.context.cookies() == []
    assert world.locator(".minutes").count() == 3
    return world


def stopped(walk: Walk, page: Page) -> None:
    """The family asks to stop, and every way out is shown silent."""
    page.goto(f"{walk.url}{CASE}/stop")
    page.get_by_role("link", name="Somebody asks to stop").click()
    page.get_by_label("Who asks").fill("her daughter")
    page.get_by_role("button", name="Stop everything").click()
    expect(page.get_by_text("Stopped: nothing leaves any more")).to_be_visible()
    assert page.get_by_text("Leaves", exact=True).count() == 0
