"""What must follow from a change to a case: its standing and its newest news, in the same transaction."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import bindparam, update
from sqlmodel import Session, col

from app.cases.models import Case
from app.cases.queries.heads import hold_cases
from app.cases.queries.timeline import Fact, timelines, whole_timeline
from app.cases.rules.standing import standing_of
from app.history.recorder import touched_cases

_settle = (
    update(Case.__table__)  # type: ignore[attr-defined]
    .where(col(Case.id) == bindparam("settled_id"))
    .values(
        {
            name: bindparam(name)
            for name in (
                "standing",
                "standing_entry_id",
                "standing_edtf",
                "standing_first",
                "standing_last",
                "news_on",
                "entry_count",
            )
        }
    )
)


SETTLED = "settled_facts"


def facts_of(session: Session, case_ids: Sequence[int], known_by: date | None) -> dict[int, list[Fact]]:
    """The facts of cases; those that this transaction has just settled are not read a second time."""
    settled: dict[int, list[Fact]] = session.info.get(SETTLED, {})
    if all(case_id in settled for case_id in case_ids):
        return {case_id: settled[case_id] for case_id in case_ids}
    return timelines(session, case_ids, known_by)


def settle_touched(session: Session, today: date, known_by: date | None) -> None:
    """Settle the cases that this transaction has changed."""
    settle_cases(session, touched_cases(session), today, known_by)


def settle_cases(
    session: Session, case_ids: Iterable[int], today: date, known_by: date | None = None
) -> None:
    """Derive anew what lists filter and sort by. `known_by` is the pinned day, when one is set."""
    rows = []
    numbers = sorted(case_ids)
    hold_cases(session, numbers)
    for case_id in numbers:
        facts = whole_timeline(session, case_id, known_by)
        session.info.setdefault(SETTLED, {})[case_id] = facts
        rows.append(settled(case_id, facts, today))
    write_settled(session, rows)


def write_settled(session: Session, rows: Sequence[dict[str, object]]) -> None:
    """Keep what was derived."""
    if rows:
        session.connection().execute(_settle, rows)


def settled(case_id: int, facts: Sequence[Fact], today: date) -> dict[str, object]:
    """What a case's row keeps of its facts on this day, as it is written."""
    now = standing_of(facts, today)
    return {
        "settled_id": case_id,
        "standing": now.standing.value,
        "standing_entry_id": now.entry_id,
        "standing_edtf": now.as_of.edtf if now.as_of else None,
        "standing_first": now.as_of.first if now.as_of else None,
        "standing_last": now.as_of.last if now.as_of else None,
        "news_on": now.as_of.earliest_plausible if now.as_of else None,
        "entry_count": len(facts),
    }
