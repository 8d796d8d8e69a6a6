"""Whatever people write is shown as they wrote it: sixty pieces of mark-up in every text, on every page."""

import pytest
from sqlalchemy import text

from app.db import Database
from app.settings import Settings
from tests.trust.hostile import MARKUP as PAYLOADS
from tests.trust.test_access_matrix import addresses
from tests.trust.world import World, world

pytestmark = pytest.mark.either

# Those that would be seen to stand there as they are; the others are already written in signs that say themselves.
RAW = tuple(payload for payload in PAYLOADS if not payload.startswith("&"))


@pytest.fixture
def everyone(settings: Settings, database: Database) -> World:
    """The cast and the scopes, with a piece of mark-up in place of every secret."""
    found = world(settings, database)
    number = 0
    with database.engine.begin() as connection:
        for scope in found.scopes.values():
            for place, secret in scope.secrets.items():
                table, column = place.split(".")
                connection.execute(
                    text(f'UPDATE "{table}" SET "{column}" = :payload WHERE "{column}" = :secret'),
                    {"payload": PAYLOADS[number % len(PAYLOADS)], "secret": secret},
                )
                number += 1
    assert number >= len(PAYLOADS)
    assert len(set(PAYLOADS)) == 60
    return found


@pytest.mark.parametrize("persona", ["coordinator", "named", "nobody"])
def test_check_32_markup_in_any_text_is_shown_as_text_on_every_page(everyone: World, persona: str) -> None:
    who, _may_read = everyone.personas[persona]
    client = everyone.cast.client(who)
    shown = 0
    for one in addresses(everyone, "GET"):
        answer = client.get(one.path)
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        assert answer.status_code < 500, one.path
        assert [payload for payload in RAW if payload in answer.text] == [], one.path
        shown += answer.text.count("&lt;script&gt;")
    assert shown or persona == "nobody"
