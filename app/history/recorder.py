"""The listener that turns every change to a recorded row into history, in the transaction of the change itself.

It keeps notes while the transaction runs and writes them down when the whole of it is committed. A savepoint is
neither an end nor a beginning: released, its notes stay; rolled back, those from before it do.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, cast

from sqlalchemy import event, insert, inspect
from sqlalchemy.orm import ORMExecuteState, SessionTransaction, UOWTransaction
from sqlmodel import Session

from app.history.models import Change
from app.history.recorded_columns import Recorded

UNRECORDED = frozenset({"id", "version"})
Thing = tuple[str, int]  # noun and number


@dataclass
class Pending:
    """What one transaction did to one thing, before it is written down."""

    case_id: int | None = None
    verb: str = "changed"
    diff: dict[str, list[Any]] = field(default_factory=dict)
    columns: set[str] = field(default_factory=set)  # every one written, also those that leave no history

    def note(self, name: str, before: Any, after: Any) -> None:
        """Keep the first before and the last after; a change taken back leaves nothing."""
        first = self.diff[name][0] if name in self.diff else before
        if first == after:
            self.diff.pop(name, None)
        else:
            self.diff[name] = [first, after]

    def note_part(self, part: str, verb: str, changed: Mapping[str, tuple[Any, Any]]) -> None:
        """The same for a part, whose columns may change in several turns."""
        befores = None if verb == "added" else {name: pair[0] for name, pair in changed.items()}
        afters = None if verb == "removed" else {name: pair[1] for name, pair in changed.items()}
        if part in self.diff:
            first, last = self.diff.pop(part)
            befores = first and {**(befores or {}), **first}
            afters = afters and {**(last or {}), **afters}
        if befores and afters:
            differ = [name for name in {**befores, **afters} if befores.get(name) != afters.get(name)]
            befores, afters = ({name: told.get(name) for name in differ} for told in (befores, afters))
        self.note(part, befores, afters)


class BulkChangeRefused(RuntimeError):
    """A statement that would change recorded rows behind the listener's back."""


def install() -> None:
    """Listen to every session; called once when the application is put together."""
    if not event.contains(Session, "after_flush", _collect):
        event.listen(Session, "after_flush", _collect)
        event.listen(Session, "before_commit", _write)
        event.listen(Session, "after_transaction_create", _remember)
        event.listen(Session, "after_soft_rollback", _go_back)
        event.listen(Session, "do_orm_execute", _refuse_bulk)


def pending_changes(session: Session) -> dict[Thing, Pending]:
    """What this transaction has done so far, by noun and number; whoever follows a change asks here."""
    return cast("dict[Thing, Pending]", session.info.setdefault("pending_changes", {}))


def touched_cases(session: Session, *nouns: str) -> set[int]:
    """The cases that this transaction has changed so far, in anything or in things of these kinds."""
    return {
        kept.case_id
        for (noun, _number), kept in pending_changes(session).items()
        if kept.case_id is not None and (not nouns or noun in nouns)
    }


def until_changed(session: Session) -> dict[Any, Any]:
    """What may be kept in mind as long as this transaction changes nothing more."""
    return cast("dict[Any, Any]", session.info.setdefault("until_changed", {}))


def touched(session: Session, noun: str) -> list[int]:
    """The numbers of the things of one kind that this transaction has changed so far."""
    return [number for what, number in pending_changes(session) if what == noun]


def added(session: Session, noun: str) -> set[int]:
    """The numbers of the things of one kind that this transaction has added so far."""
    changes = pending_changes(session).items()
    return {number for (what, number), kept in changes if what == noun and kept.verb == "added"}


def _collect(session: Session, _context: UOWTransaction) -> None:
    until_changed(session).clear()
    for row in _recorded(session.new):
        _note(session, row, "added", inspect(row).mapper.column_attrs.keys())
    for row in _recorded(session.dirty):
        if session.is_modified(row):
            _note(session, row, "changed", inspect(row).mapper.column_attrs.keys())
    for row in _recorded(session.deleted):
        _note(session, row, "removed", inspect(row).mapper.column_attrs.keys())


def _recorded(rows: Iterable[object]) -> Iterable[Recorded]:
    return (row for row in rows if isinstance(row, Recorded))


def _note(session: Session, row: Recorded, verb: str, columns: Iterable[str]) -> None:
    noun, number = row.history_key()
    part = row.history_part()
    pending = pending_changes(session).setdefault((noun, number), Pending())
    pending.case_id = pending.case_id or row.history_case()
    if part is None and verb != "changed":
        pending.verb = verb
    changed = _changed(row, verb, columns)
    pending.columns |= changed.keys() | _unrecorded(row)
    if part is None:
        for name, (before, after) in changed.items():
            pending.note(name, before, after)
    elif changed:
        pending.note_part(part, verb, changed)


def _changed(row: Recorded, verb: str, columns: Iterable[str]) -> dict[str, tuple[Any, Any]]:
    found: dict[str, tuple[Any, Any]] = {}
    attributes = inspect(cast("Any", row)).attrs
    for name in columns:
        if name in UNRECORDED or name in row.unrecorded or name.endswith(("_first", "_last")):
            continue
        if verb != "changed" and name in row.changes_only:
            continue
        now = plain(getattr(row, name))
        if verb == "changed":
            past = attributes[name].history
            if not past.has_changes() or not past.deleted:
                if past.has_changes() and not past.deleted and now is not None:
                    found[name] = (None, now)
                continue
            before = plain(past.deleted[0])
            if before != now:
                found[name] = (before, now)
        elif now is not None:
            found[name] = (None, now) if verb == "added" else (now, None)
    return {name.removesuffix("_edtf"): pair for name, pair in found.items()}


def _unrecorded(row: Recorded) -> set[str]:
    attributes = inspect(cast("Any", row)).attrs
    return {name for name in row.unrecorded if name in attributes and attributes[name].history.has_changes()}


def plain(value: Any) -> Any:
    """A value as JSON keeps it: dates as ISO text."""
    return value.isoformat() if isinstance(value, date | datetime) else value


def _write(session: Session) -> None:
    """SQLAlchemy says that it commits when a savepoint is released, too."""
    session.flush()
    if session.in_nested_transaction():
        return
    pending = session.info.pop("pending_changes", {})
    rows = [
        {
            "at": session.info["at"], "actor_id": session.info["actor_id"], "actor": session.info["actor"],
            "verb": session.info.get("verb") or kept.verb, "noun": noun, "row_id": number, "case_id": kept.case_id,
            "diff": kept.diff, "undoes_id": session.info.get("undoes_id"),
        }
        for (noun, number), kept in pending.items()
        if kept.diff
    ]  # fmt: skip
    if rows:
        session.connection().execute(insert(Change), rows)


def _remember(session: Session, begun: SessionTransaction) -> None:
    """What was noted when a savepoint began."""
    if begun.nested:
        noted = {
            thing: replace(kept, diff=dict(kept.diff), columns=set(kept.columns))
            for thing, kept in pending_changes(session).items()
        }
        session.info.setdefault("noted_before", {})[begun] = noted


def _go_back(session: Session, ended: SessionTransaction) -> None:
    until_changed(session).clear()
    if ended.nested:
        session.info["pending_changes"] = session.info["noted_before"].pop(ended)
    elif ended.parent is None:
        session.info.pop("pending_changes", None)


def _refuse_bulk(state: ORMExecuteState) -> None:
    if not (state.is_update or state.is_delete):
        return
    entity = state.bind_mapper.class_ if state.bind_mapper else None
    if entity is not None and issubclass(entity, Recorded):
        raise BulkChangeRefused(f"{entity.__name__} rows are changed one by one, so that history sees them")
