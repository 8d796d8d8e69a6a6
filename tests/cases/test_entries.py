"""Adding, editing, removing and undoing entries through their forms."""

import re
from datetime import UTC, datetime
from html import unescape

import pytest
from sqlalchemy import text

from app.cases.models import EntryKind
from app.directory.models import Facility
from tests import clock, story
from tests.story import Cast

SENTENCE = {
    "on": "about mid-May 2013",
    "form": "prison",
    "length": "three years",
    "summary": "Sentenced by the city court.",
    "seen": "moves",  # the person has seen which dates follow
}


def stored(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    """Rows as the database holds them."""
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def test_a_sentence_with_an_unknown_day_is_kept_as_well_as_it_is_known(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    answer = lee.post("/cases/K-001/add/sentence", data=SENTENCE | {"source": "Court report"})
    assert answer.status_code == 303
    page = unescape(lee.get("/cases/K-001").text)
    assert "about mid-May 2013" in page
    assert "Prison · 3 years" in page
    assert stored(cast, "SELECT length, form FROM sentence") == [("P3Y", "prison")]


def test_a_fact_without_a_source_is_visibly_unsourced(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    lee.post("/cases/K-001/add/sentence", data=SENTENCE)
    assert "No source yet" in lee.get("/cases/K-001").text


@pytest.mark.parametrize("kind", list(EntryKind))
def test_every_kind_has_a_form_that_saves(cast: Cast, kind: EntryKind) -> None:
    lee = cast.client(cast.lee)
    assert lee.get(f"/cases/K-001/add/{kind}").status_code == 200
    answer = lee.post(f"/cases/K-001/add/{kind}", data={"on": "May 2013", "summary": "What is known."})
    assert answer.status_code == 303
    assert lee.get("/cases/K-001").status_code == 200


def test_three_faults_are_named_and_everything_typed_is_kept(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    answer = lee.post(
        "/cases/K-001/add/hearing",
        data={
            "on": "5 13 2013",
            "time": "25:99",
            "court": "Aktau city court",
            "source": "Court report",
            "locator": "one two three four five six seven",
        },
    )
    assert answer.status_code == 422
    assert "Error:" in answer.text.split("</title>")[0]
    for kept in ("5 13 2013", "25:99", "Aktau city court"):
        assert kept in unescape(answer.text)
    for name in ("on", "time", "locator"):
        assert f'href="#f-{name}"' in answer.text
        assert f'id="f-{name}"' in answer.text
    assert stored(cast, "SELECT id FROM entry") == []


@pytest.mark.parametrize(
    ("kind", "typed", "faulty"),
    [
        (
            "hearing",
            {"on": "5 13 2013", "until": "2 2 20244", "time": "10:30", "locator": "a word"},
            {"on", "until", "source"},
        ),
        (
            "health-alert",
            {"on": "13 13 2013", "resolved": "2 5 2013", "as_of": "soon", "source_url": "example.org"},
            {"on", "resolution", "as_of", "source_url", "source"},
        ),
        (
            "sentence",
            {
                "on": "31 2 2012",
                "length": "3 years",
                "length_min": "2 years",
                "amount": "much",
                "relation": "added-to",
            },
            {"on", "length", "amount", "currency", "supersedes_id"},
        ),
        (
            "note",
            {"on": "someday", "locator": "one two three four five six seven"},
            {"on", "summary", "locator", "source"},
        ),
    ],
)
def test_faults_of_fields_and_between_them_come_in_one_wave(
    cast: Cast, kind: str, typed: dict[str, str], faulty: set[str]
) -> None:
    answer = cast.client(cast.lee).post(f"/cases/K-001/add/{kind}", data=typed)
    assert answer.status_code == 422
    assert set(re.findall(r'<a href="#f-(\w+)">', answer.text)) == faulty


def test_a_rule_waits_for_a_field_that_cannot_be_read(cast: Cast) -> None:
    answer = cast.client(cast.lee).post(
        "/cases/K-001/add/hearing",
        data={"on": "5 13 2013", "time": "10:30", "source": "x" * 5000, "locator": "a"},
    )
    assert re.findall(r'<a href="#f-(\w+)">', answer.text) == ["on", "source"]


def test_a_stale_form_shows_both_versions_and_saves_nothing(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    lee.post("/cases/K-001/add/sentence", data=SENTENCE)
    first = {**SENTENCE, "length": "5 years", "version": "2"}
    version = stored(cast, "SELECT version FROM entry")[0][0]
    first["version"] = str(version)
    assert ana.post("/cases/K-001/entries/1/edit", data=first).status_code == 303
    late = lee.post(
        "/cases/K-001/entries/1/edit", data={**SENTENCE, "length": "7 years", "version": str(version)}
    )
    assert late.status_code == 409
    page = unescape(late.text)
    assert "7 years" in page
    assert "5 years" in page
    assert stored(cast, "SELECT length FROM sentence") == [("P5Y",)]
    merged = {
        **SENTENCE,
        "length": "7 years",
        "version": str(stored(cast, "SELECT version FROM entry")[0][0]),
    }
    assert lee.post("/cases/K-001/entries/1/edit", data=merged).status_code == 303
    assert stored(cast, "SELECT length FROM sentence") == [("P7Y",)]


def test_an_edit_is_one_row_of_history_with_before_and_after(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    lee.post("/cases/K-001/add/sentence", data=SENTENCE)
    of_entries = "SELECT id FROM change WHERE noun = 'entry'"
    before = len(stored(cast, of_entries))
    version = str(stored(cast, "SELECT version FROM entry")[0][0])
    lee.post(
        "/cases/K-001/entries/1/edit",
        data={**SENTENCE, "length": "5 years", "on": "16 5 2013", "version": version},
    )
    assert len(stored(cast, of_entries)) == before + 1
    page = unescape(lee.get("/cases/K-001/history").text)
    assert "P3Y" in page
    assert "P5Y" in page
    assert "16 May 2013" in page


def test_the_author_can_undo_the_last_change_and_nobody_else(cast: Cast) -> None:
    clock.turn_to(
        datetime(2013, 6, 1, 9, 0, tzinfo=UTC)
    )  # years later the case would sleep, and no date would move
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    lee.post("/cases/K-001/add/sentence", data=SENTENCE)
    version = str(stored(cast, "SELECT version FROM entry")[0][0])
    lee.post("/cases/K-001/entries/1/edit", data={**SENTENCE, "length": "5 years", "version": version})
    number = stored(cast, "SELECT max(id) FROM change WHERE noun = 'entry'")[0][0]
    assert ana.post(f"/cases/K-001/history/{number}/undo").status_code == 403
    asked = lee.post(f"/cases/K-001/history/{number}/undo")
    assert (asked.status_code, "move" in asked.text) == (409, True), "its dates move, and that is shown first"
    assert stored(cast, "SELECT length FROM sentence") == [("P5Y",)]
    assert lee.post(f"/cases/K-001/history/{number}/undo", data={"seen": "moves"}).status_code == 303
    assert stored(cast, "SELECT length FROM sentence") == [("P3Y",)]
    assert lee.post(f"/cases/K-001/history/{number}/undo").status_code == 409


def test_sent_twice_is_saved_once(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    form = lee.get("/cases/K-001/add/note").text
    key = form.split('name="key" value="')[2].split('"')[0]
    note = {"summary": "A neighbour called.", "key": key}
    answers = [lee.post("/cases/K-001/add/note", data=note) for _time in range(3)]
    assert [answer.status_code for answer in answers] == [303, 303, 303]
    assert {answer.headers["location"] for answer in answers} == {"/cases/K-001#entry-1"}
    assert len(stored(cast, "SELECT id FROM entry")) == 1
    other = lee.post("/cases/K-001/add/note", data={**note, "summary": "Other words."})
    assert other.status_code == 409
    assert "Other words." in other.text


def test_a_removed_entry_leaves_the_case_but_not_the_history(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    lee.post("/cases/K-001/add/note", data={"summary": "On the wrong case."})
    version = str(stored(cast, "SELECT version FROM entry")[0][0])
    answer = lee.post("/cases/K-001/entries/1/remove", data={"reason": "wrong case", "version": version})
    assert answer.status_code == 303
    assert "On the wrong case." not in lee.get("/cases/K-001").text
    assert "wrong case" in lee.get("/cases/K-001/history").text


def test_a_reader_reads_and_a_stranger_finds_nothing(cast: Cast) -> None:
    rea, sam = cast.client(cast.rea), cast.client(cast.sam)
    assert rea.get("/cases/K-001").status_code == 200
    assert rea.post("/cases/K-001/add/note", data={"summary": "No."}).status_code == 403
    for address in ("/cases/K-001", "/cases/K-001/add", "/cases/K-001/history", "/cases/K-001/add/note"):
        assert sam.get(address).status_code == 404
    assert sam.post("/cases/K-001/add/note", data={"summary": "No."}).status_code == 404
    assert stored(cast, "SELECT id FROM entry") == []


def test_a_form_from_another_site_changes_nothing(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    for headers in ({"Sec-Fetch-Site": "cross-site"}, {"Sec-Fetch-Site": "same-site"}):
        assert lee.post("/cases/K-001/add/note", data={"summary": "x"}, headers=headers).status_code == 403
    assert stored(cast, "SELECT id FROM entry") == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"summary=%ff", 422),
        (b"summary=%ED%A0%80", 422),
        (b"summary=a%00b", 422),
        (b"summary=a%07b", 422),
        (b"&".join(b"f%d=1" % n for n in range(1001)), 422),
        (b"summary=" + b"a" * 1_000_001, 413),
        (b"summary=" + b"a" * 4001, 422),
        (b"summary=ok&on=1+1+" + b"9" * 30, 422),
    ],
)
def test_what_cannot_be_read_is_refused_and_nothing_is_stored(cast: Cast, body: bytes, status: int) -> None:
    lee = cast.client(cast.lee)
    answer = lee.post(
        "/cases/K-001/add/note", content=body, headers={"Content-Type": "application/x-www-form-urlencoded"}
    )
    assert answer.status_code == status
    assert stored(cast, "SELECT id FROM entry") == []


@pytest.mark.parametrize("text_", ["بهرام", "בְּרֵאשִׁית", "အောင်ဆန်း", "ሰላም", "Тулетаева Роза", "Төлетаева"])
def test_every_script_comes_back_byte_for_byte(cast: Cast, text_: str) -> None:
    lee = cast.client(cast.lee)
    lee.post("/cases/K-001/add/note", data={"summary": text_})
    assert stored(cast, "SELECT summary FROM entry") == [(text_,)]


def test_a_choice_between_sources_can_be_undone_by_whoever_made_it(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        made = story.entry(session, session.merge(cast.case), "sentence", "2012-06-04", form="prison")
        sides = [
            story.cited(session, story.source(session, f"Text {value}"), made, field="length", value=value)
            for value in ("P5Y", "P7Y")
        ]
        entry, (first, second) = made.id, [side.id for side in sides]
    lee, chosen = cast.client(cast.lee), "SELECT citation_id FROM conflict_choice"
    address = f"/cases/K-001/entries/{entry}/conflicts/length"
    for side, before in ((first, []), (second, [(first,)])):
        answer = lee.post(address, data={"citation": str(side), "reason": "It names the court."})
        assert answer.status_code == 303
        assert stored(cast, chosen) == [(side,)]
        number = stored(cast, "SELECT max(id) FROM change WHERE noun = 'entry'")[0][0]
        undone = lee.post(f"/cases/K-001/history/{number}/undo", data={"seen": "moves"})
        assert undone.status_code == 303
        assert stored(cast, chosen) == before
        if not before:
            again = lee.post(address, data={"citation": str(first), "reason": "It names the court."})
            assert again.status_code == 303


def test_a_prison_of_the_directory_that_is_named_stays_that_prison_through_edits(cast: Cast) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(Facility(key="colony-9", name="Colony 9"))
    lee = cast.client(cast.lee)
    lee.post("/cases/K-001/add/custody", data={"on": "May 2012", "form": "prison", "place_text": "Colony 9"})
    named = [("Colony 9", None)]
    wanted = "SELECT f.name, e.place_text FROM entry e JOIN facility f ON f.id = e.facility_id"
    assert stored(cast, wanted) == named
    for where in ("Colony 9", "A cellar"):
        assert stored(cast, wanted) == named
        version = str(stored(cast, "SELECT version FROM entry")[0][0])
        typed = {
            "on": "June 2012",
            "form": "prison",
            "place_text": where,
            "version": version,
            "seen": "moves",
        }
        assert lee.post("/cases/K-001/entries/1/edit", data=typed).status_code == 303
    assert stored(cast, "SELECT facility_id, place_text FROM entry") == [(None, "A cellar")]
