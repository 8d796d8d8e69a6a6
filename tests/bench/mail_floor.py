"""The smallest mail server there can be, in a process of its own: delivery and smtplib are measured against it."""

import asyncio
import subprocess
import sys
from asyncio import Transport
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

ANSWERS = {b"EHLO": b"250-sink\r\n250 PIPELINING\r\n", b"DATA": b"354 go on\r\n", b"QUIT": b"221 bye\r\n"}
END = b"\r\n.\r\n"


class Sink(asyncio.Protocol):
    """Answers every command at once and forgets every mail."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Greet."""
        self.transport = cast("Transport", transport)
        self.held = b""
        self.in_body = False
        self.transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        """Answer all that is whole."""
        self.held += data
        said = []
        while True:
            line, end, rest = self.held.partition(END if self.in_body else b"\r\n")
            if not end:
                break
            self.held = rest
            said.append(b"250 ok\r\n" if self.in_body else ANSWERS.get(line[:4].upper(), b"250 ok\r\n"))
            self.in_body = not self.in_body and line[:4].upper() == b"DATA"
        self.transport.write(b"".join(said))


async def serve() -> None:
    """Until the pipe from the bench closes."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sink, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


@contextmanager
def sink() -> Iterator[int]:
    """The port of a running one."""
    with subprocess.Popen(
        [sys.executable, __file__], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as server:
        assert server.stdout is not None
        yield int(server.stdout.readline())
        server.communicate()


if __name__ == "__main__":
    asyncio.run(serve())
