"""An article read in the browser: one key accepts, two leave or correct, with JavaScript and without."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.test_quick_add import at_my_day
from tests.browsing import Page
from tests.servers import Served, serving

Open = Callable[..., Page]
ARTICLE = (
    "News\n\n24 April 2013\n\nOn 22 April Roza Tuletaeva was released. She was beaten. Kozlov was arrested."
)


@pytest.fixture
def installed(database_url: str, tmp_path: Path) -> Iterator[Served]:
    """`vigil up` on an empty machine, on the day the documents speak of."""
    given = {"VIGIL_DATABASE_URL": database_url, "VIGIL_TODAY": "2013-04-30"}
    with serving(tmp_path / "data", given, command="up") as served:
        yield served


@pytest.mark.either
@pytest.mark.parametrize("javascript", [True, False])
def test_an_entry_takes_at_most_two_keys(installed: Served, open_page: Open, *, javascript: bool) -> None:
    page = at_my_day(installed, open_page, javascript=javascript)
    page.goto(f"{installed.url}/intake")
    page.locator("#f-words").fill(ARTICLE)
    page.get_by_role("button", name="Read it").click()
    accept = page.get_by_role("button", name="Accept", exact=True)
    expect(accept).to_have_count(3)
    expect(accept.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Accepted: the new entry is on the timeline.")).to_be_visible()
    expect(accept).to_have_count(2)
    expect(accept.first).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Left.")).to_be_visible()
    expect(accept).to_have_count(1)
    expect(accept.first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Add: arrest or custody")).to_be_visible()
