"""A save is as long as its work: how many statements it runs is held here, and may only fall."""

import re
from collections.abc import Callable

import pytest

from app.cases.models import Entry
from app.db import number_of
from tests import clock, story
from tests.counting import counted

NEW, MOVES_NOTHING, WORDS_ALONE = 28, 24, 12


@pytest.fixture
def told(cast: story.Cast) -> dict[str, int]:
    """A case with facts of five kinds, a place, a source and two sources that differ."""
    with cast.database.writing(actor="Lee", at=story.BEGAN) as session:
        text = story.source(session)
        story.entry(session, cast.case, "custody", "2012-01-05", form="remand", place_text="Aktau")
        story.entry(session, cast.case, "charge", "2012-01-09", wording="Mass riots")
        story.entry(session, cast.case, "sentence", "2012-06-04", form="prison", length="P5Y")
        story.entry(session, cast.case, "health-alert", "2013-04-20", severity="watch")
        hearing = story.entry(session, cast.case, "hearing", "2043-06-20", court="Aktau city court")
        note = story.entry(session, cast.case, "note", "2013-04-20", summary="Her mother called")
        story.cited(session, text, note)
        return {"source": number_of(text), "hearing": number_of(hearing), "note": number_of(note)}


@pytest.fixture
def sent(cast: story.Cast) -> Callable[..., list[str]]:
    """Send a form as a volunteer would, and give the statements that the save ran."""
    client = cast.client(cast.lee)

    def send(path: str, **fields: str) -> list[str]:
        hidden = dict(re.findall(r'name="(key|version)" value="([^"]*)"', client.get(path).text))
        with counted(cast) as seen:
            answer = client.post(path, data=hidden | fields)
        assert answer.status_code == 303, answer.text
        return seen

    return send


def test_a_new_entry_is_inserted_whole(
    cast: story.Cast, told: dict[str, int], sent: Callable[..., list[str]]
) -> None:
    seen = sent(
        "/cases/K-001/add/health-alert", on="2013-04-20", severity="serious", source=str(told["source"]),
        locator="page 2", summary="A broken tooth",
    )  # fmt: skip

    assert len(seen) <= NEW
    assert [one for one in seen if one.startswith(("UPDATE entry", "UPDATE health_alert"))] == []
    with cast.database.reading() as session:
        entry = session.get_one(Entry, told["note"] + 1)
        assert entry.version == 1
        assert str(entry.known_on) == "2013-04-24"


def test_a_new_source_is_kept_with_the_entry(told: dict[str, int], sent: Callable[..., list[str]]) -> None:
    seen = sent("/cases/K-001/add/note", on="2013-04-28", summary="A call", source="Call")

    assert told
    assert len(seen) <= NEW


def test_an_edit_that_moves_no_date_reads_the_case_once(
    told: dict[str, int], sent: Callable[..., list[str]]
) -> None:
    seen = sent(f"/cases/K-001/entries/{told['hearing']}/edit", on="2043-06-20", court="Court of Aktau")

    assert len(seen) <= MOVES_NOTHING
    assert len([one for one in seen if one.startswith("SELECT review.id")]) == 1


def test_other_words_alone_derive_nothing(told: dict[str, int], sent: Callable[..., list[str]]) -> None:
    seen = sent(f"/cases/K-001/entries/{told['note']}/edit", on="2013-04-20", summary="Her sister called")

    assert len(seen) <= WORDS_ALONE
    assert [one for one in seen if one.startswith(("SELECT review.id", 'UPDATE "case"'))] == []


def test_what_touches_no_case_looks_for_nothing_that_follows(cast: story.Cast) -> None:
    with counted(cast) as seen, cast.database.writing(actor="the post", at=clock.now()):
        pass

    assert seen == []
