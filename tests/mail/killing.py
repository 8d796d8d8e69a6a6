"""Kill tests: a real process with its real sender, killed at chosen moments and started anew until all is out."""

import multiprocessing
import os
import signal
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import text

from app.db import Database
from app.mail.process import Delivery, deliver, packed, unpacked
from tests.mail.outboxes import Outbox
from tests.mail.sinks import Sink

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(["app.db", "app.mail.process"])  # else each parent takes a second to begin


@dataclass
class Toll:
    """What a run of kills came to."""

    kills: int = 0
    lost: int = 0
    doubled: int = 0  # more arrivals than mails, repeats under one Message-ID counted once each
    differing: int = 0  # repeats whose bytes differ
    left_to_a_person: int = 0


def start(outbox: Outbox) -> BaseProcess:
    """Somebody runs `deliver` in a process of its own."""
    parent = _forks.Process(target=_deliver, args=(packed(outbox.settings),))
    parent.start()
    return parent


def _deliver(settings: dict[str, object]) -> None:
    own = unpacked(settings)
    database = Database(own.database_url)
    deliver(database, own, Delivery(at_once=True))
    database.close()


def sender_of(parent: BaseProcess) -> int | None:
    """The number of the sender process, once there is one."""
    children = Path(f"/proc/{parent.pid}/task/{parent.pid}/children")
    with suppress(OSError):
        for number in children.read_text().split():
            with suppress(OSError):
                if b"app.mail.process" in Path(f"/proc/{number}/cmdline").read_bytes():
                    return int(number)
    return None


def run_with_kills(outbox: Outbox, server: Sink, *, after: list[int], whom: str) -> Toll:
    """Kill the parent or the sender when so many mails have arrived, then let it finish undisturbed."""
    count = len(outbox.states)
    toll = Toll()
    for arrivals in after:
        parent = start(outbox)
        if server.wait_for(arrivals):
            victim = sender_of(parent) if whom == "sender" else parent.pid
            if victim is not None:
                with suppress(ProcessLookupError):
                    os.kill(victim, signal.SIGKILL)
                    toll.kills += 1
        parent.join()
    while {"queued", "sending", "committing"} & set(outbox.states) or _repeats_wait(outbox):
        start(outbox).join()
    toll.lost = count - len(server.counts) - outbox.states.count("uncertain")
    toll.doubled = sum(server.counts.values()) - len(server.counts)
    toll.differing = len(set(server.mails)) - len(server.counts)
    toll.left_to_a_person = outbox.states.count("uncertain")
    return toll


def _repeats_wait(outbox: Outbox) -> bool:
    with outbox.database.reading() as session:
        waiting = "SELECT count(*) FROM outgoing_mail WHERE state = 'uncertain' AND unsure_count < 2"
        return bool(session.execute(text(waiting)).scalar())
