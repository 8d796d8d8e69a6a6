"""The outermost layer: addresses that cannot be read are refused, and every answer carries the safety headers."""

from collections.abc import Iterable
from secrets import token_hex
from urllib.parse import unquote_to_bytes, urlsplit

from starlette.requests import Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.characters import whole_number
from app.log import request_number
from app.settings import Settings
from app.text import _
from app.web.errors import answer_to, error_page
from app.web.form_body import MOST_BYTES, MOST_UPLOAD, UPLOADS, too_large

CSP = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; connect-src 'self'; manifest-src 'self'; "
    "form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'"
)
LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


class Guard:
    """ASGI middleware; the only one."""

    def __init__(self, app: ASGIApp, settings: Settings) -> None:
        self.app = app
        self.hosts = {urlsplit(settings.base_url).hostname or ""} | (
            frozenset() if settings.is_production else LOOPBACK
        )
        self.headers = list(_headers(settings))
        self.is_https = settings.is_https

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, or answer it here when it cannot be read."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        begun = False
        request_number.set(token_hex(4))

        async def send_guarded(message: Message) -> None:
            nonlocal begun
            if message["type"] == "http.response.start":
                begun = True
                kept = scope["path"].startswith("/static/") and message["status"] == 200
                message["headers"] = self._with_headers(message["headers"], kept=kept)
            await send(message)

        try:
            await self._pass(scope, receive, send_guarded)
        except Exception as error:
            if begun:
                raise  # an answer is on its way already: the connection ends, and the log says why
            await answer_to(error, Request(scope))(scope, receive, send_guarded)

    async def _pass(self, scope: Scope, receive: Receive, send: Send) -> None:
        refused = self._refusal(scope)
        if refused is None:
            await self.app(scope, receive, send)
        else:
            status, sentence = refused
            await error_page(Request(scope), status, sentence)(scope, receive, send)

    def _refusal(self, scope: Scope) -> tuple[int, str] | None:
        headers = {name: value for name, value in scope["headers"] if name in (b"host", b"content-length")}
        if _host_in(headers.get(b"host", b"").decode("latin-1")) not in self.hosts:
            return 400, _("This site does not answer under that name.")
        if not _is_utf8(scope.get("raw_path") or b"") or not _is_utf8(scope["query_string"]):
            return 400, _("The address holds bytes that are no UTF-8 text.")
        length = whole_number(headers.get(b"content-length", b"0").decode("latin-1"), 18)
        most = MOST_UPLOAD if scope["path"].endswith(UPLOADS) else MOST_BYTES
        if length is None:
            return 400, _("The length of this request cannot be read.")
        if length > most:
            return 413, too_large(most).sentence
        return None

    def _with_headers(
        self, headers: Iterable[tuple[bytes, bytes]], *, kept: bool
    ) -> list[tuple[bytes, bytes]]:
        """Pages are never stored; a static file is, for ever, because its address names its content."""
        own = [(name, self._held(name, value)) for name, value in headers if name != b"server"]
        names = {name.lower() for name, _value in own}
        added = [(name, value) for name, value in self.headers if name not in names]
        if b"cache-control" not in names:
            added.append((b"cache-control", b"public, max-age=31536000, immutable" if kept else b"no-store"))
        return own + added

    def _held(self, name: bytes, value: bytes) -> bytes:
        """No cookie of ours travels in the clear where the site is https."""
        bare = self.is_https and name.lower() == b"set-cookie" and b"; secure" not in value.lower()
        return value + b"; Secure" if bare else value


def _headers(settings: Settings) -> Iterable[tuple[bytes, bytes]]:
    yield b"content-security-policy", CSP.encode()
    yield b"x-content-type-options", b"nosniff"
    yield b"referrer-policy", b"same-origin"
    yield b"cross-origin-opener-policy", b"same-origin"
    yield b"cross-origin-resource-policy", b"same-origin"
    yield b"permissions-policy", b"camera=(), microphone=(), geolocation=(), interest-cohort=()"
    if settings.is_production and settings.is_https:
        yield b"strict-transport-security", b"max-age=63072000; includeSubDomains"


def _host_in(header: str) -> str | None:
    """The name asked for; None where the header cannot be read as one."""
    try:
        return urlsplit("//" + header).hostname
    except ValueError:
        return None


def _is_utf8(raw: bytes) -> bool:
    try:
        unquote_to_bytes(raw).decode("utf-8")
    except UnicodeDecodeError:
        return False
    return b"%00" not in raw
