"""Lists of others: cited of whom is known, proposed of whom is not, and nobody who is to be left alone."""

import zipfile
from datetime import date
from pathlib import Path

import pytest

from app.consent.models import Consent
from app.db import number_of
from app.intake.faults import NotTaken
from app.intake.list_compare import Difference, difference
from app.intake.list_files import opened
from app.intake.list_matching import marks_of
from app.intake.list_rows import Reading
from app.intake.list_taking import columns_for, undo_import
from app.intake.models import ErasedName
from app.intake.queries.outside_lists import current, known_people, list_named
from tests import clock, story
from tests.intake.outside_lists import SECRET, kept, ovd_info, person, sheets, taken, viasna
from tests.publishing.published import change, facts, stored
from tests.story import Cast

TODAY = date(2026, 9, 28)
ROZA = {"id": "7", "name": "Роза Тулетаева", "status": "active", "arrested": "2012-06-05"}
ROWS = "SELECT name, state, why, person_id FROM list_row ORDER BY id"


@pytest.mark.parametrize("shape", ["viasna", "ovd-info"])
def test_nine_thousand_rows_are_proposals_and_no_facts(cast: Cast, tmp_path: Path, shape: str) -> None:
    text = viasna(9000) if shape == "viasna" else ovd_info(9000)
    before = stored(cast, "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM person)")
    made = taken(cast, kept(tmp_path, text), shape)
    assert made.counts == {"proposed": 9000}
    assert stored(cast, "SELECT count(*) FROM list_row") == [(9000,)]
    assert stored(cast, "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM person)") == before


def test_somebody_known_is_cited_for_the_name_and_the_same_day_and_the_same_file_changes_nothing(
    cast: Cast, tmp_path: Path
) -> None:
    known = facts(cast)
    path = kept(tmp_path, viasna(3, ROZA))
    made = taken(cast, path)
    assert made.counts == {"proposed": 3, "known": 1}
    cited = stored(cast, "SELECT entry_id, locator FROM citation JOIN source ON source.id = source_id"
                         " WHERE source.kind = 'list' ORDER BY citation.id")  # fmt: skip
    assert cited == [(None, "7"), (known["arrest"], "7")]
    assert taken(cast, path).same
    assert taken(cast, kept(tmp_path, viasna(3, ROZA | {"penalty": "x"}))).cited == 0
    assert stored(cast, "SELECT count(*) FROM citation WHERE locator = '7'") == [(2,)]


def test_a_dry_run_writes_nothing(cast: Cast, tmp_path: Path) -> None:
    assert taken(cast, kept(tmp_path, viasna(5, ROZA)), dry_run=True).counts == {"proposed": 5, "known": 1}
    assert stored(cast, "SELECT (SELECT count(*) FROM list_row), (SELECT count(*) FROM outside_list)") == [
        (0, 0)
    ]


def test_an_import_is_undone_as_one(cast: Cast, tmp_path: Path) -> None:
    facts(cast)
    before = stored(cast, "SELECT count(*) FROM citation")
    taken(cast, kept(tmp_path, viasna(4)))
    taken(cast, kept(tmp_path, viasna(4, ROZA)))
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        kept_list = list_named(session, number_of(cast.campaign), "viasna")
        made = current(session, number_of(kept_list))
        assert made is not None
        undo_import(session, made)
    assert stored(cast, "SELECT count(*) FROM citation") == before
    assert len(stored(cast, ROWS)) == 4
    assert taken(cast, kept(tmp_path, viasna(4))).same


@pytest.mark.parametrize(
    ("row", "why"),
    [
        (ROZA | {"died": "2026-01-01"}, "death"),
        (ROZA | {"arrested": "2030-01-01"}, "future"),
        (ROZA | {"status": "former", "release_date": "2025-01-01"}, "status"),
        (ROZA | {"birthday": "1999-01-01"}, "who"),
    ],
)
def test_what_a_person_has_to_see_waits_and_is_not_cited(
    cast: Cast, tmp_path: Path, row: dict[str, str], why: str
) -> None:
    facts(cast)
    change(
        cast, "UPDATE person SET born_edtf = '1965', born_first = '1965-01-01', born_last = '1965-12-31'"
        " WHERE id = :id",
        id=cast.case.person_id,
    )  # fmt: skip
    assert taken(cast, kept(tmp_path, viasna(0, row))).cited == 0
    assert [(state, said) for _name, state, said, _person in stored(cast, ROWS)] == [("waits", why)]


def test_two_of_one_name_wait_for_a_person(cast: Cast, tmp_path: Path) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        story.case(session, session.merge(cast.campaign), "K-002")
    taken(cast, kept(tmp_path, viasna(0, ROZA)))
    assert stored(cast, ROWS) == [("Роза Тулетаева", "waits", "several", None)]


def test_a_drop_in_rows_waits_until_somebody_has_looked(cast: Cast, tmp_path: Path) -> None:
    taken(cast, kept(tmp_path, viasna(100)))
    with pytest.raises(NotTaken, match="Only 50 rows; the last file had 100"):
        taken(cast, kept(tmp_path, viasna(50)))
    assert len(stored(cast, ROWS)) == 100
    assert taken(cast, kept(tmp_path, viasna(50)), sure=True).counts == {"proposed": 50}


def test_whoever_asked_to_stop_or_was_erased_is_never_brought_back(cast: Cast, tmp_path: Path) -> None:
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        session.add(Consent(person_id=cast.case.person_id, field_group="all", use="all", basis="refused"))
        session.add_all(ErasedName(mark=mark) for mark in marks_of("Amanova Aigul", SECRET))
    gone = {"id": "8", "name": "Айгуль Аманова", "status": "active"}
    made = taken(cast, kept(tmp_path, viasna(1, ROZA, gone)))
    assert made.counts == {"proposed": 1}
    assert [name for name, *_rest in stored(cast, ROWS)] == [person(0)]
    found = compared(cast, kept(tmp_path, viasna(1, ROZA, gone)))
    assert [one.theirs for one in found.theirs_only] == [person(0)]
    assert found.ours_only == []


def test_a_restricted_person_is_nobody_here(cast: Cast, tmp_path: Path) -> None:
    change(cast, "UPDATE \"case\" SET visibility = 'restricted'")
    assert taken(cast, kept(tmp_path, viasna(0, ROZA))).counts == {"proposed": 1}
    assert stored(cast, ROWS)[0][3] is None


def compared(cast: Cast, path: Path) -> Difference:
    with cast.database.reading() as session, opened(path) as (headings, lines):
        known = known_people(session, number_of(cast.campaign), None, SECRET)
        rows = Reading(columns_for("viasna", {}, headings), TODAY).rows(lines)
        return difference(((row, known.match(row, TODAY)) for row in rows), known, TODAY)


def test_the_difference_says_who_is_on_one_alone_and_where_they_differ(cast: Cast, tmp_path: Path) -> None:
    facts(cast)
    with cast.database.writing(actor="the story", at=clock.now()) as session:
        story.case(session, session.merge(cast.campaign), "K-002", "Maksat Dosmagambetov")
    row = ROZA | {"status": "former", "release_date": "2025-01-01"}
    found = compared(cast, kept(tmp_path, viasna(2, row)))
    assert [one.theirs for one in found.theirs_only] == [person(0), person(1)]
    assert [one.ref for one in found.ours_only] == ["K-002"]
    assert [(one.theirs, one.ours) for one in found.free_there] == [("Роза Тулетаева", "Roza Tuletaeva")]
    assert [one.ref for one in found.otherwise] == ["K-001"]


HEAD = "ФИО;Статус;Дата рождения;Дата ареста\n"
BODY = "Роза Тулетаева;active;1965;5 июня 2012\n"


@pytest.mark.parametrize(
    "text",
    [
        (HEAD + BODY).encode("utf-8-sig"),
        (HEAD + BODY).encode("cp1251"),
        (HEAD + BODY).encode("utf-16"),
        ("sep=;\n" + HEAD + BODY).encode(),
        (HEAD + BODY).replace(";", "\t").encode(),
        (HEAD + BODY).replace(";", "|").encode(),
        ("Список на сентябрь;;;\n;;;\n" + HEAD + BODY).encode(),
        (HEAD + BODY).replace("\n", "\r\n").encode(),
        b'[{"name": "Roza Tuletaeva", "arrested": "2012-06-05"}]',
    ],
)
def test_any_text_with_headings_is_read(cast: Cast, tmp_path: Path, text: bytes) -> None:
    assert taken(cast, kept(tmp_path, text), "a list").counts == {"known": 1}
    assert "2012-06-05" in str(stored(cast, "SELECT reported FROM list_row"))


def test_spreadsheets_with_merged_heads_and_a_second_sheet_are_read(cast: Cast, tmp_path: Path) -> None:
    rows: list[list[object]] = [
        ["Political prisoners", None, None],
        ["Name", "Arrest", None],
        [None, "Date of arrest", "Status"],
        ["Roza Tuletaeva", date(2012, 6, 5), "active"],
    ]
    path = sheets(tmp_path / "list.xlsx", Notes=[["made by hand"]], List=rows)
    assert taken(cast, path, "a list").counts == {"known": 1}
    assert "2012-06-05" in str(stored(cast, "SELECT reported FROM list_row"))


BROKEN: dict[str, tuple[str | bytes, str]] = {
    "no such day": (
        viasna(1, ROZA | {"birthday": "31.02.1990"}),
        "Line 4, column “birthday”: “31.02.1990” is no date",
    ),
    "a year of another calendar": (
        viasna(1, ROZA | {"birthday": "12.05.1391"}),
        "Line 4, column “birthday”: 12.05.1391 looks like the Iranian calendar: 2 August 2012?",
    ),
    "no name": (viasna(1, {"id": "9", "status": "np"}), "Line 4, column “name”: there is no name"),
    "twice the same number": (
        viasna(1, {**ROZA, "id": "1000"}),
        "column “id”: “1000” stands in line 2 already",
    ),
    "no names at all": ("id,status\n1,np\n", "Line 1, column “name”: there is no such heading"),
    "no heading": ("a,b,c\n1,2,3\n", "Line 1, column “id”: there is no such heading"),
    "nothing": ("", "Line 1: list.csv is empty"),
    "only spaces": (" \n\n ", "Line 1: list.csv is empty"),
    "only headings": (viasna(0), "Line 2, column “name”: there are no rows"),
    "a page": ("<!doctype html><title>Error</title>", "Line 1: this is a page of the web"),
    "an open quotation mark": (
        viasna(2) + '7,"x',
        "Line 6, from its first column on: the cells cannot be told apart",
    ),
    "a cell too many": (
        viasna(1) + "9," * 30 + "9\n",
        "Line 4, column 24: a cell to the right of the last heading",
    ),
    "other bytes inside": (
        viasna(9000).encode()[:500_000] + b"\xff\xfe\xff",
        "some column: bytes that are no text",
    ),
    "a name too long": (
        viasna(0, ROZA | {"name": "x" * 300}),
        "Line 2, column “name”: there is no name of at most",
    ),
    "words too long": (viasna(0, ROZA | {"prison": "x" * 5000}), "Line 2, column “prison”: too long"),
    "cell beyond all": (viasna(0, ROZA | {"prison": "x" * 50_000}), "Line 2, from its first column on"),
    "two of a heading": (
        "id,name,name,status\n1,A B,C D,np\n",
        "Line 1, column “name”: two columns have this heading",
    ),
    "broken JSON": ('[{"name": "A"', "Line 1, column 14: not readable as JSON"),
    "JSON of nobody": ('{"total": 0, "data": []}', "Line 1, column “data”: no list of people is there"),
    "JSON of words": ('["A", "B"]', "Line 1, every column: the row is no object"),
    "a damaged spreadsheet": (
        b"PK\x03\x04 no zip at all",
        "Line 1: list.csv cannot be read as a spreadsheet",
    ),
    "an old spreadsheet": (
        b"\xd0\xcf\x11\xe0 with a password",
        "Line 1: list.csv cannot be read as a spreadsheet",
    ),
}


@pytest.mark.parametrize("how", BROKEN)
def test_a_broken_file_is_refused_by_line_and_column_and_nothing_of_it_stays(
    cast: Cast, tmp_path: Path, how: str
) -> None:
    text, sentence = BROKEN[how]
    with pytest.raises(NotTaken) as refused:
        taken(cast, kept(tmp_path, text))
    assert sentence in str(refused.value)
    assert stored(cast, "SELECT (SELECT count(*) FROM list_row), (SELECT count(*) FROM list_import)") == [
        (0, 0)
    ]


def test_every_bad_row_is_named(cast: Cast, tmp_path: Path) -> None:
    bad = [{"id": str(number), "name": "A B", "birthday": "yesterweek"} for number in range(2)]
    with pytest.raises(NotTaken) as refused:
        taken(cast, kept(tmp_path, viasna(1200, *bad)))
    assert len(refused.value.slips) == 2
    assert stored(cast, ROWS) == []


def test_a_spreadsheet_that_unpacks_to_too_much_is_not_unpacked(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "bomb.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 60_000_000)
    with pytest.raises(NotTaken, match="unpacks to more"):
        taken(cast, path)


def test_two_sheets_that_are_lists_are_told_apart_by_name(cast: Cast, tmp_path: Path) -> None:
    rows = [["Name", "Status"], ["A B", "active"]]
    with pytest.raises(NotTaken, match="say which: One, Two"):
        taken(cast, sheets(tmp_path / "list.xlsx", One=rows, Two=rows), "a list")
