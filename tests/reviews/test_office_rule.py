"""The address of every office is checked once in half a year, reckoned by hand, and done means checked."""

from datetime import date

import pytest

from app.db import Database
from app.directory.models import Addressee
from app.reviews.changes import mark_done
from app.reviews.models import Review
from app.reviews.rules.offices import Office, office_check
from app.sources.models import Citation
from tests import story
from tests.conftest import NOW
from tests.reviews.facts import TODAY, day
from tests.reviews.rows import all_of

CHECKS: list[tuple[str, str | None, str | None, str | None, str]] = [
    # 1 January plus 180 days: 31 + 28 + 31 + 30 + 31 = 151 are over at the end of May, 29 more
    ("checked in a common year", "2013-01-01", None, None, "2013-06-30"),
    ("checked in a leap year", "2012-01-01", None, None, "2012-06-29"),
    ("over the end of the year", "2012-10-31", None, None, "2013-04-29"),
    ("on a leap day", "2012-02-29", None, None, "2012-08-27"),
    ("at the end of a month", "2012-08-31", None, None, "2013-02-27"),
    ("on the day the clocks go forward", "2013-03-31", None, None, "2013-09-27"),
    ("on the day the clocks go back", "2012-10-28", None, None, "2013-04-26"),
    ("a check counts before a newer text", "2012-05-01", "2013-04-24", "2011-01-01", "2012-10-28"),
    ("never checked: the newest text", None, "2013-04-24", "2011-01-01", "2013-10-21"),
    ("never checked, in no text: since it is here", None, None, "2013-04-25", "2013-10-22"),
    ("nothing is known of it", None, None, None, "2013-10-27"),
]


@pytest.mark.parametrize(
    ("name", "checked", "published", "added", "expected"), CHECKS, ids=[row[0] for row in CHECKS]
)
def test_an_office_is_checked_once_in_half_a_year(
    name: str, checked: str | None, published: str | None, added: str | None, expected: str
) -> None:
    days = [day(text) if text else None for text in (checked, published, added)]

    due = office_check(Office(7, "embassy", "Embassy", "London", *days), 180, TODAY)

    assert (due.due.isoformat(), due.subject) == (expected, "addressee-7")
    assert due.title == "Check the address: Embassy, London"
    assert due.arithmetic[-1].startswith("plus 180 days")


def checks(database: Database) -> dict[int, date]:
    """The open checks by campaign."""
    rows = all_of(database, "SELECT * FROM review WHERE rule = 'addressee-check' AND done_at IS NULL")
    return {row.campaign_id: date.fromisoformat(str(row.due)) for row in rows}


def test_done_in_one_campaign_is_done_in_all(database: Database) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        story.campaign(session)
        story.campaign(session, "elsewhere", "Elsewhere")
        ana = story.volunteer(session, "Ana", None)
        source = story.source(session)
        office = Addressee(slug="embassy", office="Embassy")
        session.add(office)
        session.flush()
        session.add(Citation(source_id=source.id or 0, addressee_id=office.id))
    assert checks(database) == dict.fromkeys((1, 2), day("2013-10-21"))

    with database.writing(actor="Ana", at=NOW) as session:
        review = session.get(Review, 1)
        assert review is not None
        mark_done(session, review, ana.id or 0, day("2013-04-30"), "It moved to another street.")

    assert checks(database) == dict.fromkeys((1, 2), day("2013-10-27"))
    (row,) = all_of(database, "SELECT checked_on FROM addressee")
    assert str(row.checked_on) == "2013-04-30"
