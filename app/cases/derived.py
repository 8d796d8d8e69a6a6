"""What must follow from a change to a case: its standing and its newest news, in the same transaction."""

from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import bindparam, update
from sqlmodel import Session, col

from app.cases.models import Case, Visibility
from app.cases.models.cases import DERIVED
from app.cases.queries.case_heads import hold_cases
from app.cases.queries.timeline import Fact, timelines, whole_timeline
from app.cases.rules.facts import last_day
from app.cases.rules.reading import Reading, read_case
from app.directory.periods import Periods
from app.directory.queries import periods_of
from app.history.recorder import touched_cases

_settle = (
    update(Case.__table__)  # type: ignore[attr-defined]
    .where(col(Case.id) == bindparam("settled_id"))
    .values({name: bindparam(name) for name in DERIVED})
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
        rows.append(settled(case_id, read_case(facts, today, periods_of(session)), periods_of(session)))
    write_settled(session, rows)


def write_settled(session: Session, rows: Sequence[dict[str, object]]) -> None:
    """Keep what was derived."""
    if rows:
        session.connection().execute(_settle, rows)


def settled(case_id: int, full: Reading[Fact], periods: Periods) -> dict[str, object]:
    """What a case's row keeps of its reading, as it is written: the open reading and the full one."""
    open_facts = open_to_all(full.facts)
    read = full if len(open_facts) == len(full.facts) else read_case(open_facts, full.today, periods)
    whole, seen = _columns(full), _columns(read)
    return {
        "settled_id": case_id,
        "readings_differ": whole != seen,
        **seen,
        **{f"full_{name}": value for name, value in whole.items()},
    }


def open_to_all(facts: Sequence[Fact]) -> Sequence[Fact]:
    """The facts that everybody sees who sees the case."""
    return [fact for fact in facts if fact.visibility != Visibility.RESTRICTED]


def _columns(reading: Reading[Fact]) -> dict[str, object]:
    as_of, news = reading.as_of, reading.news
    return {
        "standing": reading.standing.value,
        "standing_entry_id": reading.standing_entry_id,
        "standing_edtf": as_of.edtf if as_of else None,
        "standing_first": as_of.first if as_of else None,
        "standing_last": as_of.last if as_of else None,
        "carried_until": reading.carried_until,
        "news_on": news.earliest_plausible if news else None,
        "news_last": last_day(news, reading.today) if news else None,
        "dormant_from": reading.dormant_from,
        "gravity": int(reading.gravity),
        "entry_count": len(reading.facts),
    }
