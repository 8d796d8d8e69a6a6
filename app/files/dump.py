"""Every row of every table as lines of JSON, the same for both databases, out of one picture of the data and back in.

    {"vigil": 1, "revision": "0009", "at": "2026-11-22T08:00:00+00:00"}
    {"table": "case", "columns": [["id", "plain"], ["opened_at", "moment"], ...]}       then its rows, an array each
    {"file": "<name on the shelf>", "size": 1234, "sha256": "..."}                      then so many bytes
    {"end": {"rows": {"case": 12, ...}, "files": 3}}

Sign-ins, counted tries and keys of sent forms stay behind: an old copy must not let anybody in again. So do
unfinished words, which are their author's alone.
"""

import json
from base64 import b64decode, b64encode
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import IO, Any

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    DateTime,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    column,
    insert,
    inspect,
    table,
    text,
)
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

from app.db import UtcDateTime
from app.files.encrypted_stream import CannotRead
from app.files.storage import Shelf
from app.text import _

LEFT_BEHIND = frozenset({"sign_in", "sign_in_attempt", "submission", "unfinished_words"})
AT_ONCE = 2000
VERSION = 1
KINDS: tuple[tuple[type[Any], str], ...] = (
    (JSON, "json"), (DateTime, "moment"), (Date, "day"), (LargeBinary, "bytes"), (Boolean, "plain"), (Integer, "plain"),
    (Float, "plain"), (String, "plain"),
)  # fmt: skip
TYPES: dict[str, Any] = {
    "plain": None, "moment": UtcDateTime(), "day": Date(), "bytes": LargeBinary(), "json": JSON(none_as_null=True),
}  # fmt: skip


@dataclass
class Contents:
    """What a dump holds."""

    revision: str
    at: datetime
    rows: dict[str, int] = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)  # name: sha256

    @property
    def count(self) -> int:
        """All rows."""
        return sum(self.rows.values())


class OfNewer(CannotRead):
    """A newer program wrote it, so this one does not know what its parts mean."""


def kept_tables(connection: Connection) -> list[Table]:
    """Every table that goes into a dump, parents first, with the columns that the data have: before a migration
    these are fewer than the program knows. No migration has ever taken a table away.
    """
    there = inspect(connection)
    names = set(there.get_table_names())
    known = [one for one in SQLModel.metadata.sorted_tables if one.name in names - LEFT_BEHIND]
    return [_as_there(one, there.get_columns(one.name)) for one in known]


def _as_there(known: Table, columns: Sequence[Any]) -> Table:
    own = [
        Column(
            one["name"],
            known.c[one["name"]].type if one["name"] in known.c else one["type"],
            primary_key=one["name"] in known.primary_key.columns,
        )
        for one in columns
    ]
    return Table(known.name, MetaData(), *own)


def revision_of(connection: Connection) -> str:
    """The schema that the data have."""
    return str(connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one())


def write_dump(connection: Connection, shelf: Shelf, out: IO[bytes], at: datetime) -> None:
    """Everything; the connection must see one picture of the data from here on."""
    _line(out, {"vigil": VERSION, "revision": revision_of(connection), "at": at.isoformat()})
    rows = {one.name: _write_table(connection, one, out) for one in kept_tables(connection)}
    files = 0
    for name in shelf.names():
        try:
            content = shelf.read(name)
        except FileNotFoundError:  # deleted since, as its row will have been
            continue
        _line(out, {"file": name, "size": len(content), "sha256": sha256(content).hexdigest()})
        out.write(content)
        files += 1
    _line(out, {"end": {"rows": rows, "files": files}})


def _line(out: IO[bytes], thing: Any) -> None:
    out.write(json.dumps(thing, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _write_table(connection: Connection, own: Table, out: IO[bytes]) -> int:
    kinds = [(one.name, _kind(one)) for one in own.columns]
    _line(out, {"table": own.name, "columns": kinds})
    turn = [_OUT.get(kind) for _name, kind in kinds]
    ordered = own.select().order_by(*own.primary_key.columns)
    count = 0
    for row in connection.execution_options(yield_per=AT_ONCE).execute(ordered):
        _line(
            out,
            [value if t is None or value is None else t(value) for value, t in zip(row, turn, strict=True)],
        )
        count += 1
    return count


def _kind(one: Column[Any]) -> str:
    kept_as = one.type.impl_instance if isinstance(one.type, TypeDecorator) else one.type
    found = next((kind for sort, kind in KINDS if isinstance(kept_as, sort)), None)
    if found is None:
        raise TypeError(f"no way is known to write {one.table.name}.{one.name} into a backup")
    return found


_OUT: dict[str, Callable[[Any], Any]] = {
    "moment": datetime.isoformat,
    "day": date.isoformat,
    "bytes": lambda content: b64encode(content).decode(),
}
_IN: dict[str, Callable[[Any], Any]] = {
    "moment": datetime.fromisoformat,
    "day": date.fromisoformat,
    "bytes": b64decode,
}


def read_dump(
    source: IO[bytes],
    into: "Connection | None" = None,
    shelf: Shelf | None = None,
    revisions: Collection[str] | None = None,
) -> Contents:
    """Read all of it, and check it against its own figures; the rows go into a database and the files on a shelf.

    Raise OfNewer, before anything else is read, where its schema is none of `revisions`.
    """
    head = _read(source)
    of_known = isinstance(head, dict) and head.get("vigil") == VERSION
    if not of_known or (revisions is not None and head["revision"] not in revisions):
        raise OfNewer(_("the backup was written by a newer Vigil than this one"))
    found = Contents(head["revision"], datetime.fromisoformat(head["at"]))
    line = _read(source)
    while "end" not in line:
        if "table" in line:
            line = _read_table(source, line, into, found)
        else:
            _read_file(source, line, shelf, found)
            line = _read(source)
    if line["end"] != {"rows": found.rows, "files": len(found.files)} or source.read(1):
        raise CannotRead(_("the backup does not hold what it says it holds"))
    return found


def _read(source: IO[bytes]) -> Any:
    try:
        return json.loads(source.readline())
    except ValueError as error:
        raise CannotRead(_("the backup cannot be read to its end")) from error


def _read_table(source: IO[bytes], head: dict[str, Any], into: Connection | None, found: Contents) -> Any:
    """Every row up to the next head, which is returned."""
    columns = head["columns"]
    own = table(head["table"], *(column(name, TYPES[kind]) for name, kind in columns))
    turn = [(name, _IN.get(kind)) for name, kind in columns]
    some: list[dict[str, Any]] = []
    count = 0
    while isinstance(line := _read(source), list):
        count += 1
        if into is not None:
            pairs = zip(turn, line, strict=True)
            some.append(
                {name: value if t is None or value is None else t(value) for (name, t), value in pairs}
            )
            if len(some) == AT_ONCE:
                into.execute(insert(own), some)
                some = []
    if some and into is not None:
        into.execute(insert(own), some)
    found.rows[head["table"]] = count
    return line


def _read_file(source: IO[bytes], head: dict[str, Any], shelf: Shelf | None, found: Contents) -> None:
    content = source.read(head["size"])
    if sha256(content).hexdigest() != head["sha256"]:
        raise CannotRead(_("a file in the backup is not what it was"))
    if shelf is not None and not shelf.path(head["file"]).exists():
        shelf.put(content, head["file"])
    found.files[head["file"]] = head["sha256"]


def counted(connection: Connection, names: Iterable[str]) -> dict[str, int]:
    """How many rows these tables have now."""
    return {
        name: connection.execute(text(f'SELECT count(*) FROM "{name}"')).scalar_one()  # noqa: S608 - names of ours
        for name in names
    }
