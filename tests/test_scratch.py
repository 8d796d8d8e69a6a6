"""Scratch folders leave nothing in memory, not even after a run that was killed."""

import subprocess
from pathlib import Path

import pytest

from tests import scratch


def test_a_folder_is_gone_on_leaving(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scratch, "_place", lambda: tmp_path)

    with scratch.folder() as folder:
        (folder / "file").touch()

    assert list(tmp_path.iterdir()) == []


def test_what_killed_runs_left_is_swept_and_living_runs_keep_theirs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scratch, "_place", lambda: tmp_path)
    ended = subprocess.Popen(["true"])
    ended.wait()
    (tmp_path / f"{scratch.PREFIX}{ended.pid}-abc").mkdir()

    with scratch.folder() as first, scratch.folder() as second:
        assert set(tmp_path.iterdir()) == {first, second}
