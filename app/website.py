"""The website: every feature's pages, what they ask of each other, and how errors are shown."""

import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import anyio.to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.gzip import GZipMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from app.accounts import queries as accounts
from app.accounts.routes import PAGES as ACCOUNT_PAGES
from app.accounts.sessions import find_viewer, note_denial, note_presence
from app.campaigning.gathering_events import for_feeds
from app.campaigning.routes import PAGES as ACTION_PAGES
from app.cases.queries import case_heads, merging
from app.cases.queries.visible import viewer_binds
from app.cases.routes import PAGES as CASE_PAGES
from app.cases.sensitive_access import note_looks
from app.clock import Clock
from app.consent import case_parts, lift_stop, namesakes, stop_request
from app.consent import routes as consent_routes
from app.consent.queries.stopped import IS_STOPPED, SAVED_AT, STOPPED_ON
from app.db import Database
from app.desk import (
    approvals,
    calendar,
    case_conflicts,
    case_page,
    erasure_pages,
    file_pages,
    first_run,
    health_check,
    list_pages,
    many_pages,
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
from app.digest.routes import PAGES as DIGEST_PAGES
from app.directory import routes as directory_routes
from app.intake import article_pages
from app.jobs.schedule import Job
from app.letters.routes import PAGES as LETTER_PAGES
from app.migrating import schema_fault
from app.publishing.routes import PAGES as PUBLIC_PAGES
from app.refusal import Refusal
from app.reviews.date_preview import what_moves
from app.reviews.routes import PAGES as REVIEW_PAGES
from app.reviews.sync import Keeper
from app.settings import Settings
from app.sources import visible_sources
from app.web import pages
from app.web.errors import answer_to, error_page
from app.web.guard import Guard
from app.web.public_lane import PublicLane

THREADS = 4  # more only fight over the interpreter lock: measured, see README "How it is built"

FEATURES = (
    *ACCOUNT_PAGES,
    desk_routes,
    health_check,
    list_pages,
    open_questions,
    *CASE_PAGES,
    many_pages,
    case_conflicts,
    case_page,
    my_day,
    unminded,
    first_run,
    calendar,
    source_pages,
    article_pages,
    file_pages,
    vault_pages,
    erasure_pages,
    search_page,
    directory_routes,
    *REVIEW_PAGES,
    consent_routes,
    case_parts,
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


def make_website(
    settings: Settings, database: Database, keeper: Keeper, by_itself: tuple[Clock, tuple[Job, ...]]
) -> FastAPI:
    """The application with every page; `by_itself` is its clock, and the jobs that `/health` looks at."""
    clock, jobs = by_itself
    app = FastAPI(openapi_url=None, docs_url=None, redoc_url=None, redirect_slashes=False, lifespan=_lifespan)
    app.state.settings = settings
    app.state.database = database
    app.state.clock = clock
    app.state.public_lane = PublicLane(database, settings.secret_key)
    app.state.find_viewer = find_viewer
    app.state.note_denial, app.state.note_presence = note_denial, note_presence
    app.state.note_looks, app.state.references_of = note_looks, references_of
    app.state.jobs = jobs
    app.state.heartbeat = Heartbeat(clock(), settings, jobs)
    app.state.public_events = for_feeds(settings)
    app.state.what_moves = what_moves(keeper)
    app.state.schema_fault = schema_fault
    pages.install(settings)
    accounts.install(waiting_count.waiting_counts(), waiting_count.since)
    visible_sources.install(SOURCE_IS_SEEN, viewer_binds)
    merging.install(row_is_seen)
    case_heads.install(IS_STOPPED, STOPPED_ON, SAVED_AT)
    for feature in FEATURES:
        feature.doors.lay(app)
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
    app.state.public_lane.close()
    app.state.database.close()


def _http_error(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - registered for exactly this class
    return error_page(request, error.status_code, "" if error.status_code == 404 else str(error.detail))


def _no_such_address(request: Request, _error: Exception) -> Response:
    return error_page(request, 404, "")


def _refused(request: Request, error: Exception) -> Response:
    return answer_to(error, request)
