"""What is news to one reader: from when on, of whom a letter is asked, and by which clock a date is late; pure."""

from datetime import UTC, date, datetime, timedelta

import pytest

from app.accounts.rights import Role
from app.cases.models.cases import Gravity, Standing
from app.cases.stored_standing import Stood
from app.dates import FuzzyDate
from app.digest.all_news import ActionRow, CaseBrief, ChangeRow, DueRow, World
from app.digest.news_items import News
from app.digest.pick_news import Moment, news_for
from app.digest.reader import Interest, Reader

SINCE = datetime(2013, 4, 23, 9, 0, tzinfo=UTC)
TODAY = date(2013, 4, 30)
BLINK = timedelta(microseconds=1)


def case(number: int, until: date | None, **more: object) -> CaseBrief:
    """Somebody sentenced, as of 24 April, told as so until a day."""
    stood = Stood(Standing.SENTENCED, FuzzyDate.parse("2013-04-24"), until)
    return CaseBrief(number, f"K-{number:03d}", 1, False, number, f"Person {number}", stood, **more)  # type: ignore[arg-type]


def told(world: World, zones: dict[str, date] | None = None) -> News:
    """What the coordinator of the one campaign gets on 30 April."""
    reader = Reader(
        id=9, address="ana@example.org", zone="Asia/Aqtau", confirmed=True, rights={1: Role.COORDINATOR.rights},
        frequency="weekly", day=1, hour=8, detailed=False, serial=0, interest=Interest(everything=True),
    )  # fmt: skip
    days = zones or {}
    moment = Moment(SINCE, TODAY, lambda zone: days.get(zone, TODAY), TODAY, "https://v.example.org", "")
    return news_for(world, reader, moment, None)


@pytest.mark.parametrize(
    ("at", "is_news"),
    [(SINCE - BLINK, False), (SINCE, False), (SINCE + BLINK, True)],
    ids=["before", "at the end of the last edition", "after it"],
)
def test_news_begins_after_the_last_edition_ended(at: datetime, *, is_news: bool) -> None:
    """What was written in the moment at which the last one was made stood in it already."""
    change = ChangeRow(1, at, 5, "added", 7, "note", {}, None)
    action = ActionRow(3, "2013-003", 1, "petition", "closed", None, None, "released", at, 5)
    news = told(World(cases={1: case(1, TODAY)}, changes=(change,), actions=(action,)))

    assert (bool(news.moved), bool(news.outcomes)) == (is_news, is_news)


@pytest.mark.parametrize(
    ("until", "is_asked"),
    [(TODAY, True), (TODAY - timedelta(days=1), False), (None, True)],
    ids=["carried to this day", "carried to the day before", "does not age"],
)
def test_a_letter_is_asked_only_to_whom_the_news_still_carries_to_prison(
    until: date | None, *, is_asked: bool
) -> None:
    assert bool(told(World(cases={1: case(1, until)})).write_to) is is_asked


def test_of_those_with_as_few_letters_the_graver_case_is_written_to() -> None:
    cases = {1: case(1, None), 2: case(2, None, gravity=Gravity.LIFE), 3: case(3, None, gravity=Gravity.LIFE)}

    assert [one.about.code for one in told(World(cases=cases, letters_for={2: 4})).write_to] == ["K-003"]


def test_a_date_is_late_by_the_clock_of_its_campaign() -> None:
    """It is still 29 April in Honolulu when it is the 30th for whoever reads."""
    due = TODAY - timedelta(days=1)
    row = DueRow(1, 1, "hearing", due, due, due, "Pacific/Honolulu")
    (need,) = told(World(cases={1: case(1, None)}, due=(row,)), {"Pacific/Honolulu": due}).needs

    assert need.today == due
