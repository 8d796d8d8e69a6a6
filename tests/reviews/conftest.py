"""Reviews are tested on 30 April 2013, whatever the day."""

from pathlib import Path

import pytest

from app.settings import Settings, read_settings


@pytest.fixture
def settings(database_url: str, tmp_path: Path) -> Settings:
    """A scratch installation with the day pinned."""
    return read_settings(
        {
            "VIGIL_DATABASE_URL": database_url,
            "VIGIL_DATA_DIR": str(tmp_path / "data"),
            "VIGIL_TODAY": "2013-04-30",
        }
    )
