"""The bytes of a form, read strictly: capped, valid UTF-8, a limited number of fields."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from app.characters import whole_number
from app.refusal import Refusal, Unacceptable
from app.text import _

MOST_BYTES = 1_000_000
MOST_UPLOAD = 15_000_000
MOST_FROM_ANYWHERE = 4_000  # a program's one click, or a page with one choice
MOST_FIELDS = 1000
QUICKLY_READ = (
    20_000  # bytes; a larger form is taken apart in a thread, so that others are answered meanwhile
)
URLENCODED = "application/x-www-form-urlencoded"
UPLOADS = "/files"  # how the address of a form with a file ends, so that the guard may let more bytes pass


class TooLarge(Refusal):
    """More bytes than any form of ours can hold."""

    status = 413


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A file that came with a form: where its bytes lie until the request is over, and what it was called."""

    path: Path
    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Submitted:
    """What a form sent: every field with its values, in order, exactly as typed."""

    values: dict[str, list[str]]
    body_hash: str
    from_anywhere: bool = (
        False  # the address itself carries the right to do this: no check of where it came from
    )
    uploaded: Uploaded | None = None

    def one(self, name: str) -> str:
        """The first value of a field, or an empty text."""
        found = self.values.get(name)
        return found[0] if found else ""

    @property
    def typed(self) -> dict[str, Any]:
        """The first value of every field, as a refused form shows it again."""
        return {name: given[0] for name, given in self.values.items() if given}


NOTHING = Submitted({}, "")


async def read_submitted(request: Request) -> Submitted:
    """Read an unsafe request's body; raise TooLarge or Unacceptable with a sentence."""
    body = await read_body(request, MOST_BYTES)
    if not body:
        return NOTHING
    if kind_of(request) != URLENCODED:
        raise Unacceptable(_("This address takes an ordinary web form and nothing else."))
    if len(body) > QUICKLY_READ:
        return await run_in_threadpool(parse_form, body)
    return parse_form(body)


def kind_of(request: Request) -> str:
    """What the sender says the body is, without its parameters."""
    return request.headers.get("content-type", "").partition(";")[0].strip().lower()


async def read_body(request: Request, most: int) -> bytes:
    """The whole body, which is small; raise TooLarge as soon as more is announced or has come."""
    return b"".join([chunk async for chunk in chunks_of(request, most)])


async def chunks_of(request: Request, most: int) -> AsyncIterator[bytes]:
    """The one place where bodies are read: piece by piece, and no piece after those that are allowed."""
    if (whole_number(request.headers.get("content-length"), 19) or 0) > most:
        raise too_large(most)
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > most:
            raise too_large(most)
        yield chunk


def too_large(most: int) -> TooLarge:
    """The sentence that fits the limit."""
    if most == MOST_UPLOAD:
        return TooLarge(_("What was sent is larger than 15 MB, more than a file here may have."))
    if most == MOST_FROM_ANYWHERE:
        return TooLarge(_("What was sent is larger than 4 kB, more than this address takes."))
    return TooLarge(_("What was sent is larger than 1 MB, more than any form here can hold."))


def parse_form(body: bytes) -> Submitted:
    """Fields from an urlencoded body; bytes that are no UTF-8 are refused rather than replaced."""
    try:
        pairs = parse_qsl(
            body.decode("ascii"),
            keep_blank_values=True,
            encoding="utf-8",
            errors="strict",
            max_num_fields=MOST_FIELDS,
        )
    except UnicodeDecodeError as error:
        raise Unacceptable(
            _("The text was sent in an encoding that is not UTF-8; nothing was saved.")
        ) from error
    except ValueError as error:
        raise Unacceptable(_("The form has more than 1000 fields; nothing was saved.")) from error
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value.replace("\r\n", "\n"))
    steady = "&".join(f"{name}={value}" for name, value in pairs if name != "key")
    return Submitted(values, sha256(steady.encode("utf-8", "surrogatepass")).hexdigest())
