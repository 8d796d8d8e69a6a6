"""What is said on an open connection to a mail server, and what its answers mean.

Where the server takes several commands at once (RFC 2920), the envelope of the next mail goes out with the
final dot of the one before, so that a mail costs two round trips instead of four, and the server reads it
while we mark what it has just said. Every answer is read in its turn.
"""

import re
import socket
from contextlib import suppress
from dataclasses import dataclass, field
from time import monotonic
from typing import NoReturn

from app.mail.result import Deferred, Envelope, LineDown, Refused, SenderRefused, Setback, without_addresses

COMMAND_SECONDS, DOT_SECONDS = 120.0, 600.0  # a shorter wait for the answer to the dot causes doubles
LONGEST_ANSWER = 65_536
SEND_BUFFER = 1 << 19  # a whole mail fits, so that handing over its body never waits for the server
LINE_START_DOT = re.compile(rb"^\.", re.MULTILINE)
CODE = re.compile(rb"[0-9]{3}")
SENDER_CODES = frozenset({530, 534, 535, 538})

Answer = tuple[int, str]


@dataclass
class Conversation:
    """One connection after sign-in. Raises OSError when it breaks and a Setback when the server says no."""

    socket: socket.socket
    pipelines: bool
    ahead: Envelope | None = None  # its commands are out, its answers are not in
    kept_back: bytes = b""  # a body that goes out together with its final dot
    received: bytearray = field(default_factory=bytearray)
    has_hung_up: bool = False

    def __post_init__(self) -> None:
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)  # else each mail waits 40 ms
        self.socket.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, SEND_BUFFER)
        self.socket.settimeout(COMMAND_SECONDS)

    def offer(self, envelope: Envelope, message: bytes, *, is_marked: bool = False) -> None:
        """The envelope with its answers, then the body without its final dot.

        A body that is already marked waits for its dot, because one packet costs less than two.
        """
        if self.pipelines:
            if self.ahead is None:
                self.socket.sendall(_commands(envelope))
            elif self.ahead != envelope:
                raise ConnectionAbortedError("another envelope is on its way")
            self.ahead = None
            answers = self._three()
        else:
            answers = self._one_by_one(envelope)
        self._judge(answers)
        self.kept_back = dotted(message)
        if not is_marked:
            self.socket.sendall(self.kept_back)
            self.kept_back = b""

    def finish(self, following: Envelope | None) -> Answer:
        """The final dot and the server's answer to it."""
        words, self.kept_back = self.kept_back + b".\r\n", b""
        if following is not None and self.pipelines:
            self.ahead = following
            words += _commands(following)
        self.socket.sendall(words)
        return self.answer(within=DOT_SECONDS)

    def reset(self) -> None:
        """Ready for the next mail after a refusal; one whose envelope is out already needs no more."""
        if self.ahead is None:
            self.socket.sendall(b"RSET\r\n")
            expect(self.answer(), "recipient")

    def hang_up(self) -> None:
        """End it at once: closing alone would wait for whoever else holds the connection, such as smtplib."""
        self.has_hung_up = True
        with suppress(OSError):
            self.socket.shutdown(socket.SHUT_RDWR)
        self.socket.close()

    def answer(self, within: float = COMMAND_SECONDS) -> Answer:
        """The next answer, all its lines; a server that sends it byte by byte has no more time than another."""
        deadline = monotonic() + within
        words: list[str] = []
        while True:
            line = self._line(deadline)
            if not CODE.match(line):
                raise ConnectionAbortedError(f"the server said {line[:40]!r}")
            words.append(line[4:].decode("utf-8", "replace").strip())
            if line[3:4] != b"-":
                return int(line[:3]), " ".join(" ".join(words).split())

    def _line(self, deadline: float) -> bytes:
        while (end := self.received.find(b"\n")) < 0:
            left = deadline - monotonic()
            if left <= 0:
                raise TimeoutError("no answer in time")
            self.socket.settimeout(left)
            came = self.socket.recv(LONGEST_ANSWER)
            self.socket.settimeout(COMMAND_SECONDS)
            if not came or len(self.received) > LONGEST_ANSWER:
                raise ConnectionResetError("the server closed the connection")
            self.received += came
        line = bytes(self.received[:end])
        del self.received[: end + 1]
        return line

    def _three(self) -> list[Answer]:
        """The answers to an envelope sent at once; a server may say no and hang up without the others."""
        answers: list[Answer] = []
        try:
            while len(answers) < 3:
                answers.append(self.answer())
        except OSError:
            if not answers or _is_yes(answers[0][0], 250):
                raise
            self.hang_up()
        return answers

    def _one_by_one(self, envelope: Envelope) -> list[Answer]:
        answers = []
        for command, good in zip(_commands(envelope).splitlines(keepends=True), (250, 250, 354), strict=True):
            self.socket.sendall(command)
            answers.append(self.answer())
            if not _is_yes(answers[-1][0], good):
                break
        return answers

    def _judge(self, answers: list[Answer]) -> None:
        """The first no counts. A server that goes on to wait for a body nevertheless is left without one."""
        try:
            for answer, about, good in zip(
                answers, ("sender", "recipient", "recipient"), (250, 250, 354), strict=False
            ):
                expect(answer, about, good)
        except Setback:
            if answers[-1][0] == 354:
                self.hang_up()
            raise


def _commands(envelope: Envelope) -> bytes:
    return f"MAIL FROM:<{envelope.sender}>\r\nRCPT TO:<{envelope.recipient}>\r\nDATA\r\n".encode("ascii")


def dotted(message: bytes) -> bytes:
    """The body as it goes over the wire: lines that begin with a dot get another one."""
    if b"\n." in message or message.startswith(b"."):
        message = LINE_START_DOT.sub(b"..", message)
    return message if message.endswith(b"\r\n") else message + b"\r\n"


def expect(answer: Answer, about: str, good: int = 250) -> None:
    """Nothing when the server said yes; else the setback that its answer means."""
    if not _is_yes(answer[0], good):
        _refusal(*answer, about)


def _is_yes(code: int, good: int) -> bool:
    return code == good or (good == 250 and code in {251, 252})


def _refusal(code: int, said: str, about: str) -> NoReturn:
    """What an answer other than yes means: for us, for this recipient, for good or for now."""
    reason = without_addresses(f"{code} {said}")[:400]
    if code in {421, -1}:
        raise LineDown(reason)
    if code in SENDER_CODES or (code >= 500 and (about == "sender" or re.match(r"5\.7\.", said))):
        raise SenderRefused(reason)
    if code >= 500:
        raise Refused(reason)
    raise LineDown(reason) if about == "sender" else Deferred(reason)
