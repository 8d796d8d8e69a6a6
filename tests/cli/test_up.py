"""`vigil up`: the jobs run beside the pages and end with them."""

import subprocess
from pathlib import Path

import httpx

from tests.servers import START_SECONDS, VIGIL, environment_for, free_port, serving, stop


def children(process: int) -> list[int]:
    """The processes that this one has started and that still run."""
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_the_worker_ends_with_the_pages(database_url: str, tmp_path: Path) -> None:
    with serving(tmp_path / "data", {"VIGIL_DATABASE_URL": database_url}, command="up") as served:
        workers = children(served.process.pid)
        assert len(workers) == 1
        assert Path(f"/proc/{workers[0]}").exists()
    assert not Path(f"/proc/{workers[0]}").exists()


def test_whoever_follows_the_first_link_at_once_is_answered(tmp_path: Path) -> None:
    """The address is printed before the pages are ready; until then callers wait."""
    environment = environment_for(tmp_path, {"VIGIL_PORT": str(free_port()), "PYTHONUNBUFFERED": "1"})
    process = subprocess.Popen([VIGIL, "up"], env=environment, stdout=subprocess.PIPE)
    assert process.stdout is not None
    try:
        link = next(line.decode().strip() for line in process.stdout if b"/invitations/" in line)
        assert httpx.get(link, timeout=START_SECONDS, trust_env=False).status_code == 200
    finally:
        stop(process)
        process.stdout.close()
