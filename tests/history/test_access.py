"""The access log only grows, and a line of it holds no words that anybody typed."""

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.db import Database
from app.history import access_log
from app.history.access_log import Actor, Subject, What
from tests import story
from tests.conftest import NOW

LINES = text("SELECT actor_id, what, noun, row_id, campaign_id FROM access ORDER BY id")


def test_lines_are_written_with_the_change_or_alone(database: Database) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        ours = story.campaign(session)
        ana = story.volunteer(session, "Ana", ours, "coordinator")
    with database.writing(actor="Ana", actor_id=ana.id, at=NOW) as session:
        access_log.note(session, What.ROLE_CHANGED, Subject("volunteer", 7, ours.id))
    with database.reading() as reading:
        access_log.note_alone(database, Actor(None, NOW), What.SIGN_IN_FAILED)
        assert reading.execute(LINES).all() == [
            (ana.id, "role-changed", "volunteer", 7, ours.id),
            (None, "sign-in-failed", None, None, None),
        ]


def test_a_change_that_is_undone_leaves_no_line(database: Database) -> None:
    with database.writing(actor="a test", at=NOW) as session:
        access_log.note(session, What.EXPORTED)
        session.rollback()
    with database.reading() as session:
        assert session.execute(LINES).all() == []


@pytest.mark.parametrize(
    "statement",
    ["UPDATE access SET what = 'denied'", "UPDATE access SET actor_id = NULL", "DELETE FROM access"],
)
def test_lines_cannot_be_changed_or_removed(database: Database, statement: str) -> None:
    access_log.note_alone(database, Actor(None, NOW), What.SIGN_IN_FAILED)
    with pytest.raises(DBAPIError, match="only grows"), database.engine.begin() as connection:
        connection.execute(text(statement))
