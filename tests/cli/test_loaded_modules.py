"""Commands load what they need: a start that imports more than its work is waited for by everybody."""

import subprocess
import sys

import pytest

from app.settings import PROJECT_ROOT

PAGES = {"fastapi", "app.website", "app.desk.my_day"}
TABLES = {"sqlalchemy", "sqlmodel", "pydantic", "app.db"}
HEAVY = {"alembic", "typst", "docx", "pypdf", "PIL", "httpx", "rapidfuzz", "segno"}


def loaded(code: str) -> set[str]:
    """The modules that a Python of its own has loaded after these lines."""
    told = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules, file=sys.stderr)"],
        capture_output=True, text=True, cwd=PROJECT_ROOT, check=True,
    )  # fmt: skip
    return set(told.stderr.splitlines()[-1].split())


def ran(*words: str) -> str:
    """Lines that run a command as a terminal does, to its end."""
    return f"sys.argv = {['vigil', *words]!r}\nimport app.cli\ntry:\n    app.cli.main()\nexcept SystemExit:\n    pass"


@pytest.mark.parametrize("words", [("--help",), ("health",), ("nonsense",)])
def test_who_asks_for_help_or_health_loads_neither_tables_nor_pages(words: tuple[str, ...]) -> None:
    assert loaded(ran(*words)) & (TABLES | PAGES | HEAVY) == set()


def test_the_database_and_what_follows_from_changes_load_no_page() -> None:
    assert loaded("import app.main") & (PAGES | HEAVY | {"yaml", "liquid", "icalendar"}) == set()


def test_the_worker_loads_no_page() -> None:
    assert (
        loaded(
            "import app.cli.mail, app.main\nfrom app.settings import read_settings\napp.main.jobs(read_settings())"
        )
        & (PAGES | HEAVY)
        == set()
    )


def test_the_website_loads_what_few_requests_need_when_one_comes() -> None:
    assert loaded("import app.website") & (HEAVY - {"rapidfuzz", "segno"} | {"icalendar"}) == set()
