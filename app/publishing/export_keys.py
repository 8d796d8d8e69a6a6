"""Keys that stay the same for as long as the thing exists, also for things that people made and gave no key."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from anyascii import anyascii
from sqlmodel import Session

from app.publishing.export_shape import BY_TABLE
from app.publishing.queries.export_tables import Row, rows_of

Tables = Mapping[str, Iterable[Row]]
Keys = dict[tuple[str, int], str]

MOTHERS_FIRST = ("campaign", "case", "person", "incident", "action")
MOTHERS = {
    "entry": ("case_id", "case"),
    "incident_group": ("incident_id", "incident"),
    "incident_fact": ("incident_id", "incident"),
    "figure": ("incident_id", "incident"),
    "demand": ("campaign_id", "campaign"),
}


def keys_of_all(session: Session) -> Keys:
    """The key of everything there is."""
    return keys_of({name: rows_of(session, BY_TABLE[name].table) for name in (*MOTHERS_FIRST, *BY_TABLE)})


def keys_of(tables: Tables) -> Keys:
    """The key of every row that has one or can be given one: its reference, or its mother's key and a number.

    Mothers come before their children in `tables`. A number once told is never given again, for rows stay.
    """
    keys: Keys = {}
    for name, rows in tables.items():
        taken = {key for row in rows if (key := row.get("key") or row.get("slug"))}
        derived = _derived(name, tables, keys, taken)
        for row in rows:
            key = row.get("key") or row.get("slug")
            if key is None:
                key = derived(row)
                taken.add(key)
            keys[name, row["id"]] = key
    return keys


def _derived(name: str, tables: Tables, keys: Keys, taken: set[str]) -> Callable[[Row], str]:
    if name in ("case", "incident", "action"):
        return lambda row: _free(str(row["reference"]).lower(), taken)
    if name == "person":
        cases = {row["person_id"]: str(row["reference"]).lower() for row in reversed(list(tables["case"]))}
        return lambda row: _free(f"person-{cases[row['id']]}" if row["id"] in cases else _slug(row), taken)
    highest: defaultdict[str, int] = defaultdict(int)
    for key in taken:
        if told := re.fullmatch(r"(.+)-e([0-9]+)", key):
            highest[told[1]] = max(highest[told[1]], int(told[2]))
    return lambda row: _numbered(_mother(name, row, keys), highest)


def _mother(name: str, row: Row, keys: Keys) -> str:
    column, table = MOTHERS[name]
    if row[column] is None:
        column, table = "action_id", "action"
    mother = keys[table, row[column]]
    return mother if name in ("entry", "demand") else f"{mother}/{name.rpartition('_')[2]}"


def _numbered(mother: str, highest: defaultdict[str, int]) -> str:
    highest[mother] += 1
    return f"{mother}-e{highest[mother]}"


def _slug(row: Mapping[str, Any]) -> str:
    return re.sub(r"[^a-z0-9]+", "-", anyascii(row["name"]).lower()).strip("-")[:60] or "unnamed"


def _free(key: str, taken: set[str]) -> str:
    number, free = 1, key
    while free in taken:
        number += 1
        free = f"{key}-{number}"
    return free
