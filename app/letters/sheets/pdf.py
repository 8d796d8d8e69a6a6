"""Letters as tagged PDF with typefaces of its own: the words go in as data, never as markup."""

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from functools import lru_cache
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any

from app.characters import fit
from app.letters.sheets.sheet import Sheet
from app.refusal import Conflict
from app.settings import PROJECT_ROOT
from app.text import _

if TYPE_CHECKING:
    from typst import Compiler, TypstError

TEMPLATE = PROJECT_ROOT / "templates" / "letters" / "sheet.typ"
AT_ONCE = 5  # a run of typst takes about a megabyte for each letter in it
UNSHOWN = re.compile(r'the text `"(.+)"` could not be displayed')
_ONE_AT_A_TIME = Lock()  # a compiler may not be entered by two threads


class MissingSign(Conflict):
    """The typefaces of the PDF lack a sign; the sentence says which."""


def pdf(sheet: Sheet) -> bytes:
    """One letter."""
    return _run([sheet], sheet.subject)


def pdf_of_many(sheets: Iterable[Sheet], title: str) -> Iterator[bytes]:
    """Every letter in one document, made and handed on in parts so that memory does not grow with their number."""
    waiting = iter(sheets)
    parts = (_run(part, title) for part in iter(lambda: list(islice(waiting, AT_ONCE)), []))
    from app.letters.sheets.join_pdf import stitched  # brings pypdf along, for letters to many

    return stitched(parts)


@lru_cache(maxsize=1)
def _compiler() -> "Compiler":
    from typst import Compiler  # tens of megabytes, for whoever lays a letter out

    return Compiler(TEMPLATE, ignore_system_fonts=True)


def _run(sheets: Sequence[Sheet], title: str) -> bytes:
    told = {
        "title": title,
        "language": sheets[0].language,
        "format": asdict(sheets[0].format),  # one run has one paper
        "letters": [_data(sheet) for sheet in sheets],
    }
    from typst import TypstError  # as above

    with _ONE_AT_A_TIME:
        try:
            made = _compiler().compile(
                format="pdf", pdf_standards="ua-1", sys_inputs={"letters": json.dumps(_held(told))}
            )
        except TypstError as fault:
            raise _refusal(fault) from fault
    assert isinstance(made, bytes)  # noqa: S101 - no file is asked for, so the document is handed back
    return made


def _data(sheet: Sheet) -> dict[str, object]:
    return {
        "language": sheet.language,
        "heading": sheet.heading,
        "above": sheet.above,
        "address": sheet.address,
        "subject": sheet.subject,
        "paragraphs": sheet.parts,
        "signature": sheet.signature,
        "copies": sheet.copied_to,
    }


def _held(words: Any) -> Any:
    """The same without signs that a PDF may not hold, wherever they stand."""
    if isinstance(words, str):
        return fit(words).replace("\ufeff", "")
    if isinstance(words, dict):
        return {name: _held(value) for name, value in words.items()}
    return [_held(one) for one in words] if isinstance(words, list | tuple) else words


def _refusal(fault: "TypstError") -> Exception:
    found = UNSHOWN.search(fault.message)
    if found is None:
        return fault
    words = {"sign": found.group(1)}
    return MissingSign(_("The typeface of the PDF has no sign for %(sign)s. Take Word or text.") % words)
