"""The cast with news for its readers."""

import pytest

from app.db import Database
from app.settings import Settings
from tests.digest.newsroom import Newsroom, newsroom


@pytest.fixture
def room(settings: Settings, database: Database) -> Newsroom:
    """A campaign in which something happened."""
    return newsroom(settings, database)
