"""Lists of invented people in the two shapes that are known, and ways to take them in."""

import csv
import json
from collections.abc import Sequence
from datetime import date
from io import StringIO
from pathlib import Path

from app.intake.list_taking import Setting, Taken, Wanted, take_list
from tests import clock
from tests.story import Cast

VIASNA = [
    "id", "url", "name", "status", "gender", "photo", "description", "birthday", "arrested", "articles", "prison",
    "declaration", "decision", "penalty", "judge", "councel", "penalty_start_date", "release_date", "verdict_date",
    "appeal_date", "fake_terrorist_list", "died", "clusters",
]  # fmt: skip
FIRST = ("Adam", "Boris", "Vera", "Galina", "Denis", "Elena", "Zhanna", "Inna", "Kirill", "Larisa")
SECRET = "a secret of the tests, long enough"


def person(number: int) -> str:
    """A name that nobody else of the list has, nor one like it."""
    letters = "bdfgklmnprstvz"
    word, rest = "", number + 7
    for _turn in range(4):
        word += letters[rest % 14] + "aeiou"[rest % 5]
        rest = rest * 31 // 7 + number * 13 + 5
    return f"{FIRST[number % 10]} {word.capitalize()}{letters[number % 14]}{letters[number // 14 % 14]}ov"


def viasna(count: int, *more: dict[str, str]) -> str:
    """Invented rows as the export for programs has them."""
    out = StringIO()
    writer = csv.DictWriter(out, VIASNA, restval="")
    writer.writeheader()
    for number in range(count):
        writer.writerow({
            "id": str(1000 + number), "name": person(number), "status": ("active", "former", "np")[number % 3],
            "birthday": f"19{60 + number % 40}-03-{1 + number % 28:02d}", "arrested": f"2021-{1 + number % 12:02d}-15",
            "articles": "ст. 342 Уголовного кодекса\nст. 361", "prison": "ИК № 1", "decision": "2 года",
        })  # fmt: skip
    writer.writerows(more)
    return out.getvalue()


def ovd_info(count: int, *more: dict[str, object]) -> str:
    """The same as the other list has them."""
    rows: list[dict[str, object]] = [
        {
            "person_id": number, "name_ru": person(number), "name_en": person(number),
            "persecution_imprisoned": number % 2 == 0, "persecution_started": "2022-03-05T00:00:00.000Z",
            "persecution_article_and_part_ru": ["ст. 207.3 ч. 2", "ст. 280.3"], "penal_facility_ru": [],
            "verdict_imprisonment_term": 60, "story_ru": None,
        }
        for number in range(count)
    ]  # fmt: skip
    return json.dumps({"total": count, "data": [*rows, *more]}, ensure_ascii=False)


def kept(folder: Path, text: str | bytes, name: str = "list.csv") -> Path:
    """The text as a file."""
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def taken(
    cast: Cast,
    path: Path,
    name: str = "viasna",
    *,
    dry_run: bool = False,
    sure: bool = False,
    secret: str = SECRET,
) -> Taken:
    """The file taken in for the campaign."""
    setting = Setting(secret, clock.now(), date(2026, 9, 28))
    return take_list(
        cast.database, path, Wanted(cast.campaign.id or 0, name, sure=sure), setting, dry_run=dry_run
    )


def sheets(path: Path, **found: Sequence[Sequence[object]]) -> Path:
    """A spreadsheet."""
    from openpyxl import Workbook  # type: ignore[import-untyped]  # half a second, only here

    book = Workbook()
    book.remove(book.active)
    for title, rows in found.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    book.save(path)
    return path
