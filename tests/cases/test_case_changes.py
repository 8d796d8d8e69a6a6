"""Opening a case, with the likely people shown first; editing, closing, reopening; minders and named members."""

from concurrent.futures import ThreadPoolExecutor
from html import unescape

from sqlalchemy import text

from tests import story
from tests.story import Cast

NEW = {"name": "Vadim Kuramshin", "shown": "Vadim Kuramshin", "person": "new", "title": "Activist on trial"}


def stored(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    """Rows as the database holds them."""
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def test_a_name_typed_in_another_spelling_shows_who_is_there_already(cast: Cast) -> None:
    page = unescape(cast.client(cast.lee).get("/cases/new", params={"name": "Rosa Tuletajewa"}).text)
    assert "Is it one of these people?" in page
    assert "Roza Tuletaeva" in page
    assert "K-001 Striker in prison" in page


def test_an_unknown_name_leads_straight_to_the_form(cast: Cast) -> None:
    page = unescape(cast.client(cast.lee).get("/cases/new", params={"name": "Vadim Kuramshin"}).text)
    assert "Nobody in the record has a name like this" in page
    assert 'name="person" value="new"' in page


def test_a_new_person_gets_the_next_reference_the_name_its_source_and_a_minder(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    answer = lee.post(
        "/cases/new",
        data={**NEW, "minder": str(cast.lee.id), "source": "Trial report"},
    )
    assert answer.headers["location"] == "/cases/K-002"
    page = unescape(lee.get("/cases/K-002").text)
    assert "Vadim Kuramshin" in page
    assert "Lee" in page
    assert stored(cast, "SELECT n.text, s.title FROM person_name n JOIN citation c ON c.name_id = n.id "
                  "JOIN source s ON s.id = c.source_id") == [("Vadim Kuramshin", "Trial report")]  # fmt: skip


def test_a_second_case_of_somebody_known_makes_no_second_person(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    lee.post("/cases/new", data={**NEW, "name": "Rosa Tuletajewa", "person": "1", "title": "Second trial"})
    assert stored(cast, 'SELECT person_id FROM "case" ORDER BY id') == [(1,), (1,)]
    assert stored(cast, "SELECT id FROM person") == [(1,)]


def test_a_name_changed_to_a_known_one_is_asked_about_once_more(cast: Cast) -> None:
    answer = cast.client(cast.lee).post("/cases/new", data={**NEW, "name": "Roza Tuletaeva"})
    assert answer.status_code == 422
    assert "say whether it is one of them" in answer.text
    assert stored(cast, "SELECT id FROM person") == [(1,)]


def test_faults_are_named_and_typed_words_kept(cast: Cast) -> None:
    answer = cast.client(cast.lee).post(
        "/cases/new", data={"name": "Roza", "shown": "Roza", "summary": "Kept words"}
    )
    assert answer.status_code == 422
    assert "Kept words" in answer.text
    assert 'href="#f-title"' in answer.text


def test_readers_may_not_and_strangers_find_nobody(cast: Cast) -> None:
    rea, sam = cast.client(cast.rea), cast.client(cast.sam)
    assert rea.get("/cases/new").status_code == 403
    assert rea.post("/cases/new", data=NEW).status_code == 403
    assert "Roza Tuletaeva" not in sam.get("/cases/new", params={"name": "Roza Tuletaewa"}).text
    for address in ("edit", "close", "team"):
        assert rea.get(f"/cases/K-001/{address}").status_code == 403
        assert sam.get(f"/cases/K-001/{address}").status_code == 404
    assert sam.post("/cases/new", data={**NEW, "person": "1"}).status_code == 404


def test_a_stale_edit_shows_both_versions(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    first = lee.post("/cases/K-001/edit", data={"title": "Ill in prison", "version": "1"})
    assert first.status_code == 303
    late = ana.post("/cases/K-001/edit", data={"title": "On hunger strike", "version": "1"})
    assert late.status_code == 409
    page = unescape(late.text)
    assert "On hunger strike" in page
    assert "Ill in prison" in page
    assert stored(cast, 'SELECT title FROM "case"') == [("Ill in prison",)]


def test_closing_needs_a_reason_and_reopening_brings_the_case_back(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    assert lee.post("/cases/K-001/close", data={"version": "1"}).status_code == 422
    assert lee.post("/cases/K-001/close", data={"version": "1", "reason": "Free again."}).status_code == 303
    assert "K-001" not in lee.get("/cases").text.split("<main")[1]
    assert "K-001" in lee.get("/cases?state=closed").text
    assert lee.post("/cases/K-001/reopen").status_code == 303
    assert "Roza" in lee.get("/cases").text


def test_minders_come_and_go(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    for _time in range(2):
        assert lee.post("/cases/K-001/minders", data={"volunteer": str(cast.rea.id)}).status_code == 303
    assert stored(cast, "SELECT volunteer_id FROM minder") == [(cast.rea.id,)]
    assert lee.post("/cases/K-001/minders", data={"volunteer": str(cast.sam.id)}).status_code == 422
    assert lee.post(f"/cases/K-001/minders/{cast.rea.id}/remove").status_code == 303
    assert stored(cast, "SELECT volunteer_id FROM minder") == []


def test_a_restricted_case_stays_in_sight_of_who_restricts_it_and_vanishes_for_others(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    lee.post("/cases/K-001/edit", data={"title": "Ill", "visibility": "restricted", "version": "1"})
    assert lee.get("/cases/K-001").status_code == 200
    assert ana.get("/cases/K-001").status_code == 404
    assert "Roza" not in ana.get("/cases").text
    lee.post("/cases/K-001/members", data={"volunteer": str(cast.ana.id)})
    assert ana.get("/cases/K-001").status_code == 200


def test_references_stay_unique_beyond_999(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        story.case(session, cast.campaign, "K-999", "Last One")
    lee = cast.client(cast.lee)
    assert lee.post("/cases/new", data=NEW).headers["location"] == "/cases/K-1000"
    assert (
        lee.post("/cases/new", data={**NEW, "name": "Other", "shown": "Other"}).headers["location"]
        == "/cases/K-1001"
    )


def test_cases_opened_at_the_same_moment_get_references_of_their_own(cast: Cast) -> None:
    def opened(number: int) -> str:
        name = f"Somebody Number{number}"
        answer = cast.client(cast.lee).post("/cases/new", data={**NEW, "name": name, "shown": name})
        return answer.headers["location"]

    with ThreadPoolExecutor(6) as threads:
        places = sorted(threads.map(opened, range(12)))
    assert places == [f"/cases/K-{number:03d}" for number in range(2, 14)]
