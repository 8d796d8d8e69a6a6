"""Kill tests: a real process with its real sender, killed at enumerated moments and started anew until all is out."""

import multiprocessing
import os
import select
import signal
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from pathlib import Path

from sqlalchemy import text

from app.db import Database
from app.mail.sender_process import Delivery, deliver, packed, unpacked
from tests.mail.outboxes import Outbox
from tests.mail.sinks import STEPS, Sink

_forks = multiprocessing.get_context("forkserver")
_forks.set_forkserver_preload(
    ["app.db", "app.mail.sender_process"]
)  # else each parent takes a second to begin

DEAD_WITHIN = 30
Point = tuple[int, str]  # so many mails have arrived, and the next one is at this step


@dataclass
class Toll:
    """What a run of kills came to."""

    kills: int = 0
    lost: int = 0
    doubled: int = 0  # more arrivals than mails, repeats under one Message-ID counted once each
    differing: int = 0  # repeats whose bytes differ
    left_to_a_person: int = 0


def points(count: int, shift: int = 0) -> list[Point]:
    """Moments in the course of so many mails, every second one, so that none is hit twice; the steps take turns."""
    return [(2 * number, STEPS[(number + shift) % len(STEPS)]) for number in range(count)]


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
                if b"app.mail.sender_process" in Path(f"/proc/{number}/cmdline").read_bytes():
                    return int(number)
    return None


@dataclass
class Killer:
    """Kills the parent or the sender the moment the mail server sees the next point, and before it answers."""

    server: Sink
    points: list[Point]
    whom: str
    parent: BaseProcess | None = None
    kills: list[Point] = field(default_factory=list)

    def look(self, step: str, _recipient: str) -> None:
        """The server is at this step."""
        parent = self.parent
        if parent is None or not self.points or self.points[0][1] != step:
            return
        if len(self.server.mails) - (step in {"DOT", "ANSWERED"}) < self.points[0][0]:
            return
        victim = sender_of(parent) if self.whom == "sender" else parent.pid
        if victim is not None:
            self.parent = None  # one kill a run
            _kill(victim)
            self.kills.append(self.points.pop(0))


def _kill(victim: int) -> None:
    """Kill it and wait until it is dead: on a busy machine that takes a while, and mails would go out meanwhile."""
    watched = os.pidfd_open(victim)
    os.kill(victim, signal.SIGKILL)
    select.select([watched], [], [], DEAD_WITHIN)
    os.close(watched)


def run_with_kills(outbox: Outbox, server: Sink, *, at: list[Point], whom: str) -> Toll:
    """Kill at every point that is reached, starting anew each time, then let it finish undisturbed."""
    count = len(outbox.states)
    killer = Killer(server, list(at), whom)
    server.moment = killer.look
    while _something_waits(outbox):
        killer.parent = parent = start(outbox)
        parent.join()
    toll = Toll(kills=len(killer.kills), left_to_a_person=outbox.states.count("uncertain"))
    left = [
        name
        for name, state in zip(outbox.column("message_id"), outbox.states, strict=True)
        if state == "uncertain"
    ]
    toll.lost = count - len(set(server.counts) | set(left))
    toll.doubled = sum(server.counts.values()) - len(server.counts)
    toll.differing = len(set(server.mails)) - len(server.counts)
    return toll


def _something_waits(outbox: Outbox) -> bool:
    """Whether a run would find anything, or a sender is still at work."""
    if {"queued", "sending", "committing"} & set(outbox.states):
        return True
    with outbox.database.reading() as session:
        waiting = "SELECT count(*) FROM outgoing_mail WHERE state = 'uncertain' AND unsure_count < 2"
        return bool(session.execute(text(waiting)).scalar())
