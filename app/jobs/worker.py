"""The worker: looks at the schedule, runs what is due in threads, and ends tidily when asked."""

import logging
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from threading import Event, Thread, current_thread, main_thread

from app.clock import Clock, utc_now
from app.db import Database
from app.jobs.changes import end_badly, end_well, free_abandoned, hold, take
from app.jobs.models import JobState
from app.jobs.presence import presence
from app.jobs.queries import last_run, states
from app.jobs.schedule import Job, Step, is_due, slot_of
from app.log import seldom
from app.outages import outage_of
from app.settings import Settings
from app.trouble import InOurWords, in_short, named, note

log = logging.getLogger("vigil")
LOOK_EVERY, HOLD_EVERY, END_WITHIN = 2.0, 30, 9.0


@dataclass
class Running:
    """A job that runs in this process."""

    thread: Thread
    progress: tuple[int, int] = (0, 0)
    said: tuple[int, int] = (0, 0)
    looks: int = 0


@dataclass
class Worker:
    """What one worker process knows: its name, its jobs, and which of them it runs now."""

    database: Database
    settings: Settings
    jobs: Sequence[Job]
    owner: str
    stop: Event = field(default_factory=Event)
    clock: Clock = utc_now
    running: dict[str, Running] = field(default_factory=dict)

    def look(self) -> list[str]:
        """Begin every job that is due, keep hold of those that run, and free what dead owners left."""
        self.running = {name: run for name, run in self.running.items() if run.thread.is_alive()}
        now = self.clock()
        with self.database.reading() as session:
            known = states(session)
            due = [
                job
                for job in self.jobs
                if is_due(job, last_run(known.get(job.name)), now)
                and (job.only_if is None or job.only_if(session, now))
            ]
        if any(state.owner not in (None, self.owner) for state in known.values()):
            self._free(now)
        for name, state in known.items():
            if state.owner == self.owner and name not in self.running:
                self._end(name, "its end could not be written down")
        for name in self.running:
            self._hold(name, now)
        begun = [job for job in due if job.name not in self.running and self._take(job, known, now)]
        for job in begun:
            thread = Thread(target=self._run, args=(job, now), name=f"job {job.name}", daemon=True)
            self.running[job.name] = Running(thread)
            thread.start()
        return [job.name for job in begun]

    def finish(self) -> bool:
        """Let every running job end its piece in hand; whether all did in time."""
        self.stop.set()
        for run in self.running.values():
            run.thread.join(END_WITHIN)
        return not any(run.thread.is_alive() for run in self.running.values())

    def _take(self, job: Job, known: dict[str, JobState], now: datetime) -> bool:
        seen = known[job.name].slot if job.name in known else ""
        with self.database.writing(actor="vigil", at=now) as session:
            return take(session, job.name, slot=slot_of(job, now), seen=seen, owner=self.owner)

    def _hold(self, name: str, now: datetime) -> None:
        run = self.running[name]
        run.looks += 1
        if run.looks % HOLD_EVERY == 0 or run.progress != run.said:
            run.said = run.progress
            with self.database.writing(actor="vigil", at=now) as session:
                hold(session, name, self.owner, run.progress)

    def _free(self, now: datetime) -> None:
        with self.database.writing(actor="vigil", at=now) as session:
            for name in free_abandoned(session, self.settings.data_dir):
                log.warning("job %s was left by a process that ended; it will run again", name)

    def _end(self, name: str, error: str) -> None:
        with self.database.writing(actor="vigil", at=self.clock()) as session:
            end_badly(session, name, self.owner, error)

    def _run(self, job: Job, now: datetime) -> None:
        def progress(done: int, total: int) -> None:
            self.running[job.name].progress = (done, total)

        try:
            said = job.run(Step(self.database, self.settings, now, self.stop, progress, self.clock))
        except Exception as error:  # noqa: BLE001 - a job breaks alone
            self._end_safely(job, _told(error, "job %s broke", job.name))
        else:
            self._end_safely(job, None, said)

    def _end_safely(self, job: Job, error: str | None, said: str = "") -> None:
        """Where the end cannot be written down, the next look that can does it."""
        try:
            if error is not None:
                self._end(job.name, error)
                return
            with self.database.writing(actor="vigil", at=self.clock()) as session:
                end_well(session, job.name, self.owner, said)
        except Exception as lost:  # noqa: BLE001 - as above
            _told(lost, "the end of job %s could not be written down", job.name)


def run_worker(
    database: Database, settings: Settings, jobs: Sequence[Job], stop: Event | None = None
) -> None:
    """Run jobs until asked to end (SIGTERM, SIGINT or `stop`), then finish the pieces in hand within
    ten seconds.
    """
    with presence(settings.data_dir) as owner, _until_asked(stop or Event()) as asked:
        worker = Worker(database, settings, jobs, owner, asked)
        log.info("ready: %s jobs", len(jobs))
        while not asked.is_set():
            try:
                worker.look()
            except Exception as error:  # noqa: BLE001 - whatever it is, the next look may go well
                _told(error, "the worker could not look at its jobs; it tries again")
            asked.wait(LOOK_EVERY)
        if not worker.finish():
            log.warning("a job did not end in time; its work is taken up at the next start")


def _told(error: Exception, words: str, *named_by: object) -> str:
    """What the table of jobs keeps of it. What a person has to mend is one line an hour in the log."""
    outage = outage_of(error)
    if isinstance(error, InOurWords):
        seldom(f"{words} {named_by}", f"{words}: %s", *named_by, error)
        return str(error)
    if outage is None:
        note(error, words, *named_by)
        return in_short(error)
    seldom(outage.name, f"{words}: %s (%s)", *named_by, outage.words, named(error))
    return outage.words


@contextmanager
def _until_asked(asked: Event) -> Iterator[Event]:
    """An event that SIGTERM and SIGINT set; in a thread other than the main one, signals stay as they are."""
    if current_thread() is not main_thread():
        yield asked
        return
    before = {
        number: signal.signal(number, lambda *_: asked.set()) for number in (signal.SIGTERM, signal.SIGINT)
    }
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
