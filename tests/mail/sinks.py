"""A mail server for tests: it keeps what it has whole, however the client ends, and can misbehave at every step."""

import re
import socket
import ssl
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from typing import IO

DROP, KEEP_AND_DROP = b"drop", b"keep and drop"
STEPS = ("MAIL", "RCPT", "DATA", "BODY", "DOT", "ANSWERED")  # of one mail, in their order


@dataclass
class Sink:
    """What arrived. `slow` answers the final dot only after that many seconds, having kept the mail at once.

    `misbehave` is asked at every step (CONNECT, EHLO, MAIL, RCPT, DATA, BODY, DOT) what to answer instead of
    yes; DROP breaks off, at DOT without keeping the mail; KEEP_AND_DROP keeps it and breaks off. `moment` is
    told of each step before it is answered, and of ANSWERED when a mail's 250 is out.
    """

    port: int
    slow: float = 0.0
    pipelines: bool = True
    certificate: ssl.SSLContext | None = None  # with one it offers STARTTLS
    seconds_per_byte: float = 0.0  # how slowly it writes its answers
    misbehave: Callable[[str, str], bytes | None] = lambda _step, _recipient: None
    moment: Callable[[str, str], None] = lambda _step, _recipient: None
    mails: list[bytes] = field(default_factory=list)
    unfinished: list[bytes] = field(default_factory=list)  # what came of mails whose final dot never did
    connections: int = 0
    encrypted: int = 0  # connections that changed to TLS
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

    def behave(self) -> None:
        """Say yes to everything from now on."""
        self.misbehave = lambda _step, _recipient: None


@contextmanager
def sink(slow: float = 0.0, *, pipelines: bool = True) -> Iterator[Sink]:
    """Listen on a free port until the block ends."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = Sink(listener.getsockname()[1], slow, pipelines)
        threading.Thread(target=_accept, args=(listener, server), daemon=True).start()
        yield server
        listener.shutdown(
            socket.SHUT_RDWR
        )  # closing alone would leave the waiting accept, and so the port, open


def _accept(listener: socket.socket, server: Sink) -> None:
    with suppress(OSError):
        while True:
            connection, _address = listener.accept()
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            talk = _Talk(server, connection, connection.makefile("rb"))
            threading.Thread(target=talk.run, daemon=True).start()


@dataclass
class _Talk:
    """One connection, as a server that follows the rules leads it."""

    server: Sink
    connection: socket.socket
    lines: IO[bytes]
    recipient: str = ""
    accepted: bool = False

    def run(self) -> None:
        """Until the client or the server ends it."""
        self.server.connections += 1
        try:
            with suppress(OSError):
                if self.answered("CONNECT", b"220 sink"):
                    while line := self.lines.readline():
                        if line[:4].upper() == b"QUIT":
                            self.say(b"221 bye")
                            break
                        self.obey(line[:4].upper().strip().decode(), line)
        finally:
            self.lines.close()
            self.connection.close()

    def obey(self, verb: str, line: bytes) -> None:
        """One command."""
        if verb == "EHLO":
            self.answered("EHLO", b"\r\n".join(self.extensions()))
        elif verb == "STAR":
            self.encrypt()
        elif verb == "RCPT":
            self.recipient = line.decode().partition("<")[2].partition(">")[0]
            self.accepted = self.answered("RCPT", b"250 ok")
        elif verb != "DATA":
            self.accepted = False
            self.answered(verb, b"250 ok")
        elif not self.accepted:
            self.say(b"554 5.5.1 no valid recipients")
        elif self.answered("DATA", b"354 go on"):
            self.take()

    def extensions(self) -> list[bytes]:
        """What it can do besides."""
        more = [b"8BITMIME"]
        more += [b"PIPELINING"] if self.server.pipelines else []
        offers = self.server.certificate is not None and not isinstance(self.connection, ssl.SSLSocket)
        more += [b"STARTTLS"] if offers else []
        return [b"250-sink", *(b"250-" + one for one in more[:-1]), b"250 " + more[-1]]

    def encrypt(self) -> None:
        """Change to TLS."""
        if self.answered("STARTTLS", b"220 go on"):
            assert self.server.certificate is not None
            self.lines.close()
            self.connection = self.server.certificate.wrap_socket(self.connection, server_side=True)
            self.lines = self.connection.makefile("rb")
            self.server.encrypted += 1

    def answered(self, step: str, yes: bytes) -> bool:
        """Answer; whether it was a yes."""
        self.server.moment(step, self.recipient)
        other = self.server.misbehave(step, self.recipient)
        if other in (DROP, KEEP_AND_DROP):
            raise ConnectionResetError("told to")
        self.say(other or yes)
        return other is None

    def say(self, words: bytes) -> None:
        """At once, or byte by byte."""
        if not self.server.seconds_per_byte:
            self.connection.sendall(words + b"\r\n")
            return
        for byte in words + b"\r\n":
            threading.Event().wait(self.server.seconds_per_byte)
            self.connection.sendall(bytes((byte,)))

    def take(self) -> None:
        """The body, and what is answered to its final dot."""
        server, mail = self.server, list[bytes]()
        server.moment("BODY", self.recipient)
        if server.misbehave("BODY", self.recipient) == DROP:
            self.lines.readline()
            raise ConnectionResetError("told to")
        while (line := self.lines.readline()) != b".\r\n":
            if not line:
                server.unfinished.append(b"".join(mail))
                raise ConnectionResetError("no final dot: the mail is dropped")
            mail.append(line[1:] if line.startswith(b"..") else line)
        told = server.misbehave("DOT", self.recipient)
        if told in (None, KEEP_AND_DROP):
            server.keep(b"".join(mail))
        server.moment("DOT", self.recipient)
        threading.Event().wait(server.slow)
        if told in (DROP, KEEP_AND_DROP):
            raise ConnectionResetError("told to")
        self.say(told or b"250 ok")
        server.moment("ANSWERED", self.recipient)
