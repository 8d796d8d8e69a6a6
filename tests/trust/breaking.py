"""Ways to break a scratch database in the middle of a save, each of which gives the database words to complain with."""

from contextlib import closing

from sqlalchemy import Connection, text

from app.db import Database

REPEATS = (  # PostgreSQL names the whole row in the message and in the detail, as it does for a broken constraint
    "CREATE FUNCTION complain() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
    "RAISE EXCEPTION 'no: %', NEW USING DETAIL = NEW::text, ERRCODE = 'check_violation'; END $$"
)


def refuse_rows(connection: Connection, table: str) -> None:
    """Every row is refused when it is written."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(REPEATS))
        connection.execute(
            text(
                f"CREATE TRIGGER broken BEFORE INSERT OR UPDATE ON {table} FOR EACH ROW EXECUTE FUNCTION complain()"
            )
        )
        return
    for verb in ("INSERT", "UPDATE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER broken_{verb} BEFORE {verb} ON {table} BEGIN SELECT RAISE(ABORT, 'no'); END"
        )


def refuse_commits(connection: Connection, table: str) -> None:
    """Every row is taken, and the transaction refused when it ends."""
    if connection.dialect.name == "postgresql":
        connection.execute(text(REPEATS))
        connection.execute(
            text(
                f"CREATE CONSTRAINT TRIGGER broken AFTER INSERT OR UPDATE ON {table} DEFERRABLE INITIALLY DEFERRED "
                "FOR EACH ROW EXECUTE FUNCTION complain()"
            )
        )
        return
    connection.exec_driver_sql("CREATE TABLE nowhere (id INTEGER PRIMARY KEY)")
    connection.exec_driver_sql(
        "CREATE TABLE orphan (id INTEGER REFERENCES nowhere DEFERRABLE INITIALLY DEFERRED)"
    )
    for verb in ("INSERT", "UPDATE"):
        connection.exec_driver_sql(
            f"CREATE TRIGGER broken_{verb} AFTER {verb} ON {table} BEGIN INSERT INTO orphan VALUES (1); END"
        )


def take_away(connection: Connection, table: str) -> None:
    """The table is gone."""
    connection.exec_driver_sql(f"ALTER TABLE {table} RENAME TO lost")


WAYS = {"refused": refuse_rows, "at the commit": refuse_commits, "gone": take_away}


def break_table(database: Database, table: str, way: str) -> None:
    """One of the ways, on one table."""
    with closing(database.engine.connect()) as connection, connection.begin():
        WAYS[way](connection, table)
