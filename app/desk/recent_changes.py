"""What others have written since this volunteer last opened their day, and the mark of when that was."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy.exc import SQLAlchemyError
from starlette.background import BackgroundTask
from starlette.requests import Request

from app.accounts.changes import note_day
from app.accounts.queries import last_look
from app.cases.queries.recent_news import cases_with_news
from app.clock import recorded_day
from app.text import _, day_in_words, ngettext
from app.web.visit import Visit

WEEK = timedelta(days=7)
SAME_LOOK = timedelta(hours=1)  # who reloads the page or comes back to it is still looking
SHOWN = 6


@dataclass(frozen=True, slots=True)
class NewsLine:
    """One case in the list of what changed."""

    ref: str
    name: str
    words: str
    when: str


@dataclass(frozen=True, slots=True)
class News:
    """From when on it is new, how many cases that are, and the gravest of them."""

    since: datetime
    heading: str
    count: int
    cases: tuple[NewsLine, ...]


def news_of(visit: Visit) -> News:
    """Two statements: when they looked last, and the cases of which others have written since."""
    looked_at, new_since = last_look(visit.session, visit.me.id)
    if looked_at is None:
        since, heading = visit.now - WEEK, _("New this week")
    else:
        since = new_since if new_since and visit.now - looked_at < SAME_LOOK else looked_at
        heading = _("New since %(day)s, when you last looked") % {"day": day_in_words(recorded_day(since))}
    found = cases_with_news(visit.session, visit.me, since)
    lines = tuple(
        NewsLine(
            one.reference,
            one.name,
            ngettext("%(n)s entry new or changed", "%(n)s entries new or changed", one.entries)
            % {"n": one.entries},
            day_in_words(recorded_day(one.at)),
        )
        for one in found[:SHOWN]
    )
    return News(since, heading, len(found), lines)


def noting_the_look(visit: Visit, news: News) -> BackgroundTask:
    """Once the answer has left. A reader waits for nothing, and no page that is only read changes what it shows."""
    return BackgroundTask(_note, visit.request, visit.me.sign_in_id, visit.now, news.since)


def _note(request: Request, sign_in_id: int, now: datetime, since: datetime) -> None:
    """A database too busy for a mark is asked again by their next look."""
    with suppress(SQLAlchemyError), request.app.state.database.marking(durable=False) as connection:
        note_day(connection, sign_in_id, now, since)
