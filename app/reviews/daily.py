"""Recomputing all reviews: at the start, when the day changes, and after a law's period was edited."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.clock import civil_date
from app.db import Database
from app.jobs.schedule import Every, Job, Step
from app.reviews.keeping import Keeper
from app.reviews.queries.batch import campaign_zones, changed_since, next_cases, recomputed_at
from app.reviews.shipping import add_missing_periods
from app.settings import Settings
from app.text import _

AT_ONCE = 500
JOB = "reviews"
FAR_REACHING = ("period", "consent", "facility", "place", "person")


@dataclass(frozen=True, slots=True)
class Recomputed:
    """How many cases were looked at, and how many dates came, moved or went."""

    cases: int
    changed: int


def recompute_all(database: Database, keeper: Keeper, now: datetime, step: Step | None = None) -> Recomputed:
    """Bring every review in step, a stretch of cases a transaction, so that nobody waits long to write."""
    cases = changed = after = 0
    while step is None or not step.stop.is_set():
        with database.writing(actor="vigil", at=now) as session:
            numbers = next_cases(session, after, AT_ONCE)
            changed += keeper.keep(session, numbers)
        if not numbers:
            break
        cases, after = cases + len(numbers), numbers[-1]
    with database.writing(actor="vigil", at=now) as session:
        for campaign_id, zone in campaign_zones(session):
            changed += keeper.keep_campaign(session, campaign_id, civil_date(now, zone, keeper.pinned))
    return Recomputed(cases, changed)


def daily_job(keeper_of: Callable[[Settings], Keeper]) -> Job:
    """Looks every hour whether a new day has begun somewhere, and recomputes then."""

    def run(step: Step) -> str:
        done = recompute_all(step.database, keeper_of(step.settings), step.now, step)
        return _("%(cases)s cases, %(changed)s dates changed") % {
            "cases": done.cases,
            "changed": done.changed,
        }

    return Job(JOB, Every(timedelta(hours=1)), run, only_if=must_recompute)


def must_recompute(session: Session, now: datetime) -> bool:
    """Whether another day has begun in some campaign's zone, or something changed that many cases may rest on."""
    last = recomputed_at(session, JOB)
    if last is None or changed_since(session, FAR_REACHING, last):
        return True
    return any(civil_date(last, zone) != civil_date(now, zone) for _id, zone in campaign_zones(session))


def prepare(database: Database, keeper: Keeper, now: datetime) -> Recomputed:
    """At the start: the shipped periods where they are missing, then all dates."""
    with database.writing(actor="vigil", at=now) as session:
        add_missing_periods(session)
    return recompute_all(database, keeper, now)
