"""The shipped seed itself: it loads, twice is once, and what is exported and read back is equal."""

from datetime import UTC, datetime
from pathlib import Path
from time import perf_counter

import jsonschema  # type: ignore[import-untyped]
import pytest

from app.db import Database
from app.intake.loading import load_file, load_seed
from app.publishing.export import as_text
from app.publishing.export_models import schema
from app.settings import PROJECT_ROOT
from tests.intake.loaded import everything, rows
from tests.publishing.exports import document, text_of
from tests.publishing.installations import another

AT = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
SEED = PROJECT_ROOT / "seed"


def test_the_shipped_seed_loads_and_twice_is_once(database: Database) -> None:
    first = load_seed(database, SEED, at=AT)
    before = everything(database)

    second = load_seed(database, SEED, at=AT)

    assert first.added["case"] >= 40
    assert second.is_empty
    assert second.kept == []
    assert everything(database) == before


def test_what_is_exported_of_it_is_valid_and_reads_back_equal(
    database: Database, migrated_file: Path, tmp_path: Path
) -> None:
    load_seed(database, SEED, at=AT)
    with database.reading() as session:
        whole = document(session)
    path = tmp_path / "zhanaozen.json"
    path.write_text(as_text(whole), encoding="utf-8")

    jsonschema.Draft202012Validator(schema()).validate(whole)
    with another(migrated_file) as other:
        load_file(other, path, at=AT)
        with other.reading() as session:
            assert text_of(session) == path.read_text(encoding="utf-8")


def test_everybody_in_the_files_is_exported(database: Database) -> None:
    load_seed(database, SEED, at=AT)
    with database.reading() as session:
        whole = document(session)

    for name, table in (
        ("people", "person"),
        ("sources", "source"),
        ("cases", '"case"'),
        ("places", "place"),
    ):
        assert rows(database, f"SELECT count(*) FROM {table}") == [(len(whole[name]),)]


@pytest.mark.bench
def test_loading_it_into_an_empty_database_takes_less_than_three_seconds(database: Database) -> None:
    began = perf_counter()
    load_seed(database, SEED, at=AT)
    took = perf_counter() - began

    assert took < 3
