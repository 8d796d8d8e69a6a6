"""The hour and place of a hearing, in lists, pages and calendars alike; and dates that are known only loosely."""

from datetime import date
from html import unescape
from typing import Any

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]

from app.cases.models import Case, Entry, Minder
from tests import story
from tests.conftest import NOW
from tests.reviews.rows import all_of, the
from tests.reviews.test_feeds import address
from tests.story import Cast

WHEN = "Fri 3 May 2013, 10:30 (Asia/Aqtau)"


@pytest.fixture
def minded(cast: Cast) -> Cast:
    """A hearing at half past ten and a detention of loosely known end, minded by Lee."""
    with cast.database.writing(actor="the story", at=NOW) as session:
        case = session.get_one(Case, cast.case.id)
        source = story.source(session)
        hearing = story.entry(
            session, case, "hearing", "2013-05-03", stage="trial", time="10:30", court="Aktau City Court",
            place_text="Aktau",
        )  # fmt: skip
        held = story.entry(
            session, case, "custody", "2013-04-28", form="remand", ordered_until="[2013-05-20..2013-05-25]"
        )
        for entry in (hearing, held):
            story.cited(session, source, entry)
        session.add(Minder(case_id=case.id or 0, volunteer_id=cast.lee.id or 0))
    return cast


def event(cast: Cast, path: str, rule: str = "hearing") -> Any:
    """The event of a rule's date."""
    answer = cast.client().get(path)
    assert len(vobject.readOne(answer.text).vevent_list) > 1
    name = f"review-{the(cast.database, rule).id}@"
    events: list[Any] = list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
    return next(one for one in events if one["UID"].startswith(name))


@pytest.mark.parametrize("path", ["/my", "/reviews", "/calendar?month=2013-05", "/cases/K-001"])
def test_a_hearing_has_its_hour_and_place_wherever_it_stands(minded: Cast, path: str) -> None:
    page = unescape(minded.client(minded.lee).get(path).text)
    assert WHEN in page
    assert "Aktau City Court, Aktau" in page


def test_a_discreet_feed_keeps_the_hour_and_not_the_place(minded: Cast) -> None:
    one = event(minded, address(minded))
    assert one["DTSTART"].dt.isoformat() == "2013-05-03T10:30:00+05:00"
    assert one["DTSTART"].params["TZID"] == "Asia/Aqtau"
    assert (str(one["SUMMARY"]), "LOCATION" in one) == ("Task due (K-001)", False)


def test_a_feed_that_says_what_says_where(minded: Cast) -> None:
    one = event(minded, address(minded, says_what="yes"))
    assert (str(one["SUMMARY"]), str(one["LOCATION"])) == ("Hearing (K-001)", "Aktau City Court, Aktau")
    assert str(one["STATUS"]) == "CONFIRMED"


def test_a_loose_date_takes_all_its_days_and_is_not_sure(minded: Cast) -> None:
    one = event(minded, address(minded), "remand-end")
    assert [one[name].dt.isoformat() for name in ("DTSTART", "DTEND")] == ["2013-05-20", "2013-05-26"]
    assert str(one["STATUS"]) == "TENTATIVE"
    assert str(one["DESCRIPTION"]) == "Known only loosely: between 20 May 2013 and 25 May 2013."


def test_another_hour_moves_the_event_and_another_note_does_not(minded: Cast) -> None:
    path, was = address(minded), None
    was = event(minded, path)
    with minded.database.writing(actor="Lee", at=NOW.replace(hour=10)) as session:
        session.get_one(Entry, 1).note = "The bus leaves at eight."
    assert event(minded, path).to_ical() == was.to_ical()

    with minded.database.writing(actor="Lee", at=NOW.replace(hour=11)) as session:
        hearing = session.get_one(Entry, 1)
        hearing.edited_at = NOW.replace(hour=11)
        _detail(session, hearing).time = "14:00"
    now = event(minded, path)
    assert now["DTSTART"].dt.isoformat() == "2013-05-03T14:00:00+05:00"
    assert now["SEQUENCE"] == was["SEQUENCE"] + 1
    assert now["DTSTAMP"].dt.hour == now["LAST-MODIFIED"].dt.hour == 11


def _detail(session: Any, entry: Entry) -> Any:
    from app.cases.kinds.hearing import Hearing  # beside its only use

    return session.get_one(Hearing, entry.id)


def test_putting_off_changes_no_calendar_and_being_done_does(minded: Cast) -> None:
    path, lee = address(minded), minded.client(minded.lee)
    was = event(minded, path)
    number = the(minded.database, "hearing").id
    assert lee.post(f"/reviews/{number}/snooze", data={"for_days": "1", "reason": "Later"}).status_code == 303
    assert event(minded, path).to_ical() == was.to_ical()

    lee.post(f"/reviews/{number}/done", data={"found": "Put off."})
    text = minded.client().get(path).text
    gone = next(e for e in vobject.readOne(text).vevent_list if e.uid.value == was["UID"])
    assert (gone.status.value, gone.dtstart.value.hour) == ("CANCELLED", 10)
    assert int(gone.sequence.value) == was["SEQUENCE"] + 1
    assert gone.dtstamp.value != was["DTSTAMP"].dt


def test_the_name_of_the_installation_goes_with_the_data(minded: Cast) -> None:
    (row,) = all_of(minded.database, "SELECT name FROM installation")
    assert len(row.name) == 32
    assert event(minded, address(minded))["UID"].endswith(f"@{row.name}")


def test_another_day_moves_the_event_once(minded: Cast) -> None:
    path = address(minded)
    was = event(minded, path)
    with minded.database.writing(actor="Lee", at=NOW.replace(hour=11)) as session:
        hearing = session.get_one(Entry, 1)
        hearing.on_edtf, hearing.on_first, hearing.on_last = "2013-05-06", date(2013, 5, 6), date(2013, 5, 6)
        hearing.edited_at = NOW.replace(hour=11)
    now = event(minded, path)
    assert now["DTSTART"].dt.isoformat() == "2013-05-06T10:30:00+05:00"
    assert (now["SEQUENCE"], now["DTSTAMP"].dt.hour) == (was["SEQUENCE"] + 1, 11)
