"""What moved lately: cases of which something new was written down."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlmodel import Session

from app.cases.queries.recent_news import Newcomer, cases_with_news
from app.clock import recorded_day
from app.text import day_in_words, ngettext
from app.web.viewer import Viewer

WEEK = timedelta(days=7)
SHOWN = 6


@dataclass(frozen=True, slots=True)
class MovedCase:
    """One case in the list of what moved."""

    ref: str
    name: str
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class Moved:
    """How many cases moved this week and the week before, and the newest of them."""

    this_week: int
    week_before: int
    cases: tuple[MovedCase, ...]


def moved_lately(session: Session, viewer: Viewer, now: datetime) -> Moved:
    """Cases with entries written down or edited in the last two weeks."""
    found = cases_with_news(session, viewer, now - 2 * WEEK)
    new = [one for one in found if one.at >= now - WEEK]
    return Moved(len(new), len(found) - len(new), tuple(_said(one) for one in new[:SHOWN]))


def _said(one: Newcomer) -> MovedCase:
    words = ngettext("%(n)s entry new or changed", "%(n)s entries new or changed", one.entries) % {
        "n": one.entries
    }
    return MovedCase(one.reference, one.name, words, day_in_words(recorded_day(one.at)))
