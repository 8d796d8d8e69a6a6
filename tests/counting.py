"""Counting the statements a page runs, so that none grows with its rows."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import event

from tests.story import Cast


@contextmanager
def counted(cast: Cast) -> Iterator[list[str]]:
    """The statements that run inside, without the marks of transactions."""
    seen: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    engines = {cast.database.engine} | ({cast.database._reader} if cast.database.is_sqlite else set())
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    yield seen
    for engine in engines:
        event.remove(engine, "before_cursor_execute", note)
