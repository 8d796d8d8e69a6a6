"""An export as a table: a line for each case, for whoever opens it in a spreadsheet; pure."""

from typing import Any

from app.publishing.export_scope import Record
from app.web.csv_files import csv_text

COLUMNS = ("reference", "name", "title", "summary", "opened", "closed", "facts", "latest_fact")


def as_table(record: Record) -> str:
    """What the document says of every case, in the order in which it stands there; nothing that it leaves out."""
    people = {one["key"]: one for one in record["people"]}
    return csv_text(COLUMNS, (_row(case, people) for case in record["cases"]))


def _row(case: dict[str, Any], people: dict[str, Any]) -> list[object]:
    person = people.get(case.get("person", ""), {})
    dated = [entry["on"] for entry in case.get("entries", ()) if entry.get("on")]
    return [
        case["reference"], person.get("name"), case.get("title"), case.get("summary"), case.get("opened"),
        case.get("closed_at"), len(case.get("entries", ())), dated[-1] if dated else None,
    ]  # fmt: skip
