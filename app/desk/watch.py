"""The job that watches the others and the disk, and writes to the admins once a day while something is wrong."""

from collections.abc import Sequence
from datetime import timedelta

from app.accounts.account_mails import send_alarm
from app.accounts.queries import admins
from app.clock import civil_date
from app.desk.heartbeat import WATCH, Heartbeat
from app.jobs.schedule import Every, Job, Step
from app.text import N_, _


def watch(jobs: Sequence[Job]) -> Job:
    """It runs every five minutes, whatever else there is to do: where it has not, no worker is there."""
    seen: list[Heartbeat] = []

    def look(step: Step) -> str:
        if not seen:
            seen.append(Heartbeat(step.now, step.settings, jobs))
        with step.database.reading() as session:
            beat = seen[0].look(session, step.now)
        if beat.is_well:
            return _("all is well")
        today = civil_date(step.now, step.settings.timezone).isoformat()
        with step.database.writing(actor="vigil", at=step.now) as session:
            for admin in admins(session):
                send_alarm(session, step.settings, admin, today, beat.wrong)
        return " ".join(beat.wrong)

    return Job(WATCH, Every(timedelta(minutes=5)), look, title=N_("Look whether all is well"))
