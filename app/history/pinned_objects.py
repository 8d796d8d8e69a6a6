"""What rows and changes that are loaded as objects do not say on a pinned day: whatever was known only later."""

from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import Table, event, literal, not_, or_, select
from sqlalchemy.orm import QueryContext
from sqlalchemy.orm.attributes import set_committed_value
from sqlmodel import SQLModel

from app.characters import whole_number
from app.history.known_since import WHOLE, KnownSince, can_be_blank, field_of, number_column, told_models
from app.history.models import Change
from app.history.pinned import known_by_its_own, known_later
from app.history.recorded_columns import Recorded

Later = dict[tuple[str, int], list[str]]


def install() -> None:
    """Look at every row that a session loads; called once when the application is put together."""
    if event.contains(Change, "load", _blank_change):
        return
    event.listen(Change, "load", _blank_change)
    known_by_its_own(Change, _of_known_things)
    for model in told_models():
        event.listen(model, "load", _blank)
        event.listen(model, "refresh", lambda row, context, _names: _blank(row, context))


def _blank(row: Any, context: QueryContext) -> None:
    later = _later_words(context.session)
    table: Table = row.__table__
    for name in later.get((table.name, getattr(row, number_column(table).name)), ()) if later else ():
        for column in table.columns:
            if field_of(column) == name and can_be_blank(column):
                blank = None if column.nullable else getattr(row, "reference", "")
                set_committed_value(row, column.name, blank)


def _blank_change(change: Change, context: QueryContext) -> None:
    """A change keeps its real time, but says nothing of what was known only later."""
    later = _later_words(context.session)
    if later:
        told = {name: pair for name, pair in change.diff.items() if not _is_later(change, name, later)}
        if len(told) < len(change.diff):
            set_committed_value(change, "diff", told)


def _is_later(change: Change, name: str, later: Later) -> bool:
    """Of a field of the thing itself, or of a part of it such as "citation 12"."""
    noun, _space, digits = name.rpartition(" ")
    number = whole_number(digits)
    if number is not None:
        return any(WHOLE in later.get((table, number), ()) for table in _tables_of(noun))
    return any(name in later.get((table, change.row_id), ()) for table in _tables_of(change.noun))


@cache
def _tables_of(noun: str) -> tuple[str, ...]:
    own = {
        "citation": "citation",
        "role": "person_role",
        "name": "person_name",
        "plea": "plea",
        "theme": "theme",
    }
    named = (model for model in told_models() if getattr(model, "noun", "") == noun)
    found = (model.__table__.name for model in named)  # type: ignore[attr-defined]
    return (own[noun],) if noun in own else tuple(found)


def _of_known_things(asked: Any, pinned: date) -> Any:
    """Changes of things that were known by then; the parts of one are left out within it."""
    things = [model for model in told_models() if model.history_part is Recorded.history_part]
    later = (
        (asked.noun == model.noun) & asked.row_id.in_(known_later(model.__table__, WHOLE, pinned))  # type: ignore[attr-defined]
        for model in things
    )
    return not_(or_(*later))


def _later_words(session: Any) -> Later | None:
    """What was known only after the session's pinned day, by table and row; None where no day is pinned."""
    pinned: date | None = session.info.get("pinned")
    if pinned is None:
        return None
    if "later_words" not in session.info:
        found: Later = {}
        for table, number, field in session.connection().execute(_all_later(pinned)):
            found.setdefault((table, number), []).append(field)
        session.info["later_words"] = found
    kept: Later = session.info["later_words"]
    return kept


def _all_later(pinned: date) -> Any:
    """Rows and fields by themselves, and the citations of texts that appeared later: one statement."""
    days, citation = _days(), SQLModel.metadata.tables["citation"]
    own = select(days.c.table_name, days.c.row_id, days.c.field).where(days.c.known_on > pinned)
    cited = select(literal("citation"), citation.c.id, literal(WHOLE)).where(
        citation.c.source_id.in_(known_later(SQLModel.metadata.tables["source"], WHOLE, pinned))
    )
    return own.union_all(cited)


def _days() -> Table:
    """The table itself, which no pinned day narrows."""
    return SQLModel.metadata.tables[str(KnownSince.__tablename__)]
