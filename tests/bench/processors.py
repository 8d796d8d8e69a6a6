"""One processor for everything that is measured: what it costs to wake another differs fivefold from run to run."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


@contextmanager
def one_processor() -> Iterator[None]:
    """Until the block ends, this process and all that it has started, such as servers, share one processor."""
    before = os.sched_getaffinity(0)
    _keep_to({max(before)})
    yield
    _keep_to(before)


def _keep_to(processors: set[int]) -> None:
    for process in _family(os.getpid()):
        with suppress(ProcessLookupError):
            os.sched_setaffinity(process, processors)


def _family(process: int) -> Iterator[int]:
    yield process
    for thread in Path(f"/proc/{process}/task").glob("*/children"):
        with suppress(OSError):
            for child in thread.read_text().split():
                yield from _family(int(child))
