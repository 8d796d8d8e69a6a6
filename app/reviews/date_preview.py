"""Which dates a change would move: shown before it is saved."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlmodel import Session

from app.cases.queries.visible import hidden_entries
from app.dates import span_in_words
from app.reviews.due_date import Due
from app.reviews.models import BY_HAND
from app.reviews.reconcile import still_due
from app.reviews.rules import dues_of
from app.reviews.sync import Keeper, derived_from
from app.text import _

MOVES_BY_ITSELF = frozenset({"silence", "unsourced", "conflict", "birthday"})
Identity = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Before:
    """A date as it stands."""

    title: str
    due: date
    last: date
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Move:
    """One date before and after; None where there was none or will be none."""

    title: str
    before: date | None
    after: date | None
    confirmed: bool = False
    last_before: date | None = None  # the last possible day of a loose one
    last_after: date | None = None

    @property
    def words(self) -> str:
        """The move in a sentence."""
        was = span_in_words(self.before, self.last_before or self.before) if self.before else ""
        now = span_in_words(self.after, self.last_after or self.after) if self.after else ""
        if self.confirmed:
            return _("%(title)s: confirmed for %(was)s; it stays and will be flagged") % {
                "title": self.title,
                "was": was,
            }
        if not was:
            return _("%(title)s: new, %(now)s") % {"title": self.title, "now": now}
        if not now:
            return _("%(title)s: no longer due (was %(was)s)") % {"title": self.title, "was": was}
        return _("%(title)s: from %(was)s to %(now)s") % {"title": self.title, "was": was, "now": now}


def moves(before: Mapping[Identity, Before], after: Iterable[Due], today: date) -> list[Move]:
    """What would move, go or come. Nothing at all when no date that stands now is touched.

    A date that has passed and is settled by the change is no move: recording a result is what it waited for.
    """
    wanted = {due.identity: due for due in after}
    touched = [
        _move(was, wanted.get(identity))
        for identity, was in before.items()
        if identity[0] not in MOVES_BY_ITSELF and _is_touched(was, wanted.get(identity), today)
    ]
    if not touched:
        return []
    new = [
        Move(due.title, None, due.due, last_after=due.last)
        for identity, due in wanted.items()
        if identity not in before
    ]
    return [*touched, *new]


def _move(was: Before, due: Due | None) -> Move:
    after, last = (due.due, due.last) if due is not None else (None, None)
    return Move(was.title, was.due, after, was.confirmed, was.last, last)


def _is_touched(was: Before, due: Due | None, today: date) -> bool:
    return was.last >= today if due is None else was.due != due.due


def what_moves(keeper: Keeper) -> Callable[[Session, int], list[str]]:
    """The question the entry form asks after the change and before the commit."""

    def ask(session: Session, case_id: int) -> list[str]:
        session.flush()
        if case_id not in derived_from(session)[0]:
            return []
        _head, rows, given, openly, _fresh = keeper.comparing(session).looked_at(case_id)[0]
        if given is not openly and hidden_entries(session, case_id):
            given, rows = openly, [row for row in rows if row.kept_case_id is None]
        after = [due for one in dues_of(given) if (due := still_due(one, given.looks.get(one.identity)))]
        return [move.words for move in moves(_standing_now(rows), after, given.today)]

    return ask


def _standing_now(rows: Iterable[Any]) -> dict[Identity, Before]:
    return {
        (row.rule, row.subject): Before(row.title, row.due, row.due_last, row.confirmed_by_id is not None)
        for row in rows
        if row.done_at is None and row.dropped_at is None and row.rule != BY_HAND and not row.href
    }
