"""Reading a list of others as rows: text with any mark between cells, a spreadsheet, or JSON. One row at a time.

Nothing in a file is believed: its size, what it unpacks to, its encoding and the length of a cell are bounded, and
what cannot be read is a sentence that names the line.
"""

import csv
import json
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from itertools import chain, islice
from pathlib import Path
from typing import Any, TextIO

from app.intake.faults import NotTaken
from app.intake.list_shapes import guess, plain
from app.text import _

MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 120_000_000, 150_000_000, 500
MOST_ROWS, MOST_COLUMNS, LONGEST_CELL = 300_000, 300, 30_000
SAMPLE, HEAD_WITHIN, RATIO = 400_000, 10, 300
MARKS = (",", ";", "\t", "|")
Row = dict[str, str]
Cells = tuple[int, list[str]]


@contextmanager
def opened(path: Path, sheet: str | None = None) -> Iterator[tuple[list[str], Iterator[tuple[int, Row]]]]:
    """The headings of a file, and its rows with the lines on which they stand."""
    if not path.is_file():
        raise NotTaken([_("There is no file %(file)s") % {"file": path.name}])
    if path.stat().st_size > MOST_BYTES:
        raise NotTaken([_("%(file)s is larger than any list that is read here") % {"file": path.name}])
    with path.open("rb") as file:
        begin = file.read(SAMPLE)
    if not begin.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise NotTaken([_("Line 1: %(file)s is empty") % {"file": path.name}])
    if begin.startswith((b"PK\x03\x04", b"PK\x05\x06", b"\xd0\xcf\x11\xe0")):
        with _spreadsheet(path, sheet) as cells:
            yield _headed(cells)
        return
    encoding = encoding_of(begin)
    try:
        with path.open(encoding=encoding, newline="") as text:
            yield _of_text(text)
    except UnicodeError as error:
        told = {"line": _line_of_bad(path, encoding)}
        sentence = _("Line %(line)s, some column: bytes that are no text in the encoding of the rest")
        raise NotTaken([sentence % told]) from error


def _of_text(text: TextIO) -> tuple[list[str], Iterator[tuple[int, Row]]]:
    kind = text.read(4000).lstrip("\ufeff \r\n\t")
    text.seek(0)
    if kind.startswith(("[", "{")):
        return _objects(text)
    if kind.lower().startswith(("<!doctype", "<html")):
        raise NotTaken([_("Line 1: this is a page of the web, not a list")])
    return _headed(_lines(text))


def _line_of_bad(path: Path, encoding: str) -> int:
    """The first line that cannot be read; of UTF-16, whose lines are not found by bytes, the first one at all."""
    if encoding == "utf-16":
        return 1
    with path.open("rb") as file:
        for line, held in enumerate(file, 1):
            try:
                held.decode(encoding)
            except UnicodeError:
                return line
    return 1


def encoding_of(begin: bytes) -> str:
    """The encoding of a text: by its mark, else UTF-8 where that fits, else Windows for Cyrillic or for the west."""
    if begin.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        begin.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.start < len(begin) - 4:
            return _windows(begin)
    return "utf-8-sig"


def _windows(begin: bytes) -> str:
    """Cyrillic words are letters beyond ASCII one after another; in the languages of the west these stand alone."""
    high = [byte >= 0xC0 for byte in begin]
    beside = sum(
        one and (before or after) for before, one, after in zip(high, high[1:], high[2:], strict=False)
    )
    return "cp1251" if beside * 2 > sum(high) else "cp1252"


def _lines(text: TextIO) -> Iterator[Cells]:
    begin = text.read(SAMPLE)
    text.seek(0)
    mark = _mark_of(begin.lstrip("\ufeff"))
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader((line.replace("\x00", "") for line in text), delimiter=mark, strict=True)
    last = 0
    try:
        for cells in reader:
            first, last = last + 1, reader.line_num
            if first == 1 and cells and cells[0].lstrip("\ufeff").casefold().startswith("sep="):
                continue
            yield first, cells
    except csv.Error as error:
        told = {"line": last + 1, "why": str(error)}
        raise NotTaken(
            [_("Line %(line)s, from its first column on: the cells cannot be told apart (%(why)s)") % told]
        ) from error


def _mark_of(begin: str) -> str:
    """The mark between cells: the one with which most headings are understood, else the one that stands most often."""
    lines = [line for line in begin.splitlines()[: HEAD_WITHIN + 5] if line.strip()]
    if lines and lines[0].casefold().startswith("sep=") and len(lines[0]) > 4:
        return lines[0][4]

    def fits(mark: str) -> tuple[int, int]:
        rows = csv.reader(lines, delimiter=mark)
        try:
            told = [row for row in rows if row]
        except csv.Error:
            return (0, 0)
        return max(len(guess(row)) for row in told), max(len(row) for row in told)

    return max(MARKS, key=fits) if lines else ","


@contextmanager
def _spreadsheet(path: Path, wanted: str | None) -> Iterator[Iterator[Cells]]:
    """One sheet of an Excel file. What it says it unpacks to is added up first, and no more than that is unpacked."""
    refused = _("Line 1: %(file)s cannot be read as a spreadsheet. Save it unlocked, as .xlsx or .csv") % {
        "file": path.name
    }
    try:
        with zipfile.ZipFile(path) as packed:
            parts = packed.infolist()
    except zipfile.BadZipFile as error:
        raise NotTaken([refused]) from error
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > min(MOST_UNPACKED, max(1_000_000, path.stat().st_size * RATIO)):
        raise NotTaken(
            [_("Line 1: %(file)s unpacks to more than any list that is read here") % {"file": path.name}]
        )
    from openpyxl import load_workbook  # type: ignore[import-untyped]  # half a second, only for spreadsheets

    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
    except Exception as error:
        raise NotTaken([refused]) from error
    try:
        yield _sheet_rows(_sheet(book, wanted))
    finally:
        book.close()


def _sheet(book: Any, wanted: str | None) -> Any:
    """The sheet asked for, or the only one that has names in it."""
    sheets = list(book.worksheets)
    if wanted is not None:
        found = [one for one in sheets if one.title == wanted]
    else:
        found = [one for one in sheets if _looks_like_list(one)]
    if len(found) == 1:
        return found[0]
    told = {"sheets": ", ".join(str(one.title) for one in found or sheets)}
    if len(found) > 1:
        raise NotTaken([_("Line 1, column “name”: several sheets are lists; say which: %(sheets)s") % told])
    raise NotTaken([_("Line 1: no sheet has a column with names: %(sheets)s") % told])


def _looks_like_list(sheet: Any) -> bool:
    return any("name" in guess(cells) for _line, cells in islice(_sheet_rows(sheet), HEAD_WITHIN))


def _sheet_rows(sheet: Any) -> Iterator[Cells]:
    line = 0
    try:
        for line, row in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), 1):
            yield line, [_text(cell) for cell in row]
    except NotTaken:
        raise
    except Exception as error:
        told = {"line": line + 1}
        raise NotTaken(
            [_("Line %(line)s, from its first column on: the spreadsheet is damaged here") % told]
        ) from error


def _text(cell: object) -> str:
    """A cell as its reader sees it."""
    match cell:
        case None:
            return ""
        case datetime():
            return cell.date().isoformat()
        case bool():
            return "yes" if cell else "no"
        case list():
            return " | ".join(filter(None, map(_text, cell)))
        case dict():
            return json.dumps(cell, ensure_ascii=False)
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)


def _headed(cells: Iterator[Cells]) -> tuple[list[str], Iterator[tuple[int, Row]]]:
    """The row of headings is the one of the first ten that is understood best; titles may stand above it."""
    top = list(islice(cells, HEAD_WITHIN))
    if not top:
        raise NotTaken([_("Line 1: there are no rows")])
    at = max(range(len(top)), key=lambda number: (len(guess(_merged(top, number))), -number))
    headings = _once(_merged(top, at), top[at][0])
    return headings, _rows(chain(top[at + 1 :], cells), headings)


def _merged(top: Sequence[Cells], at: int) -> list[str]:
    """Headings of which some are merged with cells above: an empty one is read from the nearest row above."""
    found = list(top[at][1])
    for number, heading in enumerate(found):
        above = (row[number].strip() for _line, row in reversed(top[:at]) if number < len(row))
        if not heading.strip():
            found[number] = next((one for one in above if one and plain(one)), "")
    return found


def _once(headings: list[str], line: int) -> list[str]:
    named = [plain(one) for one in headings if one.strip()]
    twice = next(
        (
            one
            for one in named
            if named.count(one) > 1 and one in {plain(x) for x in guess(headings).values()}
        ),
        None,
    )
    if twice is not None:
        told = {"line": line, "column": twice}
        raise NotTaken([_("Line %(line)s, column “%(column)s”: two columns have this heading") % told])
    return [one.replace("\ufeff", "").strip() for one in headings]


def _rows(cells: Iterator[Cells], headings: list[str]) -> Iterator[tuple[int, Row]]:
    for count, (line, row) in enumerate(cells):
        if count >= MOST_ROWS:
            raise NotTaken([_("Line %(line)s: more rows than any list that is read here") % {"line": line}])
        if not any(cell.strip() for cell in row):
            continue
        if any(cell.strip() for cell in row[len(headings) :]):
            told = {"line": line, "column": len(headings) + 1}
            raise NotTaken(
                [_("Line %(line)s, column %(column)s: a cell to the right of the last heading") % told]
            )
        yield line, {heading: cell.strip() for heading, cell in zip(headings, row, strict=False) if heading}


def _objects(text: TextIO) -> tuple[list[str], Iterator[tuple[int, Row]]]:
    """A list of objects, or one that stands under “data” as OVD-Info's does; rows are counted from 1."""
    try:
        held: Any = json.load(text)
    except json.JSONDecodeError as error:
        told = {"line": error.lineno, "column": error.colno}
        raise NotTaken([_("Line %(line)s, column %(column)s: not readable as JSON") % told]) from error
    except UnicodeError:
        raise
    except (RecursionError, ValueError) as error:
        raise NotTaken([_("Line 1: not readable as JSON")]) from error
    rows = held.get("data") if isinstance(held, dict) else held
    if not isinstance(rows, list) or not rows:
        raise NotTaken([_("Line 1, column “data”: no list of people is there")])
    bad = next((number for number, row in enumerate(rows, 1) if not isinstance(row, dict)), None)
    if bad is not None:
        raise NotTaken([_("Line %(line)s, every column: the row is no object") % {"line": bad}])
    headings = list(dict.fromkeys(chain.from_iterable(rows[:1000])))
    return headings, (
        (number, {str(name): _text(value) for name, value in row.items()})
        for number, row in enumerate(rows, 1)
    )
