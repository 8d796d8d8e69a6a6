"""The backup that makes itself: every night into a folder, read back, the oldest beyond the wanted number removed."""

import json
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from app.files.backups import MARK, write_backup
from app.jobs.schedule import Daily, Job, Step
from app.settings import Settings
from app.text import N_, _
from app.trouble import InOurWords

LOSE_AT_MOST = timedelta(hours=48)
NAMED = "vigil-*.backup"


class NoBackup(InOurWords):
    """There can be none; the message says what is missing."""


class LastBackup(NamedTuple):
    """The last whole backup, wherever it was written to."""

    at: datetime
    bytes: int


def make_backup(step: Step) -> str:
    """Write tonight's file and read it back; raise NoBackup in production where there is no passphrase."""
    if not step.settings.backup_passphrase:
        why = _("no backup is made: set VIGIL_BACKUP_PASSPHRASE")
        if step.settings.is_production:
            raise NoBackup(why)
        return why
    folder = step.settings.backups
    for half in folder.glob(f".{NAMED}.*.part"):  # of a run that was killed: this job runs once at a time
        half.unlink(missing_ok=True)
    target = folder / f"vigil-{step.now.astimezone(UTC):%Y-%m-%dT%H%M%SZ}.backup"
    contents = write_backup(step.database, step.settings, target, step.now)
    for old in sorted(folder.glob(NAMED))[: -step.settings.backups_kept]:
        old.unlink(missing_ok=True)
    return _("%(rows)s rows and %(files)s files, %(size)s kB, read back") % {
        "rows": f"{contents.count:,}",
        "files": len(contents.files),
        "size": f"{target.stat().st_size // 1000:,}",
    }


def last_backup(settings: Settings) -> LastBackup | None:
    """What the last whole backup left behind; None if there never was one."""
    try:
        told = json.loads((settings.data_dir / MARK).read_text(encoding="ascii"))
        return LastBackup(datetime.fromisoformat(told["at"]), int(told.get("bytes", 0)))
    except (OSError, ValueError, KeyError):
        return None


def is_backup_late(settings: Settings, since: datetime | None, now: datetime) -> bool:
    """In production, whether two days of somebody's work would be lost; `since` is the first account."""
    made = last_backup(settings)
    from_when = made.at if made is not None else since
    return settings.is_production and from_when is not None and now - from_when > LOSE_AT_MOST


def nightly_backup(settings: Settings) -> Job:
    """The job, at the hour that the settings name."""
    return Job("backups", Daily(settings.backup_hour), make_backup, title=N_("Make the nightly backup"))
