"""What is new on my day: what others wrote since one last looked, not what a file brought in."""

from datetime import timedelta

from sqlmodel import select

from app.accounts.models import SignIn
from app.cases.models import Entry
from tests import clock, story
from tests.story import Cast


def news(cast: Cast, who: object) -> str:
    """What stands there as new."""
    page = cast.client(who).get("/my").text  # type: ignore[arg-type]
    return page.split('id="s-news"')[1].split("</section>")[0]


def edit(cast: Cast, number: int | None, words: str) -> None:
    """Ana changes what an entry says."""
    ana, address = cast.client(cast.ana), f"/cases/K-001/entries/{number}/edit"
    version = ana.get(address).text.split('name="version" value="')[1].split('"')[0]
    edited = {"on": "29 April 2013", "summary": words, "version": version}
    assert ana.post(address, data=edited).status_code == 303


def test_what_a_file_brought_in_is_no_news_until_somebody_edits_it(cast: Cast) -> None:
    at = clock.now() - timedelta(days=1)
    with cast.database.writing(actor="the story", at=at) as session:
        case = session.merge(cast.case)
        loaded = story.entry(session, case, "note", "2013-04-29", key="a-note", recorded_at=at, edited_at=at)
        number = loaded.id
    assert "Nobody else has written anything new." in news(cast, cast.lee)
    with cast.database.writing(actor="vigil", at=clock.now()) as session:
        entry = session.get(Entry, number)
        assert entry is not None
        entry.summary, entry.edited_at = "Loaded anew.", clock.now()
    assert "Nobody else has written anything new." in news(cast, cast.lee)

    edit(cast, number, "Seen in court.")

    assert "1 entry new or changed" in news(cast, cast.lee)
    assert "Nobody else has written anything new." in news(cast, cast.ana)


def test_news_is_what_came_since_one_last_looked(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        number = story.entry(session, session.merge(cast.case), "note", "2013-04-29").id
    lee = cast.client(cast.lee)
    lee.get("/my")
    clock.turn_to(clock.now() + timedelta(hours=3))
    edit(cast, number, "Seen in court.")
    clock.turn_to(clock.now() + timedelta(minutes=5))
    for _again in range(2):  # whoever reloads the page is still looking
        assert "1 entry new or changed" in news(cast, cast.lee)
        clock.turn_to(clock.now() + timedelta(minutes=20))

    clock.turn_to(clock.now() + timedelta(hours=3))
    assert "Nobody else has written anything new." in news(cast, cast.lee)


def test_signing_out_forgets_no_look(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    lee.get("/my")
    lee.post("/leave")
    with cast.database.reading() as session:
        assert session.exec(select(SignIn).where(SignIn.volunteer_id == cast.lee.id)).all() == []

    clock.turn_to(clock.now() + timedelta(hours=3))
    assert "when you last looked" in cast.client(cast.lee).get("/my").text
