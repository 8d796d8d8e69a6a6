"""Taking a job, keeping hold of it, and putting down what came of it: each a compare-and-set on its row."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, cast

from sqlalchemy import CursorResult, Update, update
from sqlmodel import Session, col

from app.db import insert_once
from app.jobs.models import JobState
from app.jobs.presence import is_gone
from app.jobs.queries import states

LEASE = timedelta(minutes=5)


def take(session: Session, name: str, *, slot: str, seen: str, owner: str) -> bool:
    """Begin this tick unless somebody else did: the row still shows the tick that we saw and no owner."""
    now: datetime = session.info["at"]
    insert_once(session, JobState, "name", name=name)
    return _changed(
        session,
        update(JobState)
        .where(col(JobState.name) == name, col(JobState.slot) == seen, col(JobState.owner).is_(None))
        .values(
            slot=slot, owner=owner, began_at=now, lease_until=now + LEASE, ended_at=None,
            progress_done=0, progress_total=0,
        ),
    )  # fmt: skip


def hold(session: Session, name: str, owner: str, progress: tuple[int, int]) -> bool:
    """Stay the owner for another while, and say how far the run is."""
    now: datetime = session.info["at"]
    done, total = progress
    return _changed(
        session, _mine(name, owner).values(lease_until=now + LEASE, progress_done=done, progress_total=total)
    )


def end_well(session: Session, name: str, owner: str, said: str) -> bool:
    """It ran to its end."""
    now: datetime = session.info["at"]
    return _changed(
        session,
        _mine(name, owner).values(
            owner=None,
            lease_until=None,
            ended_at=now,
            succeeded_at=now,
            failures=0,
            said=said[:400],
            error=None,
        ),
    )


def end_badly(session: Session, name: str, owner: str, error: str) -> bool:
    """It broke; it is tried again later."""
    now: datetime = session.info["at"]
    failures = col(JobState.failures) + 1
    return _changed(
        session,
        _mine(name, owner).values(
            owner=None, lease_until=None, ended_at=now, failures=failures, error=error[:400]
        ),
    )


def ask_for(session: Session, name: str) -> None:
    """Let the job run at its next tick, whatever it would think itself."""
    insert_once(session, JobState, "name", name=name)
    counted = update(JobState).where(col(JobState.name) == name).values(asked=col(JobState.asked) + 1)
    session.connection().execute(counted)


def answer(session: Session, name: str, asked: int) -> None:
    """A run has seen everything that was asked for up to this number."""
    session.connection().execute(update(JobState).where(col(JobState.name) == name).values(answered=asked))


def free_abandoned(session: Session, data_dir: Path) -> list[str]:
    """Take jobs from owners that died, so that they run again;
    a dead run counts as a failed one only if it never ended.
    """
    now: datetime = session.info["at"]
    freed = []
    for name, state in states(session).items():
        if state.owner is None:
            continue
        gone = is_gone(data_dir, state.owner)
        if gone is None:
            gone = state.lease_until is not None and state.lease_until < now
        if gone and _changed(session, _mine(name, state.owner).values(owner=None, lease_until=None, slot="")):
            freed.append(name)
    return freed


def _mine(name: str, owner: str) -> Update:
    return update(JobState).where(col(JobState.name) == name, col(JobState.owner) == owner)


def _changed(session: Session, statement: Update) -> bool:
    return cast("CursorResult[Any]", session.connection().execute(statement)).rowcount == 1
