"""A mail server for tests: it keeps what it has whole, however the client ends, and can misbehave at every step."""

import re
import socket
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import IO

DROP, KEEP_AND_DROP = b"drop", b"keep and drop"


@dataclass
class Sink:
    """What arrived. `slow` answers the final dot only after that many seconds, having kept the mail at once.

    `misbehave` is asked at every step (CONNECT, MAIL, RCPT, DATA, BODY, DOT) what to answer instead of yes;
    DROP breaks off, at DOT without keeping the mail; KEEP_AND_DROP keeps it and breaks off.
    """

    port: int
    slow: float = 0.0
    misbehave: Callable[[str, str], bytes | None] = lambda _step, _recipient: None
    mails: list[bytes] = field(default_factory=list)
    connections: int = 0
    changed: threading.Condition = field(default_factory=threading.Condition)

    @property
    def url(self) -> str:
        """Its address, as VIGIL_SMTP_URL takes it."""
        return f"smtp://127.0.0.1:{self.port}"

    @property
    def counts(self) -> Counter[str]:
        """How often each Message-ID arrived."""
        with self.changed:
            found = [re.search(rb"^Message-ID: (\S+)", mail, re.MULTILINE) for mail in self.mails]
        return Counter(match.group(1).decode() for match in found if match)

    def wait_for(self, count: int, seconds: float = 20) -> bool:
        """Wait until so many mails have arrived."""
        with self.changed:
            return self.changed.wait_for(lambda: len(self.mails) >= count, seconds)

    def keep(self, mail: bytes) -> None:
        """Take a whole mail."""
        with self.changed:
            self.mails.append(mail)
            self.changed.notify_all()


@contextmanager
def sink(slow: float = 0.0) -> Iterator[Sink]:
    """Listen on a free port until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Sink(listener.getsockname()[1], slow)
        threading.Thread(target=_accept, args=(listener, server), daemon=True).start()
        yield server
        listener.shutdown(
            socket.SHUT_RDWR
        )  # closing alone would leave the waiting accept, and so the port, open


def _accept(listener: socket.socket, server: Sink) -> None:
    with suppress(OSError):
        while True:
            connection, _address = listener.accept()
            threading.Thread(target=_talk, args=(connection, server), daemon=True).start()


def _talk(connection: socket.socket, server: Sink) -> None:
    server.connections += 1
    with connection, suppress(OSError):
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        lines = connection.makefile("rb")
        if not _answered(connection, server, "CONNECT", "", b"220 sink"):
            return
        recipient = ""
        for line in lines:
            verb = line[:4].upper().strip().decode()
            if verb == "QUIT":
                return
            if verb == "RCPT":
                recipient = line.decode().partition("<")[2].partition(">")[0]
            if verb != "DATA":
                _answered(connection, server, verb, recipient, b"250 ok")
            elif _answered(connection, server, "DATA", recipient, b"354 go on"):
                _take(connection, lines, server, recipient)


def _answered(connection: socket.socket, server: Sink, step: str, recipient: str, yes: bytes) -> bool:
    """Answer; whether it was a yes."""
    other = server.misbehave(step, recipient)
    if other in (DROP, KEEP_AND_DROP):
        raise ConnectionResetError("told to")
    connection.sendall((other or yes) + b"\r\n")
    return other is None


def _take(connection: socket.socket, lines: IO[bytes], server: Sink, recipient: str) -> None:
    if server.misbehave("BODY", recipient) == DROP:
        lines.readline()
        raise ConnectionResetError("told to")
    mail = []
    for line in lines:
        if line == b".\r\n":
            break
        mail.append(line[1:] if line.startswith(b"..") else line)
    else:
        raise ConnectionResetError("no final dot: the mail is dropped")
    told = server.misbehave("DOT", recipient)
    if told in (None, KEEP_AND_DROP):
        server.keep(b"".join(mail))
    threading.Event().wait(server.slow)
    if told in (DROP, KEEP_AND_DROP):
        raise ConnectionResetError("told to")
    connection.sendall((told or b"250 ok") + b"\r\n")
