"""Whether the installation does its own work in time: dates, weekly mails, the outbox; and a word to all where not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from threading import Lock

from sqlmodel import Session

from app.jobs.queries import states
from app.mail.queries import outbox
from app.outages import Outage
from app.text import _, moment_in_words

A_DAY = timedelta(hours=26)  # whatever happens once a day may be two hours later than the day before
MAIL_MAY_WAIT = timedelta(hours=6)
FIRST_RUN_WITHIN = timedelta(minutes=15)
ASK_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Beat:
    """When each piece of work was done last, and which of them is late."""

    dates_at: datetime | None
    digests_at: datetime | None
    unsent_since: datetime | None
    dates_late: bool
    digests_late: bool
    mail_late: bool

    @property
    def words(self) -> tuple[str, ...]:
        """A sentence for each that is late; empty when all is well."""
        return tuple(self._words())

    def _words(self) -> Iterator[str]:
        if self.dates_late:
            yield _("Due dates have not been recomputed since %(when)s, so some may be missing here.") % {
                "when": _when(self.dates_at)
            }
        if self.digests_late:
            yield _("No weekly mail has been made since %(when)s.") % {"when": _when(self.digests_at)}
        if self.mail_late:
            yield _("Mail has been waiting to go out since %(when)s.") % {"when": _when(self.unsent_since)}


def _when(moment: datetime | None) -> str:
    return moment_in_words(moment) if moment is not None else _("the start of this program")


@dataclass
class Heartbeat:
    """Asked at every page, so it looks once a minute; work that never ran is late a while after the start."""

    began_at: datetime
    asked_at: datetime | None = None
    beat: Beat | None = None
    lock: Lock = field(default_factory=Lock)
    met: dict[Outage, datetime] = field(default_factory=dict)  # by this process, and when last

    def trouble(self, outage: Outage, now: datetime) -> None:
        """A request met it just now."""
        self.met[outage] = now

    def words(self, session: Session, now: datetime) -> tuple[str, ...]:
        """What to tell everybody who is signed in. A page about a fault has no database: it says what was known."""
        with self.lock:
            due = self.asked_at is None or abs(now - self.asked_at) >= ASK_EVERY
            if due:
                self.asked_at = now
        if due and session.bind is not None:
            return self.look(session, now).words
        return self.beat.words if self.beat is not None else ()

    def look(self, session: Session, now: datetime) -> Beat:
        """Two small statements."""
        known = states(session)
        dates, digests = known.get("reviews"), known.get("digest")
        dates_at = dates.succeeded_at if dates is not None else None
        digests_at = digests.succeeded_at if digests is not None else None
        unsent = outbox(session).oldest_queued_at
        beat = Beat(
            dates_at,
            digests_at,
            unsent,
            self._is_late(dates_at, now),
            self._is_late(digests_at, now),
            unsent is not None and now > unsent + MAIL_MAY_WAIT,
        )
        self.asked_at, self.beat = now, beat
        return beat

    def _is_late(self, last: datetime | None, now: datetime) -> bool:
        return now > (last + A_DAY if last is not None else self.began_at + FIRST_RUN_WITHIN)
