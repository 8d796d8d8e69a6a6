"""Lateness: the one verdict on a due date that page, bar, list, mail, chat and feed print.

A due date has a first and a last possible day. From the first day it is urgent ("may be due already"); late only
after the last; long overdue after sixty days more. Due today is not late. What lay in the past when it became known
counts from the day on which it was learnt.
"""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.text import MONTHS, _, day_in_words, marked, ngettext, weekday_in_words

SOON_DAYS = 7
LONG_OVERDUE_DAYS = 60
YEARS_FROM_DAYS = 730  # so many days say nothing to anybody any more


class State(StrEnum):
    """How near a due date is; also the class of its mark on a page."""

    WAITING = "waiting"
    SOON = "soon"
    TODAY = "today"  # due now: on its one day, or between its first and last
    LATE = "late"
    LONG = "long"
    PAUSED = "paused"


URGENT = frozenset({State.TODAY, State.LATE})


@dataclass(frozen=True, slots=True)
class Lateness:
    """State, the words for it, and the days past the last possible day (0 until then)."""

    state: State
    words: str
    days: int = 0

    @property
    def needs_now(self) -> bool:
        """Whether somebody should look today; what is long overdue stands apart and no longer shouts."""
        return self.state in URGENT

    @property
    def is_long_overdue(self) -> bool:
        return self.state is State.LONG


def lateness(
    first: date, last: date, today: date, *, paused_until: date | None = None, learnt: date | None = None
) -> Lateness:
    """The verdict on a date that lies between `first` and `last`.

    `paused_until`: somebody looks again then. `learnt`: the day from which anybody could know of it.
    """
    state = state_of(first, last, today, paused_until=paused_until, learnt=learnt)
    if paused_until is not None and state is State.PAUSED:
        until = {"day": weekday_in_words(paused_until), "due": _plainly(first, last, today)}
        return Lateness(state, _("paused until %(day)s; %(due)s") % until)
    if today > last:
        return _past(state, last, today, learnt)
    return Lateness(state, _plainly(first, last, today))


def state_of(
    first: date, last: date, today: date, *, paused_until: date | None = None, learnt: date | None = None
) -> State:
    """The verdict without its words, for sorting many dates."""
    if paused_until is not None and paused_until > today:
        return State.PAUSED
    if today > last:
        days = (today - _counted_from(last, today, learnt)).days
        return State.LONG if days > LONG_OVERDUE_DAYS else State.LATE
    days = (first - today).days
    if days <= 0:
        return State.TODAY
    return State.SOON if days <= SOON_DAYS else State.WAITING


def _counted_from(last: date, today: date, learnt: date | None) -> date:
    return last if learnt is None or learnt <= last else min(learnt, today)


def _past(state: State, last: date, today: date, learnt: date | None) -> Lateness:
    counted = _counted_from(last, today, learnt)
    days = (today - counted).days
    if state is State.LONG:
        late = (
            _("long overdue") if counted > last else _("%(late)s, long overdue") % {"late": _days_late(days)}
        )
        return Lateness(state, late, days)
    if counted > last:
        learnt_on = {"day": day_in_words(counted)}
        return Lateness(state, _("past when it was learnt: known since %(day)s") % learnt_on, days)
    return Lateness(state, _days_late(days), days)


def _days_late(days: int) -> str:
    if days > YEARS_FROM_DAYS:
        years = days * 4 // 1461
        return ngettext("%(n)s year late", "%(n)s years late", years) % {"n": years}
    return ngettext("%(n)s day late", "%(n)s days late", days) % {"n": f"{days:,}"}


def _plainly(first: date, last: date, today: date) -> str:
    if today > last:
        return _days_late((today - last).days)
    if first < last and first <= today:
        return _("may be due already, until %(day)s") % {"day": day_in_words(last)}
    days = (first - today).days
    if days == 0:
        return _("due today")
    if first < last:
        return ngettext("in %(n)s day at the earliest", "in %(n)s days at the earliest", days) % {
            "n": f"{days:,}"
        }
    return ngettext("in %(n)s day", "in %(n)s days", days) % {"n": f"{days:,}"}


def span_in_words(first: date, last: date) -> str:
    """When it is due, as well as that is known: a day with its weekday, or the span of a loose date in words."""
    if first >= last:
        return weekday_in_words(first)
    if (first.month, first.day, last.month, last.day) == (1, 1, 12, 31):
        if first.year == last.year:
            return _("some time in %(year)s") % {"year": first.year}
        return _("some time from %(first)s to %(last)s") % {"first": first.year, "last": last.year}
    if first.day == 1 and (first.year, first.month) == (last.year, last.month) and _is_month_end(last):
        return _("some day in %(month)s %(year)s") % {
            "month": marked(MONTHS[first.month - 1]),
            "year": first.year,
        }
    return _("between %(first)s and %(last)s") % {"first": day_in_words(first), "last": day_in_words(last)}


def _is_month_end(day: date) -> bool:
    return day.day == monthrange(day.year, day.month)[1]
