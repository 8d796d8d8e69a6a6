"""The bytes of a form, read strictly: capped, valid UTF-8, a limited number of fields."""

from dataclasses import dataclass
from email import message_from_bytes
from hashlib import sha256
from pathlib import Path
from urllib.parse import parse_qsl

from fastapi import Request

from app.refusal import Refusal, Unacceptable
from app.text import _

MOST_BYTES = 1_000_000
MOST_UPLOAD = 15_000_000
MOST_FIELDS = 1000
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


NOTHING = Submitted({}, "")


async def read_submitted(request: Request) -> Submitted:
    """Read an unsafe request's body; raise TooLarge or Unacceptable with a sentence."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    body = await _capped_body(request)
    if not body:
        return NOTHING
    if kind != "application/x-www-form-urlencoded":
        raise Unacceptable(_("This address takes an ordinary web form and nothing else."))
    return parse_form(body)


async def read_from_anywhere(request: Request) -> Submitted:
    """As `read_submitted`, in either of the two encodings of forms, and without asking what page it came from."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind != "multipart/form-data":
        read = await read_submitted(request)
        return Submitted(read.values, read.body_hash, from_anywhere=True)
    body = await _capped_body(request)
    head = b"Content-Type: " + request.headers["content-type"].encode("latin-1") + b"\r\n\r\n"
    values: dict[str, list[str]] = {}
    for part in message_from_bytes(head + body).walk():
        name = part.get_param("name", header="content-disposition")
        words = part.get_payload(decode=True)
        if isinstance(name, str) and isinstance(words, bytes) and len(values) < MOST_FIELDS:
            values.setdefault(name, []).append(words.decode("utf-8", "replace"))
    return Submitted(values, sha256(body).hexdigest(), from_anywhere=True)


async def _capped_body(request: Request) -> bytes:
    chunks: list[bytes] = []
    size = 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > MOST_BYTES:
            raise TooLarge(_("What was sent is larger than 1 MB, more than any form here can hold."))
        chunks.append(chunk)
    return b"".join(chunks)


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
