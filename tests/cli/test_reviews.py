"""`vigil reviews` says of each date what every page says: over which days it may be due, and the one verdict."""

import json
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from app.db import Database
from app.intake.loading import load_seed
from app.reviews.queries.review_list import due_until
from app.reviews.review_words import state_in_words
from app.settings import PROJECT_ROOT
from tests import servers

DAY = date(2013, 4, 30)


@pytest.fixture
def environment(migrated_file: Path, tmp_path: Path) -> dict[str, str]:
    """The shipped record on a machine, on a day of 2013."""
    path = tmp_path / "vigil.db"
    path.write_bytes(migrated_file.read_bytes())
    database = Database(f"sqlite:///{path}")
    load_seed(database, PROJECT_ROOT / "seed", at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC))
    database.close()
    own = {"VIGIL_DATABASE_URL": f"sqlite:///{path}", "VIGIL_TODAY": DAY.isoformat()}
    return {**servers.environment_for(tmp_path, {}), **own}


@pytest.mark.long
def test_text_and_json_give_the_span_and_the_one_verdict(environment: dict[str, str]) -> None:
    rows = json.loads(servers.run_vigil("reviews", "--json", environment=environment))
    lines = servers.run_vigil("reviews", environment=environment).splitlines()
    database = Database(environment["VIGIL_DATABASE_URL"])
    with database.reading() as session:
        verdicts = {row.id: state_in_words(row, DAY) for row in due_until(session, DAY, DAY)}
    database.close()

    assert {row["id"]: (row["state"], row["word"]) for row in rows} == verdicts
    loose = [row for row in rows if row["until"] > row["due"] and row["when"]]
    assert loose
    for row in loose:
        assert row["due"] not in row["says"]
        assert row["says"] == f"{row['when']} · {row['word']}"
    assert [row for row in rows if row["state"] == "long" and row["until"] > DAY.isoformat()] == []
    for line, row in zip(lines, rows, strict=False):
        assert line.startswith(row["says"])
        assert row["title"] in line
