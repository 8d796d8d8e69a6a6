"""News typed on a phone: saved in few steps without JavaScript; with it, half-typed words outlive a closed browser."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browsing import Page
from tests.servers import Served, serving

Open = Callable[..., Page]
PASSPHRASE = "seven quiet cranes over Aktau"


@pytest.fixture
def installed(database_url: str, tmp_path: Path) -> Iterator[Served]:
    """`vigil up` on an empty machine, on the day the documents speak of."""
    given = {"VIGIL_DATABASE_URL": database_url, "VIGIL_TODAY": "2013-04-30"}
    with serving(tmp_path / "data", given, command="up") as served:
        yield served


def at_my_day(installed: Served, open_page: Open, *, javascript: bool) -> Page:
    """A newcomer's first account, on a phone, at My day."""
    link = re.search(r"http\S+/invitations/\S+", installed.log.read_text())
    assert link is not None
    page = open_page(link[0], javascript=javascript, width=360)
    page.get_by_label("Your name").fill("Nell")
    page.get_by_label("E-mail address").fill("nell@example.org")
    page.get_by_label("Choose a passphrase").fill(PASSPHRASE)
    page.get_by_role("button", name="Make my account").click()
    assert page.url == f"{installed.url}/my"
    return page


@pytest.mark.either
def test_news_with_a_new_source_and_an_arrest_of_somebody_unknown(installed: Served, open_page: Open) -> None:
    page = at_my_day(installed, open_page, javascript=False)
    loads: list[str] = []
    page.on("domcontentloaded", lambda opened: loads.append(opened.url))
    page.get_by_role("link", name="Add news").click()
    page.locator("#f-whose").fill("K-001")
    page.locator("#f-kind").select_option("health-alert")
    page.locator("#f-on").fill("about 28 April 2013")
    page.locator("#f-summary").fill("She could not stand up during the visit.")
    page.locator("#f-source").fill("Her daughter, by telephone")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", name="Saved")).to_be_visible()
    assert "about 28 April 2013" in page.locator("main").inner_text()
    assert "Her daughter, by telephone" in page.locator("main").inner_text()
    assert len(loads) <= 3, loads

    page.goto(f"{installed.url}/my")
    loads.clear()
    page.get_by_role("link", name="Add news").click()
    page.locator("#f-whose").fill("Aiman Ongarbayeva")
    page.locator("#f-kind").select_option("custody")
    page.locator("#f-on").fill("29 April 2013")
    page.locator("#f-summary").fill("Taken from her flat by four men.")
    page.locator("#f-source").fill("Her sister")
    page.get_by_role("button", name="Save", exact=True).click()
    page.get_by_label("Somebody new: open a case").check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("A case was opened, and you look after it for now.")).to_be_visible()
    assert len(loads) <= 4, loads
    width = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 360


@pytest.mark.either
def test_half_typed_words_are_found_again_after_closing_the_browser(
    installed: Served, open_page: Open
) -> None:
    page = at_my_day(installed, open_page, javascript=True)
    page.get_by_role("link", name="Add news").click()
    page.locator("#f-whose").fill("K-001")
    page.locator("#f-summary").fill("The guard told her that she")
    page.close()
    page.context.close()

    again = open_page(f"{installed.url}/sign-in", width=360)
    again.get_by_label("E-mail address").fill("nell@example.org")
    again.get_by_label("Passphrase").fill(PASSPHRASE)
    again.get_by_role("button", name="Sign in").click()
    again.get_by_role("link", name="take it up again").click()
    again.get_by_role("link", name="The guard told her that she").click()
    assert again.locator("#f-summary").input_value() == "The guard told her that she"
    assert again.locator("#f-whose").input_value() == "K-001"
    again.locator("#f-kind").select_option("threat")
    again.get_by_role("button", name="Save", exact=True).click()
    expect(again.get_by_role("heading", name="Saved")).to_be_visible()
    again.goto(f"{installed.url}/unfinished")
    expect(again.get_by_text("Nothing is unfinished.")).to_be_visible()
