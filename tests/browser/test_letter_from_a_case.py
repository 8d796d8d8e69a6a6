"""From the head of a case page to a letter that waits for a second person: on a telephone, without JavaScript."""

from collections.abc import Callable

from playwright.sync_api import expect

from app.accounts.changes import sign_in
from app.accounts.models import Volunteer
from app.accounts.sessions import cookie_name
from app.clock import utc_now
from app.db import number_of
from tests.browsing import Page
from tests.letters.written import prepared
from tests.servers import Served
from tests.story import Cast

Open = Callable[..., Page]


def telephone(open_page: Open, served: Served, cast: Cast, who: Volunteer) -> Page:
    """Somebody's own, signed in."""
    page = open_page(f"{served.url}/sign-in", javascript=False, width=360)
    with cast.database.writing(at=utc_now()) as session:
        token = sign_in(session, number_of(who), utc_now())
    page.context.add_cookies([{"name": cookie_name(cast.settings), "value": token, "url": served.url}])
    return page


def test_a_letter_takes_three_taps_and_the_second_person_finds_it(
    served: Served, cast: Cast, open_page: Open
) -> None:
    prepared(cast)
    lee = telephone(open_page, served, cast, cast.lee)
    lee.goto(f"{served.url}/cases/K-001")
    loads: list[str] = []
    lee.on("domcontentloaded", lambda opened: loads.append(opened.url))
    lee.get_by_role("link", name="Write about her health").click()
    expect(lee.get_by_label("Urgent medical care")).to_be_checked()
    assert lee.locator("#f-to").input_value()
    lee.get_by_role("button", name="Show the draft").click()
    assert "Not to be sent" not in lee.get_by_role("main").inner_text()
    lee.get_by_role("button", name="Ask a second person").click()
    expect(lee.get_by_text("Awaiting approval")).to_be_visible()
    assert len(loads) <= 4, loads
    width: int = lee.evaluate("document.documentElement.scrollWidth")
    assert width <= 360

    ana = telephone(open_page, served, cast, cast.ana)
    ana.goto(f"{served.url}/approvals")
    expect(ana.get_by_role("link", name="Read and decide A letter, K-001")).to_be_visible()
