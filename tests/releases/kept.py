"""The databases of releases as they were kept: where they lie, and how one is opened again."""

import io
import lzma
import tarfile
from pathlib import Path

from app.db import Database

RELEASES = sorted(path for path in Path(__file__).parent.iterdir() if path.name[:4].isdigit())
SQLITE, POSTGRESQL = "vigil.db.xz", "vigil.sql.xz"

# Invented, and of no installation: only so can its accounts, its chat and its confidences be opened again.
PASSPHRASE = "an invented phrase of the kept release"


def environment(url: str, data: Path) -> dict[str, str]:
    """The settings under which it was made and is opened."""
    return {
        "VIGIL_DATABASE_URL": url,
        "VIGIL_DATA_DIR": str(data),
        "VIGIL_SECRET_KEY": "the-invented-secret-key-of-the-kept-release",
        "VIGIL_VAULT_KEY": "the-invented-vault-key-of-the-kept-release",
        "VIGIL_BACKUP_PASSPHRASE": "the invented backup words of the kept release",
        "VIGIL_BASE_URL": "http://vigil.example.org",
        "VIGIL_TODAY": "2026-11-22",
    }


def unpack(release: Path, url: str, data: Path) -> None:
    """The database at this address, still empty, becomes the release's; its files come to lie beside it."""
    data.mkdir(parents=True, exist_ok=True, mode=0o700)
    kind = "sqlite" if url.startswith("sqlite") else "postgresql"
    with tarfile.open(fileobj=io.BytesIO(_read(release / f"{kind}-files.tar.xz"))) as tar:
        tar.extractall(data, filter="data")
    if kind == "sqlite":
        Path(url.removeprefix("sqlite:///")).write_bytes(_read(release / SQLITE))
        return
    database = Database(url)
    raw = database.own_connection()
    raw.execute(_read(release / POSTGRESQL))
    raw.close()
    database.close()


def _read(path: Path) -> bytes:
    return lzma.decompress(path.read_bytes())
