"""The backup that makes itself: written, read back, restorable, and only so many are kept."""

from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from app.cli.restoring import restore
from app.db import Database
from app.files.backups import check_backup
from app.files.nightly_backup import NoBackup, is_backup_late, last_backup, make_backup, nightly_backup
from app.jobs.schedule import LastRun, Step, is_due
from app.main import open_database
from app.settings import Settings
from tests.story import Cast

NOW = datetime(2026, 11, 16, 2, 0, tzinfo=UTC)
PASSPHRASE = "a passphrase that is long enough"


@pytest.fixture
def production(settings: Settings) -> Settings:
    return replace(settings, environment="production", backup_passphrase=PASSPHRASE)


def kept(settings: Settings) -> list[str]:
    """What lies in the folder."""
    return sorted(path.name for path in settings.backups.iterdir())


def test_each_night_one_is_made_and_the_oldest_go(database: Database, production: Settings) -> None:
    few = replace(production, backups_kept=2)
    said = [make_backup(Step(database, few, NOW + timedelta(days=night))) for night in range(4)]

    assert kept(few) == ["vigil-2026-11-18T020000Z.backup", "vigil-2026-11-19T020000Z.backup"]
    assert all("read back" in words for words in said)
    newest = few.backups / "vigil-2026-11-19T020000Z.backup"
    assert last_backup(few) == (NOW + timedelta(days=3), newest.stat().st_size)
    assert check_backup(newest, PASSPHRASE).at == NOW + timedelta(days=3)
    assert few.backups.stat().st_mode & 0o077 == 0


def test_what_a_killed_run_left_goes_and_what_others_put_there_stays(
    database: Database, production: Settings
) -> None:
    production.backups.mkdir(parents=True)
    for name in (".vigil-2026-11-15T020000Z.backup.0a1b2c3d.part", "by-hand.vigil", "note.txt"):
        (production.backups / name).write_text("x")
    make_backup(Step(database, replace(production, backups_kept=1), NOW))

    assert kept(production) == ["by-hand.vigil", "note.txt", "vigil-2026-11-16T020000Z.backup"]


def test_it_can_be_restored(cast: Cast, tmp_path: Path) -> None:
    settings = replace(cast.settings, backup_passphrase=PASSPHRASE, backup_dir=str(tmp_path / "elsewhere"))
    make_backup(Step(cast.database, settings, NOW))
    (file,) = (tmp_path / "elsewhere").iterdir()
    other = replace(settings, database_url=f"sqlite:///{tmp_path}/other.db", data_dir=tmp_path / "other")

    assert restore(other, file).contents.at == NOW
    with closing(open_database(other)) as found, found.reading() as session:
        assert session.connection().exec_driver_sql("SELECT count(*) FROM volunteer").scalar_one() > 0


def test_without_a_passphrase_none_is_written_and_production_says_why(
    database: Database, settings: Settings, production: Settings
) -> None:
    assert make_backup(Step(database, settings, NOW)) == "no backup is made: set VIGIL_BACKUP_PASSPHRASE"
    with pytest.raises(NoBackup, match="set VIGIL_BACKUP_PASSPHRASE"):
        make_backup(Step(database, replace(production, backup_passphrase=None), NOW))
    assert not settings.backups.exists()


def test_the_first_is_made_at_once_and_then_at_the_hour_of_the_setting(production: Settings) -> None:
    job = nightly_backup(replace(production, backup_hour=4))
    assert is_due(job, LastRun(), NOW)
    ran = LastRun(slot=job.schedule.last_tick(NOW).isoformat(), began_at=NOW, ended_at=NOW)
    assert not is_due(job, ran, NOW + timedelta(hours=1, minutes=59))
    assert is_due(job, ran, NOW + timedelta(hours=2))


def test_it_is_late_after_two_days_in_production_alone(database: Database, production: Settings) -> None:
    since = NOW - timedelta(days=9)
    assert not is_backup_late(production, None, NOW)
    assert is_backup_late(production, since, NOW)
    make_backup(Step(database, production, NOW))
    assert not is_backup_late(production, since, NOW + timedelta(hours=48))
    assert is_backup_late(production, since, NOW + timedelta(hours=49))
    assert not is_backup_late(
        replace(production, environment="development"), since, NOW + timedelta(hours=49)
    )
