"""Ten minutes on a phone: an unminded case is taken, and what waits is approved; without JavaScript, at 360 px."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from app.accounts.changes import sign_in
from app.accounts.sessions import cookie_name
from app.cases.models import Case
from app.clock import utc_now
from app.db import number_of
from tests import story
from tests.browsing import Page
from tests.servers import Served, serving
from tests.story import Cast

Open = Callable[..., Page]
WORDS = "seven quiet cranes over Aktau"


@pytest.fixture
def seeded(database_url: str, tmp_path: Path) -> Iterator[Served]:
    """The shipped campaign on the day its documents speak of."""
    given = {"VIGIL_DATABASE_URL": database_url, "VIGIL_TODAY": "2013-04-30"}
    with serving(tmp_path / "data", given, command="up") as served:
        yield served


def counting(page: Page) -> list[str]:
    """The pages that are loaded from now on."""
    loads: list[str] = []
    page.on("domcontentloaded", lambda opened: loads.append(opened.url))
    return loads


def test_a_volunteer_takes_a_case_that_nobody_looks_after(seeded: Served, open_page: Open) -> None:
    who = ("vera@example.org", "--name", "Vera", "--role", "volunteer", "--campaign", "zhanaozen")
    seeded.vigil("volunteer", "add", *who, "--password-stdin", stdin=f"{WORDS}\n")
    page = open_page(f"{seeded.url}/sign-in", javascript=False, width=360)
    page.get_by_label("E-mail address").fill("vera@example.org")
    page.get_by_label("Passphrase").fill(WORDS)
    page.get_by_role("main").get_by_role("button", name="Sign in").click()
    assert page.url == f"{seeded.url}/my"
    assert "Nothing needs you" not in page.locator("main").inner_text()
    first = page.locator(".due").first
    assert "Roza Tuletaeva" in first.inner_text()
    loads = counting(page)

    first.get_by_role("button", name="I will look after her").click()

    expect(page.get_by_text("You look after Roza Tuletaeva now.")).to_be_visible()
    assert len(loads) <= 2, loads
    assert "Roza Tuletaeva" in page.locator("section[aria-labelledby=s-now]").inner_text()
    page.get_by_role("button", name="Undo").click()
    expect(first.get_by_role("button", name="I will look after her")).to_be_visible()


def test_a_second_person_approves_what_waits(served: Served, cast: Cast, open_page: Open) -> None:
    with cast.database.writing(actor="Lee", actor_id=cast.lee.id, at=utc_now()) as session:
        case = session.get(Case, cast.case.id)
        assert case is not None
        story.entry(session, case, "release", "2013-04-20")
        token = sign_in(session, number_of(cast.ana), utc_now())
    page = open_page(f"{served.url}/sign-in", javascript=False, width=360)
    page.context.add_cookies([{"name": cookie_name(cast.settings), "value": token, "url": served.url}])
    page.goto(f"{served.url}/my")
    expect(page.locator(".menu .waits")).to_contain_text("1")
    loads = counting(page)

    page.get_by_role("link", name="Read and decide").click()
    page.get_by_label("What you checked").fill("Two papers say so.")
    page.get_by_role("button", name="Confirm").first.click()

    expect(page.locator(".menu .waits")).to_have_count(0)
    assert len(loads) <= 3, loads
