"""When a job runs, as plain data: every so often, or once a day. Pure."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from pathlib import Path
from threading import Event
from typing import ClassVar

from sqlmodel import Session

from app.clock import Clock
from app.db import Database
from app.settings import Settings

FIRST_RETRY, LONGEST_RETRY = timedelta(minutes=5), timedelta(hours=4)


@dataclass(frozen=True, slots=True)
class Every:
    """Again when this much time has passed since it last began."""

    period: timedelta

    def last_tick(self, now: datetime) -> datetime:
        """The newest tick that is not after now; ticks count from the epoch, so that all machines agree."""
        step = int(self.period.total_seconds())
        return datetime.fromtimestamp(int(now.timestamp()) // step * step, UTC)


@dataclass(frozen=True, slots=True)
class Daily:
    """Once a day at an hour of UTC, or as soon after it as somebody is there."""

    hour: int
    period: ClassVar[timedelta] = timedelta(days=1)

    def last_tick(self, now: datetime) -> datetime:
        """The newest tick that is not after now."""
        today = datetime.combine(now.astimezone(UTC).date(), time(self.hour), UTC)
        return today if today <= now else today - timedelta(days=1)


@dataclass(slots=True)
class Step:
    """One run of a job: what it works with, when it began, and how it says how far it is."""

    database: Database
    settings: Settings
    now: datetime
    stop: Event = field(
        default_factory=Event
    )  # set when the process is asked to end: finish the piece in hand
    progress: Callable[[int, int], None] = lambda _done, _total: None
    clock: Clock | None = None  # without one, time stands still at `now`

    @property
    def data_dir(self) -> Path:
        """Where files of this installation lie."""
        return self.settings.data_dir

    def moment(self) -> datetime:
        """What time it is by now, for leases and for the last look before something leaves."""
        return self.clock() if self.clock else self.now


@dataclass(frozen=True, slots=True)
class Job:
    """Something the installation does by itself. `run` returns a short sentence about what it did.

    `name` is what tables and `/health` call it, `title` what people read.
    """

    name: str
    schedule: Every | Daily
    run: Callable[[Step], str]
    only_if: Callable[[Session, datetime], bool] | None = None  # a cheap question that spares an idle run
    at_least: timedelta | None = None  # however idle, it must run this often
    title: str = ""


@dataclass(frozen=True, slots=True)
class LastRun:
    """What the table knows of a job."""

    slot: str = ""
    owner: str | None = None
    began_at: datetime | None = None
    ended_at: datetime | None = None
    failures: int = 0


def slot_of(job: Job, now: datetime) -> str:
    """The name of the tick that is due at this moment."""
    return job.schedule.last_tick(now).isoformat()


def is_due(job: Job, last: LastRun, now: datetime) -> bool:
    """Whether a run should begin: a new tick, or the retry of a failed one. A clock set back starts anew."""
    if last.owner is not None or last.began_at is None:
        return last.owner is None
    if last.failures:
        return now >= last.began_at + retry_after(job, last.failures) or now < last.began_at
    return slot_of(job, now) != last.slot


def retry_after(job: Job, failures: int) -> timedelta:
    """How long a job that failed waits: longer each time, never longer than its own period."""
    return min(FIRST_RETRY * (1 << min(failures - 1, 10)), LONGEST_RETRY, job.schedule.period)


def next_run(job: Job, last: LastRun, now: datetime) -> datetime:
    """When it will run again, for the pages."""
    if last.began_at is None:
        return now
    if last.failures:
        return last.began_at + retry_after(job, last.failures)
    return job.schedule.last_tick(now) + (
        job.schedule.period if slot_of(job, now) == last.slot else timedelta()
    )
