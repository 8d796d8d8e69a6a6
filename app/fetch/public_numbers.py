"""One look-up, public numbers only, and a connection to exactly the number that was looked at.

Whoever gives an address could otherwise make this server talk to itself, to its neighbours or to the machines that hand
out keys inside a data centre. So a name is resolved once, every number it stands for must be one of the open network,
and the connection goes to exactly that number while the certificate must fit the name.
"""

import ipaddress
import socket
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from app.trouble import named

CONNECT_SECONDS, ANSWER_SECONDS, WHOLE_SECONDS = 5.0, 10.0, 30.0
NAT64 = ipaddress.ip_network("64:ff9b::/96")
IPV4_INSIDE = (NAT64, ipaddress.ip_network("64:ff9b:1::/48"))

Resolve = Callable[[str, int], Sequence[str]]


class NotPublic(Exception):
    """The address leads to a machine that is not on the open network."""


class NotKnown(Exception):
    """What the name stands for is not known now."""


@dataclass(frozen=True, slots=True)
class Address:
    """An address in parts, as it will be used."""

    scheme: str
    host: str
    port: int
    path: str  # with its query

    @property
    def host_header(self) -> str:
        """The name as the other side expects to be called."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        standard = 443 if self.scheme == "https" else 80
        return host if self.port == standard else f"{host}:{self.port}"

    def at(self, number: str) -> str:
        """The same address with the machine's number instead of its name."""
        shown = f"[{number}]" if ":" in number else number
        return f"{self.scheme}://{shown}:{self.port}{self.path}"


def parts_of(text: str, longest: int) -> Address | None:
    """An address as somebody copied it, with the usual port where it names none; None where it is not a whole one."""
    if len(text) > longest or not text.isascii() or not text.isprintable() or " " in text or "\\" in text:
        return None
    try:
        parts = urlsplit(text)
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    if not host or parts.username is not None:
        return None
    query = f"?{parts.query}" if parts.query else ""
    return Address(parts.scheme, host, port or (443 if parts.scheme == "https" else 80), parts.path + query)


def public_numbers(address: Address, resolve: Resolve, *, loopback: bool = False) -> Sequence[str]:
    """What the name stands for; raise NotPublic when any of it is not on the open network, NotKnown when unknown."""
    try:
        found = resolve(address.host, address.port)
    except (OSError, UnicodeError) as error:
        raise NotKnown(named(error)) from error
    if not found:
        raise NotKnown("no number")
    for number in found:
        if not (is_public(number) or (loopback and is_loopback(number))):
            raise NotPublic
    return found


def is_public(address: str) -> bool:
    """Whether this number is one of the open network, also where it wraps an older one."""
    try:
        number = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(number, ipaddress.IPv6Address):
        inside = number.ipv4_mapped or number.sixtofour or (number.teredo[1] if number.teredo else None)
        if inside is None and any(number in network for network in IPV4_INSIDE):
            inside = ipaddress.IPv4Address(int(number) & 0xFFFFFFFF)
        if inside is not None:
            return is_public(str(inside))
    return number.is_global and not number.is_multicast and not number.is_reserved


def look_up(host: str, port: int) -> Sequence[str]:
    """The numbers of a name, as this machine resolves it."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))


@contextmanager
def no_longer_than(seconds: float) -> Iterator[Callable[[str, dict[str, Any]], None]]:
    """Break the connection off when all of it takes too long: every answer of one byte begins a new wait."""
    lines: list[socket.socket] = []

    def note(event: str, told: dict[str, Any]) -> None:
        if event in ("connection.connect_tcp.complete", "connection.start_tls.complete"):
            lines.append(told["return_value"].get_extra_info("socket"))

    def break_off() -> None:
        for line in lines[-1:]:
            with suppress(OSError):
                line.shutdown(socket.SHUT_RDWR)

    timer = threading.Timer(seconds, break_off)
    timer.daemon = True
    timer.start()
    try:
        yield note
    finally:
        timer.cancel()


def is_loopback(host: str) -> bool:
    """Whether this is the very machine."""
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
