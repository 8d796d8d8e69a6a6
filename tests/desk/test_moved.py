"""What moved: what people wrote lately, not what a file brought in."""

from datetime import timedelta

from tests import clock, story
from tests.story import Cast


def test_what_a_file_brought_in_moves_nothing_until_somebody_edits_it(cast: Cast) -> None:
    at = clock.now() - timedelta(days=1)
    with cast.database.writing(actor="the story", at=at) as session:
        case = session.merge(cast.case)
        loaded = story.entry(session, case, "note", "2013-04-29", key="a-note", recorded_at=at, edited_at=at)
        number = loaded.id
    assert "0 cases moved this week" in cast.client(cast.lee).get("/my").text

    ana, address = cast.client(cast.ana), f"/cases/K-001/entries/{number}/edit"
    version = ana.get(address).text.split('name="version" value="')[1].split('"')[0]
    edited = {"on": "29 April 2013", "summary": "Seen in court.", "version": version}
    assert ana.post(address, data=edited).status_code == 303
    assert "1 case moved this week" in cast.client(cast.lee).get("/my").text
