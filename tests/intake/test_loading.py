"""Loading the seed: everything arrives, twice is once, a line is a row of history, and people's edits stay."""

from pathlib import Path

import pytest

from app.db import Database
from tests.intake.loaded import everything, load, rows
from tests.intake.small_seed import change, write_seed


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return write_seed(tmp_path / "seed")


def test_a_later_sentence_points_to_the_one_it_supersedes(database: Database, seed: Path) -> None:
    load(database, seed)

    found = """
        SELECT entry.key, sentence.length, other.key FROM sentence JOIN entry ON entry.id = sentence.entry_id
        LEFT JOIN entry AS other ON other.id = sentence.supersedes_id ORDER BY entry.key
    """
    assert rows(database, found) == [
        ("ada-sentence", "P3Y", None), ("ada-sentence-cut", "P2Y", "ada-sentence"),
    ]  # fmt: skip


def test_a_facility_and_a_place_are_both_kept(database: Database, seed: Path) -> None:
    load(database, seed)

    found = """
        SELECT place.key, facility.key, entry.on_edtf FROM entry JOIN place ON place.id = entry.place_id
        JOIN facility ON facility.id = entry.facility_id
    """
    assert rows(database, found) == [("porto", "porto-jail", "2015-02-01/2015-02-03")]


def test_both_sides_of_a_conflict_stay_and_one_is_chosen(database: Database, seed: Path) -> None:
    load(database, seed)

    sides = "SELECT value FROM citation WHERE field = 'length' ORDER BY value"
    chosen = """
        SELECT conflict_choice.field, citation.value FROM conflict_choice
        JOIN citation ON citation.id = conflict_choice.citation_id ORDER BY citation.value
    """
    assert rows(database, sides) == [("P3Y",), ("P4Y",)]
    assert rows(database, chosen) == [("value", "4 months"), ("name", "Ada Quay"), ("length", "P3Y")]


def test_an_entry_was_known_when_its_first_source_or_the_page_around_it_had_appeared(
    database: Database, seed: Path
) -> None:
    load(database, seed)

    known = dict(rows(database, "SELECT key, CAST(known_on AS VARCHAR(10)) FROM entry"))
    assert known["ada-arrest"] == "2015-03-01"
    assert known["ada-charge"] == "2015-06-02"
    assert known["ada-sentence"] == "2015-03-01"


def test_a_public_call_becomes_consent_by_use_and_group_of_facts(database: Database, seed: Path) -> None:
    load(database, seed)

    found = 'SELECT "use", field_group, basis, given_on, given_how FROM consent ORDER BY field_group'
    how = "called for in public, March 2015 (day not known)"
    assert rows(database, found) == [
        ("letter", "case", "public-call", None, how), ("letter", "health", "public-call", None, how),
        ("letter", "name", "public-call", None, how),
    ]  # fmt: skip


def test_an_action_gets_a_reference_and_all_it_is_linked_with(database: Database, seed: Path) -> None:
    load(database, seed)

    assert rows(database, "SELECT reference, state, ended_edtf, organiser FROM action") == [
        ("R-001", "called-for", "2015-04", "Dockers' Union, Bo Mole")
    ]
    parts = rows(database, "SELECT part, count(*) FROM action_link GROUP BY part ORDER BY part")
    assert parts == [("addressee", 1), ("for", 2), ("organiser", 2), ("participant", 1), ("place", 1)]


def test_what_follows_from_the_entries_is_derived(database: Database, seed: Path) -> None:
    load(database, seed)

    assert rows(database, 'SELECT reference, standing, entry_count FROM "case" ORDER BY reference') == [
        ("K-001", "sentenced", 5), ("K-002", "threatened", 1),
    ]  # fmt: skip


def test_history_says_that_the_seed_added_each_thing_and_to_which_case(
    database: Database, seed: Path
) -> None:
    load(database, seed)

    found = "SELECT actor, verb, noun, case_id IS NULL, count(*) FROM change GROUP BY 1, 2, 3, 4"
    told = {row[2:]: row[:2] for row in rows(database, found)}
    assert set(told.values()) == {("seed", "added")}
    assert {(noun, count) for noun, is_without_case, count in told if not is_without_case} == {
        ("case", 2), ("entry", 6),
    }  # fmt: skip


def test_twice_is_once(database: Database, seed: Path) -> None:
    first = load(database, seed)
    before = everything(database)

    second = load(database, seed)

    assert first.added["entry"] == 6
    assert second.is_empty
    assert second.lines() == ["Nothing has changed."]
    assert everything(database) == before


ONE_LINE = [
    ("campaigns.yaml", "name: Harbour", "name: The harbour"),
    ("sources.yaml", "title: Free the dockers", "title: Free them all"),
    ("sources.yaml", "It quotes the broadcast.", "It copies the broadcast."),
    ("sources.yaml", "harbour radio said", "the radio said"),
    ("places.yaml", "text: Puerto Novo", "text: Puerto Nuevo"),
    ("facilities.yaml", "name: Porto jail", "name: Jail of Porto"),
    ("people.yaml", 'born: "1980~"', 'born: "1981~"'),
    ("people.yaml", "role: trade-unionist", "role: strike-leader"),
    ("people.yaml", "text: Ada Key", "text: Adah Key"),
    ("people.yaml", "at: her husband", "at: her dear husband"),
    ("people.yaml", "reason: Those who know her write it so.", "reason: Her own spelling."),
    ("cases/K-001.yaml", "open_question: Is she still held?", "open_question: Where is she held?"),
    ("cases/K-001.yaml", "facility: porto-jail", "reason: A strike."),
    ("cases/K-001.yaml", "claimant: her husband", "claimant: her brother"),
    ("cases/K-001.yaml", "length: P2Y", "length: P1Y6M"),
    ("cases/K-001.yaml", "supersedes: ada-sentence\n", "credited_days: 10\n"),
    ("cases/K-001.yaml", "reason: The court's own record.", "reason: It was there."),
    ("cases/K-001.yaml", "basis: public-call", "basis: public-call\n    note: Read aloud at the gate."),
    ("incidents.yaml", "value: 12", "value: 13"),
    ("incidents.yaml", "label: Freed", "label: Let go"),
    ("incidents.yaml", "members: [ada-quay, bo-mole]", "members: [ada-quay]"),
    ("incidents.yaml", "part: saw it", "part: witness"),
    ("incidents.yaml", "reason: It counts the days.", "reason: It counts every day."),
    ("actions.yaml", "people: [ada-quay]", "people: [docker-unnamed]"),
    ("actions.yaml", "amount: 50", "amount: 55"),
    ("demands.yaml", "text: Free the dockers.", "text: Free all dockers."),
    ("addressees.yaml", "office: Minister of ports", "office: Ministry of ports"),
]


@pytest.mark.either
@pytest.mark.parametrize(("name", "before", "after"), ONE_LINE, ids=[before for _, before, _ in ONE_LINE])
def test_one_changed_line_is_one_row_of_history(
    database: Database, seed: Path, name: str, before: str, after: str
) -> None:
    load(database, seed)
    ((count,),) = rows(database, "SELECT count(*) FROM change")

    change(seed, name, before, after)
    report = load(database, seed)

    expected = count + (
        3 if "basis" in before else 1
    )  # one call in public is a consent to three groups of facts
    assert rows(database, "SELECT count(*) FROM change") == [(expected,)]
    assert report.kept == []
    assert load(database, seed).is_empty


def test_a_change_to_a_part_makes_the_entry_another_version(database: Database, seed: Path) -> None:
    load(database, seed)

    change(seed, "cases/K-001.yaml", "length: P2Y", "length: P1Y")
    load(database, seed)

    assert rows(database, "SELECT key FROM entry WHERE version = 2") == [("ada-sentence-cut",)]
