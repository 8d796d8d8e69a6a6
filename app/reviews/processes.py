"""Recomputing many cases in two processes; they end with the one that started them."""

import gc
import os
import signal
from collections.abc import Callable, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from datetime import datetime
from multiprocessing import get_context, parent_process
from threading import Thread
from typing import Any

from app import log
from app.db import Database
from app.jobs.schedule import Step
from app.reviews.sync import Keeper

PROCESSES = 2
LOOK_SECONDS = 0.5
GARBAGE_AFTER = (
    50_000  # most of what a stretch makes lives until its end: looking for garbage sooner finds none
)
Work = tuple[str, Keeper, datetime]
Recompute = Callable[[Database, Keeper, datetime, Sequence[int]], int]
_here: dict[str, Any] = {}


def in_processes(
    recompute: Recompute, stretches: Sequence[list[int]], work: Work, step: Step | None
) -> list[int]:
    """How many dates changed in each stretch that was done; fewer of them when asked to stop."""
    done: list[int] = []
    context = get_context("spawn")
    with ProcessPoolExecutor(PROCESSES, mp_context=context, initializer=_begin, initargs=work) as pool:
        waiting: set[Future[int]] = {pool.submit(_stretch, recompute, stretch) for stretch in stretches}
        while waiting:
            ready, waiting = wait(waiting, LOOK_SECONDS, FIRST_COMPLETED)
            done.extend(future.result() for future in ready)
            if step is not None:
                step.progress(len(done), len(stretches))
                if step.stop.is_set():
                    pool.shutdown(wait=False, cancel_futures=True)
                    break
    return done


def _begin(url: str, keeper: Keeper, now: datetime) -> None:
    log.begin("dates")
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches everybody; the first process decides
    Thread(target=_end_with_parent, daemon=True).start()
    gc.set_threshold(GARBAGE_AFTER, 20, 20)
    if keeper.opener is not None:
        _here.update(database=keeper.opener(url).unmapped(), keeper=keeper, now=now)


def _end_with_parent() -> None:
    parent = parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)  # nothing half-done is lost: each stretch is one transaction


def _stretch(recompute: Recompute, case_ids: list[int]) -> int:
    return recompute(_here["database"], _here["keeper"], _here["now"], case_ids)
