"""What a case's row keeps of its facts: its standing and its newest news, by both readings."""

from collections.abc import Sequence

from sqlalchemy import bindparam, update
from sqlmodel import Session, col

from app.cases.models import Case, Visibility
from app.cases.models.cases import DERIVED
from app.cases.queries.timeline import Fact
from app.cases.rules.facts import last_day
from app.cases.rules.reading import Reading, read_case
from app.directory.periods import Periods

_settle = (
    update(Case.__table__)  # type: ignore[attr-defined]
    .where(col(Case.id) == bindparam("settled_id"))
    .values({name: bindparam(name) for name in DERIVED})
)


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
