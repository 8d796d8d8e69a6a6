"""Documents looked through: a PDF that only shows pages and is written anew, a text that is only text."""

import re
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, NameObject, StreamObject

from app.files.refused_file import NotAccepted
from app.text import _

MOST_OBJECTS, DEEPEST = 20_000, 60
# What programs add to a page or a part of it without drawing it: who wrote it, with what, when, and what it does.
UNDRAWN = (
    "/Metadata",
    "/PieceInfo",
    "/LastModified",
    "/AA",
    "/Thumb",
    "/B",
    "/Producer",
    "/Creator",
    "/Author",
)
OF_ANNOTATIONS = (
    "/A",
    "/PA",
    "/Dest",
    "/T",
    "/M",
    "/NM",
    "/CreationDate",
    "/RC",
    "/Parent",
    "/Popup",
    "/IRT",
)
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


def only_pages(content: bytes) -> bytes:
    """The pages of a PDF in a new file, without author, program, dates, links and actions.

    Raise NotAccepted where it is locked, runs something, carries other files, or is two things at once.
    """
    _check_one_thing(content)
    try:
        return _written_anew(_checked(content))
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


def _checked(content: bytes) -> PdfReader:
    reader = PdfReader(BytesIO(content), strict=False)
    if reader.is_encrypted:
        raise NotAccepted(_("The PDF is locked; save it without a lock, so that it can be checked"))
    if not len(reader.pages):
        raise NotAccepted(_("The PDF has no pages"))
    _check_objects(reader)
    return reader


def _written_anew(reader: PdfReader) -> bytes:
    writer = PdfWriter()
    for page in reader.pages:
        _forget(page, UNDRAWN)  # the reader's pages are copies of their objects
        page[NameObject("/Annots")] = ArrayObject(
            one for one in page.annotations or () if one.get_object().get("/Subtype") != "/Link"
        )
        for one in page.annotations or ():
            _forget(one.get_object(), OF_ANNOTATIONS)
        writer.add_page(page)
    writer.metadata = None
    made = BytesIO()
    writer.write(made)
    return made.getvalue()


def _forget(thing: DictionaryObject, keys: Sequence[str]) -> None:
    for key in keys:
        thing.pop(key, None)


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
            thing = reader.get_object(IndirectObject(number, generation, reader))
            _look_into(thing, 0)
            if isinstance(thing, DictionaryObject):  # the reader keeps it, so that it is written as it is now
                _forget(thing, UNDRAWN)


def _look_into(thing: Any, depth: int) -> None:
    """Every dictionary, but not the pages' own streams: those are only drawn."""
    if depth > DEEPEST:
        raise NotAccepted(_("The PDF is nested too deeply to be checked"))
    if isinstance(thing, DictionaryObject | StreamObject):
        for key in list(thing):
            value = thing.raw_get(key)
            named = value.get_object() if isinstance(value, IndirectObject) else value
            elsewhere = key == "/F" and isinstance(thing, StreamObject)  # its bytes lie in another file
            if key in ACTIVE_KEYS or elsewhere or (isinstance(named, NameObject) and named in ACTIVE_NAMES):
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
