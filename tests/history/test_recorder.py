"""One transaction leaves one line per thing, with all it did to it, in however many turns."""

from typing import Any

import pytest
from sqlmodel import Session, select

from app.cases.models import PersonName
from app.db import Database
from app.history.models import Change
from tests import story


def only(session: Session) -> PersonName:
    """The one spelling there is."""
    return session.exec(select(PersonName)).one()


def told(database: Database, actor: str) -> dict[str, Any]:
    """What the history says of the person that this actor changed, without the columns nobody touched."""
    with database.reading() as session:
        diffs = session.exec(select(Change.diff).where(Change.actor == actor, Change.noun == "person")).all()
    return dict(diffs[0]) if diffs else {}


@pytest.fixture
def named(database: Database) -> Database:
    """Somebody with one spelling."""
    with database.writing(actor="the story", at=story.BEGAN) as session:
        story.person(session, "Roza")
    return database


def test_a_part_that_changes_in_two_turns_keeps_both(named: Database) -> None:
    with named.writing(actor="Lee", at=story.BEGAN) as session:
        name = only(session)
        for column, value in (("text", "Роза"), ("script", "Cyrl")):
            setattr(name, column, value)
            session.flush()
    assert told(named, "Lee") == {
        "name 1": [{"text": "Roza", "script": "Latn"}, {"text": "Роза", "script": "Cyrl"}]
    }


def test_a_part_that_is_added_and_changed_is_told_whole(database: Database) -> None:
    with database.writing(actor="Lee", at=story.BEGAN) as session:
        story.person(session, "Roza")
        only(session).script = "Cyrl"
    before, after = told(database, "Lee")["name 1"]
    assert before is None
    assert (after["text"], after["script"]) == ("Roza", "Cyrl")


def test_a_part_that_is_changed_and_removed_is_told_as_it_was(named: Database) -> None:
    with named.writing(actor="Lee", at=story.BEGAN) as session:
        name = only(session)
        name.text = "Роза"
        session.flush()
        session.delete(name)
    before, after = told(named, "Lee")["name 1"]
    assert (before["text"], before["script"]) == ("Roza", "Latn")
    assert after is None


def test_a_part_that_is_changed_and_changed_back_leaves_nothing(named: Database) -> None:
    with named.writing(actor="Lee", at=story.BEGAN) as session:
        name = only(session)
        for text in ("Роза", "Roza"):
            name.text = text
            session.flush()
    assert told(named, "Lee") == {}
