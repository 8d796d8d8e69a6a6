"""The facts of a case are read once for a page and once for a save."""

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import event
from sqlalchemy.engine import Engine

from tests import clock, story
from tests.story import Cast


@pytest.fixture
def read() -> Iterator[list[str]]:
    """Every statement that reads the facts of a case."""
    sent: list[str] = []

    def note(*given: Any) -> None:
        statement = str(given[2])
        if (
            "FROM entry" in statement
            and "entry.on_edtf" in statement
            and "entry.case_id" in statement.partition("WHERE")[2]
        ):
            sent.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    yield sent
    event.remove(Engine, "before_cursor_execute", note)


PAGES = (
    "",
    "/public",
    "/letters/new",
    "/consent",
    "/history",
    "/add/note",
    "/team",
    "/stop",
    "/files",
    "/actions",
)


def test_a_page_reads_them_once_at_most(cast: Cast, read: list[str]) -> None:
    lee = cast.client(cast.lee)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        story.entry(session, session.merge(cast.case), "custody", "2012-01-01", form="remand")
    for page in PAGES:
        read.clear()
        assert lee.get(f"/cases/K-001{page}").status_code == 200, page
        assert len(read) <= 1, page


def test_a_save_reads_them_once(cast: Cast, read: list[str]) -> None:
    lee = cast.client(cast.lee)
    read.clear()
    assert lee.post("/cases/K-001/add/note", data={"summary": "Seen.", "on": "1 2 2012"}).status_code == 303
    assert len(read) == 1
