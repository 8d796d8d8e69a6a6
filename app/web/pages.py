"""Answers: pages from templates with what every page needs, redirects, notices, Atom feeds."""

from collections.abc import Iterable
from datetime import UTC, datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from sqlmodel import Session
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.clock import recorded_moment
from app.dates.calendars import CALENDARS
from app.settings import Settings
from app.text import environment, render
from app.web.form_keys import new_key
from app.web.forms import FormState
from app.web.unfinished import NEVER, Typed, Unfinished, unfinished
from app.web.viewer import Right
from app.web.visit import Visit, now_of

STATIC = Path(__file__).parent / "static"
NOTICE = "vigil-notice"
MY_DAY = "/my"
BEFORE_ALL = datetime(2011, 12, 16, tzinfo=UTC)  # a feed without entries has not changed since


def page(visit: Visit, template: str, /, *, status: int = 200, **named: Any) -> HTMLResponse:
    """A page for this visit. Templates also get: visit, unfinished, today, path, lang, notice, late, form_key."""
    notice = visit.request.cookies.get(NOTICE)
    key = new_key(visit.settings.secret_key, visit.bearer)
    visit.request.state.form_key = key  # whoever keeps the page has to know it
    waiting = _unfinished_here(visit, named)
    heartbeat = visit.viewer and getattr(visit.request.app.state, "heartbeat", None)
    answer = HTMLResponse(
        render(
            template,
            visit=visit,
            today=visit.today(),
            path=visit.path,
            lang="en",
            notice=unquote(notice) if notice else None,
            late=heartbeat.words(visit.session, visit.now) if heartbeat else (),
            form_key=key,
            unfinished=waiting,
            **named,
        ),
        status_code=status,
    )
    if notice:
        answer.delete_cookie(NOTICE, path="/")
    return answer


def _unfinished_here(visit: Visit, named: dict[str, Any]) -> list[Unfinished]:
    """The viewer's unfinished words of this page; those they take up again stand in the form's fields."""
    form = named.get("form")
    is_asking = visit.request.method == "GET" and visit.session.bind is not None  # no page of an error
    if visit.viewer is None or not visit.viewer.has_unfinished or not is_asking:
        return []
    if visit.path == MY_DAY:
        return unfinished(visit)
    if not isinstance(form, FormState) or form.is_refused:
        return []
    found = unfinished(visit, visit.path)
    wanted = visit.request.query_params.get("unfinished", "")
    for one in found:
        if str(one.id) == wanted:
            typed = {name: Typed(given) for name, given in one.values.items()}
            named["form"] = FormState(values=form.values | typed, stored=form.stored)
    return found


def bare_page(request: Request, template: str, /, *, status: int, **named: Any) -> HTMLResponse:
    """A page outside a transaction: errors, and the way back in."""
    viewer = getattr(request.state, "viewer", None)
    return page(Visit(request, Session(), viewer, now_of(request)), template, status=status, **named)


def see_other(address: str, notice: str | None = None) -> Response:
    """The answer to a change that worked: go there, and read this once."""
    answer = RedirectResponse(address, status_code=303)
    if notice:
        answer.set_cookie(NOTICE, quote(notice), max_age=60, path="/", httponly=True, samesite="lax")
    return answer


def latest(moments: Iterable[datetime]) -> datetime:
    """When a feed changed: with the latest of its entries, and never because somebody asked."""
    return max(moments, default=BEFORE_ALL)


def atom(template: str, **named: object) -> Response:
    """The Atom feed (RFC 4287) of a template. On a pinned day nothing in it was written later."""
    return Response(render(template, stamp=_stamp, **named), media_type="application/atom+xml; charset=utf-8")


def _stamp(moment: datetime) -> str:
    return recorded_moment(moment).isoformat()


def own_path(text: str, otherwise: str = "/") -> str:
    """An address on this site from something a link carried; anything that could lead elsewhere is dropped."""
    safe = text.startswith("/") and not text.startswith(("//", "/\\")) and all(ord(c) > 32 for c in text)
    return text if safe and "\\" not in text else otherwise


@lru_cache(maxsize=32)
def asset(name: str) -> str:
    """The address of a static file, with its content's mark so that browsers may keep it for ever."""
    mark = sha256((STATIC / name).read_bytes()).hexdigest()[:12]
    return f"/static/{name}?v={mark}"


def install(settings: Settings) -> None:
    """Give templates what they may use beside their own values."""
    environment().globals.update(
        asset=asset,
        production=settings.is_production,
        Right=Right,
        never_kept=" ".join(sorted(NEVER)),
        calendars=CALENDARS,
    )
