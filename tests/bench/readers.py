"""Made-up readers: each follows five to fifty made-up cases, of which every fifth has moved this week."""

from datetime import timedelta
from random import Random
from typing import Any

from sqlalchemy import insert, text
from sqlmodel import Session

from app.accounts.models import Membership, Volunteer
from app.accounts.rights import Role
from app.digest.models import Follow, Subscription
from app.history.models import Change
from tests import story
from tests.bench.made_up import fill
from tests.mail.outboxes import MONDAY

LEE, FIRST_READER = 1, 1000  # the volunteer that fill makes, and the first of ours
CHANGED_EACH_WEEK = 0.2  # of all cases


def fill_with_readers(session: Session, count: int) -> None:
    """As many readers as cases; every fifth case has moved this week."""
    fill(session, count)
    chance = Random(11)
    campaign_id = session.execute(text("SELECT min(id) FROM campaign")).scalar_one()
    numbers = range(FIRST_READER, FIRST_READER + count)
    _write(session, Volunteer, [_volunteer(number) for number in numbers])
    _write(
        session, Membership,
        [{"volunteer_id": number, "campaign_id": campaign_id, "role": Role.READER} for number in numbers],
    )  # fmt: skip
    _write(
        session, Subscription,
        [{"volunteer_id": number, "chosen": True, "changed_at": story.BEGAN} for number in numbers],
    )  # fmt: skip
    _write(
        session, Follow,
        [
            {"volunteer_id": number, "case_id": case}
            for number in numbers
            for case in chance.sample(range(1, count + 1), min(count, chance.randint(5, 50)))
        ],
    )  # fmt: skip
    _write(
        session,
        Change,
        [_change(number) for number in range(1, count + 1) if chance.random() < CHANGED_EACH_WEEK],
    )


def _volunteer(number: int) -> dict[str, Any]:
    return {
        "id": number, "email": f"reader{number}@example.org", "name": f"Reader {number}", "zone": "UTC",
        "created_at": story.BEGAN, "is_admin": False,
    }  # fmt: skip


def _change(case_id: int) -> dict[str, Any]:
    return {
        "at": MONDAY - timedelta(days=1 + case_id % 5), "actor_id": LEE, "actor": "Lee", "noun": "entry",
        "row_id": case_id * 10 - 6, "case_id": case_id, "verb": "changed", "diff": {"on": ["2011-05-01", "2011-05-04"]},
    }  # fmt: skip


def _write(session: Session, table: Any, rows: list[dict[str, Any]]) -> None:
    for start in range(0, len(rows), 5000):
        session.connection().execute(insert(table.__table__), rows[start : start + 5000])
