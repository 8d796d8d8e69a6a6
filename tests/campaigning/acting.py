"""Calls and pickets for tests: what is typed, a draft, a live one through two people, what is stored."""

from html import unescape

from httpx2 import Response
from sqlalchemy import text
from starlette.testclient import TestClient

from tests.story import Cast
from tests.ticked import ticked

CALL = {
    "title": "Kazakhstan: a doctor for Roza Tuletaeva",
    "summary": "She is ill in prison and has asked for a doctor.",
    "asks": "Let a doctor see her\nTell her family the result",
    "until": "31 12 2099",
    "cases": "K-001",
    "asked_for_by": "Her daughter",
    "target": "The prosecutor general",
}
PICKET = {
    "title": "Picket at the embassy",
    "summary": "An hour with placards and a letter.",
    "asks": "Come at noon",
    "on": "16 12 2012",
    "time": "12:00",
    "ends_time": "13:00",
    "city": "London",
    "place_text": "125 Pall Mall",
    "cases": "K-001",
    "asked_for_by": "The family",
    "wheelchair": "yes",
}


def stored(cast: Cast, sql: str) -> list[tuple[object, ...]]:
    """Rows as the database holds them."""
    with cast.database.reading() as session:
        return [tuple(row) for row in session.connection().execute(text(sql))]


def made(client: TestClient, kind: str = "letter-call", **fields: str) -> str:
    """A draft; its reference."""
    answer = client.post(f"/actions/new/{kind}", data={**(PICKET if kind == "gathering" else CALL), **fields})
    assert answer.status_code == 303, unescape(answer.text)
    return answer.headers["location"].removeprefix("/actions/")


def live(cast: Cast, kind: str = "letter-call", **fields: str) -> str:
    """An action that Lee wrote and Ana approved."""
    lee, ana = cast.client(cast.lee), cast.client(cast.ana)
    ref = made(lee, kind, **fields)
    assert lee.post(f"/actions/{ref}/submit").status_code == 303
    answer = agree(ana, ref)
    assert answer.status_code == 303, unescape(answer.text)
    return ref


def agree(client: TestClient, ref: str, step: str = "approve", **fields: str) -> Response:
    """A second person who has read and ticked every sentence says yes."""
    path = f"/actions/{ref}/{step}"
    return client.post(path, data=ticked(client, path, **fields))


def state(cast: Cast, ref: str) -> object:
    """Where it stands."""
    return stored(cast, f"SELECT state FROM action WHERE reference = '{ref}'")[0][0]
