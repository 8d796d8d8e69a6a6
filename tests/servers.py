"""Real servers for tests: Vigil's own processes, and a mail server that can refuse and break off."""

import os
import signal
import socket
import subprocess
import sys
import time
from asyncio import Transport
from collections.abc import Awaitable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, cast

import httpx
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope
from aiosmtpd.smtp import Session as SmtpSession

VIGIL = Path(sys.executable).with_name("vigil")
# Only what will never come is given up: a process that ends is noticed at once, a slow machine is waited for.
START_SECONDS = 600
STOP_SECONDS = 120


@dataclass(frozen=True)
class Served:
    """A running `vigil serve`."""

    url: str
    process: subprocess.Popen[bytes]
    environment: Mapping[str, str]
    log: Path

    def vigil(self, *words: str, stdin: str = "") -> str:
        """What another command prints in the same environment; raises when it fails."""
        return run_vigil(*words, environment=self.environment, stdin=stdin)


def run_vigil(*words: str, environment: Mapping[str, str], stdin: str = "") -> str:
    """Run one command to its end and return what it printed."""
    done = subprocess.run(
        [VIGIL, *words], env=environment, input=stdin, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise RuntimeError(
            f"vigil {' '.join(words)} ended with {done.returncode}: {done.stdout}{done.stderr}"
        )
    return done.stdout


def environment_for(data_dir: Path, settings: Mapping[str, str]) -> dict[str, str]:
    """The settings of one scratch installation; no variable of the developer's own gets in."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("VIGIL_")}
    return {**kept, "VIGIL_DATA_DIR": str(data_dir), **settings}


@contextmanager
def serving(data_dir: Path, settings: Mapping[str, str], *, command: str = "serve") -> Iterator[Served]:
    """Start `vigil serve` (or `up`), wait until it answers, and stop it on leaving."""
    port = free_port()
    url = f"http://127.0.0.1:{port}"
    environment = environment_for(data_dir, {"VIGIL_PORT": str(port), "VIGIL_BASE_URL": url, **settings})
    data_dir.mkdir(parents=True, exist_ok=True, mode=0o700)
    log = data_dir / "served.log"
    with log.open("wb") as output:
        process = subprocess.Popen([VIGIL, command], env=environment, stdout=output, stderr=subprocess.STDOUT)
    try:
        _wait_until_healthy(process, url, log)
        yield Served(url, process, environment, log)
    finally:
        stop(process)


def stop(process: subprocess.Popen[bytes]) -> None:
    """Ask a process to end; one that does not is killed, and that is an error."""
    process.send_signal(signal.SIGTERM)
    try:
        process.wait(STOP_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
        raise


def _wait_until_healthy(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    fault = ""
    with httpx.Client(trust_env=False, timeout=5) as client:
        while process.poll() is None and time.monotonic() < deadline and not fault.startswith("4"):
            try:
                answer = client.get(f"{url}/health")
            except httpx.TransportError as error:
                fault = str(error)
            else:
                if answer.is_success:
                    return
                fault = f"{answer.status_code} {answer.text}"
            with suppress(subprocess.TimeoutExpired):
                process.wait(0.05)
    raise RuntimeError(f"vigil is not well: {fault}\n{log.read_text()}")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port


class Manner(Enum):
    """What the mail server does with a message once it has all of it."""

    ACCEPT = "keeps it and says 250"
    DEFER = "says 451"
    REFUSE = "says 550"
    LOSE = "breaks off and keeps nothing"
    KEEP_AND_BREAK_OFF = "keeps it and breaks off before the 250"


@dataclass(frozen=True)
class Mail:
    """One message as it came in."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes


@dataclass
class SmtpSink:
    """What the mail server has kept, and how it behaves from now on."""

    port: int
    manner: Manner = Manner.ACCEPT
    refused_recipients: set[str] = field(default_factory=set)
    mails: list[Mail] = field(default_factory=list)
    attempts: int = 0

    @property
    def url(self) -> str:
        """Its address, as VIGIL_SMTP_URL takes it."""
        return f"smtp://127.0.0.1:{self.port}"

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name for it
        self, server: SMTP, session: SmtpSession, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        """Answer one RCPT TO."""
        if address in self.refused_recipients:
            return "550 5.1.1 No such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: SmtpSession, envelope: Envelope) -> str:  # noqa: N802 - as above
        """Answer the final dot."""
        self.attempts += 1
        if self.manner in (Manner.ACCEPT, Manner.KEEP_AND_BREAK_OFF):
            self.mails.append(
                Mail(str(envelope.mail_from), tuple(envelope.rcpt_tos), _bytes(envelope.original_content))
            )
        if self.manner in (Manner.LOSE, Manner.KEEP_AND_BREAK_OFF):
            cast("Transport", server.transport).abort()
        return {Manner.DEFER: "451 4.3.0 Later", Manner.REFUSE: "550 5.7.1 No"}.get(
            self.manner, "250 2.0.0 Kept"
        )


@contextmanager
def smtp_sink() -> Iterator[SmtpSink]:
    """Start the mail server on a free port of this machine and stop it on leaving."""
    listener = socket.create_server(("127.0.0.1", 0))
    sink = SmtpSink(port=listener.getsockname()[1])
    controller = _OnSocket(sink, listener)
    controller.start()
    yield sink
    controller.stop()


class _OnSocket(Controller):
    """aiosmtpd on a socket that is already open, so that the port is free for certain."""

    def __init__(self, sink: SmtpSink, listener: socket.socket) -> None:
        self._listener = listener
        super().__init__(sink, hostname="127.0.0.1", port=sink.port)

    def _create_server(self) -> Awaitable[Any]:
        return self.loop.create_server(self._factory_invoker, sock=self._listener)


def _bytes(content: str | bytes | None) -> bytes:
    return content.encode() if isinstance(content, str) else content or b""
