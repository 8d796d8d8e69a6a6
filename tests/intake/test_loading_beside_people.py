"""Loading the seed where people have worked meanwhile: what they did stays, and is reported."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import Session

from app.cases.kinds.sentence import Sentence
from app.cases.models import Case, ConflictChoice, Entry, Person
from app.db import Database
from app.intake.faults import NotTaken
from app.intake.loading import _alone
from app.sources.models import Citation
from tests import story
from tests.intake.loaded import AT, everything, load, rows
from tests.intake.small_seed import change, write_seed


@pytest.fixture
def seed(tmp_path: Path) -> Path:
    return write_seed(tmp_path / "seed")


def by_hand(database: Database, work: Callable[[Session], Any]) -> None:
    with database.writing(actor="Lee", at=AT) as session:
        work(session)


def entry(session: Session, key: str) -> Entry:
    return session.scalars(select(Entry).where(Entry.key == key)).one()  # type: ignore[arg-type]


def test_an_edit_by_hand_stays_and_the_rest_follows_the_file(database: Database, seed: Path) -> None:
    load(database, seed)
    by_hand(database, lambda session: setattr(entry(session, "ada-arrest"), "summary", "Taken at dawn."))

    change(
        seed, "cases/K-001.yaml", "summary: Arrested at night.", "summary: Arrested late.\n    note: At home."
    )
    report = load(database, seed)

    found = "SELECT summary, note FROM entry WHERE key = 'ada-arrest'"
    assert rows(database, found) == [("Taken at dawn.", "At home.")]
    left, told = "“Taken at dawn.”, as a person left it", "the file says “Arrested late.”"
    assert report.kept == [f"cases ada-quay, entries ada-arrest: summary stays {left}; {told}"]
    assert load(database, seed).kept == report.kept
    assert load(database, seed).is_empty


def test_an_edit_is_reported_though_the_file_has_not_changed(database: Database, seed: Path) -> None:
    load(database, seed)
    by_hand(
        database,
        lambda session: setattr(session.get(Sentence, entry(session, "ada-sentence").id), "length", "P5Y"),
    )

    report = load(database, seed)

    assert report.is_empty
    assert [line.split(":")[0] for line in report.kept] == ["cases ada-quay, entries ada-sentence"]


def test_what_people_fill_in_where_the_file_is_silent_is_no_news(database: Database, seed: Path) -> None:
    load(database, seed)
    by_hand(database, lambda session: setattr(entry(session, "ada-arrest"), "note", "More is known."))

    assert load(database, seed).kept == []
    assert rows(database, "SELECT note FROM entry WHERE key = 'ada-arrest'") == [("More is known.",)]


def test_the_same_edit_by_hand_and_in_the_file_is_no_quarrel(database: Database, seed: Path) -> None:
    load(database, seed)
    by_hand(database, lambda session: setattr(entry(session, "ada-arrest"), "summary", "Arrested late."))

    change(seed, "cases/K-001.yaml", "summary: Arrested at night.", "summary: Arrested late.")

    assert load(database, seed).kept == []
    change(seed, "cases/K-001.yaml", "summary: Arrested late.", "summary: Arrested very late.")
    load(database, seed)
    assert rows(database, "SELECT summary FROM entry WHERE key = 'ada-arrest'") == [("Arrested very late.",)]


def test_a_citation_that_somebody_took_out_stays_out(database: Database, seed: Path) -> None:
    load(database, seed)

    def take_out(session: Session) -> None:
        session.delete(session.scalars(select(Citation).where(Citation.locator == "he would be next")).one())  # type: ignore[arg-type]

    by_hand(database, take_out)
    report = load(database, seed)

    assert report.is_empty
    assert report.kept == ["cases bo-mole, entries bo-threat, cites 1: a person took it out, so it stays out"]


def test_an_entry_that_somebody_removed_stays_removed(database: Database, seed: Path) -> None:
    load(database, seed)

    def remove(session: Session) -> None:
        row = entry(session, "bo-threat")
        row.removed_at, row.removed_reason = AT, "A rumour."

    by_hand(database, remove)
    change(seed, "cases/K-002.yaml", "summary: Threatened by the police.", "summary: Threatened.")
    report = load(database, seed)

    assert report.is_empty
    assert report.kept == ["cases bo-mole, entries bo-threat: a person took it out, so it stays out"]


def test_what_somebody_added_is_left_alone(database: Database, seed: Path) -> None:
    load(database, seed)

    def add(session: Session) -> None:
        case = session.scalars(select(Case).where(Case.reference == "K-002")).one()  # type: ignore[arg-type]
        made = story.entry(session, case, "note", "2015-07", summary="Seen in town.")
        story.cited(session, story.source(session), made)
        story.cited(
            session, story.source(session, "Second letter", "2016-01-01"), entry(session, "bo-threat")
        )

    by_hand(database, add)
    before = everything(database)

    assert load(database, seed).is_empty
    assert everything(database) == before


def test_a_line_that_is_gone_takes_its_row_along(database: Database, seed: Path) -> None:
    load(database, seed)
    ((count,),) = rows(database, "SELECT count(*) FROM change")

    path = seed / "people.yaml"
    text = path.read_text()
    path.write_text(
        text.replace("  relations: [" + text.split("  relations: [")[1].split("\n")[0] + "\n", "")
    )
    report = load(database, seed)

    assert rows(database, "SELECT kind FROM person_link") == [("maybe-same",)]
    assert rows(database, "SELECT count(*) FROM change") == [(count + 1,)]
    assert (report.removed["person_link"], report.removed["citation"]) == (1, 1)
    assert load(database, seed).is_empty


def test_an_entry_that_is_gone_is_marked_removed_and_comes_back_with_the_file(
    database: Database, seed: Path
) -> None:
    load(database, seed)
    path = seed / "cases/K-001.yaml"
    whole = path.read_text()
    removed = "SELECT key, removed_reason FROM entry WHERE removed_at IS NOT NULL"

    path.write_text(whole.split("  - key: ada-appeal")[0])
    load(database, seed)
    assert rows(database, removed) == [("ada-appeal", "No longer in the files")]
    assert load(database, seed).is_empty

    path.write_text(whole)
    load(database, seed)
    assert rows(database, removed) == []
    assert load(database, seed).is_empty


def test_what_something_else_rests_on_stays(database: Database, seed: Path) -> None:
    load(database, seed)

    def choose(session: Session) -> None:
        side = session.scalars(select(Citation).where(Citation.locator == "arrested in February")).one()  # type: ignore[arg-type]
        session.add(
            ConflictChoice(
                entry_id=side.entry_id, field="on", citation_id=side.id, reason="Her husband saw it."
            )
        )

    by_hand(database, choose)
    change(
        seed, "cases/K-001.yaml", "cites: [{source: harbour-appeal, at: arrested in February, claimant: her husband}]",
        "cites: [{source: harbour-report, at: seized by night}, {source: harbour-appeal, at: by night}]",
    )  # fmt: skip
    load(database, seed)
    change(seed, "cases/K-001.yaml", "{source: harbour-report, at: seized by night}, ", "")
    report = load(database, seed)

    assert [line for line in report.kept if "something rests on it" in line]
    assert load(database, seed).is_empty


def test_a_person_who_left_the_files_is_only_reported(database: Database, seed: Path) -> None:
    load(database, seed)
    change(seed, "organisations.yaml", "key: dockers-union", "key: dockers")
    for name in ("people", "actions", "demands"):
        path = seed / f"{name}.yaml"
        path.write_text(path.read_text().replace("dockers-union", "dockers"))
    report = load(database, seed)

    assert rows(database, "SELECT key FROM organisation ORDER BY key") == [("dockers",), ("dockers-union",)]
    assert report.kept == [
        "organisation dockers-union: no longer in the files; it stays until a person decides"
    ]


def test_a_slip_names_file_and_line_and_nothing_is_written(database: Database, seed: Path) -> None:
    change(
        seed, "cases/K-002.yaml", "title: Docker threatened", "title: Docker threatened\nvisibillity: team"
    )
    with pytest.raises(NotTaken, match=r"cases/K-002\.yaml:6: unknown key visibillity"):
        load(database, seed)

    assert rows(database, "SELECT count(*) FROM person") == [(0,)]


def test_a_text_too_long_for_its_table_is_named_too(database: Database, seed: Path) -> None:
    change(
        seed,
        "cases/K-001.yaml",
        "wording: disturbing the peace",
        f"maximum: P{'1' * 30}Y\n    wording: peace",
    )
    with pytest.raises(NotTaken, match=r"cases/K-001\.yaml:27: .*ada-charge, maximum: "):
        load(database, seed)

    assert rows(database, "SELECT count(*) FROM person") == [(0,)]


def test_a_reference_that_another_case_has_is_refused(database: Database, seed: Path) -> None:
    by_hand(database, lambda session: story.case(session, story.campaign(session), "K-002", "Somebody else"))

    with pytest.raises(NotTaken, match=r"K-002\.yaml:1: cases bo-mole: K-002 is another one's reference"):
        load(database, seed)

    assert rows(database, "SELECT count(*) FROM entry") == [(0,)]


def test_a_save_in_the_meantime_is_never_overwritten(database: Database, seed: Path) -> None:
    if database.is_sqlite:
        pytest.skip("SQLite lets nobody write in the meantime")
    load(database, seed)

    def name(session: Session, to: str) -> None:
        session.scalars(select(Person).where(Person.key == "bo-mole")).one().name = to  # type: ignore[arg-type]

    def meanwhile() -> None:
        with _alone(database, "seed", AT) as session:
            session.scalars(select(Person)).all()
            by_hand(database, lambda other: name(other, "Bo M."))
            name(session, "Bo Mole the docker")
            session.flush()

    with pytest.raises(NotTaken, match="Run it again"):
        meanwhile()

    assert rows(database, "SELECT name FROM person WHERE key = 'bo-mole'") == [("Bo M.",)]
