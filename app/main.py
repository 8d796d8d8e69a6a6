"""Where everything meets: the database with what follows from changes, the jobs, and the website."""

from functools import partial
from typing import TYPE_CHECKING

from sqlmodel import Session

from app.campaigning.models import Action
from app.campaigning.queries.due_actions import campaign_dues, campaigns_touched
from app.cases.models import Entry
from app.cases.name_index import settle_names
from app.clock import Calendar, Clock, civil_date, utc_now
from app.consent.models import TO_LOOK
from app.consent.reported_release import ask_for_second_person
from app.db import Database
from app.history import known_since, pinned_objects, recorder
from app.history.pinned import known_by_its_own, known_or_undated, known_with, see_as_of
from app.history.recorder import added, touched
from app.jobs.schedule import Job
from app.letters.due import dues_of_letters
from app.letters.queries.dues import cases_in_letters
from app.publishing.due import dues_of_pages, dues_of_requests
from app.publishing.page_endings import (
    end_pages_of_merged,
    end_pages_of_restricted,
    forget_deleted_photographs,
)
from app.publishing.queries.correction_requests import campaigns_asked
from app.publishing.queries.public_pages import cases_with_page
from app.reviews.dues_without_case import dues_of_consents, dues_of_offices
from app.reviews.queries.expiring_consents import campaigns_of_consents
from app.reviews.sync import Keeper
from app.settings import Settings, read_settings
from app.sources.models import Citation, Source
from app.tables import load_tables
from app.trouble import hold_the_log

if TYPE_CHECKING:
    from fastapi import FastAPI


def open_database(settings: Settings) -> Database:
    """The installation's database, with everything that must follow from a change."""
    _listen()

    def settle(session: Session) -> None:
        ask_for_second_person(session)
        end_pages_of_restricted(session)
        end_pages_of_merged(session)
        forget_deleted_photographs(session)
        settle_names(session)
        if touched(session, Action.noun) or set(touched(session, Source.noun)) - added(session, Source.noun):
            from app.campaigning.changes.second_reading import ask_to_read  # brings the gate of words along

            ask_to_read(session)
        if session.info.get(TO_LOOK):
            from app.consent.namesakes import ask_those_who_may_know  # as above

            ask_those_who_may_know(session)

    def settle_actions(session: Session) -> None:
        for campaign_id, zone in _campaigns_concerned(session):
            today = civil_date(session.info["at"], zone, settings.today)
            keeper(settings).keep_campaign(session, campaign_id, today)

    return _as_of_pinned(
        Database(
            settings.database_url,
            (settle, keeper(settings).settle, settle_actions),
            Calendar(settings.timezone, settings.today),
        )
    )


def _listen() -> None:
    hold_the_log()
    load_tables()
    recorder.install()
    known_since.install()
    known_by_its_own(Entry, known_or_undated("known_on"))
    known_by_its_own(Citation, known_with("source_id", Source))
    pinned_objects.install()


def _as_of_pinned(database: Database) -> Database:
    day = database.calendar.pinned
    if day is not None:
        # PostgreSQL's reading side is the same engine and hears what is said to the other.
        for engine in (database.reader, database.engine) if database.is_sqlite else (database.engine,):
            see_as_of(engine, day)
    return database


def _campaigns_concerned(session: Session) -> set[tuple[int, str]]:
    return {*campaigns_touched(session), *campaigns_asked(session), *campaigns_of_consents(session)}


def keeper(settings: Settings) -> Keeper:
    """What keeps due dates in step: the rules of cases, and what other features bring for cases and campaigns."""
    return Keeper(
        settings.today,
        for_cases=(dues_of_letters, dues_of_pages),
        for_campaigns=(campaign_dues, dues_of_requests, dues_of_offices, dues_of_consents),
        quoting=(cases_in_letters, cases_with_page),
        opener=partial(open_plainly, calendar=Calendar(settings.timezone, settings.today)),
    )


def open_plainly(url: str, calendar: Calendar) -> Database:
    """The database with history but without settlers: for processes that derive dates and nothing else."""
    _listen()
    return _as_of_pinned(Database(url, calendar=calendar))


def jobs(settings: Settings) -> tuple[Job, ...]:
    """What the installation does by itself; the last of them watches the others."""
    from app.accounts.cleanup import EXPIRE  # worker and website have jobs; no other command does
    from app.cases.file_sweep import SWEEP  # as above
    from app.desk.watch import watch  # as above
    from app.digest.commands import JOBS as DIGEST_JOBS  # as above
    from app.files.nightly_backup import nightly_backup  # as above
    from app.letters.batches import BATCHES  # as above
    from app.letters.draft_expiry import OLD_DRAFTS  # as above
    from app.reviews.absences import ABSENCES  # as above
    from app.reviews.recompute_all import daily_job  # as above

    backup = nightly_backup(settings)
    known = (daily_job(keeper), *DIGEST_JOBS, ABSENCES, BATCHES, OLD_DRAFTS, EXPIRE, backup, SWEEP)
    return (*known, watch(known))


def create_app(
    settings: Settings | None = None, database: Database | None = None, clock: Clock = utc_now
) -> "FastAPI":
    """The web application. Tests hand in their own settings, database and clock."""
    from app.website import make_website  # a quarter of the program, which worker and commands do without

    settings = settings or read_settings()
    return make_website(
        settings, database or open_database(settings), keeper(settings), (clock, jobs(settings))
    )
