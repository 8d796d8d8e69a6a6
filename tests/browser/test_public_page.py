"""From consent to a public page and back to silence, in a browser without JavaScript."""

from collections.abc import Callable

import pytest

from app.accounts.passwords import hash_password
from tests.browsing import Page
from tests.publishing.published import change, facts
from tests.servers import Served
from tests.story import Cast

Open = Callable[..., Page]
PASSPHRASE = "seven quiet cranes over Aktau"


@pytest.fixture
def installed(cast: Cast, served: Served) -> Served:
    """A case with facts; its coordinator and a volunteer have a passphrase."""
    facts(cast)
    hashed = hash_password(PASSPHRASE)
    change(cast, "UPDATE volunteer SET password_hash = :hashed", hashed=hashed)
    return served


def _signed_in(open_page: Open, installed: Served, name: str) -> Page:
    page = open_page(f"{installed.url}/sign-in", javascript=False)
    page.get_by_label("E-mail address").fill(f"{name}@example.org")
    page.locator("input[type=password]").fill(PASSPHRASE)
    page.get_by_role("button", name="Sign in").click()
    return page


def test_consent_page_withdrawal_and_stop(installed: Served, open_page: Open) -> None:
    ana, lee = _signed_in(open_page, installed, "ana"), _signed_in(open_page, installed, "lee")
    _allow(ana, installed)
    ana.goto(f"{installed.url}/cases/K-001/public")
    ana.locator("#f-lead").fill("One of the leading activists of the oil strike of 2011.")
    ana.locator("#f-ask").fill("Release her now.")
    ana.get_by_role("button", name="Propose to a second person").click()
    assert ana.get_by_text("You proposed it, so the second person has to be somebody else.").is_visible()

    lee.goto(f"{installed.url}/approvals")
    lee.get_by_role("link", name="Read and decide").first.click()
    lee.get_by_label("Yes, publish it").check()
    lee.get_by_role("button", name="Save the answer").click()
    lee.locator('.lead a[href^="/p/"]').click()
    address = lee.url

    world = open_page(address, javascript=False, width=360)
    assert world.locator("h1").inner_text() == "Roza Tuletaeva"
    assert "Atyrau" not in world.locator("main").inner_text()
    assert world.context.cookies() == []
    assert world.locator(".minutes").count() == 3

    lee.goto(f"{installed.url}/cases/K-001/consent")
    lee.get_by_role("button", name="Withdraw Name, Public pages").click()
    answer = world.goto(address)
    assert answer is not None
    assert answer.status == 410
    assert "Tuletaeva" not in world.locator("body").inner_text()

    lee.goto(f"{installed.url}/cases/K-001/stop")
    lee.get_by_role("link", name="Somebody asks to stop").click()
    lee.locator("#f-stop-by").fill("her daughter")
    lee.get_by_role("button", name="Stop everything").click()
    assert lee.get_by_text("Stopped: nothing leaves any more").is_visible()
    assert lee.get_by_text("Leaves", exact=True).count() == 0


def _allow(page: Page, installed: Served) -> None:
    page.goto(f"{installed.url}/cases/K-001/consent")
    for label in ("Name", "The case: custody, charges, trial, sentence", "Public pages"):
        page.get_by_label(label, exact=True).check()
    page.locator("#f-given_by").fill("her daughter")
    page.locator("#f-given_how").fill("by telephone")
    page.get_by_role("button", name="Save consent").click()
