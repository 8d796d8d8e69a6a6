"""How long letters take, against the template engine alone, and how much memory a long run needs."""

import json
import subprocess
import sys
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader

from app.clock import utc_now
from app.db import Database
from app.intake.loading import load_seed
from app.settings import PROJECT_ROOT
from tests.bench import writing

THOUSAND, LONG_RUN = 1_000, 10_000
MOST_MEMORY = 300  # MB, the whole process


def _run(database: Database, sqlite_path: Path, folder: Path, count: int) -> dict[str, Any]:
    load_seed(database, PROJECT_ROOT / "seed", at=utc_now())
    out = folder / "letters.pdf"
    told = subprocess.run(
        [sys.executable, writing.__file__, sqlite_path, folder / "data", str(count), out],
        cwd=PROJECT_ROOT, env={"PYTHONPATH": str(PROJECT_ROOT)}, capture_output=True, text=True, check=True,
    )  # fmt: skip
    figures: dict[str, Any] = json.loads(told.stdout)
    print(
        f"\n{count:,} letters, peak {figures['peak_mb']:.0f} MB, one PDF of {out.stat().st_size / 1e6:.1f} MB"
    )
    for what, took in figures["ms"].items():
        print(f"  {what}: {took:.3f} ms a letter")
    return figures | {"pages": len(PdfReader(BytesIO(out.read_bytes())).pages)}


@pytest.mark.bench
@pytest.mark.parametrize("count", [THOUSAND, LONG_RUN])
def test_writing_many_letters(database: Database, sqlite_path: Path, tmp_path: Path, count: int) -> None:
    figures = _run(database, sqlite_path, tmp_path, count)
    assert figures["pages"] == count
    assert figures["peak_mb"] <= MOST_MEMORY
    assert figures["ms"]["draft"] + figures["ms"]["text"] + figures["ms"]["PDF"] < 100
