"""What the command line and the schedule call."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

from app.accounts.queries import volunteer_by_email
from app.clock import civil_date, utc_now
from app.db import Database
from app.digest.chat_posting import something_to_tell, tell_chats
from app.digest.edition_mail import as_html, as_text
from app.digest.make_editions import Made, preview_of, queue_due
from app.digest.send_times import week_of
from app.digest.urgent_notices import NOTICES
from app.jobs.schedule import Every, Job, Step
from app.log import over, seldom
from app.mail.queries import outbox, something_waits
from app.mail.sender import Tally
from app.mail.sender_process import Delivery, deliver
from app.refusal import NotFound, Unacceptable
from app.settings import Settings
from app.text import N_, _

GATES = "app.digest.last_look:GATES"
Progress = Callable[[int, int], None]


def _to_nobody(_done: int, _total: int) -> None:
    """Nobody looks."""


def preview_for(
    database: Database, settings: Settings, email: str, *, now: datetime | None = None, html: bool = False
) -> str:
    """The next edition of the reader with this address, as text or as HTML; raise NotFound when there is none."""
    with database.reading() as session:
        volunteer = volunteer_by_email(session, email)
        found = volunteer and volunteer.id and preview_of(session, settings, volunteer.id, now or utc_now())
    if not found:
        raise NotFound(_("There is no volunteer with that address."))
    edition, _reader = found
    if not edition.says_something:
        return _("Nothing to tell this week, so no mail would go out.") + "\n"
    return as_html(edition) if html else as_text(edition)


def queue_due_now(
    database: Database, settings: Settings, week: str | None = None, progress: Progress = _to_nobody
) -> Made:
    """Queue every edition that is due; with a week, that week's for everybody who lacks it."""
    now = utc_now()
    if week is not None:
        _check(week, settings, now)
    return queue_due(Step(database, settings, now, progress=progress), week)


def _check(week: str, settings: Settings, now: datetime) -> None:
    """Refuse a week that is none, and one yet to come: once made, it would keep all weeks before it from being made."""
    try:
        first = date.fromisocalendar(*week_of(week), 1)
    except ValueError as error:
        raise Unacceptable(_("Write a week such as 2026-W47.")) from error
    if first > civil_date(now, settings.timezone, settings.today) + timedelta(days=1):
        raise Unacceptable(_("%(week)s has not begun anywhere yet.") % {"week": week})


def deliver_once(database: Database, settings: Settings, progress: Progress = _to_nobody) -> Tally:
    """Hand every waiting mail to the server once, whether or not its turn has come."""
    return _deliver(Step(database, settings, utc_now(), progress=progress), at_once=True)


def _deliver(step: Step, *, at_once: bool = False) -> Tally:
    with step.database.reading() as session:
        waiting = outbox(session).waiting

    def progress(tally: Tally) -> None:
        done = tally.sent + tally.failed + tally.uncertain + tally.dropped
        step.progress(done, max(waiting, done))

    return deliver(step.database, step.settings, Delivery(GATES, at_once, step.stop, progress))


def _send(step: Step) -> str:
    """A server that cannot be reached is one line an hour in the log: the outbox tells of each mail."""
    tally = _deliver(step)
    if tally.trouble:
        seldom("mail", "mail does not go out and waits: %s", tally.trouble)
    elif tally.sent:
        over("mail", "mail goes out again")
    return tally.in_words


def _queue(step: Step) -> str:
    made = queue_due(step)
    return _("%(queued)s queued, %(quiet)s with nothing to say") % {
        "queued": made.queued,
        "quiet": made.quiet,
    }


JOBS = (
    Job("digest", Every(timedelta(minutes=10)), _queue, title=N_("Make the weekly summaries that are due")),
    NOTICES,
    Job("chats", Every(timedelta(minutes=5)), tell_chats, something_to_tell, title=N_("Tell the chats")),
    Job("mail", Every(timedelta(seconds=5)), _send, something_waits, title=N_("Send mail that waits")),
)
