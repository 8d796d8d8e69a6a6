"""How columns stand in an exported document: as plain values, fuzzy dates, or keys of other things."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from sqlalchemy import Column, String, Table, TypeDecorator
from sqlmodel import SQLModel

from app.characters import fit
from app.dates import FuzzyDate
from app.db import fuzzy_columns

Values = dict[str, Any]
Sort = Literal["plain", "fuzzy", "key"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a document and the column, or the three of a fuzzy date, that keep it."""

    name: str
    column: str
    sort: Sort
    type: type
    length: int | None
    needed: bool
    default: Any
    target: str = ""  # the table a key points to

    def told(self, row: Mapping[str, Any]) -> Any:
        """The value as a document tells it; None where nothing is known or only what is always so."""
        value = row[f"{self.column}_edtf"] if self.sort == "fuzzy" else row[self.column]
        if isinstance(value, date | datetime):
            return value.isoformat()
        if isinstance(value, str):
            value = fit(value)
        return None if value in ("", self.default) and not self.needed else value

    def stored(self, document: Mapping[str, Any]) -> Values:
        """The columns' values; a key is still to be exchanged for a number."""
        value = document.get(self.name)
        if self.sort == "fuzzy":
            return dict(fuzzy_columns(self.column, FuzzyDate.parse(value) if value is not None else None))
        if value is None:
            value = self.default
        elif issubclass(self.type, date) and isinstance(value, str):
            value = self.type.fromisoformat(value)
        return {self.column: value}


def table_of(model: type[SQLModel]) -> Table:
    """The table behind a model."""
    table: Table = model.__table__  # type: ignore[attr-defined]
    return table


def fields_of(
    model: type[SQLModel], left_out: Collection[str], renamed: Mapping[str, str]
) -> tuple[Field, ...]:
    """A table's columns as fields, but for those left out and all that point to volunteers."""
    columns = table_of(model).columns
    kept = [
        column
        for column in columns
        if column.name not in left_out
        and not column.primary_key
        and not column.name.endswith(("_first", "_last"))
        and all(key.column.table.name != "volunteer" for key in column.foreign_keys)
    ]
    return tuple(_field(model, column, renamed) for column in kept)


def _field(model: type[SQLModel], column: Column[Any], renamed: Mapping[str, str]) -> Field:
    own = model.model_fields[column.name]
    target = next((key.column.table.name for key in column.foreign_keys), "")
    kept_as = column.type.impl_instance if isinstance(column.type, TypeDecorator) else column.type
    is_fuzzy = column.name.endswith("_edtf")
    base = column.name.removesuffix("_edtf")
    name = base.removesuffix("_id") if target else base
    return Field(
        name=renamed.get(name, name),
        column=base,
        sort="key" if target else "fuzzy" if is_fuzzy else "plain",
        type=str if target else kept_as.python_type,
        length=kept_as.length if isinstance(kept_as, String) else None,
        needed=own.is_required(),
        default=None if own.is_required() else own.get_default(call_default_factory=True),
        target=target,
    )
