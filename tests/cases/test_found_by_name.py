"""Whoever is in the record is found by every spelling, whichever form wrote it down, and in every place that asks."""

from html import unescape

import pytest
from sqlalchemy import text

from app.accounts.rights import Role
from app.cases.queries.people import likely_among
from app.db import number_of
from app.migrating import bring_to, migrate
from app.web.viewer import Viewer
from tests import story
from tests.story import Cast

NEW = {"name": "Phyo Zeya", "shown": "Phyo Zeya", "person": "new", "title": "Student on trial"}


def main_of(cast: Cast, address: str, **query: str) -> str:
    """What a volunteer reads on a page."""
    answer = cast.client(cast.lee).get(address, params=query)
    assert answer.status_code == 200, address
    return unescape(answer.text.split("<main")[1])


def is_found(cast: Cast, typed: str, reference: str = "K-002") -> list[bool]:
    """Whether each look-up finds the case's person: search, list, the question before a second case."""
    return [
        reference in main_of(cast, "/search", q=typed),
        reference in main_of(cast, "/cases", q=typed),
        reference in main_of(cast, "/cases/new", name=typed),
    ]


def stored(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    """Rows as the database holds them."""
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


@pytest.fixture
def phyo(cast: Cast) -> Cast:
    """A volunteer has added somebody new in the form."""
    assert cast.client(cast.lee).post("/cases/new", data=NEW).headers["location"] == "/cases/K-002"
    return cast


@pytest.mark.parametrize("typed", ["Phyo Zeya", "phyo", "Zeya"])
def test_somebody_new_is_found_wherever_a_name_is_asked(phyo: Cast, typed: str) -> None:
    assert is_found(phyo, typed) == [True, True, True]


def test_a_form_that_asks_for_somebody_takes_the_new_name(phyo: Cast) -> None:
    lee, ana = phyo.client(phyo.lee), phyo.client(phyo.ana)
    lee.post("/incidents/new", data={"title": "The trial", "kind": "mass-trial"})
    member = {"who": "Phyo Zeya", "part": "tried"}
    assert lee.post("/incidents/I-001/add/members", data=member).status_code == 303
    link = {"kind": "parent", "other": "Phyo Zeya"}
    assert lee.post("/people/1/add/links", data=link).status_code == 303
    merge = {"into": "Phyo Zeya", "reason": "The same person"}
    assert ana.post("/people/1/merge", data=merge).status_code == 303


def test_a_name_typed_again_is_asked_about_before_a_second_person_is_made(phyo: Cast) -> None:
    answer = phyo.client(phyo.lee).post("/cases/new", data={**NEW, "shown": "Somebody else"})
    assert answer.status_code == 422
    assert "say whether it is one of them" in answer.text
    assert len(stored(phyo, "SELECT id FROM person")) == 2


def test_an_added_spelling_a_changed_and_a_removed_one(phyo: Cast) -> None:
    lee = phyo.client(phyo.lee)
    (number,) = stored(phyo, "SELECT person_id FROM \"case\" WHERE reference = 'K-002'")[0]
    lee.post(f"/people/{number}/add/names", data={"text": "Maung Kyaw"})
    assert is_found(phyo, "Maung") == [True, True, True]

    page = lee.get(f"/people/{number}/names/3/edit").text
    seen = page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]
    lee.post(f"/people/{number}/names/3/edit", data={"text": "Thurein Htut", "seen": seen})
    assert is_found(phyo, "Maung") == [False, False, False]
    assert is_found(phyo, "Thurein") == [True, True, True]

    lee.post(f"/people/{number}/names/3/remove")
    assert is_found(phyo, "Thurein") == [False, False, False]
    assert is_found(phyo, "Phyo") == [True, True, True]


def test_a_person_renamed_is_found_by_both_names(phyo: Cast) -> None:
    lee = phyo.client(phyo.lee)
    (number,) = stored(phyo, "SELECT person_id FROM \"case\" WHERE reference = 'K-002'")[0]
    page = lee.get(f"/people/{number}/edit").text
    version = page.split('name="version" value="')[1].split('"', maxsplit=1)[0]
    assert (
        lee.post(f"/people/{number}/edit", data={"name": "Ko Thant", "version": version}).status_code == 303
    )
    assert is_found(phyo, "Thant") == [True, True, True]
    assert is_found(phyo, "Phyo") == [True, True, True]


def test_after_a_merge_all_spellings_find_the_one_who_stays(phyo: Cast) -> None:
    ana = phyo.client(phyo.ana)
    (number,) = stored(phyo, "SELECT person_id FROM \"case\" WHERE reference = 'K-002'")[0]
    done = ana.post(f"/people/{number}/merge", data={"into": "K-001", "reason": "The same person"})
    assert done.status_code == 303, unescape(done.text)
    assert is_found(phyo, "Phyo") == [True, True, True]
    assert is_found(phyo, "Tuletaeva") == [True, True, True]


def test_a_new_case_and_its_person_are_each_one_line_of_history(phyo: Cast) -> None:
    added = stored(phyo, "SELECT noun, verb, actor FROM change WHERE actor = 'Lee' ORDER BY noun")
    assert added == [("case", "added", "Lee"), ("person", "added", "Lee")]
    assert "Student on trial" in main_of(phyo, "/cases/K-002/history")


def test_spellings_that_an_older_version_left_out_are_indexed_with_the_schema(phyo: Cast) -> None:
    with phyo.database.engine.begin() as connection:
        bring_to(connection, "0011")
        connection.execute(text("DELETE FROM name_trigram"))
    assert stored(phyo, "SELECT COUNT(*) FROM name_trigram") == [(0,)]

    for _again in range(2):
        migrate(phyo.database)
        assert is_found(phyo, "Phyo") == [True, True, True]
        assert is_found(phyo, "Tuletaeva", "K-001") == [True, True, True]
        assert stored(phyo, "SELECT COUNT(*) FROM name_trigram") == [(2,)]


@pytest.mark.parametrize("kept", [True, False], ids=["released", "rolled back"])
def test_a_savepoint_ends_nothing_that_follows_from_a_change(cast: Cast, kept: bool) -> None:  # noqa: FBT001 - how it ends
    with cast.database.writing(actor="Lee", actor_id=cast.lee.id, at=story.BEGAN) as session:
        story.person(session, "Bazarbai Kenzhebaev")
        story.entry(session, cast.case, "release", "2013-04-20")
        with session.begin_nested() as savepoint:
            story.person(session, "Sabit Ormanov")
            if not kept:
                savepoint.rollback()
    people = ["Bazarbai Kenzhebaev", "Sabit Ormanov"] if kept else ["Bazarbai Kenzhebaev"]
    told = stored(cast, "SELECT noun, verb FROM change WHERE actor = 'Lee' ORDER BY noun")
    assert told == [(noun, "added") for noun in ("approval", "entry", *["person"] * len(people))]
    assert stored(cast, "SELECT COUNT(*) FROM name_trigram") == [(1 + len(people),)]
    assert stored(cast, 'SELECT standing FROM "case"') == [("released",)]
    assert stored(cast, "SELECT subject FROM approval") == [("entry",)]


def _viewer(cast: Cast, campaign: int) -> Viewer:
    return Viewer(9, "Lee", "lee@example.org", "UTC", 0, {campaign: Role.VOLUNTEER.rights})


def test_a_list_of_names_is_looked_up_at_once_and_as_its_reader_may_see(cast: Cast) -> None:
    names = ["Роза Тулетаева", "Roza Tuletayeva", "Aida Nobody", "Роза Тулетаева"]
    with cast.database.reading() as session:
        found = likely_among(session, _viewer(cast, number_of(cast.campaign)), names)
        hidden = likely_among(session, _viewer(cast, 0), names)

    assert {name: [one.cases[0].reference for one in several] for name, several in found.items()} == {
        "Роза Тулетаева": ["K-001"],
        "Roza Tuletayeva": ["K-001"],
    }
    assert hidden == {}
