"""The bare floor: what the same pages cost with nothing but sqlite3, Jinja2 and Starlette.

Run as a program: `floor.py DATABASE_FILE DATA_DIR COOKIE PORT PAGE...`. For each page it asks Vigil once, notes the
statements and the template with its values, and from then on answers every request by running those statements
through sqlite3 and rendering that template: the same bytes, without sign-in, policy, history or thread hop. A save is
one row changed, one row of history written, one commit.
"""

import re
import sqlite3
import sys
from collections.abc import Callable
from typing import Any
from urllib.parse import parse_qs

import uvicorn
from sqlalchemy import event
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient

from app.accounts.sessions import cookie_name
from app.db import SQLITE_PRAGMAS, Database
from app.main import create_app, open_database
from app.settings import read_settings
from app.text import environment
from app.web import pages

Asked = list[tuple[str, Any]]
Shown = tuple[str, dict[str, Any]]


def main() -> None:
    """Note every page, then serve them."""
    path, data_dir, cookie, port, *wanted = sys.argv[1:]
    settings = read_settings({"VIGIL_DATABASE_URL": f"sqlite:///{path}", "VIGIL_DATA_DIR": data_dir})
    database = open_database(settings)
    client = TestClient(create_app(settings, database), base_url=settings.base_url)
    client.cookies.set(cookie_name(settings), cookie)
    noted = {address: _noted(client, database, address) for address in wanted}
    database.close()
    connection = _connected(path)
    routes = [Route(address, _page(connection, *note)) for address, note in noted.items()]
    app = Starlette(routes=[*routes, Route("/save", _save(connection), methods=["POST"])])
    uvicorn.run(app, port=int(port), log_level="error")


def _noted(client: TestClient, database: Database, address: str) -> tuple[Asked, Shown]:
    asked: Asked = []
    shown: list[Shown] = []
    plain: Callable[..., str] = vars(pages)["render"]

    def note_statement(_connection: Any, _cursor: Any, statement: str, values: Any, *_rest: Any) -> None:
        if statement.startswith(("SELECT", "WITH")) and "sign_in" not in statement:
            asked.append((statement, values))

    def note_template(template: str, /, **named: Any) -> str:
        shown.append((template, named))
        return plain(template, **named)

    client.get(address)
    event.listen(database.reader, "before_cursor_execute", note_statement)
    setattr(pages, "render", note_template)  # noqa: B010 - the module does not export it
    try:
        assert client.get(address).status_code == 200
    finally:
        setattr(pages, "render", plain)  # noqa: B010 - as above
        event.remove(database.reader, "before_cursor_execute", note_statement)
    return asked, shown[0]


def _connected(path: str) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, cached_statements=512)
    for pragma in SQLITE_PRAGMAS:
        connection.execute(f"PRAGMA {pragma}").close()
    return connection


def _page(connection: sqlite3.Connection, asked: Asked, shown: Shown) -> Callable[[Request], Any]:
    name, named = shown
    template = environment().get_template(name)

    async def answer(_request: Request) -> Response:
        for statement, values in asked:
            connection.execute(statement, values).fetchall()
        return HTMLResponse(template.render(**named))

    return answer


def _save(connection: sqlite3.Connection) -> Callable[[Request], Any]:
    change = (
        "INSERT INTO change (at, actor, verb, noun, row_id, case_id, diff)"
        " VALUES (?, 'Lee', 'changed', 'entry', ?, 1, ?)"
    )

    async def answer(request: Request) -> Response:
        form = parse_qs((await request.body()).decode(), keep_blank_values=True)
        number, words = int(form["entry"][0]), form["summary"][0]
        connection.execute("BEGIN IMMEDIATE")
        connection.execute(
            "UPDATE entry SET summary = ?, version = version + 1 WHERE id = ?", (words, number)
        )
        connection.execute(
            change, ("2026-11-22 09:00:00", number, re.sub("x", words, '{"summary": ["", "x"]}'))
        )
        connection.execute("COMMIT")
        return RedirectResponse("/cases/K-001", status_code=303)

    return answer


if __name__ == "__main__":
    main()
