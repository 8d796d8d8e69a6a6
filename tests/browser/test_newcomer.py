"""A newcomer, from the first link to a fact on a real case, a letter and the weekly mail; without JavaScript."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browsing import Page
from tests.servers import Served, serving

Open = Callable[..., Page]


@pytest.fixture
def installed(database_url: str, tmp_path: Path) -> Iterator[Served]:
    """`vigil up` on an empty machine, on the day the documents speak of."""
    given = {"VIGIL_DATABASE_URL": database_url, "VIGIL_TODAY": "2013-04-30"}
    with serving(tmp_path / "data", given, command="up") as served:
        yield served


def test_a_newcomer_does_the_main_job(installed: Served, open_page: Open) -> None:
    link = re.search(r"http\S+/invitations/\S+", installed.log.read_text())
    assert link is not None
    page = open_page(link[0], javascript=False, width=360)
    page.get_by_label("Your name").fill("Nell")
    page.get_by_label("E-mail address").fill("nell@example.org")
    page.get_by_label("Choose a passphrase").fill("seven quiet cranes over Aktau")
    page.get_by_role("button", name="Make my account").click()
    assert page.url == f"{installed.url}/my"
    first = page.locator(".due").first
    assert "Tuletaeva" in first.inner_text()
    assert "day 3 on 24 April 2013" in first.inner_text()

    _read_her_page(page, installed)
    page.goto(f"{installed.url}/my")
    loads: list[str] = []
    page.on("domcontentloaded", lambda opened: loads.append(opened.url))
    first.locator('a[href^="/cases/"]').click()
    page.get_by_role("link", name="Add what is new").click()
    page.get_by_role("link", name="Sentence", exact=True).click()
    page.locator("#f-on").fill("about mid-May 2012")
    page.locator("#f-form").select_option("prison")
    page.locator("#f-length").fill("three years")
    page.locator("#f-source").fill("A letter of her daughter")
    page.get_by_text("More about the source").click()
    page.locator("#f-locator").fill("a few words of it")
    page.get_by_role("button", name="Save", exact=True).click()
    assert len(loads) <= 5, loads
    expect(page.get_by_text("Saved: the new entry is on the timeline.")).to_be_visible()
    assert "about mid-May 2012" in page.locator(".timeline").inner_text()
    assert "3 years" in page.locator(".timeline").inner_text()
    expect(page.locator("#reviews")).to_be_visible()
    _write_a_letter(page, installed)
    _read_the_weekly_mail(page, installed)


def _read_her_page(page: Page, installed: Served) -> None:
    """What is so now stands on the first screen, and the whole is short enough to be read on a telephone."""
    page.goto(f"{installed.url}/cases/K-001")
    for words in ("Hunger strike", "Last heard of", "Write about her health"):
        place = page.locator(".banner").get_by_text(words, exact=True).bounding_box()
        assert place is not None
        assert place["y"] < 800
    height: int = page.evaluate("document.documentElement.scrollHeight")
    assert height <= 6000
    page.set_viewport_size({"width": 320, "height": 800})
    width: int = page.evaluate("document.documentElement.scrollWidth")
    assert width <= 320
    page.set_viewport_size({"width": 360, "height": 800})


def _write_a_letter(page: Page, installed: Served) -> None:
    page.goto(f"{installed.url}/cases/K-001/letters/new")
    page.locator("input[name=kind][value=medical-care]").check()
    offices = page.locator("#f-to option").all_inner_texts()
    page.locator("#f-to").select_option(label=next(office for office in offices if "London" in office))
    page.get_by_role("button", name="Show the draft").click()
    letter = page.locator("main").inner_text()
    assert "Roza Tuletaeva" in letter
    assert "five years" in letter
    assert "None" not in letter


def _read_the_weekly_mail(page: Page, installed: Served) -> None:
    page.goto(f"{installed.url}/digest/preview")
    told = page.locator("main").inner_text()
    assert "K-001" in told
    assert "Tuletaeva" not in told
