"""`vigil up`: the jobs run beside the pages and end with them."""

from pathlib import Path

from tests.servers import serving


def children(process: int) -> list[int]:
    """The processes that this one has started and that still run."""
    return [int(number) for number in Path(f"/proc/{process}/task/{process}/children").read_text().split()]


def test_the_worker_ends_with_the_pages(database_url: str, tmp_path: Path) -> None:
    with serving(tmp_path / "data", {"VIGIL_DATABASE_URL": database_url}, command="up") as served:
        workers = children(served.process.pid)
        assert len(workers) == 1
        assert Path(f"/proc/{workers[0]}").exists()
    assert not Path(f"/proc/{workers[0]}").exists()
