"""Statements compiled once for all the databases that a test process opens, one after the other.

SQLAlchemy keeps what it compiled by engine, and asks whether the dialect is the very same. Every test has a
database of its own and so engines of their own: without this, half of a run is compiling the same statements again.
"""

from typing import Any, Self

from sqlalchemy import Engine
from sqlalchemy.dialects import registry
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg
from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite


class _Once:
    """A dialect of which there is one, and one store of compiled statements with it."""

    _only: Any = None
    _compiled: dict[Any, Any]

    def __new__(cls, **_options: Any) -> Self:
        if cls._only is None:
            cls._only, cls._compiled = super().__new__(cls), {}
        only: Self = cls._only
        return only

    def __init__(self, **options: Any) -> None:
        if not vars(self):
            super().__init__(**options)

    @classmethod
    def engine_created(cls, engine: Engine) -> None:
        """Let a new engine look where the others have put what they compiled."""
        engine.update_execution_options(compiled_cache=cls._compiled)


class OneSqlite(_Once, SQLiteDialect_pysqlite):
    """SQLite."""

    supports_statement_cache = True


class OnePostgresql(_Once, PGDialect_psycopg):
    """PostgreSQL."""

    supports_statement_cache = True


def install() -> None:
    """From now on every engine of this process is made so."""
    registry.register("sqlite", __name__, OneSqlite.__name__)
    registry.register("postgresql.psycopg", __name__, OnePostgresql.__name__)
