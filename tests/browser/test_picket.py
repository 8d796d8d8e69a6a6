"""A picket from the call to its outcome, in a real browser without JavaScript."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from icalendar import Calendar

from app.accounts.changes import sign_in
from app.accounts.models import Volunteer
from app.accounts.signed_in import cookie_name
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


def test_a_picket_is_called_held_and_closed_without_javascript(
    served: Served, cast: Cast, open_page: Open, tmp_path: Path
) -> None:
    today = datetime.now(UTC).date()
    lee = signed_in(open_page, served, cast, cast.lee)
    ana = signed_in(open_page, served, cast, cast.ana)

    lee.goto(f"{served.url}/cases/K-001")
    lee.get_by_role("main").get_by_role("link", name="Add an action").click()
    lee.get_by_role("main").get_by_role("link", name="Gathering").click()
    lee.get_by_label("Title").fill("Picket at the embassy")
    lee.get_by_label("Day", exact=False).first.fill(today.strftime("%d %m %Y"))
    lee.get_by_label("Begins at").fill("12:00")
    lee.get_by_label("City").fill("London")
    lee.get_by_label("Meeting point").fill("125 Pall Mall")
    lee.get_by_label("Summary").fill("An hour with placards; a letter is handed over.")
    lee.get_by_label("What is asked").fill("Come at noon\nBring a placard")
    lee.get_by_label("Who asked for it").fill("Her daughter")
    lee.get_by_role("button", name="Save the draft").click()
    assert lee.get_by_text("Saved as a draft.").is_visible()
    address = lee.url
    lee.get_by_role("button", name="Ask a second person").click()

    ana.goto(address)
    ana.get_by_role("link", name="Read and decide").click()
    ana.get_by_role("button", name="Approve: it goes live").click()
    assert ana.get_by_text("Approved: it is live.").is_visible()

    lee.goto(address)
    with lee.expect_download() as coming:
        lee.get_by_role("link", name="Put it in a calendar").click()
    path = tmp_path / "picket.ics"
    coming.value.save_as(path)
    event: Any = next(iter(Calendar.from_ical(path.read_bytes()).walk("VEVENT")))
    assert event["DTSTART"].dt.isoformat().startswith(f"{today.isoformat()}T12:00")
    assert event["DTSTART"].params["TZID"] == "Europe/London"

    lee.get_by_role("link", name="Say how it went").click()
    lee.get_by_label("How many came").fill("40")
    lee.get_by_label("Handed to whom").fill("The consul took the letter")
    lee.get_by_role("button", name="Save").click()
    assert lee.get_by_text("The consul took the letter").is_visible()

    lee.get_by_role("link", name="Close with an outcome").click()
    lee.get_by_role("button", name="Close the action").click()
    assert lee.get_by_role("heading", name="There is a problem").is_visible()
    lee.get_by_label("Part met").check()
    lee.get_by_label("Report").fill("Forty people came. The consul promised to pass the letter on.")
    lee.get_by_role("button", name="Close the action").click()

    lee.goto(f"{served.url}/cases/K-001/actions")
    row = lee.get_by_role("article").filter(has_text="Picket at the embassy")
    assert "Closed" in row.inner_text()
    assert "What came of it: Part met" in row.inner_text()
    lee.goto(f"{served.url}/cases/K-001")
    assert "Picket at the embassy" in lee.get_by_role("main").inner_text()
