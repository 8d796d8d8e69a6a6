"""`vigil import --as`, `vigil compare` and `vigil export --format csv`, as somebody at the keyboard meets them."""

from pathlib import Path

import pytest

from app.cli import main
from tests.intake.outside_lists import kept, viasna
from tests.publishing.published import facts, stored
from tests.story import Cast

ROZA = {"id": "7", "name": "Роза Тулетаева", "status": "active"}


def vigil(cast: Cast, monkeypatch: pytest.MonkeyPatch, *words: str) -> None:
    monkeypatch.setattr("sys.argv", ["vigil", *words])
    monkeypatch.setattr("app.cli.read_settings", lambda: cast.settings)
    main()


def test_a_list_is_counted_compared_and_taken_in(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facts(cast)
    path = str(kept(tmp_path, viasna(2, ROZA)))
    vigil(cast, monkeypatch, "import", path, "--as", "viasna", "--campaign", "zhanaozen", "--dry-run")
    assert "1 rows of people known here, 2 proposed" in capsys.readouterr().out
    assert stored(cast, "SELECT count(*) FROM list_row") == [(0,)]
    vigil(cast, monkeypatch, "compare", path, "--as", "viasna", "--campaign", "zhanaozen")
    said = capsys.readouterr().out
    assert "On theirs only: 2" in said
    assert "Роза Тулетаева · Roza Tuletaeva · K-001" in said
    vigil(cast, monkeypatch, "import", path, "--as", "viasna", "--campaign", "zhanaozen")
    vigil(cast, monkeypatch, "import", path, "--as", "viasna", "--campaign", "zhanaozen")
    assert "Nothing is changed" in capsys.readouterr().out
    assert stored(cast, "SELECT count(*) FROM list_row") == [(3,)]


def test_a_file_may_name_the_columns(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(kept(tmp_path, "Wer;Wann\nRoza Tuletaeva;5.6.2012\n"))
    mapping = str(kept(tmp_path, '{"name": "Wer", "arrested": "Wann"}', "ours.json"))
    vigil(cast, monkeypatch, "import", path, "--as", mapping, "--campaign", "zhanaozen")
    assert "1 rows of people known here" in capsys.readouterr().out
    assert stored(cast, "SELECT name FROM outside_list") == [("ours",)]


def test_a_bad_row_is_named_and_the_command_fails(
    cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = str(kept(tmp_path, viasna(1, ROZA | {"birthday": "31.02.1990"})))
    with pytest.raises(SystemExit, match="2"):
        vigil(cast, monkeypatch, "import", path, "--as", "viasna", "--campaign", "zhanaozen")
    assert "Line 4, column “birthday”" in capsys.readouterr().err


def test_an_export_is_a_table_too(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    facts(cast)
    vigil(cast, monkeypatch, "export", "--campaign", "zhanaozen", "--format", "csv")
    said = capsys.readouterr().out
    assert said.splitlines()[0].startswith("reference,name,title")
    assert "K-001,Roza Tuletaeva,Striker in prison" in said
