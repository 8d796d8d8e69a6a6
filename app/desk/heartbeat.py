"""Whether the installation does its own work in time and has what it needs; a word to all, and to hosts, where not."""

import shutil
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

from sqlalchemy.engine import make_url
from sqlmodel import Session

from app.accounts.queries import first_account_at
from app.files.nightly_backup import LastBackup, is_backup_late, last_backup
from app.jobs.queries import JobView, job_views
from app.jobs.schedule import Job
from app.mail.models import MailLine
from app.mail.queries import Outbox, line_state, outbox
from app.outages import DISK_FULL, READ_ONLY, Outage
from app.settings import Settings
from app.text import _, moment_in_words

A_DAY = timedelta(hours=26)  # whatever happens once a day may be two hours later than the day before
MAIL_MAY_WAIT = timedelta(hours=6)
FIRST_RUN_WITHIN = timedelta(minutes=15)
ASK_EVERY = timedelta(minutes=1)
WATCH = "watch"  # the job that runs every five minutes, whatever else there is to do
WORKER_WITHIN = timedelta(minutes=20)
REMEMBERED = timedelta(hours=1)
FREE_AT_LEAST = 0.05
TOLD_APART = frozenset({"reviews", "digest", "mail", WATCH})


@dataclass(frozen=True, slots=True)
class Beat:
    """When each piece of work was done last, what there is room for, and what is late."""

    jobs: dict[str, JobView]
    outbox: Outbox
    line: MailLine
    backup: LastBackup | None
    free: float | None
    late: frozenset[str]
    met: tuple[Outage, ...]

    def good(self, job: str) -> datetime | None:
        """When a job ended well last."""
        return self.jobs[job].last_good_at if job in self.jobs else None

    @property
    def worker_at(self) -> datetime | None:
        """When a worker was seen last."""
        return self.jobs[WATCH].last_run_at if WATCH in self.jobs else None

    @property
    def is_well(self) -> bool:
        """What a monitor asks: nothing is late, nothing fails again and again, nothing is full."""
        fails = any(job.late or job.failing for job in self.jobs.values())
        full = DISK_FULL in self.met or READ_ONLY in self.met
        return not (self.late or fails or full or self.line.refuses_us or self.line.failures > 1)

    @property
    def words(self) -> tuple[str, ...]:
        """A sentence for each that is late, for everybody; empty when all is well."""
        return tuple(sentence for name, sentence in self._sentences() if name in self.late)

    @property
    def wrong(self) -> tuple[str, ...]:
        """The same for whoever runs the installation, with what they alone can mend."""
        return (*self.words, *dict.fromkeys(self._for_hosts()))

    def _sentences(self) -> Iterator[tuple[str, str]]:
        yield (
            "worker",
            _("Nothing looks after jobs, dates and mails since %(when)s: no worker runs.")
            % {"when": _when(self.worker_at)},
        )
        yield (
            "dates",
            _("Due dates have not been recomputed since %(when)s, so some may be missing here.")
            % {"when": _when(self.good("reviews"))},
        )
        yield (
            "digests",
            _("No weekly mail has been made since %(when)s.") % {"when": _when(self.good("digest"))},
        )
        yield (
            "mail",
            _("Mail has been waiting to go out since %(when)s.")
            % {"when": _when(self.outbox.oldest_queued_at)},
        )
        if self.backup is None:
            yield "backup", _("There is no backup yet of what is kept here.")
        else:
            yield "backup", _("No backup has been made since %(when)s.") % {"when": _when(self.backup.at)}
        yield (
            "disk",
            _("Only %(percent)s percent of the disk is free.") % {"percent": round(100 * (self.free or 0))},
        )

    def _for_hosts(self) -> Iterator[str]:
        if self.line.refuses_us:
            yield _("The mail server refuses us: look at VIGIL_SMTP_URL and VIGIL_MAIL_FROM.")
        elif self.line.failures:
            yield _("The mail server could not be reached on %(when)s; mail waits.") % {
                "when": _when(self.line.failed_at)
            }
        for job in self.jobs.values():
            if job.error and job.failing:
                yield _("“%(job)s” fails again and again: %(error)s") % {
                    "job": job.title,
                    "error": job.error,
                }
            elif job.late and job.name not in TOLD_APART:
                when = {"job": job.title, "when": _when(job.last_run_at)}
                yield _("“%(job)s” has not run since %(when)s.") % when
        yield from (outage.words for outage in self.met)


def _when(moment: datetime | None) -> str:
    return moment_in_words(moment) if moment is not None else _("the start of this program")


@dataclass
class Heartbeat:
    """Asked at every page, so it looks once a minute; work that never ran is late a while after the start."""

    began_at: datetime
    settings: Settings
    jobs: Sequence[Job]
    asked_at: datetime | None = None
    beat: Beat | None = None
    lock: Lock = field(default_factory=Lock)
    met: dict[Outage, datetime] = field(default_factory=dict)  # by this process, and when last

    def trouble(self, outage: Outage, now: datetime) -> None:
        """A request met it just now."""
        self.met[outage] = now

    def words(self, session: Session, now: datetime) -> tuple[str, ...]:
        """What to tell everybody who is signed in. A page about a fault has no database: it says what was known."""
        with self.lock:
            due = self.asked_at is None or abs(now - self.asked_at) >= ASK_EVERY
            if due:
                self.asked_at = now
        if due and session.bind is not None:
            return self.look(session, now).words
        return self.beat.words if self.beat is not None else ()

    def look(self, session: Session, now: datetime) -> Beat:
        """A few small statements."""
        jobs = {view.name: view for view in job_views(session, self.jobs, now)}
        box, free = outbox(session), free_share(self.settings)
        since = first_account_at(session) if self.settings.is_production else None
        worker = jobs[WATCH].last_run_at if WATCH in jobs else None
        late = {
            "worker": now > max(worker or self.began_at, self.began_at) + WORKER_WITHIN,
            "dates": self._is_late(jobs.get("reviews"), now),
            "digests": self._is_late(jobs.get("digest"), now),
            "mail": box.oldest_queued_at is not None and now > box.oldest_queued_at + MAIL_MAY_WAIT,
            "backup": is_backup_late(self.settings, since, now),
            "disk": free is not None and free < FREE_AT_LEAST,
        }
        met = tuple(outage for outage, at in self.met.items() if now - at < REMEMBERED)
        names = frozenset(name for name, is_late in late.items() if is_late)
        line, backup = line_state(session), last_backup(self.settings)
        self.asked_at, self.beat = now, Beat(jobs, box, line, backup, free, names, met)
        return self.beat

    def _is_late(self, job: JobView | None, now: datetime) -> bool:
        last = job.last_good_at if job is not None else None
        return now > (last + A_DAY if last is not None else self.began_at + FIRST_RUN_WITHIN)


def free_share(settings: Settings) -> float | None:
    """How much of the fullest disk that we write to is free; PostgreSQL's own is not ours to see."""
    places = [settings.data_dir, settings.backups]
    file = make_url(settings.database_url).database
    if settings.database_url.startswith("sqlite") and file:
        places.append(Path(file).parent)
    found = [shutil.disk_usage(place) for place in places if place.is_dir()]
    return min((one.free / one.total for one in found if one.total), default=None)
