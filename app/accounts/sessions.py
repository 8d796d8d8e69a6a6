"""From a cookie to a viewer: one look-up per request, idle and absolute limits."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, cast

from fastapi import Request
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session
from starlette.responses import Response

from app.accounts.changes import note_seen
from app.accounts.known_browsers import new_mark, number_in_mark
from app.accounts.queries import signed_in_rows
from app.accounts.rights import everywhere, rights_by_campaign
from app.accounts.secret_tokens import token_hash
from app.history.access_log import Actor, Subject, What, note_alone
from app.settings import Settings
from app.web.viewer import Viewer
from app.web.visit import Visit

IDLE = timedelta(minutes=30)
IDLE_IN_DEVELOPMENT = timedelta(hours=12)
ABSOLUTE = timedelta(hours=12)
KNOWN_FOR = timedelta(days=180)


def cookie_name(settings: Settings) -> str:
    """With https the browser itself holds the cookie to this very host."""
    return "__Host-vigil" if settings.is_https else "vigil"


def find_viewer(session: Session, request: Request, now: datetime) -> Viewer | None:
    """Who is signed in, with roles as they are this moment; None when nobody is or the time is over."""
    settings: Settings = request.app.state.settings
    token = request.cookies.get(cookie_name(settings))
    return viewer_of(session, token, settings, now) if token else None


def viewer_of(session: Session, token: str, settings: Settings, now: datetime) -> Viewer | None:
    """The volunteer whose browser holds this token, if it still counts."""
    rows = signed_in_rows(session, token_hash(token))
    if not rows:
        return None
    found = cast("Any", rows[0])
    if is_over(found.created_at, found.seen_at, now, strict=settings.is_production):
        return None
    viewer = Viewer(
        found.volunteer_id,
        found.name,
        found.email,
        found.zone,
        found.sign_in_id,
        rights_by_campaign((row.campaign_id, row.role) for row in cast("list[Any]", rows)),
        everywhere(is_admin=found.is_admin),
        seen_at=found.seen_at,
        proved_at=found.proved_at or found.created_at,
    )
    must_enrol = viewer.decides and settings.is_production and found.confirmed_at is None
    return replace(viewer, must_enrol=True) if must_enrol else viewer


def is_over(created_at: datetime, seen_at: datetime, now: datetime, *, strict: bool) -> bool:
    """Whether a sign-in has lain idle too long or has lasted its whole time."""
    return now - created_at > ABSOLUTE or now - seen_at > (IDLE if strict else IDLE_IN_DEVELOPMENT)


def note_presence(request: Request, now: datetime) -> None:
    """Somebody is still there, so their sign-in does not run out yet. Nobody waits for this to be written,
    and a database too busy for it is asked again by their next request.
    """
    with suppress(SQLAlchemyError), request.app.state.database.marking(durable=False) as connection:
        note_seen(connection, request.state.viewer.sign_in_id, now)


def note_denial(request: Request, viewer: Viewer, now: datetime) -> None:
    """What a volunteer was refused, by the name of the page and the number in its address."""
    asked = request.scope.get("route")
    number = next((value for value in request.path_params.values() if isinstance(value, int)), None)
    about = Subject(str(getattr(asked, "name", "page"))[:40], number)
    note_alone(request.app.state.database, Actor(viewer.id, now), What.DENIED, about)


def known_browser(visit: Visit, email: str) -> str | None:
    """The number of the browser if somebody with this address has signed in with it before; else None."""
    mark = visit.request.cookies.get(_known_name(visit.settings), "")
    return number_in_mark(visit.settings.secret_key, email, mark)


def remember_browser(visit: Visit, answer: Response, email: str) -> None:
    """Mark the browser as one that its owner signs in with, for half a year after the last time."""
    settings, name = visit.settings, _known_name(visit.settings)
    known = known_browser(visit, email)
    mark = visit.request.cookies[name] if known is not None else new_mark(settings.secret_key, email)
    answer.set_cookie(
        name, mark, path="/", httponly=True, samesite="lax", secure=settings.is_https,
        max_age=int(KNOWN_FOR.total_seconds()),
    )  # fmt: skip


def _known_name(settings: Settings) -> str:
    return f"{cookie_name(settings)}-known"


def set_cookie(answer: Response, settings: Settings, token: str) -> None:
    """Give the browser its sign-in."""
    answer.set_cookie(
        cookie_name(settings), token, path="/", httponly=True, samesite="lax", secure=settings.is_https,
        max_age=int(ABSOLUTE.total_seconds()),
    )  # fmt: skip


def clear_cookie(answer: Response, settings: Settings) -> None:
    """Take the sign-in away, and all that the browser kept of us."""
    for name in (cookie_name(settings), _known_name(settings)):
        answer.delete_cookie(name, path="/", secure=settings.is_https, httponly=True)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
