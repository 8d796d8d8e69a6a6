"""Public gatherings as events for a calendar feed that anybody may subscribe to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session

from app.campaigning import vocabulary as words
from app.campaigning.calendar import Slot, sequence_of, span, uid_of
from app.campaigning.queries.behind import AsOf
from app.campaigning.queries.gatherings import PublicGathering, public_gatherings
from app.campaigning.rules import State
from app.campaigning.zones import country_in_words
from app.cases.vocabulary import word
from app.clock import civil_date
from app.reviews.ics import Dated
from app.settings import Settings
from app.text import _
from app.web.viewer import Viewer

BACK, KEEPS_CANCELLED = timedelta(days=60), timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PublicEvent:
    """One gathering. `begins` and `ends` are days where no hour is set; a cancelled one says nothing but its day."""

    uid: str
    title: str
    place: str
    begins: date | datetime
    ends: date | datetime
    zone: str
    sequence: int
    changed_at: datetime
    url: str
    cancelled: bool

    @property
    def on(self) -> date:
        """Its day."""
        return self.begins.date() if isinstance(self.begins, datetime) else self.begins


def public_events(session: Session, as_of: AsOf, base_url: str) -> Iterator[PublicEvent]:
    """Every gathering that the world may see, two months back and all to come.

    One that was stopped, or whose consent is gone, stays as cancelled for thirty days, without title and place.
    """
    for row, gate in public_gatherings(session, as_of.today - BACK, as_of):
        open_ = row.state != State.STOPPED and gate.is_open
        changed = row.ended_at or row.edited_at or row.live_at or row.made_at
        if row.replaced or (not open_ and changed.date() < as_of.today - KEEPS_CANCELLED):
            continue
        yield _event(row, base_url, cancelled=not open_)


def _event(row: PublicGathering, base_url: str, *, cancelled: bool) -> PublicEvent:
    address = f"{base_url}/a/{row.reference}"
    uid = uid_of(row.reference, base_url)
    kind = word(words.GATHERINGS, row.form) if row.form else _("Gathering")
    place = ", ".join(filter(None, (row.place_text, row.city, country_in_words(row.country))))
    slot = Slot(
        uid=uid, title=row.title, place=place, day=row.on_first, begins=row.time, ends=row.ends_time,
        ends_on=row.ends_on, zone=row.zone, address=address, stamp=row.made_at,
    )  # fmt: skip
    begins, ends = span(slot)
    return PublicEvent(
        uid=uid,
        title=kind if cancelled else row.title,
        place="" if cancelled else place,
        begins=begins,
        ends=ends,
        zone=row.zone,
        sequence=sequence_of(row.reference, row.version),
        changed_at=row.ended_at or row.edited_at or row.live_at or row.made_at,
        url=address,
        cancelled=cancelled,
    )


def for_feeds(settings: Settings) -> Callable[[Session, Viewer, datetime], Iterator[Dated]]:
    """The same as the feeds of dates take them: all day, whoever asks."""

    def dated(session: Session, _viewer: Viewer, now: datetime) -> Iterator[Dated]:
        today = civil_date(now, settings.timezone, settings.today)
        for event in public_events(session, AsOf(today, settings.today), settings.base_url):
            yield Dated(
                uid=event.uid,
                on=event.on,
                title=event.title,
                sequence=event.sequence,
                changed_at=event.changed_at,
                url=event.url,
                cancelled=event.cancelled,
            )

    return dated
