"""One date, one verdict: every surface that tells of a due date says the same words, and none has others."""

import argparse
import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from typing import Any

import icalendar
import pytest

from app.cases.models import Case, Minder
from app.cli.reviews import reviews
from app.db import number_of
from app.digest.edition_mail import as_html, as_text
from app.digest.make_editions import preview_of
from app.digest.models import Chat
from app.digest.queries.chats import to_tell
from app.reviews.models import Review
from tests import story
from tests.conftest import NOW
from tests.reviews.facts import TODAY
from tests.reviews.test_feeds import address
from tests.story import Cast

VERDICT = re.compile(
    r"paused until \w+ \d+ \w+ \d+; [\d,]+ days late|past when it was learnt: known since \d+ \w+ \d+"
    r"|may be due already, until \d+ \w+ \d+|\bin [\d,]+ days? at the earliest|\bin [\d,]+ days?\b|due today"
    r"|[\d,]+ days? late(?:, long overdue)?|[Ll]ast heard of \w+ \w+ ago"
)


@dataclass(frozen=True)
class One:
    """A date, when it is said to be, and the verdict on it on 30 April 2013."""

    name: str
    when: str
    verdict: str
    columns: dict[str, str]
    urgent: bool = True  # told to a chat, where it is hard
    is_late: bool = False  # listed by the filter "late"


DATES = [
    One("exact, ahead", "Fri 3 May 2013", "in 3 days", {"due": "2013-05-03"}, urgent=False),
    One("exact, tomorrow", "Wed 1 May 2013", "in 1 day", {"due": "2013-05-01"}),
    One("today", "Tue 30 April 2013", "due today", {"due": "2013-04-30"}),
    One(
        "loose, begun", "between 1 January 2013 and 1 June 2013", "may be due already, until 1 June 2013",
        {"due": "2013-01-01", "due_last": "2013-06-01"},
    ),
    One(
        "a month", "some day in May 2013", "in 1 day at the earliest",
        {"due": "2013-05-01", "due_last": "2013-05-31"},
    ),
    One("late", "Sat 20 April 2013", "10 days late", {"due": "2013-04-20"}, is_late=True),
    One(
        "loose, late", "some time in 2012", "120 days late, long overdue",
        {"due": "2012-01-01", "due_last": "2012-12-31"}, urgent=False,
    ),
    One("late by 60 days", "Fri 1 March 2013", "60 days late", {"due": "2013-03-01"}, is_late=True),
    One(
        "late by 61 days", "Thu 28 February 2013", "61 days late, long overdue", {"due": "2013-02-28"},
        urgent=False,
    ),
    One(
        "put off", "Thu 10 January 2013", "paused until Fri 10 May 2013; 110 days late",
        {"due": "2013-01-10", "snoozed_until": "2013-05-10"}, urgent=False,
    ),
    One(
        "learnt late", "Fri 10 August 2012", "past when it was learnt: known since 25 April 2013",
        {"due": "2012-08-10", "late_after": "2013-04-25"}, is_late=True,
    ),
]  # fmt: skip


@pytest.fixture(params=DATES, ids=[one.name for one in DATES])
def dated(cast: Cast, request: pytest.FixtureRequest) -> tuple[Cast, One]:
    """A case that Lee minds, with this one date."""
    one: One = request.param
    days: dict[str, Any] = {name: date.fromisoformat(text) for name, text in one.columns.items()}
    last = days.setdefault("due_last", days["due"])
    days.setdefault("late_after", last)
    with cast.database.writing(actor="the story", at=NOW) as session:
        case = session.get_one(Case, cast.case.id)
        session.add(Minder(case_id=number_of(case), volunteer_id=number_of(cast.lee)))
        session.add(
            Review(
                campaign_id=case.campaign_id, case_id=case.id, rule="by-hand", title="Look at it", reason="Own.",
                hard=True, made_at=NOW, urgency=2, **days,
            )
        )  # fmt: skip
    return cast, one


def said(text: str) -> set[str]:
    """Every verdict that stands in a text."""
    return set(VERDICT.findall(" ".join(unescape(text).split())))


PAGES: dict[str, str] = {
    "the page of the date": "/reviews/1",
    "the case, its bar and panel": "/cases/K-001",
    "the list of cases": "/cases",
    "the reviews of a case": "/reviews?case=K-001",
}


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES)
def test_every_page_gives_the_one_verdict(dated: tuple[Cast, One], path: str) -> None:
    cast, one = dated
    page = unescape(cast.client(cast.lee).get(path).text)

    assert said(page) == {one.verdict}
    assert one.when in page


@pytest.mark.parametrize("path", ["/my", "/reviews"])
def test_what_is_long_overdue_folds_and_all_else_stands_in_the_list(
    dated: tuple[Cast, One], path: str
) -> None:
    cast, one = dated
    page = unescape(cast.client(cast.lee).get(path).text)
    is_long = one.verdict.endswith("long overdue")

    assert one.when in page
    assert said(page) == (set() if is_long else {one.verdict})
    assert ("1 date, long overdue" in page) is is_long


def test_the_filters_agree_with_the_verdict(dated: tuple[Cast, One]) -> None:
    cast, one = dated
    client, is_long = cast.client(cast.lee), one.verdict.endswith("long overdue")

    late, long = (client.get(f"/reviews?when={when}").text for when in ("late", "long"))
    assert ("/reviews/1" in late) is (one.is_late or is_long)
    assert ("/reviews/1" in long) is is_long
    assert ('<span class="ref">K-001</span>' in client.get("/cases?due=late").text) is (
        one.is_late or is_long
    )


def test_the_calendar_puts_a_loose_date_on_no_day(dated: tuple[Cast, One]) -> None:
    cast, one = dated
    page = unescape(cast.client(cast.lee).get(f"/calendar?month={one.columns['due'][:7]}").text)
    cells = page.split('<table class="strip month">')[1].split("</table>")[0]

    assert said(page) == {one.verdict}
    assert one.when in page
    assert (one.verdict in cells) is ("due_last" not in one.columns)


def test_mails_and_chats_give_the_one_verdict(dated: tuple[Cast, One]) -> None:
    cast, one = dated
    with cast.database.writing(actor="Ana", at=NOW) as session:
        found = preview_of(session, cast.settings, number_of(cast.lee), NOW)
        assert found is not None
        chat = Chat(
            campaign_id=number_of(cast.campaign), label="Team", host="chat.example.org", sealed_address="",
            tells_urgent=True, added_at=NOW,
        )  # fmt: skip
        told = " ".join(told.words for told in to_tell(session, chat, TODAY, NOW))
    is_paused = one.verdict.startswith("paused")
    text = " ".join(as_text(found[0]).split())

    for mail in (text, as_html(found[0])):
        assert said(mail) == (set() if is_paused else {one.verdict})
        assert (one.when in mail) is not is_paused
    assert said(told) == ({one.verdict} if one.urgent else set())
    assert (one.when in told) is one.urgent


def test_calendar_files_tell_the_span_and_no_other_verdict(dated: tuple[Cast, One]) -> None:
    cast, one = dated
    events: list[Any] = list(
        icalendar.Calendar.from_ical(cast.client().get(address(cast)).content).walk("VEVENT")
    )
    texts = [f"{event['SUMMARY']} {event.get('DESCRIPTION', '')}" for event in events]

    assert said(" ".join(texts)) == set()
    if "due_last" in one.columns and date.fromisoformat(one.columns["due_last"]) > date(2013, 3, 1):
        assert one.when in texts[0]


def test_the_command_gives_the_one_verdict(
    dated: tuple[Cast, One], capsys: pytest.CaptureFixture[str]
) -> None:
    cast, one = dated
    reviews(cast.settings, argparse.Namespace(until="2013-05-30", json=False))
    printed = capsys.readouterr().out

    assert said(printed) == {one.verdict}
    assert one.when in printed


ASLEEP = "last heard of 3 years ago"
LINE = "Last heard of 3 years ago: find out what became of the person"


@pytest.fixture
def asleep(cast: Cast) -> Cast:
    """Somebody of whom nothing was heard since 2010, with a hearing that nobody told the end of."""
    with cast.database.writing(actor="the story", at=NOW) as session:
        case = session.get_one(Case, cast.case.id)
        session.add(Minder(case_id=number_of(case), volunteer_id=number_of(cast.lee)))
        source = story.source(session, published="2010-03-01")
        for kind, on, more in (
            ("custody", "2010-01-10", {"form": "remand", "ordered_until": "2010-03-10"}),
            ("hearing", "2010-03-01", {"stage": "trial"}),
        ):
            story.cited(session, source, story.entry(session, case, kind, on, **more))
    return cast


def test_a_case_that_sleeps_is_one_line_everywhere(asleep: Cast, capsys: pytest.CaptureFixture[str]) -> None:
    client = asleep.client(asleep.lee)
    with asleep.database.writing(actor="Ana", at=NOW) as session:
        found = preview_of(session, asleep.settings, number_of(asleep.lee), NOW)
    assert found is not None
    reviews(asleep.settings, argparse.Namespace(until="2013-05-30", json=False))
    texts: dict[str, str] = {
        "mail": as_text(found[0]),
        "html": as_html(found[0]),
        "command": capsys.readouterr().out,
        **{path: client.get(path).text for path in ("/my", "/reviews", "/reviews?when=long", "/reviews/1")},
    }
    for where, text in texts.items():
        assert said(text) == {ASLEEP}, where
        assert len(re.findall("Find out what became of the person", text)) >= 1, where
        assert not re.search("Hearing: Trial|Order to hold", text), where
    for path in ("/cases/K-001", "/cases"):
        assert LINE in unescape(client.get(path).text), path
    for filtered in ("/cases?due=late", "/reviews?when=late"):
        assert '<span class="ref">K-001</span>' not in client.get(filtered).text
