"""Makes the database that stands for a release: `python -m tests.releases.making tests/releases/2026-11-22`.

The seed, two accounts, and one of everything that volunteers make, entered through the pages wherever there is one;
then what no page of a single day can show (a snoozed review, a mail refused for good) is filled in, so that no column
of any table is empty throughout. Written for the release of 22 November 2026 and run on it, once. What it left is
kept beside it and never made anew: old data are what a new migration has to stand.
"""

import io
import lzma
import os
import subprocess
import sys
import tarfile
from contextlib import closing
from pathlib import Path

from sqlalchemy import make_url
from sqlmodel import select

from app.accounts.changes import NewVolunteer, add_volunteer, join, make_admin
from app.accounts.models import Campaign
from app.accounts.passwords import hash_password
from app.cases.models import Case
from app.db import Database
from app.intake.loading import load_seed
from app.main import open_database
from app.migrating import migrate
from app.settings import PROJECT_ROOT, read_settings
from tests import clock, postgres, scratch
from tests.releases import kept, rest, week
from tests.story import Cast


def furnish(url: str, data: Path) -> None:
    """An installation with one of everything, on either kind of database."""
    settings = read_settings(kept.environment(url, data))
    with closing(open_database(settings)) as database:
        migrate(database)
        load_seed(database, PROJECT_ROOT / "seed", at=clock.now())
        cast = _accounts(database, url, data)
        week.live_through(cast)
        rest.fill_what_is_empty(database)
        database.empty_log()


def _accounts(database: Database, url: str, data: Path) -> Cast:
    with database.writing(actor="vigil", at=clock.now()) as session:
        campaign = session.scalars(select(Campaign)).one()
        case = session.scalars(select(Case).where(Case.reference == "K-001")).one()
        ana, lee = (
            add_volunteer(session, NewVolunteer(email, name, hash_password(kept.PASSPHRASE), "Europe/London"))
            for email, name in (("ana@example.org", "Ana"), ("lee@example.org", "Lee"))
        )
        make_admin(session, ana)
        join(session, ana, campaign, "coordinator")
        join(session, lee, campaign, "volunteer")
    settings = read_settings(kept.environment(url, data))
    return Cast(settings, database, campaign, ana=ana, lee=lee, rea=lee, sam=lee, case=case)


def main(folder: Path) -> None:
    """Both databases and what lies beside them, compressed, into the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    with scratch.folder() as room:
        for kind in ("sqlite", "postgresql"):
            data = room / kind
            data.mkdir()
            if kind == "sqlite":
                furnish(f"sqlite:///{data}/vigil.db", data)
                _keep(folder / kept.SQLITE, (data / "vigil.db").read_bytes())
            else:
                with postgres.running(room / "server") as server:
                    url = server.create("vigil")
                    furnish(url, data)
                    _keep(folder / kept.POSTGRESQL, _dump(url))
            _keep(folder / f"{kind}-files.tar.xz", _tar(data / "files"))


def _dump(url: str) -> bytes:
    """Statements alone, which any client can run: no COPY, no owner, and no line meant for psql."""
    command = [
        str(postgres.package_folder() / "pginstall" / "bin" / "pg_dump"),
        "--no-owner",
        "--no-privileges",
    ]
    command += [
        "--rows-per-insert=500",
        f"--dbname=dbname=vigil host={make_url(url).query['host']} user={postgres.OWNER}",
    ]
    plain = subprocess.run(command, check=True, capture_output=True, env={"PATH": os.defpath}).stdout
    return b"".join(line for line in plain.splitlines(keepends=True) if not line.startswith(b"\\"))


def _tar(files: Path) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for path in sorted(files.iterdir()):
            member = tarfile.TarInfo(f"files/{path.name}")
            member.size = path.stat().st_size
            tar.addfile(member, io.BytesIO(path.read_bytes()))
    return out.getvalue()


def _keep(path: Path, content: bytes) -> None:
    path.write_bytes(lzma.compress(content, preset=9 | lzma.PRESET_EXTREME))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
