"""A missing or old backup shows as a failed job in production, and is only told in development."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.db import Database
from app.files.backup_watch import NoFreshBackup, look_at_backups
from app.files.backups import write_backup
from app.jobs.schedule import Step
from app.settings import Settings

NOW = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)


@pytest.fixture
def production(settings: Settings) -> Settings:
    return replace(settings, environment="production", backup_passphrase="a passphrase that is long enough")


def test_without_any_backup_production_fails_and_development_says_so(
    database: Database, settings: Settings, production: Settings
) -> None:
    assert look_at_backups(Step(database, settings, NOW)) == "no backup was made yet"
    with pytest.raises(NoFreshBackup, match="no backup was made yet"):
        look_at_backups(Step(database, production, NOW))


def test_a_backup_counts_for_two_days(database: Database, production: Settings) -> None:
    write_backup(database, production, production.data_dir / "copy", NOW)

    said = look_at_backups(Step(database, production, NOW + timedelta(hours=48)))
    assert said == "the last whole backup was made 16 November 2026, 09:00 UTC"
    with pytest.raises(NoFreshBackup, match="16 November"):
        look_at_backups(Step(database, production, NOW + timedelta(hours=49)))
