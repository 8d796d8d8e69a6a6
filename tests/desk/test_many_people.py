"""Many people at once: three hundred from one pasted list, in few pages, told for each, and taken back as one."""

import re
from datetime import timedelta
from html import unescape

import pytest
from sqlalchemy import text
from starlette.testclient import TestClient

from tests import clock
from tests.counting import counted
from tests.story import Cast

PATH = "/add/many"
FIRST = [
    "Aidar",
    "Bolat",
    "Serik",
    "Marat",
    "Zhanna",
    "Kuralai",
    "Timur",
    "Dina",
    "Oleg",
    "Pavel",
    "Nurlan",
    "Gulnar",
]
SOURCE = {"source": "A list of the arrested", "source_published": "6 June 2012"}
TRIAL = {"kind": "sentence", "on": "4 June 2012", "summary": "Sentenced on one day", **SOURCE}


FAMILY = [
    *(
        "Abenov",
        "Bekturov",
        "Chulanov",
        "Dauletov",
        "Esimov",
        "Galiev",
        "Husainov",
        "Ibraev",
        "Jumagulov",
        "Kozlov",
    ),
    *(
        "Lapshin",
        "Mukanov",
        "Nazarbek",
        "Ospanov",
        "Petrenko",
        "Qasymov",
        "Rakhimov",
        "Sadykov",
        "Tursunov",
        "Umbetov",
    ),
    *("Vasilenko", "Yakovlev", "Zaitsev", "Frolov", "Gromov"),
]


def name(number: int) -> str:
    """A name like no other of the list."""
    return f"{FIRST[number % 12]} {FAMILY[number // 12]}"


def stored(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    """Rows as the database holds them."""
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def send(client: TestClient, **typed: object) -> tuple[int, str, str]:
    """A list sent: the status, the page, and where it leads."""
    answer = client.post(PATH, data={"makes": "cases", **typed})
    assert len(answer.content) <= 60_000
    return answer.status_code, unescape(answer.text), answer.headers.get("location", "")


def looked(page: str) -> str:
    """The mark of what was looked at."""
    found = re.search(r'name="looked" value="([0-9a-f]+)"', page)
    assert found, page
    return found[1]


def take(client: TestClient, **typed: object) -> str:
    """Look, then save; where it leads."""
    status, page, _where = send(client, **typed)
    assert status == 200, page
    status, page, where = send(client, **typed, looked=looked(page))
    assert status == 303, page
    return where


def test_three_hundred_people_from_one_list_in_six_pages(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    people = "\n".join(name(number) for number in range(300))
    assert '"/add"' in lee.get("/my").text  # 1
    assert PATH in lee.get("/add").text  # 2
    assert lee.get(PATH).status_code == 200  # 3
    _status, page, _where = send(lee, people=people, **TRIAL)  # 4
    assert "300 people are taken in" in page
    assert stored(cast, "SELECT count(*) FROM entry") == [(0,)]
    status, page, where = send(lee, people=people, **TRIAL, looked=looked(page))  # 5
    assert status == 303, page
    done = lee.get(where)  # 6
    assert len(done.content) <= 60_000
    assert "New cases: 300" in done.text

    assert stored(
        cast, "SELECT count(DISTINCT case_id), count(*) FROM entry WHERE on_edtf = '2012-06-04'"
    ) == [(300, 300)]
    assert stored(cast, "SELECT count(*) FROM citation WHERE entry_id IS NOT NULL") == [(300,)]
    assert stored(cast, "SELECT count(*) FROM source") == [(1,)]
    assert name(7) in unescape(lee.get("/search", params={"q": name(7)}).text)
    assert "Sentence" in lee.get("/cases/K-200").text


def test_nothing_is_half_saved_and_bad_lines_are_named_by_number(cast: Cast) -> None:
    people = "Aidar Omarov; 13 Mey 2012\nBolat Zhanov\n; Aktau\nBolat Zhanov\nSerik Musin, 1391/05/12"
    status, page, _where = send(cast.client(cast.lee), people=people, **SOURCE)

    assert status == 422
    for words in (
        "Line 1: “13 Mey 2012” is not a date",
        "Line 3 begins with no name",
        "Line 4 has the same name as line 2",
    ):
        assert words in page
    assert "Line 5: 1391 looks like the Iranian calendar" in page
    assert people.split("\n", maxsplit=1)[0] in page
    assert stored(cast, "SELECT count(*) FROM person") == [(1,)]


@pytest.mark.parametrize("mark", [";", ",", "\t"])
def test_a_line_may_tell_date_place_and_note(cast: Cast, mark: str) -> None:
    line = f"Aidar Omarov{mark} 13 May 2012{mark} Aktau{mark} beaten at the arrest"
    take(cast.client(cast.lee), people=line, kind="custody", **SOURCE)

    assert stored(cast, "SELECT on_edtf, place_text, summary FROM entry") == [
        ("2012-05-13", "Aktau", "beaten at the arrest")
    ]


def test_who_is_known_is_asked_about_and_gets_the_entry_on_the_kept_case(cast: Cast) -> None:
    lee, people = cast.client(cast.lee), "Роза Тулетаева\nBolat Zhanov"
    _status, page, _where = send(lee, people=people, **TRIAL)
    assert "Say who is meant" in page
    assert "Roza Tuletaeva, K-001" in page
    mark = looked(page)
    status, page, _where = send(lee, people=people, **TRIAL, looked=mark)
    assert status == 200  # nobody may be passed over

    answer = {"meant": "K-001 Роза Тулетаева", "looked": mark}
    assert send(lee, people=people, **TRIAL, **answer)[0] == 303
    found = 'SELECT reference FROM entry JOIN "case" ON "case".id = case_id ORDER BY 1'
    assert stored(cast, found) == [("K-001",), ("K-002",)]


def test_who_asked_to_stop_is_not_brought_back(cast: Cast) -> None:
    cast.client(cast.ana).post(
        "/cases/K-001/consent/stop", data={"given_by": "Her daughter", "given_on": "1 5 2013"}
    )
    lee, people = cast.client(cast.lee), "Roza Tuletaeva\nBolat Zhanov"
    _status, page, _where = send(lee, people=people, **TRIAL)

    assert "left out: Roza Tuletaeva" in page
    assert send(lee, people=people, **TRIAL, looked=looked(page))[0] == 303
    assert stored(cast, "SELECT count(*) FROM entry WHERE case_id = 1") == [(0,)]
    assert stored(cast, "SELECT count(*) FROM person") == [(2,)]


def test_members_of_an_incident(cast: Cast) -> None:
    lee = cast.client(cast.lee)
    lee.post("/incidents/new", data={"title": "The trial", "kind": "mass-trial"})
    where = take(lee, people="Aidar Omarov; Aktau\nBolat Zhanov", makes="members", incident="I-001", **SOURCE)

    page = unescape(lee.get("/incidents/I-001").text)
    assert "Aidar Omarov" in page
    assert "Aktau" in page
    assert stored(cast, "SELECT count(*) FROM citation WHERE member_id IS NOT NULL") == [(2,)]
    lee.post(where)
    assert stored(cast, "SELECT count(*) FROM incident_member") == [(0,)]


def test_undo_takes_back_exactly_that_save_and_says_what_was_changed_since(cast: Cast) -> None:
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    lee.post("/cases/K-001/add/note", data={"summary": "before"})
    clock.passes(timedelta(minutes=1))
    where = take(lee, people="Aidar Omarov\nBolat Zhanov", **TRIAL)
    clock.passes(timedelta(minutes=1))
    ana.post("/cases/K-002/add/note", data={"summary": "Ana knows more"})
    assert ana.get(where).status_code == 404

    assert lee.post(where).status_code == 303
    page = unescape(lee.get(where).text)
    assert "not taken back: K-002" in page
    assert stored(cast, 'SELECT reference FROM "case" WHERE closed_at IS NULL ORDER BY 1') == [
        ("K-001",),
        ("K-002",),
    ]
    standing = stored(cast, "SELECT summary FROM entry WHERE removed_at IS NULL ORDER BY id")
    assert standing == [("before",), ("Ana knows more",)]


def test_looking_at_a_list_costs_the_same_for_every_line(cast: Cast) -> None:
    lee = cast.client(cast.lee)

    def cost(count: int) -> int:
        with counted(cast) as seen:
            send(lee, people="\n".join(name(number) for number in range(count)), **TRIAL)
        return len(seen)

    cost(1)
    assert cost(40) - cost(10) <= 30


def test_a_line_without_a_kind_becomes_a_note_and_a_mere_name_only_a_case(cast: Cast) -> None:
    take(cast.client(cast.lee), people="Aidar Omarov; 13 May 2012; Aktau; wounded\nBolat Zhanov", **SOURCE)

    assert stored(cast, "SELECT kind, on_edtf, place_text, summary FROM entry") == [
        ("note", "2012-05-13", "Aktau", "wounded")
    ]
    assert stored(cast, 'SELECT count(*) FROM "case"') == [(3,)]
