"""Each tick of a job runs once, whoever looks and whatever stops; a dead owner's work is taken up."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Barrier, Event, Thread

import pytest
from sqlalchemy import text

from app.db import Database
from app.jobs.presence import is_gone, presence
from app.jobs.queries import job_views
from app.jobs.schedule import Daily, Every, Job, LastRun, Step, is_due, next_run, retry_after
from app.jobs.worker import Worker
from app.settings import Settings

NINE = datetime(2026, 11, 16, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@dataclass
class Workshop:
    """A database, a clock, and a job that counts its runs."""

    database: Database
    settings: Settings
    now: datetime = NINE
    runs: list[str] = field(default_factory=list)
    breaks: bool = False

    def job(self, name: str = "count", every: timedelta = HOUR) -> Job:
        """Counts its runs, or breaks."""

        def run(step: Step) -> str:
            self.runs.append(name)
            step.progress(1, 2)
            if self.breaks:
                raise ValueError("it broke")
            return "counted"

        return Job(name, Every(every), run)

    def worker(self, owner: str, *jobs: Job) -> Worker:
        """A worker under this clock."""
        return Worker(self.database, self.settings, jobs or (self.job(),), owner, clock=lambda: self.now)

    def look(self, worker: Worker) -> list[str]:
        """One look, until what it began is over."""
        begun = worker.look()
        for run in worker.running.values():
            run.thread.join()
        return begun

    def row(self) -> tuple[object, ...]:
        """What the table says of the job."""
        with self.database.reading() as session:
            asked = "SELECT owner, failures, said, error, progress_done FROM job WHERE name = 'count'"
            return tuple(session.execute(text(asked)).one())


@pytest.fixture
def shop(settings: Settings) -> Iterator[Workshop]:
    """An empty workshop."""
    database = Database(settings.database_url)
    yield Workshop(database, settings)
    database.close()


def test_a_job_runs_at_once_when_it_never_ran_and_then_at_its_ticks(shop: Workshop) -> None:
    worker = shop.worker("a")
    begun = []
    for _quarter in range(9):
        begun.append(shop.look(worker))
        shop.now += HOUR / 4

    assert begun == [["count"], [], [], [], ["count"], [], [], [], ["count"]]
    assert shop.row() == (None, 0, "counted", None, 0)


def test_of_five_schedulers_one_runs_each_tick(shop: Workshop) -> None:
    workers = [shop.worker(f"w{number}") for number in range(5)]
    together = Barrier(5)

    def look(worker: Worker) -> None:
        together.wait()
        shop.look(worker)

    for _tick in range(3):
        threads = [Thread(target=look, args=(worker,)) for worker in workers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        shop.now += HOUR

    assert shop.runs == ["count"] * 3


def test_missed_ticks_are_made_up_for_by_one_run(shop: Workshop) -> None:
    worker = shop.worker("a")
    shop.look(worker)
    shop.now += timedelta(days=70)

    assert [shop.look(worker), shop.look(worker)] == [["count"], []]


def test_a_clock_set_back_does_not_stop_a_job(shop: Workshop) -> None:
    worker = shop.worker("a")
    shop.look(worker)
    shop.now -= timedelta(days=8)

    assert [shop.look(worker), shop.look(worker)] == [["count"], []]


def test_a_job_that_breaks_shows_its_error_and_is_tried_again_later_and_later(shop: Workshop) -> None:
    shop.breaks = True
    worker = shop.worker("a")
    shop.look(worker)
    assert shop.row()[:4] == (None, 1, None, "ValueError at tests/jobs/test_jobs.py:41 run")

    shop.now += timedelta(minutes=4)
    assert shop.look(worker) == []
    shop.now += timedelta(minutes=1)
    assert shop.look(worker) == ["count"]
    shop.breaks = False
    shop.now += timedelta(minutes=10)
    assert shop.look(worker) == ["count"]
    assert shop.row()[:4] == (None, 0, "counted", None)


def test_a_dead_owners_job_is_taken_up_at_once_and_a_living_ones_never(shop: Workshop) -> None:
    with presence(shop.settings.data_dir) as alive:
        shop.look(shop.worker(alive))
        _give(shop, alive)
        other = shop.worker("other")
        shop.now += timedelta(days=70)
        assert [shop.look(other), shop.look(other)] == [[], []]
    shop.look(other)

    assert shop.look(other) == ["count"]


def test_on_another_machine_the_lease_decides(shop: Workshop) -> None:
    shop.look(shop.worker("a"))
    _give(shop, "0123456789abcdef-1-ffff")
    other = shop.worker("other")
    assert [shop.look(other), shop.look(other)] == [[], []]

    shop.now += timedelta(minutes=6)
    shop.look(other)
    assert shop.look(other) == ["count"]


def _give(shop: Workshop, owner: str) -> None:
    """As if this owner had begun a run and not come back."""
    with shop.database.writing(actor="a test", at=shop.now) as session:
        session.execute(
            text("UPDATE job SET owner = :owner, lease_until = began_at WHERE name = 'count'"),
            {"owner": owner},
        )


def test_whoever_is_killed_is_known_to_be_gone(shop: Workshop) -> None:
    waits = "import sys\nfrom pathlib import Path\nfrom app.jobs.presence import presence\n"
    waits += (
        "with presence(Path(sys.argv[1])) as owner:\n    print(owner, flush=True)\n    sys.stdin.read()\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", waits, str(shop.settings.data_dir)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    owner = process.stdout.readline().strip()
    seen = [is_gone(shop.settings.data_dir, owner)]
    process.kill()
    process.communicate()
    seen.append(is_gone(shop.settings.data_dir, owner))

    assert seen == [False, True]
    assert is_gone(shop.settings.data_dir, "elsewhere-1-2") is None


def test_asked_to_end_a_worker_lets_the_piece_in_hand_finish(shop: Workshop) -> None:
    begun = Event()

    def piecewise(step: Step) -> str:
        begun.set()
        return "ended early" if step.stop.wait(10) else "never asked"

    worker = shop.worker("a", Job("count", Every(HOUR), piecewise))
    worker.look()
    begun.wait(10)

    assert worker.finish()
    assert shop.row()[2] == "ended early"


def test_a_job_with_nothing_to_do_is_not_begun(shop: Workshop) -> None:
    counted = shop.job()
    idle = Job("count", counted.schedule, counted.run, only_if=lambda _session, now: now > NINE)

    assert shop.look(shop.worker("a", idle)) == []
    shop.now += HOUR
    assert shop.look(shop.worker("a", idle)) == ["count"]


def test_the_page_knows_last_and_next_run_and_who_is_late(shop: Workshop) -> None:
    jobs = (shop.job(), shop.job("never"))
    shop.look(shop.worker("a", jobs[0]))
    with shop.database.reading() as session:
        first, never = job_views(session, jobs, NINE + timedelta(minutes=20))
        late = job_views(session, jobs, NINE + 3 * HOUR)[0]

    assert (first.last_run_at, first.next_run_at, first.said, first.late) == (
        NINE,
        NINE + HOUR,
        "counted",
        False,
    )
    assert (never.last_run_at, never.late) == (None, False)
    assert late.late


def test_a_daily_job_runs_once_a_day_at_its_hour_or_as_soon_as_it_can() -> None:
    job = Job("backup", Daily(3), lambda _step: "")
    ran = LastRun(slot="2026-11-16T03:00:00+00:00", began_at=NINE)

    assert not is_due(job, ran, NINE + 17 * HOUR)
    assert is_due(job, ran, NINE + 18 * HOUR)
    assert next_run(job, ran, NINE) == NINE + 18 * HOUR
    assert retry_after(job, 99) == timedelta(hours=4)
