"""Reading jobs: for the worker, for the admin's page and for /health."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlmodel import Session, col

from app.jobs.models import JobState
from app.jobs.schedule import Job, LastRun, next_run
from app.text import marked

GRACE = timedelta(minutes=10)
FAILS = 3
LEEWAY = timedelta(hours=2)  # what must run once a day may begin a little later than the day before


def states(session: Session) -> dict[str, JobState]:
    """What the table knows, by name."""
    return {row.name: row for row in session.scalars(select(JobState).order_by(col(JobState.name)))}


def state_of(session: Session, name: str) -> JobState | None:
    """What the table knows of one job."""
    return session.scalars(select(JobState).where(col(JobState.name) == name)).first()


def last_run(state: JobState | None) -> LastRun:
    """What matters of a row for deciding."""
    if state is None:
        return LastRun()
    return LastRun(state.slot, state.owner, state.began_at, state.ended_at, state.failures)


@dataclass(frozen=True, slots=True)
class JobView:
    """A job as the admin's page and /health show it."""

    name: str
    title: str
    running: bool
    last_run_at: datetime | None
    last_good_at: datetime | None
    next_run_at: datetime
    progress: tuple[int, int]
    said: str | None
    error: str | None
    late: bool
    failing: bool  # again and again


def job_views(session: Session, jobs: Iterable[Job], now: datetime) -> list[JobView]:
    """Every job with its last and next run. Late:
    nobody has begun it for two of its periods and ten minutes.
    """
    known = states(session)
    return [_view(job, known.get(job.name), now) for job in jobs]


def _view(job: Job, state: JobState | None, now: datetime) -> JobView:
    last = last_run(state)
    following = next_run(job, last, now)
    return JobView(
        name=job.name,
        title=marked(job.title) if job.title else job.name,
        running=last.owner is not None,
        last_run_at=last.began_at,
        last_good_at=state.succeeded_at if state else None,
        next_run_at=following,
        progress=(state.progress_done, state.progress_total) if state else (0, 0),
        said=state.said if state else None,
        error=state.error if state else None,
        late=_is_late(job, state, now),
        failing=state is not None and state.failures >= FAILS,
    )


def _is_late(job: Job, state: JobState | None, now: datetime) -> bool:
    """An idle job is late only when it has a least that it must do, or when it fails."""
    if state is None or state.began_at is None:
        return False
    if job.at_least is not None:
        return now > (state.succeeded_at or state.began_at) + job.at_least + LEEWAY
    quiet = job.only_if is not None and not state.failures
    return not quiet and now > state.began_at + 2 * job.schedule.period + GRACE
