"""Bringing a database to the newest schema: killed at any point, it is old or new, never between."""

from functools import lru_cache

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import text
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from app.cases.name_index import is_of_name_index
from app.db import Database
from app.settings import PROJECT_ROOT
from app.tables import load_tables
from app.text import _

ONE_AT_A_TIME = 0x76696769  # the advisory lock that lets one process migrate while others wait


class NewerSchema(Exception):
    """The data have a schema that this program does not know."""

    def __init__(self) -> None:
        super().__init__(_("a newer Vigil than this one has worked on these data; nothing was changed"))


class OlderSchema(Exception):
    """The data have a schema that this program would have to change first."""

    def __init__(self) -> None:
        super().__init__(_("the database needs `vigil migrate` first"))


def refuse_other_schema(database: Database) -> None:
    """Raise OlderSchema or NewerSchema where the data are not of this very program."""
    with database.reader.connect() as connection:  # asked also while somebody writes
        current = _current(connection)
    if {current} != _newest():
        raise OlderSchema


def schema_fault(database: Database) -> str:
    """For /health: "old schema", "newer schema", or nothing where the data are of this program."""
    try:
        refuse_other_schema(database)
    except OlderSchema:
        return "old schema"
    except NewerSchema:
        return "newer schema"
    return ""


def migrate(database: Database) -> None:
    """Apply every missing migration in one transaction. Safe to call from several processes at once.

    Raise NewerSchema where the program is the older one.
    """
    with database.engine.connect() as connection, connection.begin():
        if connection.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": ONE_AT_A_TIME})
        _current(connection)
        command.upgrade(_config(connection), "head")


def revisions() -> list[str]:
    """Every schema there ever was, the oldest first."""
    return [one.revision for one in ScriptDirectory.from_config(_config(None)).walk_revisions()][::-1]


def bring_to(connection: Connection, revision: str) -> None:
    """Exactly this schema, from an empty database, an older or a newer one; part of the caller's transaction."""
    known, current = revisions(), _current(connection)
    if current is None or known.index(current) < known.index(revision):
        command.upgrade(_config(connection), revision)
    elif current != revision:
        command.downgrade(_config(connection), revision)


def _current(connection: Connection) -> str | None:
    current = MigrationContext.configure(connection).get_current_revision()
    if current is not None and current not in revisions():
        raise NewerSchema
    return current


def needs_migration(database: Database) -> bool:
    """Whether there are data, and of an older schema; raise NewerSchema where they are of a newer one."""
    with database.reader.connect() as connection:
        current = _current(connection)
    return current is not None and {current} != _newest()


def pending(database: Database) -> bool:
    """Whether the schema is older than the program."""
    with database.reader.connect() as connection:
        current = MigrationContext.configure(connection).get_current_heads()
    return set(current) != _newest()


@lru_cache(maxsize=1)
def _newest() -> frozenset[str]:
    """The schema this program was written for; its files are read once."""
    return frozenset(ScriptDirectory.from_config(_config(None)).get_heads())


def differences(database: Database) -> list[object]:
    """How the tables in the code differ from those in the database; empty when migrations and models agree."""
    load_tables()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_ours})
        return list(compare_metadata(context, SQLModel.metadata))


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table is described by the models; the search index is made by hand, per database."""
    return not (kind == "table" and name is not None and is_of_name_index(name))


def _config(connection: Connection | None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(PROJECT_ROOT / "migrations").replace("%", "%%"))
    config.set_main_option(
        "file_template", "%%(year)d-%%(month).2d-%%(day).2d-%%(hour).2d%%(minute).2d_%%(slug)s"
    )
    config.attributes["connection"] = connection
    return config
