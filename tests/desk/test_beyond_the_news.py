"""No page tells more than the newest news: the shipped record, read on many days, on every page a volunteer opens.

On each day every standing and every count of days that a page prints has to be one that a reading made.
"""

import re
from collections.abc import Iterator
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from sqlmodel import select

from app.accounts.changes import sign_in
from app.accounts.sessions import cookie_name
from app.cases.models import Case
from app.cases.queries.reading import reading_of
from app.cases.queries.timeline import Fact, timelines
from app.cases.reading_words import custody_in_words, stands
from app.cases.rules.reading import Reading
from app.cases.vocabulary import STANDINGS
from app.db import Database, number_of
from app.main import create_app, keeper
from app.reviews.recompute_all import recompute_all
from app.settings import read_settings
from tests import clock, story

FEW = ("2012-01-20", "2013-04-30", "2026-11-30")
MANY = (
    "2011-06-02", "2011-08-17", "2011-08-27", "2011-09-10", "2011-12-16", "2011-12-31", "2012-01-01", "2012-02-29",
    "2012-05-13", "2012-05-27", "2012-06-04", "2012-06-05", "2012-06-13", "2012-08-02", "2012-08-10", "2012-10-08",
    "2012-12-31", "2013-01-01", "2013-04-22", "2013-04-24", "2013-04-26", "2013-04-27", "2013-05-01", "2013-10-21",
    "2013-10-22", "2014-02-28", "2014-08-09", "2015-04-24", "2015-04-25", "2016-02-29", "2016-12-14", "2016-12-15",
    "2017-08-01", "2017-08-02", "2019-12-31", "2020-01-01", "2024-02-29", "2026-11-29", "2027-01-01", "2027-08-31",
)  # fmt: skip
PAGES = (
    "/my", "/cases?state=all", "/open-questions", "/reviews", "/reviews?when=long", "/calendar", "/search?q=Roza",
    "/letters/unwritten", "/actions/who-needs-us", "/actions", "/incidents/I-001", "/people/1", "/digest/preview", "/p",
)  # fmt: skip
WORDS = "|".join(re.escape(label) for _slug, label in STANDINGS)
STANDING = re.compile(rf"\b(?:{WORDS})(?: when last heard of,|, as (?:of|known)|, no dated fact yet)[^<\n]*")
CUSTODY = re.compile(
    r"(?:perhaps )?(?:at least )?[0-9][0-9,]* days?(?: by | when last heard of, |, ended|, over by )[^<\n]*"
)
STRIKE = re.compile(r"\bday ([0-9,]+)\b")


@pytest.mark.long
@pytest.mark.parametrize("day", FEW)
def test_every_page_prints_only_what_a_reading_made(record: Database, tmp_path: Path, day: str) -> None:
    assert list(faults_on(record, tmp_path, day)) == []


@pytest.mark.faults
@pytest.mark.parametrize("day", MANY)
def test_every_page_on_forty_days(record: Database, tmp_path: Path, day: str) -> None:
    assert list(faults_on(record, tmp_path, day)) == []


def faults_on(database: Database, tmp_path: Path, day: str) -> Iterator[str]:
    """Everything that some page prints on this day and no reading made."""
    settings = read_settings(
        {"VIGIL_DATABASE_URL": database.url, "VIGIL_DATA_DIR": str(tmp_path / "data"), "VIGIL_TODAY": day}
    )
    recompute_all(database, keeper(settings), clock.now())
    readings = readings_on(database, date.fromisoformat(day))
    said = {str(stands(one)) for one in readings.values()}
    counted = {custody_in_words(one) for one in readings.values()}
    strikes = {alert.count.days for one in readings.values() for alert in one.alerts if alert.count}
    with database.writing(actor="the story", at=clock.now()) as session:
        token = sign_in(session, 1, clock.now())
    app = create_app(settings, database, clock.now)
    with TestClient(
        app, base_url=settings.base_url, headers=story.SAME_ORIGIN, cookies={cookie_name(settings): token}
    ) as client:
        for address in (*PAGES, *(f"/cases/{ref}" for ref in readings)):
            text = unescape(client.get(address).text)
            yield from (f"{address}: {one}" for one in STANDING.findall(text) if _bare(one) not in said)
            for found in CUSTODY.findall(text):
                if not any(_bare(found).startswith(words) for words in counted if words):
                    yield f"{address}: {found}"
            own = readings.get(address.rpartition("/")[2])
            if own is not None and "<h1>" in text:
                yield from (f"{address} lacks {words}" for words in printed_of(own) if words not in text)
            yield from (
                f"{address}: day {n}" for n in STRIKE.findall(text) if int(n.replace(",", "")) not in strikes
            )


def printed_of(reading: Reading[Fact]) -> tuple[str, str]:
    """What the page of a case has to say of it."""
    return str(stands(reading)), custody_in_words(reading)


def _bare(words: str) -> str:
    return words.strip().rstrip(".")


def readings_on(database: Database, today: date) -> dict[str, Reading[Fact]]:
    """The reading of every case, by all that was known on the day."""
    with database.reading() as session:
        cases = {number_of(case): case.reference for case in session.exec(select(Case))}
        facts = timelines(session, list(cases), today)
        return {cases[number]: reading_of(session, found, today) for number, found in facts.items()}
