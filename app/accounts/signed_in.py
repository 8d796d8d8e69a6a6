"""From a cookie to a viewer: one look-up per request, idle and absolute limits."""

from datetime import datetime, timedelta
from typing import Any, cast

from fastapi import Request
from sqlmodel import Session
from starlette.responses import Response

from app.accounts.queries import signed_in_rows
from app.accounts.tokens import token_hash
from app.settings import Settings
from app.web.viewer import Viewer

IDLE = timedelta(minutes=30)
IDLE_IN_DEVELOPMENT = timedelta(hours=12)
ABSOLUTE = timedelta(hours=12)


def cookie_name(settings: Settings) -> str:
    """With https the browser itself holds the cookie to this very host."""
    return "__Host-vigil" if settings.is_https else "vigil"


def find_viewer(session: Session, request: Request, now: datetime) -> Viewer | None:
    """Who is signed in, with roles as they are this moment; None when nobody is or the time is over."""
    settings: Settings = request.app.state.settings
    token = request.cookies.get(cookie_name(settings))
    if not token:
        return None
    rows = signed_in_rows(session, token_hash(token))
    if not rows:
        return None
    sign_in_id, created_at, seen_at, volunteer_id, name, email, is_admin, zone = cast(
        "tuple[Any, ...]", tuple(rows[0])[:8]
    )
    idle = IDLE if settings.is_production else IDLE_IN_DEVELOPMENT
    if now - created_at > ABSOLUTE or now - seen_at > idle:
        return None
    roles = {row[8]: row[9] for row in cast("list[Any]", rows) if row[8] is not None}
    request.state.seen_at = seen_at
    return Viewer(volunteer_id, name, email, is_admin, zone, sign_in_id, roles)


def set_cookie(answer: Response, settings: Settings, token: str) -> None:
    """Give the browser its sign-in."""
    answer.set_cookie(
        cookie_name(settings), token, path="/", httponly=True, samesite="lax", secure=settings.is_https,
        max_age=int(ABSOLUTE.total_seconds()),
    )  # fmt: skip


def clear_cookie(answer: Response, settings: Settings) -> None:
    """Take the sign-in away, and what the browser kept of our pages."""
    answer.delete_cookie(cookie_name(settings), path="/", secure=settings.is_https, httponly=True)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'
