"""A database that is away, a lock that is held, a disk that is full: said by the page, /health, and the log once."""

import logging
from contextlib import closing

import pytest
from sqlalchemy import text

from app import log
from app.db import Database
from tests.postgres import Server
from tests.story import Cast

NOTE = {"summary": "A letter came back."}


@pytest.fixture(autouse=True)
def _not_told_yet() -> None:
    """What other tests of this process met was told in their logs."""
    log._told.clear()


def close(server: Server, database: Database, *, shut: bool) -> None:
    """Nobody gets in any more, and whoever is in is thrown out; or all may come again."""
    name = database.engine.url.database
    assert name is not None
    with closing(Database(server.url("postgres"))) as there, there.engine.connect() as own:
        own.execution_options(isolation_level="AUTOCOMMIT")
        own.exec_driver_sql(f"ALTER DATABASE {name} ALLOW_CONNECTIONS {not shut}")
        own.execute(
            text("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = :it"), {"it": name}
        )


def test_while_the_database_is_away_pages_say_so_and_the_first_request_after_it_works(
    cast: Cast, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    if cast.database.is_sqlite:
        pytest.skip("a file does not go away and come back")
    server: Server = request.getfixturevalue("postgres_server")
    ana, stranger = cast.client(cast.ana), cast.client()
    assert ana.get("/my").status_code == 200
    close(server, cast.database, shut=True)
    try:
        answers = [
            ana.get("/my"), ana.post("/cases/K-001/add/note", data=NOTE),
            stranger.get("/ics/none.ics"), stranger.get("/health"),
        ]  # fmt: skip
        robots = stranger.get("/robots.txt")
    finally:
        close(server, cast.database, shut=False)

    assert [answer.status_code for answer in answers] == [503] * 4
    assert all(int(answer.headers["Retry-After"]) > 0 for answer in answers)
    assert "The database is away" in answers[0].text
    assert "A letter came back." in answers[1].text  # nothing typed is lost
    assert answers[3].json()["status"] == "database away"
    assert robots.status_code == 200
    assert [line for line in caplog.messages if "cannot be reached" in line][1:] == []
    assert ana.get("/my").status_code == 200


def test_a_lock_that_is_held_is_told_on_the_page_in_the_log_once_and_in_health(
    cast: Cast, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "vigil")
    client = cast.client(cast.ana)
    with cast.database.engine.connect() as other, other.begin():
        if not cast.database.is_sqlite:
            other.execute(text("LOCK TABLE entry, change IN ACCESS EXCLUSIVE MODE"))
        answers = [client.post("/cases/K-001/add/note", data=NOTE) for _time in range(2)]

    assert [answer.status_code for answer in answers] == [503, 503]
    assert all("busy with another change" in answer.text for answer in answers)
    assert len([line for line in caplog.messages if "holds the database" in line]) == 1
    told = cast.client().get("/health").json()
    assert any("Something else holds the database" in words for words in told["wrong"])
