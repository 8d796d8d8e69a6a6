"""Many rows and their history written together: for the seed, imports and merges."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple, cast

from sqlalchemy import Table, bindparam, delete, func, insert, select, update
from sqlmodel import Session, SQLModel

from app.history.recorded_columns import Recorded
from app.history.recorder import UNRECORDED, Pending, pending_changes, plain, until_changed

Values = dict[str, Any]


class About(NamedTuple):
    """The thing under which history files a change, and the case it belongs to."""

    noun: str
    number: int
    case_id: int | None = None


class RowId(NamedTuple):
    """One row of one table."""

    table: type[SQLModel]
    number: int


@dataclass
class Bulk:
    """Collects what shall be added, changed and removed, and writes it in as few statements as possible.

    History is noted where the session's listener keeps its own notes: written at commit, one row per thing.
    """

    session: Session
    _added: dict[type[SQLModel], list[Values]] = field(default_factory=lambda: defaultdict(list))
    _changed: dict[tuple[type[SQLModel], frozenset[str]], list[Values]] = field(
        default_factory=lambda: defaultdict(list)
    )
    _removed: dict[type[SQLModel], list[int]] = field(default_factory=lambda: defaultdict(list))
    _last: dict[type[SQLModel], int] = field(default_factory=dict)

    def numbers(self, table: type[SQLModel], count: int) -> Sequence[int]:
        """Numbers for new rows, so that rows may point to each other before they are written."""
        own = _table(table)
        if self.session.get_bind().dialect.name == "sqlite":
            if table not in self._last:
                highest = select(func.coalesce(func.max(own.c.id), 0))
                self._last[table] = self.session.connection().execute(highest).scalar_one()
            last = self._last[table]
            self._last[table] = last + count
            return range(last + 1, last + 1 + count)
        serial = func.pg_get_serial_sequence(f'"{own.name}"', "id")
        wanted = select(func.nextval(serial)).select_from(func.generate_series(1, count))
        return self.session.connection().execute(wanted).scalars().all() if count else ()

    def add(self, table: type[SQLModel], values: Values, about: About) -> None:
        """A new row; what is not given takes the table's defaults."""
        full = {**_defaults(table), **values}
        if "version" in full:
            full["version"] = 1
        self._added[table].append(full)
        self._note(table, full, about, "added", {name: (None, value) for name, value in full.items()})

    def change(self, row: RowId, before: Values, after: Values, about: About) -> None:
        """Other values for some columns of a row; `before` holds the whole row as it stands."""
        self._changed[row.table, frozenset(after)].append({**after, "number": row.number})
        changed = {name: (before[name], value) for name, value in after.items()}
        self._note(row.table, before, about, "changed", changed)

    def remove(self, row: RowId, before: Values, about: About) -> None:
        """A row that goes; history keeps what it said."""
        self._removed[row.table].append(row.number)
        changed = {name: (value, None) for name, value in before.items()}
        self._note(row.table, before, about, "removed", changed)

    def write(self) -> None:
        """Everything collected: new rows parents first, then what may point to them, removals children first."""
        until_changed(self.session).clear()
        connection = self.session.connection()
        order = {table.name: place for place, table in enumerate(SQLModel.metadata.sorted_tables)}
        for model in sorted(self._added, key=lambda model: order[_table(model).name]):
            connection.execute(insert(_table(model)), _parents_first(_table(model), self._added[model]))
        for (model, names), rows in self._changed.items():
            table, own = _table(model), _number(model)
            values: Values = {name: bindparam(name) for name in names}
            if "version" in table.c:
                values["version"] = table.c.version + 1
            connection.execute(update(table).where(own == bindparam("number")).values(values), rows)
        for model in sorted(self._removed, key=lambda model: -order[_table(model).name]):
            gone = [{"number": number} for number in self._removed[model]]
            connection.execute(delete(_table(model)).where(_number(model) == bindparam("number")), gone)
        self._added.clear()
        self._changed.clear()
        self._removed.clear()

    def _note(
        self, table: type[SQLModel], row: Values, about: About, verb: str, changed: dict[str, tuple[Any, Any]]
    ) -> None:
        if not issubclass(table, Recorded):
            return
        kept = {
            name.removesuffix("_edtf"): (plain(before), plain(after))
            for name, (before, after) in changed.items()
            if name not in UNRECORDED
            and name not in table.unrecorded
            and not name.endswith(("_first", "_last"))
        }
        told = {name: pair for name, pair in kept.items() if pair[0] != pair[1]}
        if told:
            pending = pending_changes(self.session).setdefault(about[:2], Pending())
            pending.columns |= {name.removesuffix("_edtf") for name in changed}
            _file(pending, table.history_part(cast("Recorded", _Shape(table, row))), about, verb, told)


class _Shape:
    """Enough of a row for it to name itself; making the real thing would take most of the time of a bulk."""

    def __init__(self, table: type[SQLModel], values: Values) -> None:
        self._table, self._values = table, values

    def __getattr__(self, name: str) -> Any:
        return self._values[name] if name in self._values else getattr(self._table, name)


@cache
def _defaults(table: type[SQLModel]) -> Values:
    """What a new row holds where nothing is said; a default that is made anew for each row is not shared."""
    return {
        column.name: table.model_fields[column.name].get_default(call_default_factory=True)
        for column in _table(table).columns
        if not table.model_fields[column.name].is_required()
    }


def _file(
    pending: Pending, part: str | None, about: About, verb: str, told: dict[str, tuple[Any, Any]]
) -> None:
    pending.case_id = pending.case_id or about.case_id
    if part is None:
        if verb != "changed":
            pending.verb = verb
        for name, (before, after) in told.items():
            pending.note(name, before, after)
    else:
        pending.note_part(part, verb, told)


def _table(model: type[SQLModel]) -> Table:
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def _number(model: type[SQLModel]) -> Any:
    return next(iter(_table(model).primary_key.columns))


def _parents_first(table: Table, rows: list[Values]) -> list[Values]:
    """Rows that others of the same table point to come before those."""
    own = [key.parent.name for key in table.foreign_keys if key.column.table is table]
    if not own:
        return rows
    waiting = {row["id"]: row for row in rows}
    done: dict[int, Values] = {}

    def put(number: int) -> None:
        row = waiting.pop(number, None)
        if row is not None:
            for name in own:
                put(row[name])
            done[number] = row

    for number in list(waiting):
        put(number)
    return list(done.values())
