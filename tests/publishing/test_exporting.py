"""Exporting a campaign and reading it back: equal byte for byte, valid, and without what may not be seen."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import jsonschema  # type: ignore[import-untyped]
import pytest
from sqlalchemy import select, text
from sqlmodel import Session

from app.accounts.models import Campaign
from app.cases.models import Case, Entry, GroupMember
from app.consent.models import Approval, Consent
from app.db import Database, number_of
from app.intake.faults import NotTaken
from app.intake.loading import load_file, load_seed
from app.publishing.export import Extent
from app.publishing.export_models import SCHEMA_FILE, schema_text
from app.refusal import NotFound
from tests import story
from tests.intake.small_seed import write_seed
from tests.publishing.exports import document, text_of
from tests.publishing.installations import another

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def filled(database: Database, tmp_path: Path) -> Database:
    """The database with the small seed in it."""
    load_seed(database, write_seed(tmp_path / "seed"), at=AT)
    return database


@pytest.fixture
def other(migrated_file: Path) -> Iterator[Database]:
    """Another installation, still empty."""
    with another(migrated_file) as database:
        yield database


def exported(database: Database, extent: Extent = Extent.WORKING) -> str:
    with database.reading() as session:
        return text_of(session, "harbour", extent)


def written(folder: Path, text: str) -> Path:
    path = folder / "export.json"
    path.write_text(text, encoding="utf-8")
    return path


def entry(session: Session, key: str) -> Entry:
    return session.scalars(select(Entry).where(Entry.key == key)).one()  # type: ignore[arg-type]


def case(session: Session, reference: str) -> Case:
    return session.scalars(select(Case).where(Case.reference == reference)).one()  # type: ignore[arg-type]


def test_an_export_read_into_an_empty_installation_is_equal(
    filled: Database, other: Database, tmp_path: Path
) -> None:
    whole = exported(filled)

    load_file(other, written(tmp_path, whole), at=AT)
    assert json.loads(whole)["cases"][0]["entries"][0]["key"] == "ada-charge"
    assert exported(other) == whole


def test_it_is_equal_the_other_way_round_too(database: Database, other: Database, tmp_path: Path) -> None:
    load_seed(other, write_seed(tmp_path / "seed"), at=AT)
    whole = exported(other)

    load_file(database, written(tmp_path, whole), at=AT)
    assert exported(database) == whole


def test_the_same_file_twice_adds_nothing(filled: Database, other: Database, tmp_path: Path) -> None:
    path = written(tmp_path, exported(filled))
    assert load_file(other, path, at=AT).added.total() > 100
    assert load_file(other, path, at=AT).is_empty
    assert load_file(filled, path, at=AT).is_empty


def test_it_is_valid_by_the_schema_beside_it(filled: Database) -> None:
    schema = json.loads(SCHEMA_FILE.read_text(encoding="utf-8"))

    validator = jsonschema.Draft202012Validator(schema)

    validator.validate(json.loads(exported(filled)))
    assert not validator.is_valid({"format": "vigil-campaign", "version": 2})


def test_the_schema_tells_the_tables_as_they_are() -> None:
    is_same = SCHEMA_FILE.read_text(encoding="utf-8") == schema_text()
    assert is_same, "the shape has changed: run python -m app.publishing.export_models, and think of VERSION"


def test_a_fact_is_told_with_its_sources_and_without_numbers_of_ours(filled: Database) -> None:
    told = json.loads(exported(filled))["cases"][0]["entries"]
    assert next(fact for fact in told if fact["key"] == "ada-sentence") == {
        "key": "ada-sentence",
        "kind": "sentence",
        "on": "2015-05-30",
        "summary": "Three years.",
        "form": "prison",
        "length": "P3Y",
        "charge": "ada-charge",
        "cites": [
            {"source": "harbour-report", "at": "three years in prison", "field": "length", "value": "P3Y"},
            {"source": "harbour-appeal", "at": "up to four years", "field": "length", "value": "P4Y"},
        ],
        "conflicts": [
            {
                "field": "length",
                "reason": "The court's own record.",
                "chosen": {"source": "harbour-report", "at": "three years in prison"},
            }
        ],
    }


def test_what_people_made_has_keys_that_stay(filled: Database, other: Database, tmp_path: Path) -> None:
    with filled.writing(actor="Lee", at=AT) as session:
        first = story.entry(session, case(session, "K-001"), "note", "2015-07", summary="Seen.")
        story.cited(session, story.source(session), first)
        story.entry(session, case(session, "K-001"), "health-alert", "2015-08", condition="A cough.")
        ours = session.get(Campaign, case(session, "K-001").campaign_id)
        assert ours is not None
        story.case(session, ours, "K-077", "Cy Wharf")

    whole = json.loads(exported(filled))

    keys = {fact["key"] for each in whole["cases"] for fact in each.get("entries", ())}
    assert {"ada-quay-e1", "ada-quay-e2"} <= keys
    assert {each["key"]: each["person"] for each in whole["cases"]}["k-077"] == "person-k-077"
    path = written(tmp_path, exported(filled))
    load_file(other, path, at=AT)
    assert exported(other) == exported(filled)
    assert load_file(filled, path, at=AT).lines() == ["Nothing has changed."]


def test_restricted_cases_and_entries_and_what_only_they_tell_stay_out(filled: Database) -> None:
    with filled.writing(actor="Lee", at=AT) as session:
        ours = session.get(Campaign, case(session, "K-001").campaign_id)
        assert ours is not None
        hidden = story.case(session, ours, "K-003", "Cy Wharf", visibility="restricted")
        session.add(GroupMember(group_id=1, case_id=number_of(hidden)))
        secret = entry(session, "ada-charge")
        secret.visibility = "restricted"
        story.cited(session, story.source(session, "A secret letter"), secret)

    told, asked = exported(filled), exported(filled, Extent.FULL)

    for word in ("K-003", "Cy Wharf", "k-003", "ada-charge", "secret letter"):
        assert word not in told
        assert word in asked
    assert len(json.loads(asked)["incidents"][0]["groups"][0]["members"]) == 3
    assert len(json.loads(told)["incidents"][0]["groups"][0]["members"]) == 2


def test_another_campaign_is_not_told(filled: Database) -> None:
    with filled.writing(actor="Lee", at=AT) as session:
        made = story.case(session, story.campaign(session, "elsewhere", "Elsewhere"), "K-900", "Di Pier")
        fact = story.entry(session, made, "note", "2015-07", summary="Hidden.")
        story.cited(session, story.source(session, "Their own letter"), fact)

    told = exported(filled)

    for word in ("elsewhere", "K-900", "Di Pier", "Their own letter", "Hidden."):
        assert word not in told


def test_removed_entries_stay_out_and_nothing_points_to_them(filled: Database) -> None:
    with filled.writing(actor="Lee", at=AT) as session:
        entry(session, "ada-sentence").removed_at = AT

    facts = {fact["key"]: fact for fact in json.loads(exported(filled))["cases"][0]["entries"]}
    assert "ada-sentence" not in facts
    assert "supersedes" not in facts["ada-sentence-cut"]


def test_a_consent_given_by_a_family_does_not_travel(filled: Database) -> None:
    with filled.writing(actor="Lee", at=AT) as session:
        person = case(session, "K-002").person_id
        session.add(
            Consent(person_id=person, use="public", field_group="name", basis="given", given_by="Her sister",
                    given_on=date(2015, 4, 1))
        )  # fmt: skip

    people = {each["key"]: each for each in json.loads(exported(filled))["people"]}
    assert "Her sister" not in exported(filled)
    assert "consents" not in people["bo-mole"]
    assert {each["field_group"] for each in people["ada-quay"]["consents"]} == {"name", "case", "health"}


def test_a_death_that_waits_for_a_second_person_stays_out(filled: Database) -> None:
    with filled.writing(actor="Lee", at=AT) as session:
        told = story.entry(
            session, case(session, "K-002"), "death", "2015-09", summary="A rumour of his death."
        )
        waits = Approval(subject="entry", entry_id=told.id, asked_at=AT)
        session.add(waits)
        session.flush()
        number = number_of(waits)
    assert "A rumour of his death." not in exported(filled)
    with filled.writing(actor="Ana", at=AT) as session:
        decided = session.get(Approval, number)
        assert decided is not None
        decided.decided_at, decided.decision = AT, "approved"
    assert "A rumour of his death." in exported(filled)


def test_a_campaign_that_is_not_there_is_refused(filled: Database) -> None:
    with filled.reading() as session, pytest.raises(NotFound, match="There is no campaign nowhere"):
        document(session, "nowhere")


def test_an_import_follows_the_file_but_keeps_what_people_changed(
    filled: Database, other: Database, tmp_path: Path
) -> None:
    path = written(tmp_path, exported(filled))
    load_file(other, path, at=AT)
    with other.writing(actor="Lee", at=AT) as session:
        entry(session, "ada-arrest").summary = "Taken at dawn."

    whole = (
        path.read_text().replace("Arrested at night.", "Arrested late.").replace("Cut to two years.", "Cut.")
    )
    report = load_file(other, written(tmp_path, whole), at=AT)

    with other.reading() as session:
        told = {key: entry(session, key).summary for key in ("ada-arrest", "ada-sentence-cut")}
    assert told == {"ada-arrest": "Taken at dawn.", "ada-sentence-cut": "Cut."}
    assert len(report.kept) == 1


def test_an_import_removes_nothing(filled: Database, tmp_path: Path) -> None:
    part = json.loads(exported(filled))
    part["cases"] = [each for each in part["cases"] if each["reference"] == "K-001"]
    part["cases"][0]["entries"] = part["cases"][0]["entries"][:1]
    part |= {"incidents": [], "actions": [], "demands": []}
    before = exported(filled)

    report = load_file(filled, written(tmp_path, json.dumps(part)), at=AT)
    assert report.is_empty
    assert exported(filled) == before


def broken(whole: dict[str, Any]) -> None:
    whole["cases"][0]["entries"][0]["on"] = "the year after"
    whole["cases"][0]["entries"][1]["colour"] = "red"
    del whole["cases"][1]["title"]
    whole["people"][0]["name"] = "x" * 201
    whole["cases"][0]["entries"][2]["form"] = "banishment"


def test_every_bad_row_of_an_import_is_named_and_nothing_is_taken(
    filled: Database, other: Database, tmp_path: Path
) -> None:
    whole = json.loads(exported(filled))
    broken(whole)

    with pytest.raises(NotTaken) as refused:
        load_file(other, written(tmp_path, json.dumps(whole)), at=AT)

    places = [slip.split(": ")[0] for slip in refused.value.slips]
    assert places == [
        "people ada-quay, name",
        "cases ada-quay, entries ada-charge, on",
        "cases ada-quay, entries ada-arrest, colour",
        "cases ada-quay, entries ada-sentence, form",
        "cases bo-mole, title",
    ]
    with other.reading() as session:
        assert session.connection().execute(text("SELECT count(*) FROM person")).scalar() == 0


def test_a_key_that_is_nowhere_is_named(filled: Database, other: Database, tmp_path: Path) -> None:
    whole = json.loads(exported(filled))
    whole["cases"][0]["person"] = "nobody"
    whole["cases"][0]["entries"][0]["cites"][0]["source"] = "no-text"

    with pytest.raises(NotTaken) as refused:
        load_file(other, written(tmp_path, json.dumps(whole)), at=AT)
    assert refused.value.slips == [
        "cases ada-quay: person: there is no nobody",
        "cases ada-quay, entries ada-charge, cites 1: source: there is no no-text",
    ]


def test_a_file_that_is_no_export_is_refused_by_its_line(other: Database, tmp_path: Path) -> None:
    with pytest.raises(NotTaken, match=r"export.json:2: not readable as JSON"):
        load_file(other, written(tmp_path, '{"format":\n'), at=AT)
