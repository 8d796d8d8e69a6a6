"""An outbox on each kind of database; nothing of the program above the mail is needed."""

from collections.abc import Iterator

import pytest

from app.db import Database
from app.settings import Settings
from tests import clock
from tests.mail.outboxes import MONDAY, Outbox


@pytest.fixture
def outbox(settings: Settings) -> Iterator[Outbox]:
    """An empty outbox."""
    clock.turn_to(MONDAY)
    database = Database(settings.database_url)
    yield Outbox(database, settings)
    database.close()
