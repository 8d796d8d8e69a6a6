"""Delivering through a sender in a process of its own, which finishes its message when its parent dies.

Killing the parent is therefore harmless: the sender sees the pipe close, finishes the mail in hand, gives
back what it has not begun, and ends.
"""

import json
import os
import select
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import asdict, dataclass
from datetime import date
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import Any

from app import log
from app.clock import utc_now
from app.db import Database
from app.jobs.presence import presence
from app.mail.changes import free_abandoned, hurry
from app.mail.dev_folder import FolderWay
from app.mail.result import Way
from app.mail.sender import Gate, Sender, Tally
from app.mail.smtp import SmtpWay
from app.outages import outage_of
from app.settings import PROJECT_ROOT, Settings

END_WITHIN = 8.0
LOOK_EVERY = 0.2


@dataclass(frozen=True, slots=True)
class Delivery:
    """How to deliver: with which gates ("module:NAME" of a mapping), and whether somebody asked for
    it now.
    """

    gates: str = ""
    at_once: bool = False
    stop: Event | None = None
    progress: Callable[[Tally], None] = lambda _tally: None


def deliver(database: Database, settings: Settings, how: Delivery = Delivery()) -> Tally:
    """Hand every mail whose turn it is to the mail server, or to the folder when there is none."""
    if how.at_once:
        with database.writing(actor="vigil", at=utc_now()) as session:
            free_abandoned(session, settings.data_dir)
            hurry(session)
    with _child(settings, how.gates) as child:
        tally = _follow(child, how)
    if tally is None:
        with database.writing(actor="vigil", at=utc_now()) as session:
            free_abandoned(session, settings.data_dir)
        return Tally(trouble=f"the sender ended with {child.returncode}")
    return tally


@contextmanager
def _child(settings: Settings, gates: str) -> Iterator[subprocess.Popen[bytes]]:
    command = [sys.executable, "-m", "app.mail.sender_process"]
    child = subprocess.Popen(  # noqa: S603 - our own module
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=PROJECT_ROOT, start_new_session=True
    )
    assert child.stdin is not None  # noqa: S101 - asked for
    with suppress(BrokenPipeError):
        child.stdin.write(json.dumps({"settings": packed(settings), "gates": gates}).encode() + b"\n")
        child.stdin.flush()
    try:
        yield child
    finally:
        with suppress(BrokenPipeError):
            child.stdin.close()
        with suppress(subprocess.TimeoutExpired):  # waiting for the server: its lock says that it is there
            child.wait(END_WITHIN)
        if child.stdout is not None:
            child.stdout.close()


def _follow(child: subprocess.Popen[bytes], how: Delivery) -> Tally | None:
    """Read what the child says until it ends or the stop is asked for; None when it died without a word."""
    assert child.stdout is not None  # noqa: S101 - asked for
    assert child.stdin is not None  # noqa: S101 - asked for
    told: Tally | None = None
    is_over = False
    while True:
        if how.stop is not None and how.stop.is_set() and not child.stdin.closed:
            with suppress(BrokenPipeError):
                child.stdin.close()
        if not select.select([child.stdout], [], [], LOOK_EVERY)[0]:
            continue
        line = child.stdout.readline()
        if not line:
            return told if is_over else None
        said = json.loads(line)
        is_over = said.pop("over")
        told = Tally(**said)
        how.progress(told)


def packed(settings: Settings) -> dict[str, Any]:
    """Settings as JSON for the child; they go through a pipe because arguments and variables can be seen."""
    plain = asdict(settings)
    plain["data_dir"] = str(settings.data_dir)
    plain["today"] = settings.today.isoformat() if settings.today else None
    return plain


def unpacked(plain: Mapping[str, Any]) -> Settings:
    """The settings again."""
    own = dict(plain)
    own["data_dir"] = Path(own["data_dir"])
    own["today"] = date.fromisoformat(own["today"]) if own["today"] else None
    own["trusted_proxies"] = tuple(own["trusted_proxies"])
    return Settings(**own)


def way_of(settings: Settings) -> Way:
    """To the server where one is set; otherwise into files."""
    if settings.smtp_url:
        return SmtpWay(settings.smtp_url, must_encrypt=settings.is_production)
    return FolderWay(settings.data_dir / "outbox")


def main() -> None:
    """The child: orders from the first line of its input, whose end means that the parent is gone."""
    log.begin("sender")
    signal.signal(signal.SIGTERM, signal.SIG_IGN)  # the parent decides; it closes the pipe
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders = json.loads(_first_line())
    settings = unpacked(orders["settings"])
    try:
        tally = _run(settings, _gates(orders["gates"]))
    except Exception as error:
        outage = outage_of(error)
        if outage is None:
            raise
        tally = Tally(
            trouble=outage.words
        )  # whoever started this process tells it, and not every few seconds
    _tell(tally, over=True)


def _run(settings: Settings, gates: Mapping[str, Gate]) -> Tally:
    with closing(Database(settings.database_url)) as database, presence(settings.data_dir) as owner:
        return Sender(database, settings, way_of(settings), owner, gates, _parent_gone, _tell).run()


def _first_line() -> bytes:
    """Unbuffered, so that nothing is read beyond it."""
    line = b""
    while not line.endswith(b"\n"):
        piece = os.read(sys.stdin.fileno(), 1)
        if not piece:
            raise SystemExit(0)
        line += piece
    return line


def _parent_gone(seconds: float) -> bool:
    return bool(select.select([sys.stdin], [], [], seconds)[0])


def _tell(tally: Tally, *, over: bool = False) -> None:
    with suppress(OSError):  # nobody listens any more
        sys.stdout.write(json.dumps({**asdict(tally), "over": over}) + "\n")
        sys.stdout.flush()


def _gates(name: str) -> Mapping[str, Gate]:
    if not name:
        return {}
    module, _colon, attribute = name.partition(":")
    gates: Mapping[str, Gate] = getattr(import_module(module), attribute)
    return gates


if __name__ == "__main__":
    main()
