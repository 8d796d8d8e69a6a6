"""Whoever was erased stays erased, whatever older backup is put in the place of the data."""

from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.cases.models import Person
from app.cli.backups import run_restore
from app.cli.restoring import restore
from app.db import Database
from app.files.backups import write_backup
from app.files.erased_ledger import NAME as LEDGER
from app.files.erased_ledger import Ledger
from app.files.storage import Shelf
from app.main import open_database
from app.migrating import migrate
from app.settings import Settings
from tests import story
from tests.files.sending import files_holding
from tests.files.test_erasing import CANARY, NAME, OTHER, erased, every_text, known
from tests.story import BEGAN, Cast

__all__ = ["known"]
WORDS = "a passphrase kept elsewhere"


@pytest.fixture
def settings(settings: Settings) -> Settings:
    return replace(settings, backup_passphrase=WORDS, vault_key="Qw7-long-and-random-enough_3Xz")


@pytest.fixture
def older(known: Cast, tmp_path: Path) -> Path:
    """A backup from before anybody was erased."""
    write_backup(known.database, known.settings, tmp_path / "older.vigil", BEGAN)
    return tmp_path / "older.vigil"


@pytest.fixture
def elsewhere(settings: Settings, tmp_path: Path) -> Settings:
    """Another machine without any data."""
    where = tmp_path / "elsewhere"
    return replace(settings, database_url=f"sqlite:///{where}/vigil.db", data_dir=where)


def what_is_told(cast: Cast) -> list[tuple[str, str]]:
    words = (CANARY, NAME, NAME.upper(), OTHER, "Vogelsang", "canaria")
    return [(where, said) for where, said in every_text(cast) if any(word in said for word in words)]


def as_cast(cast: Cast, settings: Settings) -> Cast:
    """The same people on another machine's data."""
    return replace(cast, settings=settings, database=open_database(settings))


def test_an_older_backup_brings_nobody_back(known: Cast, older: Path) -> None:
    erased(known)
    known.database.close()
    restored = restore(known.settings, older)
    assert (restored.erased, restored.strangers, restored.known) == (1, 0, 1)
    assert what_is_told(known) == []
    assert list(Shelf(known.settings.data_dir).names()) == []
    assert files_holding(known.settings.data_dir, CANARY.encode(), NAME.encode(), OTHER.encode()) == []
    if known.database.is_sqlite:
        folder = Path(known.database.url.removeprefix("sqlite:///")).parent
        assert files_holding(folder, CANARY.encode(), NAME.encode(), OTHER.encode()) == []
    ana = known.client(known.ana)
    assert "Asked for on" in ana.get("/people/2/erase").text
    assert "Erased person" in ana.get("/people/2").text
    assert "Roza Tuletaeva" in ana.get("/people/1").text
    assert "vigil" in ana.get("/cases/K-002/history").text


@pytest.mark.parametrize("lost", ["the ledger", "the database"])
def test_the_ledger_or_the_data_of_now_suffice(
    known: Cast, older: Path, elsewhere: Settings, tmp_path: Path, lost: str
) -> None:
    erased(known)
    ledger = known.settings.data_dir / LEDGER
    if lost == "the ledger":
        known.database.close()
        restore(known.settings, older)
        ledger.unlink()
        write_backup(known.database, known.settings, tmp_path / "newer.vigil", BEGAN)
        assert restore(elsewhere, tmp_path / "newer.vigil").erased == 0
        (elsewhere.data_dir / LEDGER).unlink(missing_ok=True)
    else:
        elsewhere.data_dir.mkdir()
        (elsewhere.data_dir / LEDGER).write_bytes(ledger.read_bytes())
    assert restore(elsewhere, older).erased == 1
    assert what_is_told(as_cast(known, elsewhere)) == []
    assert len(Ledger(elsewhere.data_dir).read()) == 1


def test_the_ledger_holds_no_word_and_is_for_its_owner_alone(known: Cast) -> None:
    erased(known)
    path = known.settings.data_dir / LEDGER
    assert path.stat().st_mode & 0o077 == 0
    said = path.read_text(encoding="ascii").casefold()
    assert not [word for word in (NAME, CANARY, "vogel", "lee", "ana", "k-002") if word.casefold() in said]
    assert [one.done for one in Ledger(known.settings.data_dir).read()] == [True]


def test_a_machine_that_knows_of_no_erasure_says_what_comes_back(
    known: Cast, older: Path, elsewhere: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    erased(known)
    run_restore(elsewhere, Namespace(file=older))
    assert "restore the newest backup there is, then this one again" in capsys.readouterr().out
    assert what_is_told(as_cast(known, elsewhere)) != []
    known.database.close()
    run_restore(known.settings, Namespace(file=older))
    assert "1 person erased since this backup stays erased." in capsys.readouterr().out


def test_an_erasure_is_about_nobody_else_who_has_the_same_number(
    known: Cast, older: Path, elsewhere: Settings
) -> None:
    erased(known)
    with theirs_of(elsewhere) as theirs:
        with theirs.writing(actor="a test", at=BEGAN + timedelta(days=1)) as session:
            group = story.campaign(session)
            for number, name in enumerate(("Somebody", "Somebody Innocent"), 1):
                story.case(session, group, f"K-00{number}", name)
        write_backup(theirs, elsewhere, older.with_name("theirs"), BEGAN)
    known.database.close()
    restored = restore(known.settings, older.with_name("theirs"))
    assert (restored.erased, restored.strangers) == (0, 1)
    with known.database.reading() as session:
        assert session.get_one(Person, 2).name == "Somebody Innocent"
    known.database.close()
    assert restore(known.settings, older).erased == 1, "the ledger has forgotten nobody"


@contextmanager
def theirs_of(settings: Settings) -> Iterator[Database]:
    """The database of another machine, made when it is not there."""
    settings.data_dir.mkdir(exist_ok=True)
    theirs = open_database(settings)
    migrate(theirs)
    yield theirs
    theirs.close()


def test_an_erasure_that_was_only_begun_counts_where_nothing_shows_that_it_failed(
    known: Cast, older: Path, elsewhere: Settings
) -> None:
    erased(known)
    path = known.settings.data_dir / LEDGER
    begun = next(line for line in path.read_bytes().split(b"\n") if line)
    path.write_bytes(b"\n" + begun + b'\n{"people":["2.4')
    elsewhere.data_dir.mkdir()
    (elsewhere.data_dir / LEDGER).write_bytes(path.read_bytes())
    assert restore(elsewhere, older).erased == 1

    again = replace(
        elsewhere, data_dir=elsewhere.data_dir / "b", database_url=f"sqlite:///{elsewhere.data_dir}/b.db"
    )
    restore(again, older)
    (again.data_dir / LEDGER).write_bytes(path.read_bytes())
    assert restore(again, older).erased == 0, "these data show that it never came to it"


def test_who_was_one_with_the_erased_only_later_goes_too(known: Cast, older: Path) -> None:
    with known.database.writing(actor="a test", at=BEGAN) as session:
        session.get_one(Person, 1).merged_into_id = 2
    erased(known)
    known.database.close()
    assert restore(known.settings, older).erased == 2
    assert "Tuletaeva" not in str(list(every_text(known)))
