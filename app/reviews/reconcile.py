"""Keeping reviews in step with what the rules say now: pure, from the rows there are and the dates there should be."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any, NamedTuple

from app.cases.rules.reading import NEAR_DAYS
from app.reviews.due_date import Due, Look, plus
from app.reviews.models import BY_HAND
from app.text import N_, _, day_in_words, marked

AGAIN_DAYS = 7
DORMANT = "dormant"
Next = tuple[date | None, date | None, date | None, date | None]
"""Of the soonest date its first and last day, from when it counts, until when it is put off; all None without one."""
NOTHING_DUE: Next = (None, None, None, None)
SUCCESSORS = {"sentence-end": "release-overdue"}
SUPERSEDED = N_("superseded by a date that follows from it")
FOLDED = N_("folded: nothing has been heard of this case for so long that only one thing is to be done")
NO_LONGER = N_("its entries no longer lead to it")
TOLD = (
    "title",
    "reason",
    "arithmetic",
    "rests_on",
    "urgency",
    "hard",
    "estimated",
    "counts_from",
    "href",
    "kept_case_id",
    "due_last",
    "time",
    "time_zone",
    "place",
    "late_after",
)
AT = ("time", "time_zone", "place")


@dataclass(slots=True)
class Steps:
    """What must change so that rows and rules agree."""

    add: list[Due] = field(default_factory=list)
    move: list[tuple[Any, Due]] = field(default_factory=list)
    revive: list[tuple[Any, Due]] = field(default_factory=list)
    retell: list[tuple[Any, Due]] = field(default_factory=list)  # the same date, other words
    flag: list[tuple[Any, date | None]] = field(default_factory=list)  # confirmed, and the rule now says this
    drop: list[tuple[Any, str]] = field(default_factory=list)
    next_due: Next = NOTHING_DUE  # of the open reading: of dates that are not kept to a few
    full_next_due: Next = NOTHING_DUE
    grave_due: Next = NOTHING_DUE  # of the open reading, the one that matters most now

    def __bool__(self) -> bool:
        """Whether anything must change."""
        return any((self.add, self.move, self.revive, self.retell, self.flag, self.drop))


def steps(
    rows: Sequence[Any], dues: Iterable[Due], looks: Mapping[tuple[str, str], Look], today: date
) -> Steps:
    """Compare by identity. A done date stays done; a confirmed one is never replaced, only flagged."""
    found = Steps()
    given_dues = list(dues)
    folded = {due.identity for due in given_dues if due.is_folded}
    wanted = {
        due.identity: due
        for given in given_dues
        if not given.is_folded and (due := still_due(given, looks.get(given.identity)))
    }
    standing = {(row.rule, row.subject): row for row in rows if _is_open(row) and row.rule != BY_HAND}
    gone = (row for row in rows if row.dropped_at is not None and row.done_at is None and row.rule != BY_HAND)
    dropped = {(row.rule, row.subject): row for row in gone}
    open_dues = [_standing_for(row) for row in rows if _is_open(row) and row.rule == BY_HAND]
    for identity, due in wanted.items():
        row = standing.get(identity)
        if row is None:
            (found.revive.append((dropped[identity], due)) if identity in dropped else found.add.append(due))
            day = due.due
        else:
            day = _keep(found, row, due)
        if due.rule != DORMANT:
            paused = row.snoozed_until if row is not None else None
            last = max(day, due.last)
            open_dues.append(
                _Open(day, last, max(last, due.late_after), paused, due.kept_case_id, due.urgency)
            )
    for identity, row in standing.items():
        if identity in wanted:
            continue
        if row.confirmed_by_id is not None:
            open_dues.append(_standing_for(row))
            if row.derived is not None and identity not in folded:
                found.flag.append((row, None))
        else:
            found.drop.append((row, marked(FOLDED) if identity in folded else _why_dropped(row, wanted)))
    return _with_next(found, open_dues, today)


def _with_next(found: Steps, open_dues: Sequence["_Open"], today: date) -> Steps:
    seen = [one for one in open_dues if one.kept_case_id is None]
    found.next_due, found.full_next_due = _soonest(seen), _soonest(open_dues)
    found.grave_due = _gravest(seen, today)
    return found


class _Open(NamedTuple):
    """A date that stays open, as a case's row keeps the soonest of them."""

    due: date
    last: date
    late_after: date
    paused_until: date | None
    kept_case_id: int | None
    urgency: int


def _standing_for(row: Any) -> _Open:
    return _Open(row.due, row.due_last, row.late_after, row.snoozed_until, row.kept_case_id, row.urgency)


def _soonest(dues: Iterable[_Open]) -> Next:
    one = min(dues, key=lambda one: one[:3], default=None)
    return NOTHING_DUE if one is None else one[:4]


def _gravest(dues: Iterable[_Open], today: date) -> Next:
    """Of what is due by now or within the next days the most urgent; else the soonest. As `gravest_first` has it."""
    near = today + timedelta(days=NEAR_DAYS)

    def order(one: _Open) -> tuple[bool, int, date]:
        later = one.due > near or (one.paused_until is not None and one.paused_until > today)
        return later, 0 if later else one.urgency, one.due

    one = min(dues, key=order, default=None)
    return NOTHING_DUE if one is None else one[:4]


def still_due(due: Due, look: Look | None) -> Due | None:
    """None when it was done; a loose date that was looked at stays open until its last possible day has passed."""
    if look is None or due.recurs or look.derived != due.due:
        return due
    if due.due == due.last or look.on >= due.last:
        return None
    again = min(plus(look.on, AGAIN_DAYS), due.last)
    line = _("looked at on %(day)s; the date is known only loosely, so it stays open until %(last)s")
    said = line % {"day": day_in_words(look.on), "last": day_in_words(due.last)}
    return replace(due, due=max(again, due.due), by_rule=due.due, arithmetic=(*due.arithmetic, said))


def _keep(found: Steps, row: Any, due: Due) -> date:
    """An open row whose rule still speaks; the day that counts."""
    if row.confirmed_by_id is not None:
        if row.derived != due.derived:
            found.flag.append((row, due.derived))
        elif row.due == due.due and differs(row, due, AT):
            found.retell.append((row, replace(due, last=row.due_last)))
        day: date = row.due
        return day
    if row.due != due.due:
        found.move.append((row, due))
    elif differs(row, due, TOLD):
        found.retell.append((row, due))
    return due.due


def differs(row: Any, due: Due, names: Iterable[str]) -> bool:
    """Whether the rule now says something else in one of these columns."""
    said = told(due)
    return any(said[name] != getattr(row, name) for name in names)


def _is_open(row: Any) -> bool:
    return row.done_at is None and row.dropped_at is None


def _why_dropped(row: Any, wanted: Mapping[tuple[str, str], Due]) -> str:
    successor = SUCCESSORS.get(row.rule)
    return marked(SUPERSEDED) if successor and (successor, row.subject) in wanted else marked(NO_LONGER)


def told(due: Due) -> dict[str, Any]:
    """The columns a due date fills, but for the date itself."""
    return {
        "title": due.title[:200],
        "reason": due.reason[:1000],
        "arithmetic": list(due.arithmetic),
        "rests_on": list(due.rests_on),
        "urgency": int(due.urgency),
        "hard": due.hard,
        "estimated": due.estimated,
        "counts_from": due.counts_from,
        "href": due.href,
        "kept_case_id": due.kept_case_id,
        "due_last": due.last,
        "time": due.time,
        "time_zone": due.time_zone,
        "place": due.place[:600] if due.place else None,
        "late_after": due.late_after,
    }
