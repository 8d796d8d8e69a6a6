"""Making, revoking and filling calendar feeds."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlmodel import Session

from app.accounts.tokens import new_token, token_hash
from app.cases.models import Case
from app.clock import civil_date
from app.reviews.ics import Dated, discreet_title
from app.reviews.models import CalendarFeed
from app.reviews.queries.feeds import feed_rows
from app.reviews.vocabulary import rule_in_words
from app.settings import Settings
from app.web.viewer import Viewer

BACK, KEEPS_CANCELLED = timedelta(days=60), timedelta(days=30)
NEVER_NAMED = frozenset({"health"})  # an illness stays a task, whatever the reader asked for
PublicEvents = Callable[[Session, Viewer, datetime], Iterable[Dated]]


def make_feed(session: Session, volunteer_id: int, scope: str, case: Case | None, *, says_what: bool) -> str:
    """A new private address; its token is shown once and kept nowhere."""
    token = new_token()
    session.add(
        CalendarFeed(
            token_hash=token_hash(token),
            volunteer_id=volunteer_id,
            scope=scope,
            says_what=says_what,
            feed_case_id=case.id if case else None,
            made_at=session.info["at"],
        )
    )
    return token


def revoke_feed(session: Session, feed: CalendarFeed) -> None:
    """From now on its address answers that it is gone."""
    feed.revoked_at = session.info["at"]


def events_of(
    session: Session, viewer: Viewer, feed: CalendarFeed, settings: Settings, now: datetime
) -> Iterator[Dated]:
    """The feed's dates: of the reader's day, or of one case."""
    host = settings.base_url.partition("://")[2].partition("/")[0]
    first = civil_date(now, viewer.zone, settings.today) - BACK
    for row in feed_rows(session, viewer, feed, first, now - KEEPS_CANCELLED):
        what = rule_in_words(row.rule) if feed.says_what and row.rule not in NEVER_NAMED else ""
        yield Dated(
            uid=f"review-{row.id}@{host}",
            on=row.due,
            title=discreet_title(row.reference, what),
            sequence=row.version,
            changed_at=_changed(row),
            url=f"{settings.base_url}/reviews/{row.id}",
            cancelled=row.done_at is not None or row.dropped_at is not None,
        )


def _changed(row: Any) -> datetime:
    moment: datetime = row.done_at or row.dropped_at or row.moved_at or row.made_at
    return moment
