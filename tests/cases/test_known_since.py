"""What a volunteer writes is known since the civil day of writing: an earlier pinned day does not know it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from starlette.testclient import TestClient

from app.db import Database
from app.main import open_database
from tests.story import Cast

On = Callable[[str], TestClient]


@pytest.fixture
def on(cast: Cast) -> Iterator[On]:
    """Lee's browser on an installation that lives on this day."""
    opened: list[Database] = []

    def living_on(day: str) -> TestClient:
        settings = replace(cast.settings, today=date.fromisoformat(day))
        database = open_database(settings)
        opened.append(database)
        return replace(cast, settings=settings, database=database).client(cast.lee)

    yield living_on
    for database in opened:
        database.close()


NEW = {"name": "Phyo Mon", "shown": "Phyo Mon", "person": "new", "title": "Arrested at a rally"}


def test_a_case_made_later_is_nowhere(on: On) -> None:
    assert on("2013-04-30").post("/cases/new", data=NEW).status_code == 303
    assert "Phyo Mon" in on("2013-04-30").get("/cases").text

    earlier = on("2013-04-29")

    assert earlier.get("/cases/K-002").status_code == 404
    for address in ("/cases", "/search?q=Phyo+Mon", "/my", "/open-questions", "/cases/new?name=Phyo+Mon"):
        assert "K-002" not in earlier.get(address).text, address


def test_a_case_made_on_an_earlier_day_gets_a_reference_of_its_own(on: On) -> None:
    on("2013-04-30").post("/cases/new", data=NEW)

    made = on("2013-04-01").post("/cases/new", data={**NEW, "name": "Win Htet", "shown": "Win Htet"})

    assert made.headers["location"].startswith("/cases/K-003")


def test_a_note_written_later_is_not_on_the_case(on: On) -> None:
    on("2013-04-30").post("/cases/K-001/add/note", data={"summary": "Moved to another cell"})

    assert "Moved to another cell" in on("2013-05-02").get("/cases/K-001").text
    earlier = on("2013-04-29")
    assert "Moved to another cell" not in earlier.get("/cases/K-001").text
    assert "Moved to another cell" not in earlier.get("/cases/K-001/history").text


def test_what_is_shown_of_its_writing_is_never_later_than_the_pinned_day(on: On) -> None:
    pinned = on("2013-04-30")
    pinned.post("/cases/K-001/add/note", data={"summary": "Moved to another cell"})

    assert "Written down on 30 April 2013" in pinned.get("/cases/K-001").text
