"""Actions on the case page, and as many statements for fifty as for one."""

from html import unescape

import pytest
from sqlalchemy import event, text

from app.campaigning.models import Action, ActionLink
from app.db import number_of
from tests import clock, story
from tests.campaigning.acting import CALL, live
from tests.story import Cast


def test_the_case_page_shows_state_date_target_and_that_a_release_pauses(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    ref = live(cast)
    page = unescape(lee.get("/cases/K-001").text)
    for words in (CALL["title"], ref, "Live", "until 31 December 2099", CALL["target"]):
        assert words in page
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        story.entry(session, cast.case, "release", "2013-05-02", form="early")
    page = unescape(lee.get("/cases/K-001").text)
    assert "Paused" in page
    assert "Roza Tuletaeva is free by what the case says." in page
    action = unescape(lee.get(f"/actions/{ref}").text)
    assert "Nothing is sent for this action" in action
    assert 'value="released" checked' in lee.get(f"/actions/{ref}/close").text


def add_from(cast: Cast, begun: int, number: int) -> None:
    """Reported and live actions for one case, each with a source."""
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        source = story.source(session, f"Source {begun}")
        for serial in range(begun, begun + number):
            ours = serial % 2 == 0
            made = Action(
                reference=f"2013-{serial:03d}" if ours else f"R-{serial:03d}", campaign_id=number_of(cast.campaign),
                ours=ours, kind="letter-call", state="live" if ours else "done", title=f"Action {serial}",
                made_at=story.BEGAN, live_at=story.BEGAN if ours else None,
            )  # fmt: skip
            session.add(made)
            session.flush()
            session.add(ActionLink(action_id=number_of(made), case_id=cast.case.id))
            session.execute(
                text("INSERT INTO citation (source_id, action_id) VALUES (:s, :a)"),
                {"s": source.id, "a": made.id},
            )


@pytest.mark.parametrize(
    "address", ["/actions", "/actions?case=K-001", "/cases/K-001", "/cases/K-001/actions"]
)
def test_fifty_actions_take_as_many_statements_as_one(cast: Cast, address: str) -> None:
    rea = cast.client(cast.rea)
    told = []
    for more in (1, 2, 47):
        with cast.database.reading() as session:
            begun = session.connection().execute(text("SELECT count(*) FROM action")).scalar() or 0
        add_from(cast, begun, more)
        statements: list[str] = []

        def note(
            _c: object, _u: object, statement: str, *_rest: object, kept: list[str] = statements
        ) -> None:
            kept.append(statement)

        event.listen(cast.database._reader, "before_cursor_execute", note)
        assert rea.get(address).status_code == 200
        event.remove(cast.database._reader, "before_cursor_execute", note)
        told.append(len(statements))
    assert told[1] == told[2]
    assert told[0] <= told[1]
