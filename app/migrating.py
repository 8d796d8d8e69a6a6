"""Bringing a database to the newest schema: killed at any point, it is old or new, never between."""

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from sqlalchemy import inspect, text
from sqlalchemy.engine import Connection
from sqlmodel import SQLModel

from app.cases.name_index import is_of_name_index
from app.db import Database
from app.refusal import NewerSchema, OlderSchema
from app.settings import PROJECT_ROOT
from app.tables import load_tables

if TYPE_CHECKING:
    from alembic.config import Config

VERSIONS = PROJECT_ROOT / "migrations" / "versions"
NAMED = re.compile(r"""^((?:down_)?revision)\b[^=\n]*= (?:["'](\w+)["']|None)""", re.MULTILINE)
ONE_AT_A_TIME = 0x76696769  # the advisory lock that lets one process migrate while others wait


def refuse_other_schema(database: Database) -> None:
    """Raise OlderSchema or NewerSchema where the data are not of this very program."""
    with database.reader.connect() as connection:  # asked also while somebody writes
        current = _current(connection)
    if current != revisions()[-1]:
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
        if _current(connection) != revisions()[-1]:
            _command("upgrade", connection, "head")


@lru_cache(maxsize=1)
def revisions() -> tuple[str, ...]:
    """Every schema there ever was, the oldest first. They are read by their text, for most starts have nothing to do
    and loading the migrations takes as long as everything else.
    """
    after: dict[str | None, str] = {}
    for file in VERSIONS.glob("*.py"):
        said = dict(NAMED.findall(file.read_text(encoding="utf-8")))
        after[said["down_revision"] or None] = said["revision"]
    found, last = [], None
    while last in after:
        last = after[last]
        found.append(last)
    return tuple(found)


def bring_to(connection: Connection, revision: str) -> None:
    """Exactly this schema, from an empty database, an older or a newer one; part of the caller's transaction."""
    known, current = revisions(), _current(connection)
    if current is None or known.index(current) < known.index(revision):
        _command("upgrade", connection, revision)
    elif current != revision:
        _command("downgrade", connection, revision)


def _command(verb: str, connection: Connection, revision: str) -> None:
    from alembic import command  # only where there is something to migrate

    getattr(command, verb)(_config(connection), revision)


def _current(connection: Connection) -> str | None:
    current = _written(connection)
    if current is not None and current not in revisions():
        raise NewerSchema
    return current


def needs_migration(database: Database) -> bool:
    """Whether there are data, and of an older schema; raise NewerSchema where they are of a newer one."""
    with database.reader.connect() as connection:
        current = _current(connection)
    return current is not None and current != revisions()[-1]


def _written(connection: Connection) -> str | None:
    """The schema as the database itself names it."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()


def pending(database: Database) -> bool:
    """Whether the schema is older than the program."""
    with database.reader.connect() as connection:
        return _written(connection) != revisions()[-1]


def differences(database: Database) -> list[object]:
    """How the tables in the code differ from those in the database; empty when migrations and models agree."""
    from alembic.autogenerate import compare_metadata  # for tests and whoever writes a migration
    from alembic.runtime.migration import MigrationContext  # as above

    load_tables()
    with database.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "include_name": is_ours})
        return list(compare_metadata(context, SQLModel.metadata))


def is_ours(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table is described by the models; the search index is made by hand, per database."""
    return not (kind == "table" and name is not None and is_of_name_index(name))


def _config(connection: Connection | None) -> "Config":
    from alembic.config import Config  # as in _command

    config = Config()
    config.set_main_option("script_location", str(PROJECT_ROOT / "migrations").replace("%", "%%"))
    config.set_main_option(
        "file_template", "%%(year)d-%%(month).2d-%%(day).2d-%%(hour).2d%%(minute).2d_%%(slug)s"
    )
    config.attributes["connection"] = connection
    return config
