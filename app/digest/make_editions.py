"""Making editions: the preview of one, and all that are due, each claimed and queued in one transaction."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from sqlmodel import Session

from app.clock import civil_date
from app.db import insert_missing
from app.digest.all_news import World
from app.digest.confirm_address import ask
from app.digest.edition import Edition, compose
from app.digest.edition_mail import post_of
from app.digest.models import Issue
from app.digest.pick_news import Moment, news_for
from app.digest.preferences_token import token_of
from app.digest.queries.all_news import Window, world
from app.digest.queries.readers import past_issues, readers
from app.digest.reader import Past, Reader
from app.digest.send_times import WEEK, Slot, following_slot, latest_slot, slot_in, week_of
from app.digest.still_true import resting
from app.jobs.schedule import Step
from app.mail.message import sender_of
from app.mail.outbox import drop, queue_fresh
from app.mail.queries import unfinished_of_kind
from app.settings import Settings

READERS_AT_ONCE, READERS_PER_PICTURE = 200, 1000  # the second a multiple of the first
LOOK_BACK = 12 * WEEK


@dataclass(frozen=True, slots=True)
class Due:
    """One reader's edition that is due."""

    reader: Reader
    slot: Slot
    past: Past | None
    since: datetime


@dataclass(frozen=True, slots=True)
class Made:
    """What a run came to."""

    queued: int = 0
    quiet: int = 0

    def __add__(self, other: "Made") -> "Made":
        """Both runs together."""
        return Made(self.queued + other.queued, self.quiet + other.quiet)


def queue_due(step: Step, week: str | None = None) -> Made:
    """Queue every edition that is due and was not made yet; with a week, that week's for everybody who lacks it.

    Asked to stop, it ends after the readers in hand; the rest is still due at the next run.
    """
    _ask_unconfirmed(step)
    with step.database.reading() as session:
        due = _due(session, step.settings, step.now, week)
    made, picture = Made(), World()
    for start in range(0, len(due), READERS_AT_ONCE):
        if step.stop.is_set():
            break
        step.progress(start, len(due))
        with step.database.writing(actor="vigil", at=step.now) as session:
            if start % READERS_PER_PICTURE == 0:
                since = min(one.since for one in due[start : start + READERS_PER_PICTURE])
                picture = world(session, window_of(step.settings, since, step.now))
            made += _make(session, step.settings, due[start : start + READERS_AT_ONCE], picture)
    else:
        step.progress(len(due), len(due))
    return made


def _ask_unconfirmed(step: Step) -> None:
    """Readers whom no invitation reached at their address are asked once whether they want the mail there."""
    with step.database.reading() as session:
        asked = [
            one for one in readers(session) if one.campaigns and not one.confirmed and one.frequency != "none"
        ]
    if asked:
        with step.database.writing(actor="vigil", at=step.now) as session:
            for reader in asked:
                ask(session, step.settings, reader)


def preview_of(
    session: Session, settings: Settings, volunteer_id: int, now: datetime
) -> tuple[Edition, Reader] | None:
    """The edition this reader would get at this moment; None when there is no such reader."""
    found = readers(session, [volunteer_id])
    if not found:
        return None
    reader = found[0]
    slot = latest_slot(reader.rhythm, _by_calendar(settings, reader, now))
    past = past_issues(session, week_before(slot.week, LOOK_BACK), [reader.id]).get(reader.id)
    due = Due(reader, slot, past, _since(past, now))
    picture = world(session, window_of(settings, due.since, now))
    return edition_of(picture, due, settings, now), reader


def _due(session: Session, settings: Settings, now: datetime, week: str | None) -> list[Due]:
    """Whose edition is due: their newest slot is past, and neither that week nor a later one was made."""
    everybody = [
        reader
        for reader in readers(session)
        if reader.campaigns and reader.confirmed and reader.frequency != "none"
    ]
    slots = {reader.id: _slot(settings, reader, now, week) for reader in everybody}
    if not slots:
        return []
    oldest = min(slot.week for slot in slots.values())
    past = past_issues(session, week_before(oldest, LOOK_BACK))
    return [
        Due(reader, slots[reader.id], past.get(reader.id), _since(past.get(reader.id), now))
        for reader in everybody
        if reader.id not in past or past[reader.id].week < slots[reader.id].week
    ]


def _slot(settings: Settings, reader: Reader, now: datetime, week: str | None) -> Slot:
    if week is not None:
        return slot_named(reader, week)
    return latest_slot(reader.rhythm, _by_calendar(settings, reader, now))


def slot_named(reader: Reader, week: str) -> Slot:
    """The reader's slot of a week such as 2026-W47."""
    return slot_in(reader.rhythm, *week_of(week))


def _by_calendar(settings: Settings, reader: Reader, now: datetime) -> datetime:
    """Now, or the end of the pinned day where one is set."""
    if settings.today is None:
        return now
    return datetime.combine(settings.today, time(23, 59), ZoneInfo(reader.zone))


def _since(past: Past | None, now: datetime) -> datetime:
    """News begins where the last edition ended; for a first one, a week ago. A clock set back loses nothing."""
    return min(past.until, now) if past else now - WEEK


def week_before(week: str, span: timedelta) -> str:
    """The name of the week that lies so long before."""
    year, number = week_of(week)
    before = (date.fromisocalendar(year, number, 1) - span).isocalendar()
    return f"{before.year:04d}-W{before.week:02d}"


def window_of(settings: Settings, since: datetime, now: datetime) -> Window:
    """What counts as news."""
    return Window(since, now, civil_date(now, settings.timezone, settings.today), settings.today)


def _make(session: Session, settings: Settings, due: Sequence[Due], picture: World) -> Made:
    """Claim these readers' weeks and queue their mails in this one transaction: both or neither."""
    now: datetime = session.info["at"]
    domain = sender_of(settings.mail_from, settings.secret_key).domain
    editions = [(one, edition_of(picture, one, settings, now)) for one in due]
    claimed = insert_missing(
        session, Issue, "key", [_issue(one, edition, picture, now) for one, edition in editions]
    )
    made = [(one, edition) for one, edition in editions if _key(one) in claimed]
    posts = [
        post_of(
            edition, key=f"digest:{_key(one)}", to=one.reader.address, volunteer_id=one.reader.id,
            list_domain=domain,
        )
        for one, edition in made
        if edition.says_something
    ]  # fmt: skip
    overtaken = unfinished_of_kind(session, "digest", [one.reader.id for one in due])
    drop(session, overtaken, "the next edition took its place")
    queue_fresh(session, posts, settings)
    return Made(len(posts), len(made) - len(posts))


def _key(due: Due) -> str:
    return f"{due.slot.week}:user{due.reader.id}"


def edition_of(picture: World, due: Due, settings: Settings, now: datetime) -> Edition:
    """One reader's edition from the picture of all news."""
    reader = due.reader
    today = civil_date(now, reader.zone, settings.today)
    following = following_slot(reader.rhythm, due.slot.week).at.astimezone(ZoneInfo(reader.zone)).date()
    token = token_of(settings.secret_key, reader.id, reader.serial)
    address = f"{settings.base_url}/u/{token}"
    day_in = cache(lambda zone: civil_date(now, zone, settings.today))
    moment = Moment(due.since, today, day_in, following, settings.base_url, address)
    return compose(news_for(picture, reader, moment, due.past))


def _issue(due: Due, edition: Edition, picture: World, now: datetime) -> dict[str, object]:
    """The row of this reader's week; whoever makes it has claimed the week."""
    state = "queued" if edition.sections else "note" if edition.quiet_note else "nothing"
    return {
        "key": _key(due),
        "volunteer_id": due.reader.id,
        "week": due.slot.week,
        "state": state,
        "since": due.since,
        "until": now,
        "need_count": edition.need_count,
        "moved_count": edition.moved_count,
        "rests_on": resting(edition, picture, due.reader),
    }
