"""Unfinished words: what somebody typed and did not save, kept by form and case for nobody but them.

Every form of the team takes part by itself, through the door; a form that may not says so there. Never kept are
passphrases, what is told in confidence, signatures and own lines of letters, and what is typed on public pages.
"""

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Self
from urllib.parse import urlsplit

from sqlalchemy import delete
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import Session, col
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Match, Route

from app.db import Database
from app.web.form_body import Submitted
from app.web.models import UnfinishedWords
from app.web.queries import unfinished_rows
from app.web.sealer import Sealer
from app.web.visit import Visit, now_of

KEPT_FOR = timedelta(days=30)
MOST_FORMS, MOST_WORDS = 40, 60_000
NOT_SAVED = frozenset({200, 409, 422, 500, 503})
NEVER = frozenset({"key", "signature", "own_line"})
WITH_SECRETS = frozenset({"password", "new_password", "proof-password", "code", "half"})


class Typed(str):
    """What was typed into one field: a text where one is asked for, each of its values where several are ticked."""

    values: tuple[str, ...]
    __slots__ = ("values",)

    def __new__(cls, values: list[str]) -> Self:
        """The first value is the text."""
        made = super().__new__(cls, values[0] if values else "")
        made.values = tuple(values)
        return made

    def __contains__(self, value: object) -> bool:
        return value in self.values


@dataclass(frozen=True, slots=True)
class Unfinished:
    """Words to take up again: the form they belong to, when they were typed, and the page it stands on."""

    id: int
    path: str
    address: str
    at: datetime
    values: Mapping[str, list[str]]

    @property
    def words(self) -> list[str]:
        """What was typed, without what only a machine reads."""
        return [word for given in self.values.values() for word in given if word.strip()]

    @property
    def again(self) -> str:
        """The address under which the form holds them."""
        return f"{self.address}{'&' if '?' in self.address else '?'}unfinished={self.id}"


def after_answer(request: Request, submitted: Submitted, given: Response) -> None:
    """Keep what a form sent and nobody saved; what was saved is unfinished no longer. It never stands in the way."""
    viewer = getattr(request.state, "viewer", None)
    if viewer is None or not submitted.values:
        return
    database: Database = request.app.state.database
    path = request.scope["path"]
    with suppress(SQLAlchemyError):
        if given.status_code == 303:
            _finish(database, viewer.id, path, now_of(request))
        elif given.status_code in NOT_SAVED:
            page = urlsplit(request.headers.get("referer", ""))
            address = page.path + (f"?{page.query}" if page.query else "")
            with database.writing(actor_id=viewer.id, actor=viewer.name, at=now_of(request)) as session:
                visit = Visit(request, session, viewer, now_of(request), submitted)
                keep(visit, path, address, submitted.values)


def _finish(database: Database, volunteer_id: int, path: str, at: datetime) -> None:
    with database.reading() as session:
        found = unfinished_rows(session, volunteer_id, path=path)
    if found:
        mine = (col(UnfinishedWords.volunteer_id) == volunteer_id, col(UnfinishedWords.path) == path)
        with database.writing(actor="vigil", at=at) as session:
            session.connection().execute(delete(UnfinishedWords).where(*mine))


def keep(visit: Visit, path: str, address: str, values: Mapping[str, list[str]]) -> None:
    """Keep what was typed into the form that goes to this path, in the place of what was kept of it before."""
    typed = {name: given for name, given in values.items() if name not in NEVER and any(given)}
    old = next(iter(unfinished_rows(visit.session, visit.me.id, path=path)), None)
    if WITH_SECRETS & values.keys() or not typed or not takes_part(visit.request, path):
        return
    page = address.partition("?")[0]
    if not _route_of(
        visit.request, page, "GET"
    ):  # the page that showed what was wrong has the form's own address
        address = _opened(visit, old).address if old is not None else path
        page = address.partition("?")[0]
    text = json.dumps({"address": address[:1000], "values": typed}, ensure_ascii=False)
    if len(text) > MOST_WORDS or len(path) > 500 or len(page) > 500:
        return
    row = old or UnfinishedWords(volunteer_id=visit.me.id, path=path, page=page, sealed="", at=visit.now)
    row.page, row.at, row.sealed = page, visit.now, _sealer(visit).seal(_bound(visit.me.id, path), text)
    visit.session.add(row)
    _only_the_newest(visit)


def _only_the_newest(visit: Visit) -> None:
    visit.session.flush()
    for row in unfinished_rows(visit.session, visit.me.id)[MOST_FORMS:]:
        visit.session.delete(row)


def takes_part(request: Request, path: str) -> bool:
    """Whether a form that goes there may be kept: it is one of the team's, and does not say otherwise."""
    route = _route_of(request, path, "POST")
    return route is not None and bool(getattr(route.endpoint, "keeps_words", False))


def _route_of(request: Request, path: str, method: str) -> Any:
    scope = {"type": "http", "path": path, "method": method}
    return next((one for one in _routes(request.app) if one.matches(scope)[0] is Match.FULL), None)


@cache
def _routes(app: Any) -> tuple[Route, ...]:
    """Every address of the application, out of the routers of its features and those inside them."""

    def inside(found: Iterable[Any]) -> Iterator[Route]:
        for route in found:
            if isinstance(route, Route):
                yield route
            else:
                yield from inside(getattr(getattr(route, "original_router", None), "routes", ()))

    return tuple(inside(app.router.routes))


def unfinished(visit: Visit, page: str | None = None) -> list[Unfinished]:
    """The viewer's own, the newest first; of one page, or of all."""
    return [_opened(visit, row) for row in unfinished_rows(visit.session, visit.me.id, page=page)]


def drop(visit: Visit, number: int) -> None:
    """Throw one's own away; what is not one's own stays."""
    mine = (col(UnfinishedWords.id) == number, col(UnfinishedWords.volunteer_id) == visit.me.id)
    visit.session.connection().execute(delete(UnfinishedWords).where(*mine))


def drop_all_of(session: Session, volunteer_id: int) -> None:
    """Of somebody who leaves a campaign, or is given other rights, nothing is kept."""
    session.connection().execute(
        delete(UnfinishedWords).where(col(UnfinishedWords.volunteer_id) == volunteer_id)
    )


def drop_where(visit: Visit, says: Callable[[str], bool], spared: frozenset[int] = frozenset()) -> None:
    """Throw away whatever says something, whoever wrote it; `spared` may go on seeing it."""
    for row in unfinished_rows(visit.session):
        if row.volunteer_id not in spared:
            opened = _opened(visit, row)
            if not opened.values or says("\n".join((row.path, opened.address, *opened.words))):
                visit.session.delete(row)


def _opened(visit: Visit, row: UnfinishedWords) -> Unfinished:
    text = _sealer(visit).unseal(_bound(row.volunteer_id, row.path), row.sealed)
    held: dict[str, Any] = json.loads(text) if text else {"address": row.page, "values": {}}
    return Unfinished(row.id or 0, row.path, held["address"], row.at, held["values"])


def _sealer(visit: Visit) -> Sealer:
    return Sealer(visit.settings.secret_key, "unfinished words")


def _bound(volunteer_id: int, path: str) -> str:
    return f"{volunteer_id}|{path}"
