"""Another installation beside the one of the test, for what is carried from one to the other."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.db import Database
from app.main import open_database
from app.settings import read_settings
from tests import scratch


@contextmanager
def another(migrated_file: Path) -> Iterator[Database]:
    """An empty one on SQLite, gone on leaving."""
    with scratch.folder() as folder:
        path = folder / "other.db"
        path.write_bytes(migrated_file.read_bytes())
        settings = {"VIGIL_DATABASE_URL": f"sqlite:///{path}", "VIGIL_DATA_DIR": str(folder)}
        database = open_database(read_settings(settings))
        yield database
        database.close()
