"""From an invitation to leaving now: accounts as a volunteer meets them, on a phone, without JavaScript."""

import re
import time
from collections.abc import Callable

import pyotp
import pytest

from tests.browsing import Page
from tests.servers import Served
from tests.story import Cast
from tests.trust.signing_in import PASSPHRASE, give_passphrases

Open = Callable[..., Page]
NEW = "eleven loud herons by Aral"


@pytest.fixture
def installed(served: Served, cast: Cast) -> Served:
    """A campaign with a coordinator who has a passphrase."""
    give_passphrases(cast)
    return served


def test_invite_accept_enrol_sign_in_recover_and_leave(installed: Served, open_page: Open) -> None:
    admin = _sign_in(open_page(f"{installed.url}/sign-in", javascript=False), "ana@example.org", PASSPHRASE)
    admin.goto(f"{installed.url}/admin/campaigns/zhanaozen")
    admin.get_by_label("E-mail address").fill("max@example.org")
    admin.get_by_label("Volunteer").check()
    admin.get_by_role("button", name="Make the invitation").click()
    link = admin.locator(".stored-words").inner_text()

    page = open_page(link, javascript=False, width=360)
    page.get_by_label("Your name").fill("Max")
    page.get_by_label("Choose a passphrase").fill("password1234")
    page.get_by_role("button", name="Make my account").click()
    assert "among the first" in page.locator(".problems").inner_text()
    assert page.get_by_label("Your name").input_value() == "Max"
    page.get_by_label("Choose a passphrase").fill(NEW)
    page.get_by_role("button", name="Make my account").click()
    _sign_in(page, "max@example.org", NEW)
    assert page.url == f"{installed.url}/my"

    key, codes = _enrol(page, installed)
    _leave(page, installed)
    _sign_in(page, "max@example.org", NEW)
    assert page.get_by_role("heading", name="Type your code").is_visible()
    page.get_by_label("Code").fill(pyotp.TOTP(key).at(int(time.time()) + 30))
    page.get_by_role("button", name="Sign in").click()
    assert page.url == f"{installed.url}/settings", "where the way back had led"

    _leave(page, installed)
    _sign_in(page, "max@example.org", NEW)
    page.get_by_label("Code").fill(codes[0])
    page.get_by_role("button", name="Sign in").click()
    assert "You have 9 left" in page.locator(".notice").inner_text()


def _sign_in(page: Page, email: str, password: str) -> Page:
    page.get_by_label("E-mail address").fill(email)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()
    return page


def _enrol(page: Page, installed: Served) -> tuple[str, list[str]]:
    page.goto(f"{installed.url}/settings")
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


def _leave(page: Page, installed: Served) -> None:
    """The way back leads to the sign-in page, not to what was there."""
    page.goto(f"{installed.url}/settings")
    assert page.get_by_role("heading", name="Your settings").is_visible()
    page.route(re.compile("wikipedia"), lambda route: route.fulfill(body="elsewhere"))
    page.get_by_role("button", name="Leave now").click()
    page.wait_for_url(re.compile("wikipedia"))
    page.go_back()
    page.get_by_role("heading", name="Sign in").wait_for()
    assert "max@example.org" not in page.locator("body").inner_text()
