"""The lane of the world: answers that are the same for everybody are kept whole, and wait for no volunteer's save.

An answer is kept only while nothing at all has been committed since before it was made, so a withdrawal shows on the
very next request; and within one quarter of an hour by the clock, for in every zone of the world a day begins with
one. Nothing of a visitor is in it: no cookie, and the key of a form is cut out and made anew for each of them.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from hashlib import sha256
from threading import Lock
from typing import Any

from starlette.requests import Request
from starlette.responses import Response

from app.db import Database
from app.web.commits import Commits
from app.web.form_keys import new_key
from app.web.pages import NOTICE
from app.web.visit import now_of

THREADS = 2
MOST, MOST_BYTES, LARGEST, LONGEST = 500, 24_000_000, 2_000_000, 200
QUARTER = 900  # seconds


@dataclass(frozen=True, slots=True)
class Kept:
    """One answer: its body in pieces, between which the key of a form stands; and while what holds it is valid."""

    valid: object
    headers: dict[str, str]
    pieces: tuple[bytes, ...]

    @property
    def size(self) -> int:
        """How much room it takes."""
        return sum(map(len, self.pieces))

    def answer(self, request: Request, secret: str) -> Response:
        """For one visitor; nothing but a line to whoever has the same already."""
        if len(self.pieces) > 1:
            return Response(new_key(secret, "anyone").encode().join(self.pieces), headers=self.headers)
        given = request.headers.get("if-none-match", "")
        if self.headers["etag"] in {one.strip() for one in given.split(",")}:
            return Response(status_code=304, headers={"etag": self.headers["etag"]})
        return Response(self.pieces[0], headers=self.headers)


class PublicLane:
    """Makes and keeps the public answers of one application, on threads of their own."""

    def __init__(self, database: Database, secret: str) -> None:
        self._commits, self._secret = Commits(database), secret
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="public")
        self._kept: OrderedDict[tuple[str, str], Kept] = OrderedDict()
        self._bytes, self._lock = 0, Lock()

    async def answer(self, request: Request, make: Callable[[], Response]) -> Response:
        """What is kept for this address, or what is made of it now."""
        run, loop = copy_context().run, asyncio.get_running_loop()
        return await loop.run_in_executor(self._threads, lambda: run(self._answer, request, make))

    def close(self) -> None:
        """When the application ends."""
        self._threads.shutdown(wait=False)

    def _answer(self, request: Request, make: Callable[[], Response]) -> Response:
        asked = (request.scope["path"], request.url.query)
        if NOTICE in request.cookies or len(asked[0]) + len(asked[1]) > LONGEST:
            return make()
        valid = self._valid(request)
        kept = self._found(asked)
        if kept is None or valid is None or kept.valid != valid:
            made = make()
            kept = self._keep(asked, valid, made, getattr(request.state, "form_key", None))
            if kept is None:
                return made
        return kept.answer(request, self._secret)

    def _valid(self, request: Request) -> object:
        """Asked before anything is read; None where the database cannot say, as while it is away."""
        try:
            mark: Any = self._commits.mark()
        except Exception:  # noqa: BLE001 - whatever is wrong, the page itself tells of it
            return None
        return mark, int(now_of(request).timestamp()) // QUARTER

    def _found(self, asked: tuple[str, str]) -> Kept | None:
        with self._lock:
            if asked in self._kept:
                self._kept.move_to_end(asked)
            return self._kept.get(asked)

    def _keep(self, asked: tuple[str, str], valid: object, made: Response, key: str | None) -> Kept | None:
        body = bytes(getattr(made, "body", b""))
        if valid is None or made.status_code != 200 or not body or "set-cookie" in made.headers:
            return None
        pieces = tuple(body.split(key.encode())) if key else (body,)
        headers = {name: value for name, value in made.headers.items() if name != "content-length"}
        if len(pieces) == 1:
            headers["etag"] = f'W/"{sha256(body).hexdigest()[:20]}"'
        kept = Kept(valid, headers, pieces)
        with self._lock:
            before = self._kept.pop(asked, None)
            self._bytes -= before.size if before is not None else 0
            if kept.size <= LARGEST:
                self._kept[asked] = kept
                self._bytes += kept.size
            while len(self._kept) > MOST or self._bytes > MOST_BYTES:
                self._bytes -= self._kept.popitem(last=False)[1].size
        return kept
