"""What several searches over every page of the shipped record need."""

from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from sqlmodel import select

from app.accounts.models import Campaign
from app.db import Database
from app.intake.loading import load_seed
from app.settings import PROJECT_ROOT
from tests import clock, story

_serial = count(1)


@pytest.fixture(scope="module")
def record(scratch_folder: Path, migrated_file: Path) -> Iterator[Database]:
    """The shipped record, with somebody who coordinates it; the tests of one file read it on days of their own."""
    path = scratch_folder / f"record-{next(_serial)}.db"
    path.write_bytes(migrated_file.read_bytes())
    database = Database(f"sqlite:///{path}")
    load_seed(database, PROJECT_ROOT / "seed", at=clock.now())
    with database.writing(actor="the story", at=clock.now()) as session:
        story.volunteer(session, "Ana", session.exec(select(Campaign)).one(), "coordinator")
    yield database
    database.close()
