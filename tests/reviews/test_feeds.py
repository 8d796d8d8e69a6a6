"""Private calendar addresses: what they carry, how discreet they are, and that they can be taken back."""

import re
from datetime import date
from pathlib import Path

import icalendar
import pytest
import vobject  # type: ignore[import-untyped]
from sqlmodel import select

from app.cases.models import Case, Minder
from app.reviews.ics import CalendarEvent, Status, calendar_file
from tests import clock, story
from tests.conftest import NOW
from tests.reviews.facts import day
from tests.reviews.rows import all_of
from tests.story import Cast


@pytest.fixture
def minded(cast: Cast) -> Cast:
    """A hunger strike and a hearing, minded by Lee."""
    with cast.database.writing(actor="the story", at=NOW) as session:
        case = session.get(Case, cast.case.id)
        assert case is not None
        source = story.source(session)
        story.cited(
            session,
            source,
            story.entry(session, case, "health-alert", "2013-04-29", severity="hunger-strike"),
        )
        story.cited(session, source, story.entry(session, case, "hearing", "2013-05-03", stage="trial"))
        session.add(Minder(case_id=case.id or 0, volunteer_id=cast.lee.id or 0))
    return cast


def address(cast: Cast, **fields: str) -> str:
    """The path of a new feed of Lee's."""
    lee = cast.client(cast.lee)
    assert lee.post("/calendar/feeds", data={"scope": "mine"} | fields).status_code == 303
    found = re.search(r"/ics/[\w-]+\.ics", lee.get("/calendar/feeds").text)
    assert found is not None
    return found.group()


def test_two_parsers_read_the_same_events(minded: Cast) -> None:
    answer = minded.client().get(address(minded))

    assert answer.headers["content-type"] == "text/calendar; charset=utf-8"
    ours = [
        (str(e["uid"]), e.decoded("dtstart"), str(e["summary"]))
        for e in icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
    ]
    theirs = [
        (e.uid.value, e.dtstart.value, e.summary.value) for e in vobject.readOne(answer.text).vevent_list
    ]
    assert ours == theirs
    assert (date(2013, 5, 3), "Task due (K-001)") in [event[1:] for event in ours]
    assert len({uid for uid, _on, _title in ours}) == len(ours)


@pytest.mark.parametrize("says_what", ["", "yes"])
def test_no_name_and_no_illness_ever_leaves(minded: Cast, says_what: str) -> None:
    text = minded.client().get(address(minded, says_what=says_what)).text

    for secret in ("Roza", "Tuletaeva", "ealth", "unger", "trike", "Striker"):
        assert secret not in text
    assert ("Hearing (K-001)" in text) == (says_what == "yes")


def test_an_address_that_was_taken_back_is_gone(minded: Cast) -> None:
    path, lee = address(minded), minded.client(minded.lee)
    assert lee.post("/calendar/feeds/1/revoke").status_code == 303

    assert minded.client().get(path).status_code == 410
    assert minded.client().get("/ics/nobody-made-this.ics").status_code == 404


def test_nobody_takes_back_what_is_not_theirs(minded: Cast) -> None:
    path = address(minded)

    assert minded.client(minded.ana).post("/calendar/feeds/1/revoke").status_code == 404
    assert minded.client().get(path).status_code == 200


def test_the_address_is_shown_once_and_kept_nowhere(minded: Cast) -> None:
    path = address(minded)
    token = path.removeprefix("/ics/").removesuffix(".ics")

    assert token not in minded.client(minded.lee).get("/calendar/feeds").text
    assert token not in str(all_of(minded.database, "SELECT * FROM calendar_feed"))
    assert token not in str(all_of(minded.database, "SELECT * FROM change"))


def test_a_closed_account_feeds_nobody(minded: Cast) -> None:
    path = address(minded)
    with minded.database.writing(actor="the story", at=NOW) as session:
        lee = session.get(type(minded.lee), minded.lee.id)
        assert lee is not None
        lee.disabled_at = NOW

    assert minded.client().get(path).status_code == 410


def test_a_moved_date_keeps_its_name_and_counts_on(minded: Cast) -> None:
    path, lee = address(minded), minded.client(minded.lee)
    before = {
        e.uid.value: int(e.sequence.value)
        for e in vobject.readOne(minded.client().get(path).text).vevent_list
    }
    version = str(all_of(minded.database, "SELECT version FROM entry WHERE kind = 'hearing'")[0].version)
    edit = {"on": "10 May 2013", "stage": "trial", "version": version, "seen": "moves"}
    assert lee.post("/cases/K-001/entries/2/edit", data=edit).status_code == 303

    after = vobject.readOne(minded.client().get(path).text).vevent_list

    (moved,) = [event for event in after if event.dtstart.value == date(2013, 5, 10)]
    assert int(moved.sequence.value) > before[moved.uid.value]


def test_what_is_done_is_cancelled(minded: Cast) -> None:
    path, lee = address(minded), minded.client(minded.lee)
    number = next(row.id for row in all_of(minded.database) if row.rule == "hearing")
    lee.post(f"/reviews/{number}/done", data={"found": "Put off."})

    events = {
        e.uid.value.split("@")[0]: e.status.value
        for e in vobject.readOne(minded.client().get(path).text).vevent_list
    }

    assert events[f"review-{number}"] == "CANCELLED"


def test_a_feed_of_one_case_asks_which(minded: Cast) -> None:
    lee = minded.client(minded.lee)

    assert lee.post("/calendar/feeds", data={"scope": "case"}).status_code == 422
    assert lee.post("/calendar/feeds", data={"scope": "case", "case": "K-999"}).status_code == 404
    assert "(K-001)" in minded.client().get(address(minded, scope="case", case="K-001")).text


def test_a_feed_shows_no_more_than_its_owner_may_see(minded: Cast) -> None:
    with minded.database.writing(actor="the story", at=NOW) as session:
        case = session.get(Case, minded.case.id)
        assert case is not None
        case.visibility = "restricted"
    assert "(K-001)" in minded.client().get(address(minded)).text
    with minded.database.writing(actor="the story", at=NOW) as session:
        for minder in session.exec(select(Minder)):
            session.delete(minder)

    assert "(K-001)" not in minded.client().get(address(minded)).text


def test_fetching_changes_nothing(minded: Cast) -> None:
    path = address(minded)
    before = all_of(minded.database, "SELECT * FROM calendar_feed"), all_of(minded.database)

    minded.client().get(path)

    assert (all_of(minded.database, "SELECT * FROM calendar_feed"), all_of(minded.database)) == before


def test_lines_are_folded_and_no_letter_is_split(tmp_path: Path) -> None:
    title = "Жаңаөзен қаласындағы сот отырысы " * 5
    days = (day("2013-05-03"), day("2013-05-04"))
    event = CalendarEvent("review-1@x", *days, title, 1, clock.now(), status=Status.CANCELLED)
    content = calendar_file("Vigil", [event])

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    assert all(line.decode("utf-8") is not None for line in content.split(b"\r\n"))
    (read,) = vobject.readOne(content.decode()).vevent_list
    assert read.summary.value == title
    assert read.dtend.value == date(2013, 5, 4)
