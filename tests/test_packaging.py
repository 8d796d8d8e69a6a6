"""What a stranger downloads is complete: the licence, the locks, the image and the first commands."""

import hashlib
import re
import shutil
import subprocess
import sys
import tomllib
from importlib.metadata import entry_points
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCKS = ("bootstrap", "run", "test")
AGPL_3 = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"


def _locked(name: str) -> dict[str, str]:
    """Each package of a lock with its version and, folded in, its hashes."""
    text = (ROOT / "requirements" / f"{name}.txt").read_text(encoding="utf-8").replace("\\\n", "")
    entries = [re.match(r"([\w.-]+)==(\S+)(.*)", line) for line in text.splitlines()]
    assert all(entries)
    return {found[1]: f"{found[2]}{found[3]}" for found in entries if found}


def _named(requirements: list[str]) -> set[str]:
    return {re.split(r"[\[<>=;]", line)[0].strip().lower() for line in requirements}


def test_the_licence_is_the_official_text() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == AGPL_3
    assert PROJECT["project"]["license"] == "AGPL-3.0-or-later"


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_a_hash_and_no_lock_names_a_place(lock: str) -> None:
    assert all("--hash=sha256:" in rest for rest in _locked(lock).values())
    text = (ROOT / "requirements" / f"{lock}.txt").read_text(encoding="utf-8")
    assert re.findall(r"://|@ |--\w*index|--find-links|^#", text, re.MULTILINE) == []


def test_the_locks_hold_what_the_project_asks_for() -> None:
    groups = PROJECT["dependency-groups"]

    assert _named(PROJECT["project"]["dependencies"]) <= set(_locked("run"))
    assert _named(groups["test"]) <= set(_locked("test"))
    assert _named(groups["bootstrap"]) == set(_locked("bootstrap"))


def test_tests_run_with_the_versions_that_are_deployed() -> None:
    tested = _locked("test")

    assert {name: rest for name, rest in _locked("run").items() if tested.get(name) != rest} == {}


def test_the_command_is_vigil() -> None:
    (script,) = entry_points(group="console_scripts", name="vigil")

    assert script.value == "app.cli:main"
    assert callable(script.load())
    assert Path(sys.executable).with_name("vigil").exists()


def _make(target: str, folder: Path, python: Path) -> subprocess.CompletedProcess[str]:
    """Run make in a copy that has nothing installed."""
    shutil.copy(ROOT / "Makefile", folder)
    shutil.copytree(ROOT / "requirements", folder / "requirements")
    command = ["make", target, f"PYTHON={python}"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_make_alone_lists_what_there_is() -> None:
    shown = subprocess.run(["make"], cwd=ROOT, capture_output=True, text=True, check=True).stdout

    assert {"run", "worker", "test", "check", "bench", "faults", "lock", "help"} <= set(
        re.findall(r"^  make (\w+)", shown, re.MULTILINE)
    )


def test_make_refuses_an_old_python_with_a_sentence(tmp_path: Path) -> None:
    old = tmp_path / "old-python"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o755)

    done = _make("run", tmp_path, old)

    assert done.returncode != 0
    assert "Vigil needs Python 3.11 or newer" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_make_says_when_python_has_no_pip(tmp_path: Path) -> None:
    # The virtual environment of the tests is made without pip.
    done = _make("run", tmp_path, Path(sys.executable))

    assert done.returncode != 0
    assert "has no pip" in done.stderr


def test_make_says_when_python_has_no_venv(tmp_path: Path) -> None:
    python = tmp_path / "python-without-venv"
    python.write_text('#!/bin/sh\ncase "$*" in *venv*) exit 1;; esac\nexit 0\n')
    python.chmod(0o755)

    done = _make("run", tmp_path, python)

    assert done.returncode != 0
    assert "has no module venv. Install it first" in done.stderr


def test_make_begins_anew_where_the_python_of_the_environment_is_gone(tmp_path: Path) -> None:
    (tmp_path / ".venv" / "bin").mkdir(parents=True)
    (tmp_path / ".venv" / "bin" / "python").symlink_to(tmp_path / "gone")
    for stamp in ("uv", "run"):
        (tmp_path / ".venv" / stamp).touch()
    # The virtual environment of the tests is made without pip: it gets as far as asking for it.
    done = _make("run", tmp_path, Path(sys.executable))

    assert "has no pip" in done.stderr
    assert not (tmp_path / ".venv").exists()


def test_the_image_gives_up_root_and_asks_after_its_own_health() -> None:
    image = (ROOT / "Dockerfile").read_text(encoding="utf-8")
    stages = re.findall(r"^FROM (\S+)", image, re.MULTILINE)

    assert set(stages) == {"python:3.11-slim-bookworm"}
    assert re.findall(r"^USER (\S+)", image, re.MULTILINE) == ["10001"]
    assert re.search(r'^HEALTHCHECK .* CMD \["vigil", "health"\]$', image, re.MULTILINE)
    assert image.count("--require-hashes") == 2


def test_the_image_gets_the_whole_program_and_nothing_else() -> None:
    lines = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()

    assert lines[1] == "*"
    assert {line[1:].rstrip("/") for line in lines if line.startswith("!")} == {
        *("app", "migrations", "seed", "templates", "requirements"),
        *("pyproject.toml", "README.md", "LICENSE"),
    }
