"""Recomputing all reviews: at the start, when the day changes, and when something was changed that many rest on."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.cases.queries.case_heads import hold_cases
from app.clock import civil_date
from app.db import Database
from app.jobs.changes import answer, ask_for
from app.jobs.queries import state_of
from app.jobs.schedule import Every, Job, Step
from app.reviews.processes import in_processes
from app.reviews.queries.affected_cases import all_cases, campaign_zones, mark_of
from app.reviews.shipped_periods import add_missing_periods
from app.reviews.sync import AT_ONCE, JOB, Keeper
from app.reviews.sync_write import write_all
from app.settings import Settings
from app.text import N_, _

COUNT_ANEW = 2000  # after so many changes the database chooses its indexes by what it counted long ago
MANY = 6_000  # from so many cases on the work is shared out to processes
A_DAY = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many cases were looked at, and how many dates came, moved or went."""

    cases: int
    changed: int
    whole: bool = True  # False when it was asked to stop half-way


def recompute_all(database: Database, keeper: Keeper, now: datetime, step: Step | None = None) -> Recomputed:
    """Bring every review in step, a stretch of cases at a time, so that nobody waits long to write."""
    with database.reading() as session:
        numbers = all_cases(session)
    stretches = [numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE)]
    if keeper.opener is not None and len(numbers) >= MANY:
        done = in_processes(recompute, stretches, (database.url, keeper, now), step)
    else:
        done = _one_after_another(database, keeper, now, (stretches, step))
    changed = sum(done)
    with database.writing(actor="vigil", at=now) as session:
        for campaign_id, zone in campaign_zones(session):
            changed += keeper.keep_campaign(session, campaign_id, civil_date(now, zone, keeper.pinned))
    if changed >= COUNT_ANEW:
        database.count_anew()
    cases = sum(len(stretch) for stretch in stretches[: len(done)])
    return Recomputed(cases, changed, whole=len(done) == len(stretches))


def _one_after_another(
    database: Database, keeper: Keeper, now: datetime, work: tuple[list[list[int]], Step | None]
) -> list[int]:
    stretches, step = work
    done: list[int] = []
    for stretch in stretches:
        if step is not None and step.stop.is_set():
            break
        done.append(recompute(database, keeper, now, stretch))
        if step is not None:
            step.progress(len(done), len(stretches))
    return done


def recompute(database: Database, keeper: Keeper, now: datetime, case_ids: Sequence[int]) -> int:
    """One stretch. It is compared while others may write; only what differs is written, and compared again
    where somebody changed one of the cases in between.
    """
    with database.reading() as session:
        session.info["at"] = now
        mark = mark_of(session, case_ids)
        differing = keeper.comparing(session).differing(case_ids)
    if not differing:
        return 0
    with database.writing(actor="vigil", at=now) as session:
        hold_cases(session, case_ids)
        if mark_of(session, case_ids) != mark:
            return keeper.keep(session, case_ids)
        return write_all(session, differing)


def daily_job(keeper_of: Callable[[Settings], Keeper]) -> Job:
    """Looks every minute whether a new day has begun somewhere, or something asked for it, and recomputes then."""

    def run(step: Step) -> str:
        with step.database.reading() as session:
            state = state_of(session, JOB)
            asked = state.asked if state is not None else 0
        done = recompute_all(step.database, keeper_of(step.settings), step.now, step)
        with step.database.writing(actor="vigil", at=step.now) as session:
            if done.whole:
                answer(session, JOB, asked)
            else:
                ask_for(session, JOB)
        return _("%(cases)s cases, %(changed)s dates changed") % {
            "cases": done.cases,
            "changed": done.changed,
        }

    return Job(
        JOB, Every(timedelta(minutes=1)), run, must_recompute, A_DAY, N_("Work out all review dates anew")
    )


def must_recompute(session: Session, now: datetime) -> bool:
    """Whether another day has begun in some campaign's zone since the last good run, or somebody asked for a run."""
    state = state_of(session, JOB)
    if state is None or state.began_at is None or state.failures or state.asked != state.answered:
        return True
    last = state.began_at
    return any(civil_date(last, zone) != civil_date(now, zone) for _id, zone in campaign_zones(session))


def prepare(database: Database, keeper: Keeper, now: datetime) -> None:
    """At the start: the shipped periods where they are missing, then all dates; many are left to the job."""
    with database.writing(actor="vigil", at=now) as session:
        add_missing_periods(session)
    with database.reading() as session:
        many = len(all_cases(session)) >= MANY
    if not many:
        recompute_all(database, keeper, now)
        return
    with database.writing(actor="vigil", at=now) as session:
        ask_for(session, JOB)
