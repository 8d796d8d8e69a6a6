"""Everything that points to a case or a person, found through the tables' own foreign keys."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Table, UniqueConstraint, false, inspect, select
from sqlmodel import Session, SQLModel, col

from app.cases.models import Merge
from app.cases.queries.visible import viewer_binds
from app.history.recorded_columns import Recorded
from app.web.viewer import Viewer

STAY = frozenset({("case", "merged_into_id"), ("person", "merged_into_id")})

_seen: list[Callable[[Table], ColumnElement[bool]]] = [lambda _table: false()]


def install(row_is_seen: Callable[[Table], ColumnElement[bool]]) -> None:
    """Say which rows of a table a viewer may see: most tables lie above this folder."""
    _seen[:] = [row_is_seen]


class Pointing(NamedTuple):
    """A row that points to what is merged, and by which column."""

    row: Any
    column: str

    @property
    def mark(self) -> list[Any]:
        """How a merge remembers it."""
        return [type(self.row).__tablename__, self.column, self.row.id]


def rows_pointing_to(
    session: Session, table: str, number: int, viewer: Viewer | None = None
) -> list[Pointing]:
    """The rows of every feature that belong to this case or person; with a viewer, those that they may see."""
    found: list[Pointing] = []
    binds = viewer_binds(viewer) if viewer else {}
    for model, column in _columns_to(table):
        pointing = select(model).where(getattr(model, column) == number).order_by(model.id)
        if viewer is not None:
            pointing = pointing.where(_seen[0](model.__table__))
        rows = session.scalars(pointing, binds)
        found += [Pointing(row, column) for row in rows if not row.follows_by_itself]
    return found


def _columns_to(table: str) -> Iterator[tuple[Any, str]]:
    models = sorted(_models(), key=lambda model: str(model.__tablename__))
    for model in models:
        own = model.__table__
        for column in own.columns:
            points = any(key.column.table.name == table for key in column.foreign_keys)
            if points and (own.name, column.name) not in STAY and "id" in own.columns:
                yield model, column.name


def _models() -> list[Any]:
    return [m.class_ for m in SQLModel._sa_registry.mappers if issubclass(m.class_, Recorded)]  # noqa: SLF001


def model_of(table: str) -> Any:
    """The class of a table."""
    return next(model for model in _models() if model.__tablename__ == table)


def would_clash(session: Session, one: Pointing, number: int) -> bool:
    """Whether the other side has the same already, or the row would point to itself."""
    model = type(one.row)
    values = {column.key: getattr(one.row, column.key) for column in inspect(model).column_attrs}
    values[one.column] = number
    if model.__tablename__ == "person_link" and values["person_id"] == values["other_id"]:
        return True
    for unique in model.__table__.constraints:
        names = [column.name for column in unique.columns] if isinstance(unique, UniqueConstraint) else []
        if one.column in names and all(values[name] is not None for name in names):
            same = select(model.id).where(*(getattr(model, name) == values[name] for name in names))
            if session.execute(same.limit(1)).first() is not None:
                return True
    return False


def latest_merge(session: Session, of: str, from_id: int) -> Merge | None:
    """The merge by which this case or person went into another, unless it was undone."""
    wanted = (
        select(Merge)
        .where(col(Merge.of) == of, col(Merge.from_id) == from_id, col(Merge.undone_at).is_(None))
        .order_by(col(Merge.id).desc())
    )
    return session.scalars(wanted).first()
