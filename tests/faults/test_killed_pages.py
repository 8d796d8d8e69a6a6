"""The worker that `vigil up` runs beside its pages ends with them, however they end."""

import os
import select
from pathlib import Path

import pytest

from tests.servers import Served, serving
from tests.story import Cast

pytestmark = pytest.mark.faults
END_WITHIN = 12  # a look every two seconds, and at most ten for the pieces in hand


@pytest.fixture
def up(cast: Cast, database_url: str, tmp_path: Path):
    """A real `vigil up`, with people there already so that it seeds nothing."""
    with serving(tmp_path / "data", {"VIGIL_DATABASE_URL": database_url}, command="up") as served:
        yield served


def worker_of(served: Served) -> int:
    """The number of its worker."""
    children = Path(f"/proc/{served.process.pid}/task/{served.process.pid}/children").read_text().split()
    commands = {int(number): Path(f"/proc/{number}/cmdline").read_bytes() for number in children}
    (worker,) = [number for number, command in commands.items() if b"worker" in command]
    return worker


def test_killing_the_pages_leaves_no_worker_behind(up: Served) -> None:
    watched = os.pidfd_open(worker_of(up))
    up.process.kill()
    up.process.wait()
    ended, _write, _error = select.select([watched], [], [], END_WITHIN)
    os.close(watched)

    assert ended == [watched]
