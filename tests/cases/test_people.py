"""A person: spellings with who uses them, roles, links that never merge by themselves, and merging on purpose."""

from html import unescape

import pytest
from sqlalchemy import text

from app.cases.models import Case, Person, PersonLink
from app.consent.queries.consents import AsOf
from app.db import number_of
from app.publishing.export import Extent, export_campaign
from tests import clock, story
from tests.counting import counted
from tests.story import Cast


@pytest.fixture
def witness(cast: Cast) -> Person:
    """An unnamed witness, who may be Roza; in a case of the same campaign."""
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        case = story.case(session, cast.campaign, "K-002", "Witness at the cash machine")
        story.entry(session, case, "note", "2012", summary="Spoke of what she saw.")
        link = PersonLink(
            person_id=case.person_id,
            other_id=cast.case.person_id,
            kind="maybe-same",
            certainty="possible",
            reason="Same street",
        )
        session.add(link)
        found = session.get(Person, case.person_id)
    assert found
    return found


def stored(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    """Rows as the database holds them."""
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def seen_in(page: str) -> str:
    """The mark of what a form was shown."""
    return page.split('name="seen" value="')[1].split('"', maxsplit=1)[0]


def test_a_spelling_in_another_script_is_kept_with_its_source_and_finds_the_person(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    form = {"text": "Роза Тулетаева", "source": "Respublika", "kind": "original"}
    assert lee.post("/people/1/add/names", data=form).status_code == 303
    page = unescape(lee.get("/people/1").text)
    assert '<span lang="ru">Роза Тулетаева</span>' in page
    assert "Cyrillic" in page
    assert "Respublika" in page
    assert "K-001" in lee.get("/cases", params={"q": "Тулетаева"}).text.split("<main")[1]


def test_the_last_spelling_stays(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    assert lee.post("/people/1/names/1/remove").status_code == 409
    lee.post("/people/1/add/names", data={"text": "Rosa"})
    assert lee.post("/people/1/names/2/remove").status_code == 303
    assert stored(cast, "SELECT text FROM person_name") == [("Roza Tuletaeva",)]


def test_a_role_has_dates_a_place_and_a_source(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    role = {
        "role": "oil-worker",
        "since": "about 2005",
        "until": "August 2011",
        "source": "Report",
    }
    assert lee.post("/people/1/add/roles", data=role).status_code == 303
    page = unescape(lee.get("/people/1").text)
    assert "from about 2005 to August 2011 (day not known)" in page
    assert lee.post("/people/1/add/roles", data={}).status_code == 422


def test_a_relation_is_seen_from_both_sides(cast: Cast, witness: Person) -> None:
    lee = cast.client(cast.lee)
    assert lee.post("/people/1/add/links", data={"kind": "parent", "other": "K-002"}).status_code == 303
    assert "Parent of" in lee.get("/people/1").text
    assert "Child of" in lee.get(f"/people/{witness.id}").text
    assert lee.post("/people/1/add/links", data={"kind": "parent", "other": "K-001"}).status_code == 422
    assert lee.post("/people/1/add/links", data={"kind": "maybe-same", "other": "K-002"}).status_code == 422


def test_two_who_may_be_one_are_ruled_out_with_a_reason(cast: Cast, witness: Person) -> None:
    lee = cast.client(cast.lee)
    page = unescape(lee.get("/people/1").text)
    assert "Possibly the same as" in page
    assert "Same street" in page
    assert "The same: merge" not in page
    assert lee.post("/people/1/links/1/rule-out", data={}).status_code == 422
    assert (
        lee.post("/people/1/links/1/rule-out", data={"reason": "She was in court that day"}).status_code
        == 303
    )
    page = unescape(lee.get("/people/1").text)
    assert "Looked at, and not the same (1)" in page
    assert "She was in court that day" in page


def test_a_stale_person_and_a_stale_name_show_both_versions(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    assert ana.post("/people/1/edit", data={"name": "Rosa Tuletajeva", "version": "1"}).status_code == 303
    late = lee.post("/people/1/edit", data={"name": "Roza T.", "version": "1"})
    assert late.status_code == 409
    assert "Rosa Tuletajeva" in late.text
    seen = seen_in(lee.get("/people/1/names/1/edit").text)
    assert ana.post("/people/1/names/1/edit", data={"text": "Roza A", "seen": seen}).status_code == 303
    assert lee.post("/people/1/names/1/edit", data={"text": "Roza B", "seen": seen}).status_code == 409
    assert stored(cast, "SELECT text FROM person_name ORDER BY id") == [("Roza A",), ("Rosa Tuletajeva",)]


def test_people_are_merged_on_purpose_and_apart_again(cast: Cast, witness: Person) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    address = f"/people/{witness.id}/merge"
    assert lee.post(address, data={"into": "K-001", "reason": "Same voice"}).status_code == 403
    assert "What moves" in ana.get(address).text
    assert ana.post(address, data={"into": "K-001", "reason": "Same voice"}).status_code == 303
    page = unescape(lee.get("/people/1").text)
    assert "Witness at the cash machine" in page
    assert "K-002" in page
    assert "merged into another" in lee.get(f"/people/{witness.id}").text
    assert ana.post(f"/people/{witness.id}/unmerge").status_code == 303
    assert stored(cast, 'SELECT person_id FROM "case" ORDER BY id') == [(1,), (witness.id,)]
    assert "K-002" not in lee.get("/people/1").text.split("<main")[1]


def test_cases_are_merged_with_their_entries_and_apart_again(cast: Cast, witness: Person) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    merging = {"into": "K-001", "reason": "Entered twice"}
    assert lee.post("/cases/K-002/merge", data=merging).status_code == 403
    assert ana.post("/cases/K-002/merge", data={"into": "K-002", "reason": "x"}).status_code == 422
    assert ana.post("/cases/K-002/merge", data=merging).status_code == 303
    assert "Spoke of what she saw." in lee.get("/cases/K-001").text
    assert "K-002" not in lee.get("/cases?state=all").text.split("<main")[1]
    assert ana.post("/cases/K-002/unmerge").status_code == 303
    assert "Spoke of what she saw." in lee.get("/cases/K-002").text
    assert ana.post("/cases/K-002/unmerge").status_code == 409


def test_a_date_set_by_hand_goes_where_its_case_goes(cast: Cast, witness: Person) -> None:
    ana = cast.client(cast.ana)
    own = {"title": "Ring the lawyer", "due": "2030-05-01"}
    assert ana.post("/cases/K-002/reviews/new", data=own).status_code == 303
    assert (
        ana.post("/cases/K-002/merge", data={"into": "K-001", "reason": "Entered twice"}).status_code == 303
    )
    assert "Ring the lawyer" in ana.get("/reviews?case=K-001").text
    assert "Wed 1 May 2030" in ana.get("/cases/K-001").text
    assert ana.post("/cases/K-002/unmerge").status_code == 303
    assert "Ring the lawyer" not in ana.get("/reviews?case=K-001").text
    assert "Ring the lawyer" in ana.get("/reviews?case=K-002").text


def test_strangers_find_nobody_and_readers_only_read(cast: Cast, witness: Person) -> None:
    rea, sam = cast.client(cast.rea), cast.client(cast.sam)
    assert rea.get("/people/1").status_code == 200
    assert rea.post("/people/1/add/names", data={"text": "X"}).status_code == 403
    for address in ("/people/1", "/people/1/edit", "/people/1/add/names", "/people/999"):
        assert sam.get(address).status_code == 404


def test_somebody_of_a_hidden_case_is_hidden_with_all_links_to_them(cast: Cast, witness: Person) -> None:
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        case = session.get(Case, 2)
        assert case
        case.visibility = "restricted"
    lee = cast.client(cast.lee)
    assert lee.get(f"/people/{witness.id}").status_code == 404
    assert "Witness at the cash machine" not in lee.get("/people/1").text
    assert lee.get("/people/1/links/1/edit").status_code == 404


@pytest.mark.parametrize("count", [1, 3, 50])
def test_the_page_takes_the_same_statements_at_any_size(cast: Cast, count: int) -> None:
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        for number in range(count):
            other = story.person(session, f"Other {number}")
            session.add(PersonLink(person_id=1, other_id=number_of(other), kind="colleague"))
    lee = cast.client(cast.lee)
    with counted(cast) as statements:
        page = lee.get("/people/1").text
    assert page.count("Colleague of") >= count
    assert len(statements) == 11


ABOUT = {
    "nationalities": "Kazakh, Russian", "birthplace": "Aktau", "occupation": "Welder", "languages_read": "Kazakh",
    "dependants": "Two children", "interests": "Chess", "may_be_written": "no", "why_written": "Her lawyer asks for it",
    "mail_wishes": "No pictures",
}  # fmt: skip


def test_what_is_known_besides_stands_on_the_persons_page_and_nothing_of_what_is_not(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    assert "Place of birth" not in lee.get("/people/1").text
    form = {"name": "Roza Tuletaeva", "version": "1"}
    refused = lee.post("/people/1/edit", data=form | ABOUT | {"why_written": ""})
    assert refused.status_code == 422
    assert 'href="#f-why_written"' in refused.text
    assert lee.post("/people/1/edit", data=form | ABOUT).status_code == 303
    page = lee.get("/people/1").text
    for said in (*(one for one in ABOUT.values() if one != "no"), "Place of birth", "May be written to"):
        assert said in page
    assert "Chess" in lee.get("/people/1/edit").text
    with cast.database.reading() as session:
        as_of = AsOf(clock.now().date())
        full = export_campaign(session, "zhanaozen", as_of, Extent.FULL).record
        told = export_campaign(session, "zhanaozen", as_of, Extent.FOR_OTHERS).record
    assert ABOUT.items() <= full["people"][0].items()
    assert "Chess" not in str(told)


def test_nobody_is_written_to_who_is_not_to_be(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=story.BEGAN) as session:
        held = story.entry(session, cast.case, "custody", "2013-04-20", form="prison")
        story.cited(session, story.source(session), held)
        session.get_one(Person, cast.case.person_id).may_be_written = "no"
    page = unescape(cast.client(cast.lee).get("/cases/K-001/letters/new").text)
    assert "This person is not to be written to" in page
