"""What is known of somebody's health now: open alerts, how long a hunger strike had gone on when last heard of."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic

from app.cases.kinds import EntryKind
from app.cases.rules.facts import Dated, SomeFact, has_begun, heard, word_of
from app.dates import DayCount, FuzzyDate, days_held

STRIKE, CRITICAL = "hunger-strike", "critical"
LIFE_IN_DANGER = frozenset({STRIKE, CRITICAL})
Carries = Callable[[str, FuzzyDate | None], bool]
"""Whether news of this kind and day is so fresh that it is told as so."""


@dataclass(frozen=True, slots=True)
class Alert(Generic[SomeFact]):
    """An alert without an outcome. `count` are the days of a hunger strike until `heard`, its last news."""

    fact: SomeFact
    severity: str
    heard: FuzzyDate | None
    carried: bool  # so fresh that it is told as so
    count: DayCount | None = None


def is_open_alert(fact: Dated, today: date) -> bool:
    """Whether it is an alert without an outcome: only an outcome closes one."""
    return fact.kind is EntryKind.HEALTH_ALERT and not word_of(fact, "resolution") and has_begun(fact, today)


def alerts_of(facts: Sequence[SomeFact], today: date, carries: Carries) -> tuple[Alert[SomeFact], ...]:
    """Every open alert, the newest news first."""
    found = [_alert(fact, today, carries) for fact in facts if is_open_alert(fact, today)]
    return tuple(
        sorted(
            found,
            key=lambda one: (one.heard.earliest_plausible if one.heard else date.min, one.fact.id),
            reverse=True,
        )
    )


def _alert(fact: SomeFact, today: date, carries: Carries) -> Alert[SomeFact]:
    severity = word_of(fact, "severity") or "watch"
    told = heard(fact, today)
    count = None
    if severity == STRIKE and fact.on is not None:
        count = days_held(fact.on, told or fact.on, today)
    return Alert(fact, severity, told, carries(severity, told), count)
