"""Tables as CSV files that a spreadsheet opens without running anything in them."""

import csv
from collections.abc import Iterable, Sequence
from io import StringIO

from starlette.responses import Response

# A spreadsheet takes a cell that begins so for a formula, in East Asian editions also in full width.
BEGINS_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def safe_cell(value: object) -> str:
    """A value as a cell that is nothing but text."""
    text = "" if value is None else str(value)
    begins = text.lstrip(" \u00a0\ufeff\x00")
    return f"'{text}" if begins.startswith(BEGINS_FORMULA) else text


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """The whole file, by RFC 4180."""
    out = StringIO()
    writer = csv.writer(out)
    writer.writerow(columns)
    writer.writerows([safe_cell(value) for value in row] for row in rows)
    return out.getvalue()


def csv_answer(text: str, name: str) -> Response:
    """A file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "X-Robots-Tag": "noarchive"}
    return Response(text, media_type="text/csv; charset=utf-8", headers=headers)
