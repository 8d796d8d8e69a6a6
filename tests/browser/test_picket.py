"""A picket from the call to its outcome, in a real browser without JavaScript."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import vobject  # type: ignore[import-untyped]
from playwright.sync_api import expect

from app.accounts.changes import sign_in
from app.accounts.models import Volunteer
from app.accounts.sessions import cookie_name
from app.clock import utc_now
from app.db import number_of
from tests.browsing import Page
from tests.servers import Served
from tests.story import Cast

Open = Callable[..., Page]


def signed_in(open_page: Open, served: Served, cast: Cast, who: Volunteer) -> Page:
    """A window of this person's own."""
    page = open_page(f"{served.url}/sign-in", javascript=False)
    with cast.database.writing(at=utc_now()) as session:
        token = sign_in(session, number_of(who), utc_now())
    page.context.add_cookies([{"name": cookie_name(cast.settings), "value": token, "url": served.url}])
    return page


def call(lee: Page, url: str, today: date) -> str:
    """Lee writes a picket from the case page and asks for a second person; its address."""
    lee.goto(f"{url}/cases/K-001")
    lee.get_by_role("main").get_by_role("link", name="Add an action").click()
    lee.get_by_role("main").get_by_role("link", name="Gathering").click()
    for label, words in (
        ("Title", "Picket at the embassy"),
        ("Begins at", "12:00"),
        ("City", "London"),
        ("Meeting point", "125 Pall Mall"),
        ("Summary", "An hour with placards; a letter is handed over."),
        ("What is asked", "Come at noon\nBring a placard"),
        ("Who asked for it", "Her daughter"),
    ):
        lee.get_by_label(label).fill(words)
    lee.get_by_label("Day", exact=False).first.fill(today.strftime("%d %m %Y"))
    lee.get_by_role("button", name="Save the draft").click()
    expect(lee.get_by_text("Saved as a draft.")).to_be_visible()
    address = lee.url
    lee.get_by_role("button", name="Ask a second person").click()
    return address


def approve(ana: Page, address: str) -> None:
    """Ana finds it among the approvals, reads it and says yes."""
    served, _path, reference = address.partition("/actions/")
    ana.goto(f"{served}/approvals")
    ana.get_by_role("link", name=f"Read and decide An action, {reference}").click()
    for tick in ana.locator('input[name="read"]').all():
        tick.check()
    ana.get_by_role("button", name="Approve: it goes live").click()
    expect(ana.get_by_text("Approved: it is live.")).to_be_visible()


def calendar_event(lee: Page, path: Path) -> Any:
    """The event in the calendar file that the page offers."""
    with lee.expect_download() as coming:
        lee.get_by_role("link", name="Put it in a calendar").click()
    coming.value.save_as(path)
    return vobject.readOne(path.read_text(encoding="utf-8")).vevent


def tell_and_close(lee: Page) -> None:
    """Forty came; the outcome is asked for before it closes."""
    lee.get_by_role("link", name="Say how it went").click()
    lee.get_by_label("How many came").fill("40")
    lee.get_by_label("Handed to whom").fill("The consul took the letter")
    lee.get_by_role("button", name="Save").click()
    expect(lee.get_by_text("The consul took the letter")).to_be_visible()
    lee.get_by_role("link", name="Close with an outcome").click()
    lee.get_by_role("button", name="Close the action").click()
    expect(lee.get_by_role("heading", name="There is a problem")).to_be_visible()
    lee.get_by_label("Part met").check()
    lee.get_by_label("Report").fill("Forty people came. The consul promised to pass the letter on.")
    lee.get_by_role("button", name="Close the action").click()


def mail_of(reader: Page, url: str) -> str:
    """What the next weekly mail would say to this reader."""
    reader.goto(f"{url}/digest/preview")
    return reader.get_by_role("main").inner_text()


def test_a_picket_is_called_held_and_closed_without_javascript(
    served: Served, cast: Cast, open_page: Open, tmp_path: Path
) -> None:
    today = datetime.now(UTC).date()
    lee = signed_in(open_page, served, cast, cast.lee)
    address = call(lee, served.url, today)
    ana = signed_in(open_page, served, cast, cast.ana)
    approve(ana, address)

    lee.goto(address)
    event = calendar_event(lee, tmp_path / "picket.ics")
    assert event.dtstart.value.isoformat().startswith(f"{today.isoformat()}T12:00")
    assert event.dtstart.value.tzinfo.utcoffset(datetime(2026, 7, 1)) == timedelta(hours=1)  # noqa: DTZ001 - civil time
    lee.goto(f"{served.url}/calendar")
    expect(lee.get_by_role("main").get_by_role("link", name="Picket at the embassy")).to_be_visible()
    assert "12:00" in mail_of(lee, served.url)
    lee.goto(address)
    tell_and_close(lee)

    lee.goto(f"{served.url}/cases/K-001/actions")
    row = lee.get_by_role("article").filter(has_text="Picket at the embassy").inner_text()
    assert "Closed" in row
    assert "What came of it: Part met" in row
    lee.goto(f"{served.url}/cases/K-001")
    assert "Picket at the embassy" in lee.get_by_role("main").inner_text()
    reference = address.rpartition("/")[2]
    for reader in (lee, ana):
        assert f"{reference}: part of what was asked for was done" in mail_of(reader, served.url)
