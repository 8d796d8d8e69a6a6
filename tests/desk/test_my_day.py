"""My day, the campaign's list and the calendar, on 30 April 2013."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from html import unescape
from pathlib import Path

import pytest
from sqlalchemy import event

from app.cases.models import Case, Minder
from app.reviews.changes import set_by_hand
from app.reviews.forms import ByHandForm
from app.reviews.models import Review
from app.settings import Settings, read_settings
from tests import story
from tests.conftest import NOW
from tests.reviews.facts import TODAY
from tests.story import Cast


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """A scratch installation with the day pinned."""
    return read_settings(
        {
            "VIGIL_DATABASE_URL": database_url,
            "VIGIL_DATA_DIR": str(tmp_path / "data"),
            "VIGIL_TODAY": "2013-04-30",
        }
    )


def hearings(cast: Cast, *days: int, minder: bool = True) -> None:
    """Hearings so many days from today on the case, which Lee minds."""
    with cast.database.writing(actor="the story", at=NOW) as session:
        case, source = session.get(Case, cast.case.id), story.source(session, f"Text {days[0]}")
        assert case is not None
        for ahead in days:
            on = (TODAY + timedelta(days=ahead)).isoformat()
            story.cited(session, source, story.entry(session, case, "hearing", on, court=f"court {ahead:+}"))
        if minder:
            session.add(Minder(case_id=case.id or 0, volunteer_id=cast.lee.id or 0))


def by_hand(cast: Cast, *days: int) -> None:
    """Dates of somebody's own on the case: what a court does later does not settle them."""
    with cast.database.writing(actor="the story", at=NOW) as session:
        case = session.get(Case, cast.case.id)
        assert case is not None
        for ahead in days:
            form = ByHandForm(title=f"court {ahead:+}")
            set_by_hand(session, case, form, TODAY + timedelta(days=ahead), cast.lee.id or 0)


def section(page: str, name: str) -> str:
    """The part of the page under one heading."""
    if f'id="s-{name}"' not in page:
        return ""
    return unescape(page.split(f'id="s-{name}"')[1].split("</section>", maxsplit=1)[0])


def test_each_date_stands_in_one_section(cast: Cast) -> None:
    hearings(cast, -1, 7, 8)

    page = cast.client(cast.lee).get("/my").text

    places = {"-1": "now", "+7": "soon", "+8": "later"}
    for court, place in places.items():
        found = [
            name for name in ("now", "soon", "later", "waiting") if f"court {court}<" in section(page, name)
        ]
        assert found == [place]


LATE = [
    (0, "due today", "today"),
    (-1, "1 day late", "late"),
    (-60, "60 days late", "late"),
    (1, "in 1 day", "soon"),
    (8, "in 8 days", "waiting"),
]


@pytest.mark.parametrize(("ahead", "words", "state"), LATE)
def test_due_today_is_not_late(cast: Cast, ahead: int, words: str, state: str) -> None:
    hearings(cast, 30)
    by_hand(cast, ahead)

    assert f'<b class="tag tag-{state}">{words}</b>' in cast.client(cast.lee).get("/my").text.replace(
        "<span", "<b"
    ).replace("</span>", "</b>")


def test_the_hunger_strike_comes_before_what_is_later(cast: Cast) -> None:
    hearings(cast, -50)
    with cast.database.writing(actor="the story", at=NOW) as session:
        case = session.get(Case, cast.case.id)
        assert case is not None
        story.entry(session, case, "health-alert", "2013-04-22", severity="hunger-strike", as_of="2013-04-24")

    page = section(cast.client(cast.lee).get("/my").text, "now")

    assert page.index("Hunger strike, day 3 on 24 April 2013: ask how things are now") < page.index(
        "court -50"
    )
    assert "4 days late" in page


def test_what_is_long_overdue_is_one_line_for_the_case_and_does_not_shout(cast: Cast) -> None:
    hearings(cast, 1)
    by_hand(cast, -61, -400, -60, -5000)

    page = cast.client(cast.lee).get("/my").text

    old = section(page, "long")
    assert old.count('<li class="due">') == 1
    assert "3 dates, long overdue" in old
    assert [unescape(page).count(f"court {court}<") for court in (-5000, -400, -61, -60)] == [1, 1, 1, 1]
    assert "court -60<" in section(page, "now")
    assert '<span class="count">1</span>' in section(page, "now")


def test_what_is_put_off_is_not_long_overdue(cast: Cast) -> None:
    hearings(cast, -300)
    with cast.database.writing(actor="Lee", at=NOW) as session:
        row = session.get(Review, 1)
        assert row is not None
        row.snoozed_until = TODAY + timedelta(days=3)

    page = cast.client(cast.lee).get("/my").text

    assert section(page, "long") == ""
    assert "court -300<" in section(page, "later")


def test_the_list_folds_what_is_long_overdue_by_case(cast: Cast) -> None:
    hearings(cast, 4)
    by_hand(cast, -300, -200)
    lee = cast.client(cast.lee)

    for address, shown in (("/reviews", True), ("/reviews?when=long", True), ("/reviews?page=2", False)):
        page = unescape(lee.get(address).text)
        assert ("2 dates, long overdue" in page) is shown
        assert page.count("court -300<") == int(shown)
    assert '<span class="count">1</span>' in lee.get("/reviews").text
    assert "court +4<" not in unescape(lee.get("/reviews?when=long").text)
    assert "long overdue</span>" in lee.get("/reviews?case=K-001").text


def test_cases_with_old_dates_come_in_pages_and_each_once(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=NOW) as session:
        ours = session.merge(cast.campaign)
        for number in range(2, 75):
            case = story.case(session, ours, f"K-{number:03}", f"Person {number}")
            day = (TODAY - timedelta(days=100 + number)).isoformat()
            story.entry(session, case, "hearing", day, court="court", known_on=TODAY - timedelta(days=200))
    lee = cast.client(cast.lee)

    found = [
        ref
        for page in (1, 2, 3)
        for ref in re.findall(
            r'<span class="ref">(K-\d+)</span></h3>', lee.get(f"/reviews?when=long&page={page}").text
        )
    ]

    assert found == [f"K-{number:03}" for number in range(74, 1, -1)]
    first = lee.get("/reviews").text
    assert first.count("long overdue</span>") == 8
    assert "/reviews?when=long" in first


def test_it_says_why_it_is_theirs(cast: Cast) -> None:
    hearings(cast, 0)
    assert "you look after K-001" in cast.client(cast.lee).get("/my").text
    assert "Nothing needs you today." in cast.client(cast.ana).get("/my").text


def test_what_nobody_minds_is_shown_to_coordinators_alone(cast: Cast) -> None:
    hearings(cast, 20, minder=False)
    by_hand(cast, 0)

    assert "nobody looks after it, and you coordinate" in cast.client(cast.ana).get("/my").text
    for other in (cast.lee, cast.rea, cast.sam):
        assert "court +0" not in cast.client(other).get("/my").text


def test_what_was_done_this_week_is_shown_as_done(cast: Cast) -> None:
    hearings(cast, 0)
    lee = cast.client(cast.lee)
    lee.post("/reviews/1/done", data={"found": "It was put off."})

    page = lee.get("/my").text

    assert "court +0" in section(page, "done")
    assert "court +0" not in section(page, "now")


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", {"-3", "+5", "+20"}),
        ("?when=late", {"-3"}),
        ("?when=7", {"-3", "+5"}),
        ("?when=2013-05-05", {"+5"}),
        ("?kind=hearing", {"-3", "+5", "+20"}),
        ("?kind=health", set()),
        ("?minder=nobody", set()),
        ("?case=K-001", {"-3", "+5", "+20"}),
        ("?case=K-999", set()),
        ("?minder=99999&when=99999&page=0", set()),
        ("?minder=99999999999999999999", {"-3", "+5", "+20"}),
        ("?when=%C3%A9&minder=x", {"-3", "+5", "+20"}),
    ],
)
def test_the_list_is_narrowed(cast: Cast, query: str, shown: set[str]) -> None:
    hearings(cast, -3, 5, 20)

    page = cast.client(cast.lee).get(f"/reviews{query}")

    assert page.status_code == 200
    assert {court for court in ("-3", "+5", "+20") if f"court {court}<" in unescape(page.text)} == shown


def test_a_stranger_sees_an_empty_list(cast: Cast) -> None:
    hearings(cast, 0)

    assert "court" not in cast.client(cast.sam).get("/reviews").text
    assert "court" not in cast.client(cast.sam).get("/calendar").text


@contextmanager
def counting(cast: Cast) -> Iterator[list[str]]:
    """Every statement sent to the database meanwhile."""
    sent: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        sent.append(statement)

    engines = {cast.database._reader, cast.database._writer} - {None}
    targets = [cast.database._writer] if not cast.database.is_sqlite else list(engines)
    for engine in targets:
        event.listen(engine, "before_cursor_execute", note)
    yield sent
    for engine in targets:
        event.remove(engine, "before_cursor_execute", note)


@pytest.mark.parametrize("address", ["/my", "/reviews", "/calendar", "/cases/K-001"])
def test_the_number_of_statements_does_not_grow(cast: Cast, address: str) -> None:
    lee, counts = cast.client(cast.lee), []
    for more in (range(1), range(1, 3), range(3, 50)):
        hearings(cast, *more, minder=more.start == 0)
        with counting(cast) as sent:
            assert lee.get(address).status_code == 200
        counts.append(len(sent))

    assert len(set(counts)) == 1
    # One reads the periods that a reading counts with, one what this pinned day hides, one what is kept to a few.
    assert counts[0] <= 21


@pytest.mark.parametrize(
    ("month", "title"),
    [
        ("2013-05", "May 2013"),
        ("2012-02", "February 2012"),
        ("2013-12", "December 2013"),
        ("0001-01", "April 2013"),
        ("x", "April 2013"),
        ("9999-12", "April 2013"),
    ],
)
def test_the_calendar_shows_any_month(cast: Cast, month: str, title: str) -> None:
    page = cast.client(cast.lee).get(f"/calendar?month={month}")

    assert page.status_code == 200
    assert f"<h1>{title}" in page.text


def test_the_calendar_shows_each_date_on_its_day(cast: Cast) -> None:
    hearings(cast, 0, 3)

    page = unescape(cast.client(cast.lee).get("/calendar?month=2013-05").text)

    cell = page.split('href="/reviews?when=2013-05-03"')[1].split("</td>")[0]
    assert "court +3" in cell
    assert "2 dates" not in cell
    assert ">1<" in page.split("2013-05")[-1] or "1 date, May" in page
