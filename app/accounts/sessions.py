"""Sessions: from a cookie to a viewer, how long a sign-in lasts, and how one begins and ends.

A sign-in ends when it has lain idle for IDLE, and in any case ABSOLUTE after it began.
"""

from contextlib import suppress
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, cast

from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import Response

from app.accounts.changes import note_seen, sign_in, sign_out_token
from app.accounts.known_browsers import known_cookie, label, remember_browser
from app.accounts.models import Volunteer
from app.accounts.queries import signed_in_rows
from app.accounts.reauthentication import kept_in
from app.accounts.rights import everywhere, rights_by_campaign
from app.accounts.secret_tokens import form_token, new_token, token_hash
from app.clock import Zone
from app.db import insert_once, number_of
from app.history import access_log
from app.history.access_log import Actor, Subject, What, note_alone
from app.settings import Settings
from app.web.form_keys import is_ours, key_hash, words_mark
from app.web.models import Submission
from app.web.pages import own_path, page, see_other
from app.web.queries import submission
from app.web.viewer import Viewer, Waits
from app.web.visit import Visit

IDLE = timedelta(minutes=30)  # since the browser was last seen
IDLE_IN_DEVELOPMENT = timedelta(hours=12)
ABSOLUTE = timedelta(hours=12)  # since they signed in, however busy they are
Destination = tuple[str, str | None]  # where a sign-in leads, and what to say there


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
    rows: list[Any] = signed_in_rows(session, token_hash(token), now)
    if not rows:
        return None
    found = cast("Any", rows[0])
    if is_over(found.created_at, found.seen_at, now, strict=settings.is_production):
        return None
    viewer = Viewer(
        found.volunteer_id,
        found.name,
        found.email,
        Zone(found.zone, _own_day(rows)),
        found.sign_in_id,
        rights_by_campaign((row.campaign_id, row.role) for row in rows),
        everywhere(is_admin=found.is_admin),
        seen_at=found.seen_at,
        proved_at=found.proved_at or found.created_at,
        has_unfinished=bool(found.has_unfinished),
        waits=Waits(int(found.approvals or 0), int(found.on_my_day or 0)),
        demonstrations={row.campaign_id: row.own_day for row in rows if row.is_demonstration},
    )
    must_enrol = viewer.decides and settings.is_production and found.confirmed_at is None
    return replace(viewer, must_enrol=True) if must_enrol else viewer


def _own_day(rows: list[Any]) -> date | None:
    """The day of whoever is in demonstrations alone; with any other campaign they live by the calendar."""
    days = [row.own_day for row in rows if row.campaign_id is not None]
    return max(days) if days and all(days) else None


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


def set_cookie(answer: Response, settings: Settings, token: str) -> None:
    """Give the browser its sign-in."""
    answer.set_cookie(
        cookie_name(settings), token, path="/", httponly=True, samesite="lax", secure=settings.is_https,
        max_age=int(ABSOLUTE.total_seconds()),
    )  # fmt: skip


def clear_cookie(answer: Response, settings: Settings) -> None:
    """Take the sign-in away, and all that the browser kept of us."""
    for name in (cookie_name(settings), known_cookie(settings)):
        answer.delete_cookie(name, path="/", secure=settings.is_https, httponly=True)
    answer.headers["Clear-Site-Data"] = '"cache", "cookies", "storage"'


def let_in(
    visit: Visit, session: Session, volunteer: Volunteer, wanted: str, notice: str | None = None
) -> Response:
    """Sign in this browser, end what it was signed in with before, and lead to what was asked for."""
    return _begin(visit, session, volunteer, new_token(), (wanted, notice))


def let_in_once(
    visit: Visit, session: Session, volunteer: Volunteer, wanted: str, notice: str | None = None
) -> Response:
    """As `let_in`, and twice is once: of a double click it does not matter which answer the browser keeps.

    The token follows from the form's own key, as only we can make it. Once such a sign-in has ended, the same form
    begins another one, so that a dead token stays dead.
    """
    if not _is_ours(visit):
        return let_in(visit, session, volunteer, wanted, notice)
    key, secret = visit.submitted.one("key"), visit.settings.secret_key
    is_first = insert_once(
        session, Submission, "key_hash", key_hash=key_hash(key, visit.path), volunteer_id=volunteer.id,
        body_hash=words_mark(secret, visit.submitted.body_hash), location=own_path(wanted, "/my"), at=visit.now,
    )  # fmt: skip
    if not is_first and (again := let_in_again(visit, session, volunteer, wanted)) is not None:
        return again
    token = form_token(secret, key, number_of(volunteer)) if is_first else new_token()
    return _begin(visit, session, volunteer, token, (wanted, notice))


def let_in_again(visit: Visit, session: Session, volunteer: Volunteer, wanted: str) -> Response | None:
    """The same answer as a moment ago to the same form with the same words, while what it began still lasts."""
    if not _is_ours(visit) or not _was_sent(visit, session):
        return None
    token = form_token(visit.settings.secret_key, visit.submitted.one("key"), number_of(volunteer))
    if viewer_of(session, token, visit.settings, visit.now) is None:
        return None
    return _answer(visit, session, volunteer, token, (wanted, None))


def _is_ours(visit: Visit) -> bool:
    return is_ours(visit.settings.secret_key, visit.bearer, visit.submitted.one("key"))


def _was_sent(visit: Visit, session: Session) -> bool:
    sent = submission(session, key_hash(visit.submitted.one("key"), visit.path))
    return sent is not None and sent.body_hash == words_mark(
        visit.settings.secret_key, visit.submitted.body_hash
    )


def _begin(visit: Visit, session: Session, volunteer: Volunteer, token: str, to: Destination) -> Response:
    session.info.update(actor_id=volunteer.id, actor=volunteer.name)
    sign_out_token(session, visit.request.cookies.get(cookie_name(visit.settings), ""))
    browser = label(visit.request.headers.get("user-agent", ""))
    sign_in(session, number_of(volunteer), visit.now, browser, token)
    access_log.note(session, What.SIGNED_IN)
    return _answer(visit, session, volunteer, token, to)


def _answer(visit: Visit, session: Session, volunteer: Volunteer, token: str, to: Destination) -> Response:
    kept, (wanted, notice) = kept_in(visit.submitted), to
    viewer = viewer_of(session, token, visit.settings, visit.now)
    if kept.waits and viewer is not None and not viewer.must_enrol:
        visit.viewer = viewer
        answer: Response = page(visit, "accounts/welcome_back.html", kept=kept)
    else:
        answer = see_other(own_path(wanted, "/my"), notice)
    set_cookie(answer, visit.settings, token)
    remember_browser(visit, answer, volunteer.email)
    return answer
