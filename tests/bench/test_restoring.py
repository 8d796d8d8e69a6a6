"""How long an installation of 10,000 cases takes to be backed up, and to be restored from that."""

import os
import time
from dataclasses import replace
from pathlib import Path

import pytest

from app.cli.restoring import restore
from app.db import Database
from app.files.backups import write_backup
from app.settings import Settings
from tests.bench.made_up import fill
from tests.story import BEGAN

CASES = int(os.environ.get("VIGIL_BENCH_CASES", "10000"))
MOST_SECONDS = 60
pytestmark = pytest.mark.bench


def test_ten_thousand_cases_are_restored_within_a_minute(
    settings: Settings, database: Database, tmp_path: Path
) -> None:
    ours = replace(settings, backup_passphrase="a passphrase kept elsewhere")
    with database.writing(actor="a test", at=BEGAN) as session:
        fill(session, CASES)
    began = time.perf_counter()
    written = write_backup(database, ours, tmp_path / "backup", BEGAN)
    backed_up = time.perf_counter() - began
    database.close()
    began, busy = time.perf_counter(), time.process_time()

    assert restore(ours, tmp_path / "backup").contents == written

    took, worked = time.perf_counter() - began, time.process_time() - busy
    size = (tmp_path / "backup").stat().st_size / 1e6
    print(
        f"{written.rows['case']:,} cases, {written.count:,} rows, {size:.1f} MB: backup {backed_up:.1f} s,"
        f" restore {took:.1f} s ({worked:.1f} s of them busy)"
    )
    assert took < MOST_SECONDS
