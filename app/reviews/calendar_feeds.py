"""Making, revoking and filling calendar feeds."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from sqlmodel import Session

from app.accounts.secret_tokens import new_token, token_hash
from app.cases.models import Case
from app.clock import civil_date
from app.reviews.date_events import Telling, event_of
from app.reviews.ics import CalendarEvent
from app.reviews.models import CalendarFeed
from app.reviews.queries.calendar_feeds import feed_rows, installation_name
from app.settings import Settings
from app.web.viewer import Viewer

BACK, KEEPS_CANCELLED = timedelta(days=60), timedelta(days=30)
PublicEvents = Callable[[Session, Viewer, datetime], Iterable[CalendarEvent]]


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
) -> Iterator[CalendarEvent]:
    """The feed's dates: of the reader's day, or of one case."""
    telling = Telling(installation_name(session), settings.base_url, says_what=feed.says_what)
    first = civil_date(now, viewer.zone, settings.today) - BACK
    for row in feed_rows(session, viewer, feed, first, now - KEEPS_CANCELLED):
        yield event_of(row, telling)
