"""Documents looked through: a PDF that only shows pages, a text that is only text."""

import re
from io import BytesIO
from typing import Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from app.files.refused_file import NotAccepted
from app.text import _

MOST_OBJECTS, DEEPEST = 60_000, 60
ACTIVE_KEYS = frozenset(
    {"/JS", "/JavaScript", "/AA", "/EmbeddedFiles", "/EmbeddedFile", "/EF", "/XFA", "/RichMediaContent", "/Movie"}
)  # fmt: skip
ACTIVE_NAMES = frozenset(
    {
        "/JavaScript", "/Launch", "/EmbeddedFile", "/SubmitForm", "/ImportData", "/RichMedia", "/Rendition", "/Movie",
        "/Sound", "/GoToE", "/FileAttachment",
    }
)  # fmt: skip
MARKUP = re.compile(rb"<\s*(?:!doctype\s+html|html|head|script|svg|body|iframe|\?xml|\?php)", re.IGNORECASE)
ARCHIVES = (b"PK\x05\x06", b"Rar!\x1a\x07", b"7z\xbc\xaf\x27\x1c")


def check_pdf(content: bytes) -> None:
    """Raise NotAccepted where a PDF is locked, does something, carries other files, or is two things at once."""
    _check_one_thing(content)
    try:
        _check_inside(content)
    except NotAccepted:
        raise
    except (
        PyPdfError,
        ArithmeticError,
        LookupError,
        TypeError,
        ValueError,
        AttributeError,
        OSError,
    ) as error:
        raise NotAccepted(_("The PDF is broken, so it could not be checked")) from error
    except RecursionError as error:
        raise NotAccepted(_("The PDF is nested too deeply to be checked")) from error


def _check_inside(content: bytes) -> None:
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise NotAccepted(_("The PDF is locked; save it without a lock, so that it can be checked"))
    if not len(reader.pages):
        raise NotAccepted(_("The PDF has no pages"))
    _check_objects(reader)


def _check_one_thing(content: bytes) -> None:
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise NotAccepted(_("The PDF is cut off: its end is missing"))
    if content[end + 5 :].strip(b"\r\n\t \x00"):
        raise NotAccepted(_("Something else is hidden behind the end of the PDF"))
    if MARKUP.search(content[:1024]) or any(mark in content[-70_000:] for mark in ARCHIVES):
        raise NotAccepted(_("The file is a PDF and something else at once"))


def _check_objects(reader: PdfReader) -> None:
    numbers = {(n, generation) for generation, found in reader.xref.items() for n in found}
    numbers |= {(n, 0) for n in reader.xref_objStm}
    if len(numbers) > MOST_OBJECTS:
        raise NotAccepted(_("The PDF has too many parts to be checked"))
    _look_into(reader.trailer, 0)
    for number, generation in sorted(numbers):
        if number:
            _look_into(reader.get_object(IndirectObject(number, generation, reader)), 0)


def _look_into(thing: Any, depth: int) -> None:
    """Every dictionary, but not the pages' own streams: those are only drawn."""
    if depth > DEEPEST:
        raise NotAccepted(_("The PDF is nested too deeply to be checked"))
    if isinstance(thing, DictionaryObject | StreamObject):
        for key in list(thing):
            value = thing.raw_get(key)
            if key in ACTIVE_KEYS or (isinstance(value, NameObject) and value in ACTIVE_NAMES):
                raise NotAccepted(
                    _("The PDF runs something or carries other files: %(what)s") % {"what": key}
                )
            _look_into(value, depth + 1)
    elif isinstance(thing, ArrayObject):
        for value in list.__iter__(thing):
            _look_into(value, depth + 1)


def check_text(content: bytes) -> None:
    """Raise NotAccepted where it is no plain text in UTF-8."""
    try:
        words = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NotAccepted(_("The text is not in UTF-8; save it as UTF-8 first")) from error
    if any(ord(one) < 32 and one not in "\t\n\r\f" for one in words):
        raise NotAccepted(_("The file has control characters in it, so it is no plain text"))
    if MARKUP.search(content[:2048]):
        raise NotAccepted(_("The file is a web page or a drawing, not plain text"))
