"""Where everything meets: the application, its features' routes, what follows from changes, and the jobs."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from sqlmodel import Session
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from app.accounts import queries as accounts
from app.accounts.cleanup import EXPIRE
from app.accounts.routes import PAGES as ACCOUNT_PAGES
from app.accounts.sessions import find_viewer, note_denial, note_presence
from app.campaigning.changes.second_reading import ask_to_read
from app.campaigning.gathering_events import for_feeds
from app.campaigning.queries.due_actions import campaign_dues, campaigns_touched
from app.campaigning.routes import PAGES as ACTION_PAGES
from app.cases.file_sweep import SWEEP
from app.cases.models import Entry
from app.cases.name_index import settle_names
from app.cases.queries import case_heads, merging
from app.cases.queries.visible import viewer_binds
from app.cases.routes import PAGES as CASE_PAGES
from app.cases.sensitive_access import note_looks
from app.clock import Calendar, Clock, civil_date, utc_now
from app.consent import lift_stop, namesakes, stop_request
from app.consent import routes as consent_routes
from app.consent.queries.stopped import IS_STOPPED, SAVED_AT, STOPPED_ON
from app.consent.reported_release import ask_for_second_person
from app.db import Database
from app.desk import (
    approvals,
    calendar,
    case_conflicts,
    case_page,
    erasure_pages,
    file_pages,
    health_check,
    my_day,
    open_questions,
    search_page,
    source_pages,
    unminded,
    vault_pages,
    who_needs_us,
)
from app.desk import start_page as desk_routes
from app.desk.heartbeat import Heartbeat
from app.desk.queries import waiting_count
from app.desk.queries.access_log_subjects import references_of
from app.desk.queries.visible_rows import row_is_seen
from app.desk.queries.visible_sources import SOURCE_IS_SEEN
from app.desk.watch import watch
from app.digest.commands import JOBS as DIGEST_JOBS
from app.digest.routes import PAGES as DIGEST_PAGES
from app.directory import routes as directory_routes
from app.files.nightly_backup import nightly_backup
from app.history import known_since, pinned_objects, recorder
from app.history.pinned import known_by_its_own, known_or_undated, known_with, see_as_of
from app.jobs.schedule import Job
from app.letters.batches import BATCHES
from app.letters.draft_expiry import OLD_DRAFTS
from app.letters.due import dues_of_letters
from app.letters.queries.dues import cases_in_letters
from app.letters.routes import PAGES as LETTER_PAGES
from app.migrating import schema_fault
from app.publishing.due import dues_of_pages, dues_of_requests
from app.publishing.page_endings import (
    end_pages_of_merged,
    end_pages_of_restricted,
    forget_deleted_photographs,
)
from app.publishing.queries.correction_requests import campaigns_asked
from app.publishing.queries.public_pages import cases_with_page
from app.publishing.routes import PAGES as PUBLIC_PAGES
from app.refusal import Refusal
from app.reviews.date_preview import what_moves
from app.reviews.dues_without_case import dues_of_consents, dues_of_offices
from app.reviews.queries.expiring_consents import campaigns_of_consents
from app.reviews.recompute_all import daily_job
from app.reviews.routes import PAGES as REVIEW_PAGES
from app.reviews.sync import Keeper
from app.settings import Settings, read_settings
from app.sources import visible_sources
from app.sources.models import Citation, Source
from app.tables import load_tables
from app.trouble import hold_the_log
from app.web import pages
from app.web.errors import answer_to, error_page
from app.web.guard import Guard

THREADS = 4  # more only fight over the interpreter lock: measured, see README "How it is built"

FEATURES = (
    *ACCOUNT_PAGES,
    desk_routes,
    health_check,
    open_questions,
    *CASE_PAGES,
    case_conflicts,
    case_page,
    my_day,
    unminded,
    calendar,
    source_pages,
    file_pages,
    vault_pages,
    erasure_pages,
    search_page,
    directory_routes,
    *REVIEW_PAGES,
    consent_routes,
    lift_stop,
    namesakes,
    stop_request,
    *LETTER_PAGES,
    who_needs_us,
    *ACTION_PAGES,
    *PUBLIC_PAGES,
    approvals,
    *DIGEST_PAGES,
)


def open_database(settings: Settings) -> Database:
    """The installation's database, with everything that must follow from a change."""
    _listen()

    def settle(session: Session) -> None:
        ask_for_second_person(session)
        end_pages_of_restricted(session)
        end_pages_of_merged(session)
        forget_deleted_photographs(session)
        settle_names(session)
        ask_to_read(session)
        namesakes.ask_those_who_may_know(session)

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
    backup = nightly_backup(settings)
    known = (daily_job(keeper), *DIGEST_JOBS, BATCHES, OLD_DRAFTS, EXPIRE, backup, SWEEP)
    return (*known, watch(known))


def create_app(
    settings: Settings | None = None, database: Database | None = None, clock: Clock = utc_now
) -> FastAPI:
    """The web application. Tests hand in their own settings, database and clock."""
    settings = settings or read_settings()
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=_lifespan)
    app.state.settings = settings
    app.state.database = database or open_database(settings)
    app.state.clock = clock
    app.state.find_viewer = find_viewer
    app.state.note_denial, app.state.note_presence = note_denial, note_presence
    app.state.note_looks, app.state.references_of = note_looks, references_of
    app.state.jobs = jobs(settings)
    app.state.heartbeat = Heartbeat(clock(), settings, app.state.jobs)
    app.state.public_events = for_feeds(settings)
    app.state.schema_fault = schema_fault
    app.state.what_moves = what_moves(keeper(settings))
    pages.install(settings)
    accounts.install(waiting_count.waiting_counts(), waiting_count.since)
    visible_sources.install(SOURCE_IS_SEEN, viewer_binds)
    merging.install(row_is_seen)
    case_heads.install(IS_STOPPED, STOPPED_ON, SAVED_AT)
    for feature in FEATURES:
        app.include_router(feature.doors.router)
    app.mount("/static", StaticFiles(directory=pages.STATIC), name="static")
    app.add_exception_handler(HTTPException, _http_error)
    app.add_exception_handler(RequestValidationError, _no_such_address)
    app.add_exception_handler(Refusal, _refused)
    # Safe beside forms: their keys are made anew for every page, so no page holds the same secret twice.
    app.add_middleware(GZipMiddleware, minimum_size=2000, compresslevel=4)
    app.add_middleware(Guard, settings=settings)
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    logging.getLogger("vigil").info("ready")
    yield
    app.state.database.close()


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for exactly this class
    return error_page(request, error.status_code, "" if error.status_code == 404 else str(error.detail))


def _no_such_address(request: Request, _error: Exception) -> Response:
    return error_page(request, 404, "")


def _refused(request: Request, error: Exception) -> Response:
    return answer_to(error, request)
