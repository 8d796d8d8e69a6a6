"""A volunteer's day: their reviews sorted into what needs them now, what comes, and what waits for others; pure."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from app.cases.models.cases import Gravity
from app.dates.lateness import URGENT, State
from app.reviews.due_date import Urgency
from app.reviews.review_words import (
    DORMANT,
    Folded,
    Shown,
    folded,
    is_long_overdue,
    needs_answer,
    offer_stands,
    shown,
)
from app.text import _

NEXT_DAYS = 7
NEEDS_NOW = URGENT | {State.LONG, DORMANT}  # of what is long overdue only what is not folded away


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose day it is, when, and which day it is in a zone."""

    volunteer_id: int
    now: datetime
    today: Callable[[str], date]
    names: dict[int, str]
    works_in: frozenset[int]  # campaigns


@dataclass(frozen=True, slots=True)
class Day:
    """The sections of a day; everything is in one of them only."""

    offered: tuple[Shown, ...]
    now: tuple[Shown, ...]
    soon: tuple[Shown, ...]
    long: tuple[Folded, ...]
    later: tuple[Shown, ...]
    waiting: tuple[Shown, ...]
    done: tuple[Shown, ...]


def day_of(reader: Reader, rows: Iterable[tuple[Any, str]], done: Iterable[Any]) -> Day:
    """Each row with the reason why it is theirs. What needs them now comes by gravity, the rest by date."""
    offered, now, soon, long, later, waiting = [], [], [], [], [], []
    seen: set[int] = set()
    for row, why in rows:
        if row.id in seen:
            continue
        seen.add(row.id)
        item = _item(reader, row, why)
        if item.offer == "to-me":
            offered.append((row, item))
        elif item.offer == "by-me":
            waiting.append((row, item))
        elif _is_quiet(reader, row):
            long.append((row, item))
        elif _needs_now(row, item):
            now.append((row, item))
        elif row.due <= reader.today(row.zone) + timedelta(days=NEXT_DAYS) and item.state != "paused":
            soon.append((row, item))
        else:
            later.append((row, item))
    finished = tuple(shown(row, reader.today(row.zone), actionable=False) for row in done)
    old = folded(long, reader.today)
    return Day(
        _sorted(offered, urgent=True), _sorted(now, urgent=True), _sorted(soon), old, _sorted(later),
        _sorted(waiting), finished,
    )  # fmt: skip


def _sorted(pairs: list[tuple[Any, Shown]], *, urgent: bool = False) -> tuple[Shown, ...]:
    pairs.sort(key=lambda pair: (_rank(pair[0]) if urgent else (), pair[0].due, pair[0].id))
    return tuple(item for _row, item in pairs)


def _rank(row: Any) -> tuple[bool, int, int]:
    """By the gravity of the case, then of the date itself; what only the house asks for never comes before a person."""
    return row.urgency >= Urgency.HOUSE, Gravity.REST if row.gravity is None else row.gravity, row.urgency


def _is_quiet(reader: Reader, row: Any) -> bool:
    """Long overdue, and neither taken over by them, nor about a life that is still in danger."""
    if needs_answer(row) or row.holder_id == reader.volunteer_id:
        return False
    in_danger = row.gravity is not None and row.gravity <= Gravity.LIFE and row.urgency <= Urgency.CRITICAL
    return not in_danger and is_long_overdue(row, reader.today(row.zone))


def _needs_now(row: Any, item: Shown) -> bool:
    return needs_answer(row) or item.state in NEEDS_NOW


def _item(reader: Reader, row: Any, why: str) -> Shown:
    may = row.campaign_id in reader.works_in
    item = shown(row, reader.today(row.zone), why, actionable=may)
    if row.offered_to_id is None:
        return item
    stands = offer_stands(row, reader.now)
    other = reader.names.get(
        row.offered_by_id if row.offered_to_id == reader.volunteer_id else row.offered_to_id, ""
    )
    if stands and row.offered_to_id == reader.volunteer_id:
        return replace(item, offer="to-me", why=_("%(name)s asks you to take it over") % {"name": other})
    if stands and row.offered_by_id == reader.volunteer_id:
        return replace(item, offer="by-me", why=_("offered to %(name)s, not accepted yet") % {"name": other})
    if row.offered_by_id == reader.volunteer_id:
        return replace(
            item, why=_("back with you: %(name)s did not accept within 72 hours") % {"name": other}
        )
    return item
