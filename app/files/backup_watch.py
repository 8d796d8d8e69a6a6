"""The job that looks whether there is a fresh backup, so that its absence shows where people look."""

from datetime import datetime, timedelta

from app.files.backups import last_backup_at
from app.jobs.schedule import Every, Job, Step
from app.text import N_, _, moment_in_words
from app.trouble import InOurWords

LOSE_AT_MOST = timedelta(hours=48)


class NoFreshBackup(InOurWords):
    """The last whole backup is too old, or there was none."""


def look_at_backups(step: Step) -> str:
    """Say when the last whole backup was made; in production, raise NoFreshBackup when it is too old."""
    made = last_backup_at(step.settings)
    told = _told(made)
    if step.settings.is_production and (made is None or step.now - made > LOSE_AT_MOST):
        raise NoFreshBackup(told)
    return told


def _told(made: datetime | None) -> str:
    if made is None:
        return _("no backup was made yet")
    return _("the last whole backup was made %(moment)s") % {"moment": moment_in_words(made)}


BACKUPS = Job(
    "backups", Every(timedelta(hours=1)), look_at_backups, title=N_("Look whether there is a fresh backup")
)
