"""A form with a file: read piece by piece onto the disk, capped, and gone again when the request is over."""

import os
import secrets
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from hashlib import sha256
from io import BufferedWriter
from pathlib import Path
from typing import Any

from python_multipart.exceptions import FormParserError
from python_multipart.multipart import MultipartParser, parse_options_header
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from app.refusal import Unacceptable
from app.text import _
from app.web.form_body import (
    MOST_FROM_ANYWHERE,
    MOST_UPLOAD,
    NOTHING,
    URLENCODED,
    Submitted,
    TooLarge,
    Uploaded,
    chunks_of,
    kind_of,
    parse_form,
    read_body,
    read_submitted,
)
from app.web.visit import now_of

MOST_WORDS = 100_000  # bytes of all the fields that are no file
MOST_PARTS = 50
MULTIPART = "multipart/form-data"


async def read_upload(request: Request) -> AsyncIterator[Submitted]:
    """The form with its file; of somebody who is not signed in only the words are kept, and nothing on the disk."""
    if kind_of(request) != MULTIPART:
        yield await read_submitted(request)
        return
    boundary = _boundary(request)
    if not await run_in_threadpool(_is_signed_in, request):
        yield await _words_only(request, boundary)
        return
    file = _open_in(request.app.state.settings.data_dir / "incoming")
    path = Path(file.name)
    try:
        with file:
            reading = _Reading(file)
            await _read(request, reading, boundary)
        yield reading.submitted(path)
    finally:
        _remove(path)


async def read_from_anywhere(request: Request) -> Submitted:
    """A form of a few fields in either of the two encodings, and without asking what page it came from."""
    body = await read_body(request, MOST_FROM_ANYWHERE)
    if kind_of(request) == MULTIPART:
        reading = _Reading(None)
        _take_apart(body, reading, _boundary(request))
        return Submitted(reading.values, sha256(body).hexdigest(), from_anywhere=True)
    if body and kind_of(request) != URLENCODED:
        raise Unacceptable(_("This address takes an ordinary web form and nothing else."))
    return replace(parse_form(body) if body else NOTHING, from_anywhere=True)


async def _words_only(request: Request, boundary: bytes) -> Submitted:
    """What somebody typed whose sign-in has ended; a form that cannot be read is not told to them as such.

    Words stand before and after the file; of a large one the middle is not looked at, for nobody knows who sends it.
    """
    reading, head, tail = _Reading(None), bytearray(), bytearray()
    try:
        async for chunk in chunks_of(request, MOST_UPLOAD):
            room = MOST_WORDS - len(head)
            head += chunk[:room]
            tail = (tail + chunk[room:])[-MOST_WORDS:]
        await run_in_threadpool(_take_apart, bytes(head + tail), reading, boundary)
    except (TooLarge, Unacceptable):
        return NOTHING
    return Submitted(reading.values, "")


def _open_in(folder: Path) -> BufferedWriter:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return open(folder / secrets.token_hex(16), "xb", opener=_for_us_alone)


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)


def _for_us_alone(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _is_signed_in(request: Request) -> bool:
    state = request.app.state
    with state.database.reading() as session:
        return state.find_viewer(session, request, now_of(request)) is not None


async def _read(request: Request, reading: "_Reading", boundary: bytes) -> None:
    with _told_as_unreadable():
        parser = MultipartParser(boundary, reading.callbacks())
        async for chunk in chunks_of(request, MOST_UPLOAD):
            await run_in_threadpool(parser.write, chunk)
    _check_whole(reading)


def _take_apart(body: bytes, reading: "_Reading", boundary: bytes) -> None:
    with _told_as_unreadable():
        MultipartParser(boundary, reading.callbacks()).write(body)
    _check_whole(reading)


@contextmanager
def _told_as_unreadable() -> Iterator[None]:
    try:
        yield
    except (FormParserError, UnicodeDecodeError, ValueError) as error:
        raise Unacceptable(_("The form could not be read; nothing was saved.")) from error


def _check_whole(reading: "_Reading") -> None:
    if not reading.ended:
        raise Unacceptable(_("The form broke off before its end; nothing was saved."))


def _boundary(request: Request) -> bytes:
    _kind, options = parse_options_header(request.headers.get("content-type"))
    return options.get(b"boundary", b"")


@dataclass
class _Reading:
    """What has come in so far. The parser calls back with pieces of headers and of contents."""

    file: BufferedWriter | None
    ended: bool = False
    parts: int = 0
    values: dict[str, list[str]] = field(default_factory=dict)
    file_name: str = ""
    _head: dict[bytes, bytes] = field(default_factory=dict)
    _name: bytes = b""
    _value: bytes = b""
    _field: str = ""
    _words: bytearray | None = None
    _count: int = 0
    _size: int = 0
    _mark: Any = field(default_factory=sha256)

    def callbacks(self) -> Any:
        """By the parser's names."""
        names = ("part_begin", "header_field", "header_value", "header_end", "headers_finished", "part_data")
        return {f"on_{name}": getattr(self, name) for name in (*names, "part_end", "end")}

    def part_begin(self) -> None:
        """A new field."""
        self.parts += 1
        if self.parts > MOST_PARTS:
            raise ValueError("too many parts")
        self._head = {}

    def header_field(self, data: bytes, start: int, end: int) -> None:
        """Some of a header's name."""
        self._name += data[start:end]

    def header_value(self, data: bytes, start: int, end: int) -> None:
        """Some of a header's value."""
        self._value += data[start:end]

    def header_end(self) -> None:
        """A whole header."""
        self._head[self._name.lower()] = self._value
        self._name = self._value = b""

    def headers_finished(self) -> None:
        """Whether a file or words follow."""
        _kind, options = parse_options_header(self._head.get(b"content-disposition"))
        self._field = options[b"name"].decode() if b"name" in options else ""
        named = options.get(b"filename")
        self._words = bytearray() if named is None else None
        if named and self._size:
            raise ValueError("more than one file")
        if named:
            self.file_name = named.decode()

    def part_data(self, data: bytes, start: int, end: int) -> None:
        """Some of a field's content."""
        if self._words is None:
            self._size += end - start
            self._mark.update(data[start:end])
            if self.file is not None:
                self.file.write(data[start:end])
            return
        self._count += end - start
        if self._count > MOST_WORDS:
            raise ValueError("too many words")
        self._words += data[start:end]

    def part_end(self) -> None:
        """A field is whole."""
        if self._words is not None and self._field:
            self.values.setdefault(self._field, []).append(self._words.decode().replace("\r\n", "\n"))

    def end(self) -> None:
        """The form is whole."""
        self.ended = True

    def submitted(self, path: Path) -> Submitted:
        """The whole form; its mark covers the file and all fields but the hidden key."""
        steady = "&".join(f"{name}={given}" for name, given in sorted(self.values.items()) if name != "key")
        print_of_file = self._mark.hexdigest()
        mark = sha256(f"{steady}|{print_of_file}".encode()).hexdigest()
        file = Uploaded(path, self.file_name, self._size, print_of_file) if self.file_name else None
        return Submitted(self.values, mark, uploaded=file)
