"""A gathering as one event: its single file, the public feed and every calendar that subscribed tell the same of it."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from sqlmodel import Session

from app.campaigning.action_words import kind_in_words, place_of
from app.campaigning.lifecycle import RUNNING, Gate, State, why_paused
from app.campaigning.queries.action_rows import ActionRow
from app.campaigning.queries.gatherings import public_gatherings
from app.campaigning.queries.last_changed import moved_outside
from app.campaigning.queries.linked_cases import AsOf, gates
from app.campaigning.queries.public_actions import read_row
from app.clock import civil_date
from app.reviews.ics import CalendarEvent, Status, known_zone, span_of, uid_of
from app.reviews.queries.calendar_feeds import installation_name
from app.settings import Settings
from app.text import _
from app.web.viewer import Viewer

BACK, KEEPS_CANCELLED = timedelta(days=60), timedelta(days=30)
A_VERSION = 10_000
COUNTED_FROM = datetime(2010, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Around:
    """What an event needs besides its row: our name and address, what lets it be seen, and when that last moved."""

    installation: str
    base_url: str
    gates: Mapping[int, Gate]
    moved: Mapping[int, datetime]

    def paused(self, row: ActionRow) -> bool:
        """Whether it stands still, by a person's word or by what its cases say."""
        return row.state in RUNNING and bool(why_paused(self.gates[row.id].behind, row.paused_reason))

    def changed_at(self, row: ActionRow) -> datetime:
        """When what is told of it changed; never before it was published."""
        own = (row.made_at, row.edited_at, row.live_at, row.ended_at, row.published_at)
        return max(moment for moment in (*own, self.moved.get(row.id)) if moment is not None)


def around(session: Session, rows: Sequence[ActionRow], as_of: AsOf, base_url: str) -> Around:
    """Of these actions."""
    numbers = [row.id for row in rows]
    asked, moved = gates(session, numbers, as_of), moved_outside(session, numbers, as_of.today)
    return Around(installation_name(session), base_url, asked, moved)


def event_of(row: ActionRow, known: Around, path: str, title: str = "") -> CalendarEvent:
    """The event of a gathering with an exact day; a title of one's own makes it discreet."""
    if row.on_first is None:
        raise ValueError(f"{row.reference} has no day")
    zone = known_zone(row.zone)
    begins, ends = span_of((row.on_first, row.ends_on or row.on_first), (row.time, row.ends_time), zone)
    changed, paused = known.changed_at(row), known.paused(row)
    called = title or row.title
    return CalendarEvent(
        uid=uid_of(row.reference.partition(".")[0], known.installation),
        begins=begins,
        ends=ends,
        title=_("Paused: %(title)s") % {"title": called} if paused else called,
        sequence=_sequence(row, changed),
        changed_at=changed,
        status=Status.TENTATIVE if paused else _status(row),
        place=place_of(row),
        says=_("This action is paused.") if paused else "",
        url=f"{known.base_url}{path}",
        private=bool(title),
    )


def _status(row: ActionRow) -> Status:
    """A draft is not sure yet; what was ended before its day does not take place."""
    called_off = row.ended_at is not None and row.on_first is not None and row.ended_at.date() < row.on_first
    if row.state == State.STOPPED or (row.state == State.CLOSED and called_off):
        return Status.CANCELLED
    return Status.TENTATIVE if row.state in (State.DRAFT, State.AWAITING) else Status.CONFIRMED


def _sequence(row: ActionRow, changed: datetime) -> int:
    """Rises with every change and every version, and never falls: versions are counted, other changes timed."""
    seconds = max(int((changed - COUNTED_FROM).total_seconds()), 0)
    return int(row.reference.partition(".")[2] or 1) * A_VERSION + row.version + seconds


def public_events(session: Session, as_of: AsOf, base_url: str) -> Iterator[CalendarEvent]:
    """Every gathering that the world may see, two months back and all to come.

    One that was stopped, or whose consent is gone, stays as cancelled for thirty days, without title and place.
    """
    rows = [row for row in public_gatherings(session, as_of.today - BACK) if not row.replaced]
    known = around(session, rows, as_of, base_url)
    for row in rows:
        event = event_of(read_row(row, known.gates[row.id]), known, f"/a/{row.reference}")
        if row.state != State.STOPPED and known.gates[row.id].is_open:
            yield event
        elif event.changed_at.date() >= as_of.today - KEEPS_CANCELLED:
            kind = kind_in_words(row)
            yield replace(event, title=kind, place="", says="", status=Status.CANCELLED)


def for_feeds(settings: Settings) -> Callable[[Session, Viewer, datetime], Iterator[CalendarEvent]]:
    """The same as the feeds of dates take them, whoever asks."""

    def public(session: Session, _viewer: Viewer, now: datetime) -> Iterator[CalendarEvent]:
        today = civil_date(now, settings.timezone, settings.today)
        return public_events(session, AsOf(today, settings.today), settings.base_url)

    return public
