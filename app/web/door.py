"""The door every request passes: who may enter, one transaction, twice is once, errors as pages.

A route is declared with `doors.get(path, who=...)`. The whole of a request (session, viewer, policy, handler,
commit) runs in one thread hop; FastAPI reads path parameters and, beforehand, the form.
"""

import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from functools import cached_property, partial
from typing import Annotated, Any

from fastapi import Depends, FastAPI, Path, Request
from fastapi.routing import APIRoute
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError
from starlette.background import BackgroundTask
from starlette.concurrency import run_in_threadpool
from starlette.responses import HTMLResponse, RedirectResponse, Response

from app.db import Database
from app.refusal import Conflict, Forbidden, NotFound, Refusal
from app.text import _
from app.web.errors import answer_to
from app.web.form_body import NOTHING, UPLOADS, Submitted, read_submitted
from app.web.form_keys import is_ours, key_hash, words_mark
from app.web.models import Submission
from app.web.policy import Policy, check_origin, entry
from app.web.public_lane import PublicLane
from app.web.queries import submission
from app.web.unfinished import after_answer
from app.web.uploads import read_from_anywhere, read_upload
from app.web.visit import Visit, now_of

RowId = Annotated[int, Path(ge=1, le=2**31 - 1)]
Handler = Callable[..., Response]
Knows = Callable[..., object]  # of a visit and the path's own words; raises NotFound
SEEN_AGAIN = timedelta(minutes=1)


class Doors:
    """A feature's routes. There is no way to add one without saying who may enter."""

    def __init__(self, *parts: "Doors") -> None:
        self.declared: list[tuple[str, str, Handler]] = [one for part in parts for one in part.declared]

    def lay(self, app: FastAPI) -> None:
        """Give an application the routes that were declared."""
        app.router.routes.extend(self._routes)

    @cached_property
    def _routes(self) -> list[APIRoute]:
        """Made when somebody serves pages, and once: to read every signature takes a while."""
        as_pages = partial(APIRoute, response_class=HTMLResponse, response_model=None)
        return [
            as_pages(
                path, entered, methods=["GET", "HEAD"] if method == "GET" else [method], name=entered.__name__
            )
            for method, path, entered in self.declared
        ]

    def get(self, path: str, *, who: Policy, kept: bool = False) -> Callable[[Handler], Handler]:
        """A page that only reads. `kept` says that it is the same for everybody and goes by the public lane."""
        enter = _enter_kept if kept else _enter_read
        return self._route("GET", path, lambda handler: enter(handler, who))

    def post(
        self,
        path: str,
        *,
        who: Policy,
        writes: bool = True,
        from_anywhere: bool = False,
        knows: Knows | None = None,
    ) -> Callable[[Handler], Handler]:
        """A change. With `writes=False` the handler opens its own transaction (slow work before a short write).

        With `from_anywhere` the address itself carries the right: no cookie, no origin, no key is asked for.
        What `knows` cannot find answers 404 before the body is read; every open address with a token has one.
        What the team sends and nobody saves is kept for its author (`unfinished.py`), unless the policy is `unkept`.
        """
        read = _knowing(knows, read_from_anywhere if from_anywhere else read_submitted)
        keeps = not from_anywhere and not who.__dict__.get("unkept")
        return self._route(
            "POST", path, lambda handler: _enter_form(handler, who, read, writes=writes, keeps_words=keeps)
        )

    def upload(self, path: str, *, who: Policy) -> Callable[[Handler], Handler]:
        """A form with a file; the handler opens its own transaction, for files are slow to look through."""
        if not path.endswith(UPLOADS):
            raise ValueError(f"the guard lets files pass only to addresses that end with {UPLOADS}")
        return self._route(
            "POST",
            path,
            lambda handler: _enter_form(handler, who, read_upload, writes=False, keeps_words=True),
        )

    def _route(
        self, method: str, path: str, enter: Callable[[Handler], Handler]
    ) -> Callable[[Handler], Handler]:
        def declare(handler: Handler) -> Handler:
            self.declared.append((method, path, enter(handler)))
            return handler

        return declare


def _enter_read(handler: Handler, who: Policy) -> Handler:
    def enter(request: Request, **path: Any) -> Response:
        return _safely(request, NOTHING, lambda: _read(handler, who, request, path))

    return _declared(enter, handler, who, ())


def _enter_kept(handler: Handler, who: Policy) -> Handler:
    async def enter(request: Request, **path: Any) -> Response:
        lane: PublicLane = request.app.state.public_lane
        return await lane.answer(
            request, lambda: _safely(request, NOTHING, lambda: _read(handler, who, request, path))
        )

    return _declared(enter, handler, who, ())


Reading = Callable[[Request], Awaitable[Submitted] | AsyncIterator[Submitted]]


def _enter_form(handler: Handler, who: Policy, read: Reading, *, writes: bool, keeps_words: bool) -> Handler:
    def enter(request: Request, submitted: Submitted, **path: Any) -> Response:
        run = _write if writes else _read
        given = _safely(request, submitted, lambda: run(handler, who, request, path, submitted))
        if keeps_words:
            after_answer(request, submitted, given)
        return given

    form = inspect.Parameter(
        "submitted",
        inspect.Parameter.POSITIONAL_OR_KEYWORD,
        annotation=Annotated[Submitted, Depends(read)],
    )
    entered = _declared(enter, handler, who, (form,))
    entered.keeps_words = keeps_words  # type: ignore[attr-defined]
    return entered


def _knowing(knows: Knows | None, read: Callable[[Request], Awaitable[Submitted]]) -> Reading:
    if knows is None:
        return read

    async def reading(request: Request) -> Submitted:
        await run_in_threadpool(_look_for, knows, request)
        return await read(request)

    return reading


def _look_for(knows: Knows, request: Request) -> None:
    """Only what leads nowhere is told now: whether a link still counts is for the form that comes with it."""
    database: Database = request.app.state.database
    with database.reading() as session:
        try:
            knows(Visit(request, session, None, now_of(request)), **request.path_params)
        except Refusal as refused:
            if isinstance(refused, NotFound):
                raise


def _declared(
    enter: Callable[..., Any], handler: Handler, who: Policy, extra: tuple[inspect.Parameter, ...]
) -> Handler:
    """Give FastAPI the signature it shall read: the request, the form, and the handler's path parameters."""
    path = [p for p in inspect.signature(handler).parameters.values() if p.name != "visit"]
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD, annotation=Request)
    enter.__signature__ = inspect.Signature([request, *extra, *path])  # type: ignore[attr-defined]
    enter.__name__, enter.__doc__ = handler.__name__, handler.__doc__
    enter.policy = who  # type: ignore[attr-defined]
    return enter


def _safely(request: Request, submitted: Submitted, answer: Callable[[], Response]) -> Response:
    try:
        try:
            given = answer()
            _note_looks(request, given)
        except (Forbidden, NotFound):
            _note_denial(request)
            raise
    except Exception as error:  # noqa: BLE001 - the door is where every error becomes a page and a line in the log
        given = answer_to(error, request, submitted)
    return _noting_presence(request, given)


def _note_denial(request: Request) -> None:
    """One line in the access log for what a volunteer was refused; it is written before they are told."""
    viewer = getattr(request.state, "viewer", None)
    if viewer is not None:
        request.app.state.note_denial(request, viewer, now_of(request))


def _note_looks(request: Request, answer: Response) -> None:
    """Whoever is shown what only few may see leaves a line in the access log first; a redirect shows nothing."""
    session = getattr(request.state, "session", None)
    viewer = getattr(request.state, "viewer", None)
    if session is not None and viewer is not None and not 300 <= answer.status_code < 400:
        request.app.state.note_looks(request, viewer, session, now_of(request))


def _noting_presence(request: Request, answer: Response) -> Response:
    """That somebody is still there is written at most once a minute, and after the answer has left."""
    viewer, now = getattr(request.state, "viewer", None), now_of(request)
    if viewer is not None and viewer.seen_at is not None and now - viewer.seen_at > SEEN_AGAIN:
        answer.background = answer.background or BackgroundTask(request.app.state.note_presence, request, now)
    return answer


def _read(
    handler: Handler, who: Policy, request: Request, path: dict[str, Any], submitted: Submitted = NOTHING
) -> Response:
    database: Database = request.app.state.database
    now = now_of(request)
    with database.reading() as session:
        visit = Visit(request, session, request.app.state.find_viewer(session, request, now), now, submitted)
        _remember_viewer(visit)
        if request.method == "POST":
            check_origin(visit)
        return entry(visit, who) or handler(visit, **path)


def _write(
    handler: Handler, who: Policy, request: Request, path: dict[str, Any], submitted: Submitted = NOTHING
) -> Response:
    """Run the change once. Losing a race for the same key means somebody else's answer stands: give that."""
    database: Database = request.app.state.database
    now = now_of(request)
    try:
        with database.writing(at=now) as session:
            visit = Visit(
                request, session, request.app.state.find_viewer(session, request, now), now, submitted
            )
            _remember_viewer(visit)
            if visit.viewer is not None:
                session.info.update(actor_id=visit.viewer.id, actor=visit.viewer.name)
            check_origin(visit)
            given = _given(lambda: entry(visit, who) or _earlier(visit) or handler(visit, **path))
            if isinstance(given, Refusal) or given.status_code >= 400:
                session.rollback()  # what settles a transaction may still keep that somebody has to look
            else:
                _remember(visit, given)
        if isinstance(given, Refusal):
            raise given
        return given
    except IntegrityError:
        with database.reading() as session:
            again = _earlier(Visit(request, session, request.state.viewer, now, submitted))
        if again is None:
            raise
        return again


def _given(answer: Callable[[], Response]) -> Response | Refusal:
    try:
        return answer()
    except Refusal as refused:
        return refused


def _remember_viewer(visit: Visit) -> None:
    """Queries ask the session who looks; errors and the access log ask the request."""
    visit.request.state.viewer, visit.request.state.session = visit.viewer, visit.session
    visit.session.info["viewer"] = visit.viewer


def _earlier(visit: Visit) -> Response | None:
    key = visit.submitted.one("key")
    if not key:
        return None
    sent = submission(visit.session, key_hash(key, visit.path))
    if sent is None:
        return None
    if sent.body_hash != words_mark(visit.settings.secret_key, visit.submitted.body_hash):
        raise Conflict(_("This form was sent before, with other words. What you typed now was not saved."))
    return RedirectResponse(sent.location, status_code=303)


def _remember(visit: Visit, answer: Response) -> None:
    key = visit.submitted.one("key")
    if answer.status_code != 303 or not is_ours(visit.settings.secret_key, visit.bearer, key):
        return
    visit.session.connection().execute(
        insert(Submission),
        {
            "key_hash": key_hash(key, visit.path),
            "body_hash": words_mark(visit.settings.secret_key, visit.submitted.body_hash),
            "volunteer_id": visit.viewer.id if visit.viewer else None,
            "location": answer.headers["location"],
            "at": visit.now,
        },
    )
