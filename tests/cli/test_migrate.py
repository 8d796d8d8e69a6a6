"""`vigil migrate`: data that will be changed are copied first, sealed where there is a passphrase."""

from contextlib import closing
from pathlib import Path

import pytest

from app.db import Database
from app.files.backups import check_backup
from app.migrating import bring_to, pending, revisions
from tests.servers import environment_for, run_vigil

PASSPHRASE = "a passphrase that is long enough"


@pytest.fixture
def old(empty_database_url: str) -> str:
    """A database of the release before this one."""
    with closing(Database(empty_database_url)) as database, database.engine.begin() as connection:
        bring_to(connection, revisions()[-2])
    return empty_database_url


@pytest.mark.either
def test_with_a_passphrase_a_sealed_backup_comes_first(old: str, tmp_path: Path) -> None:
    environment = environment_for(
        tmp_path / "data", {"VIGIL_DATABASE_URL": old, "VIGIL_BACKUP_PASSPHRASE": PASSPHRASE}
    )
    said = run_vigil("migrate", environment=environment)

    (file,) = (tmp_path / "data" / "backups").iterdir()
    assert f"Backed up first: {file}" in said
    assert check_backup(file, PASSPHRASE).revision == revisions()[-2]
    with closing(Database(old)) as database:
        assert not pending(database)
    assert "Backed up" not in run_vigil("migrate", environment=environment)


@pytest.mark.either
def test_without_one_it_says_what_there_is_instead(old: str, tmp_path: Path) -> None:
    said = run_vigil("migrate", environment=environment_for(tmp_path / "data", {"VIGIL_DATABASE_URL": old}))

    if "sqlite" in old:
        assert "While it is migrated, the old database lies in" in said
        assert list(Path(old.removeprefix("sqlite:///")).parent.glob("*.before-migration")) == []
    else:
        assert "There is no backup of it" in said
